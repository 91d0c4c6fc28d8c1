import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '../digest/digest.ts';
import { nodePropertiesToMessage } from '../reapi/convert/properties.ts';
import { Directory as Message } from '../reapi/messages.ts';
import { decodeDirectory } from './decode-directory.ts';
import type { Directory } from './directory.ts';
import { encodeDirectory } from './encode-directory.ts';
import { problemWithEntryName } from './entry-name.ts';
import { compareUtf8 } from './utf8-order.ts';

const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 12 }).filter((each) => !each.includes('\0'));
const name = fc
  .oneof(text, fc.string({ minLength: 1, maxLength: 200 }), fc.constantFrom('\u{1f600}', '\uff5e', '\ud7ff', '\ue000', 'é'.repeat(127)))
  .filter((each) => problemWithEntryName(each) === undefined);
const sizeBytes = fc.oneof(fc.nat(300), fc.maxSafeNat());
const digest = fc.tuple(fc.string(), sizeBytes).map(([content, size]) => ({ hash: digestOf(Buffer.from(content)).hash, sizeBytes: size }));
const nodeProperties = fc.record(
  {
    properties: fc
      .uniqueArray(fc.record({ name: text, value: text }), { minLength: 1, maxLength: 3, selector: (pair) => pair.name })
      .map((pairs) => pairs.toSorted((a, b) => compareUtf8(a.name, b.name))),
    mtime: fc.record({ seconds: fc.integer({ min: -1e9, max: 4e9 }), nanos: fc.nat(999_999_999) }),
    unixMode: fc.nat(0o7777),
  },
  { requiredKeys: [] },
);
const details = fc.record({
  digest,
  isExecutable: fc.boolean(),
  target: text,
  nodeProperties: fc.option(nodeProperties, { nil: undefined }),
});
const byName = (a: { name: string }, b: { name: string }): number => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name));

/** Any folder, in order: every name goes to one of the three lists. */
const directory: fc.Arbitrary<Directory> = fc
  .tuple(
    fc.uniqueArray(fc.tuple(name, fc.constantFrom('files', 'directories', 'symlinks'), details), {
      maxLength: 12,
      selector: ([each]) => each,
    }),
    fc.option(nodeProperties, { nil: undefined }),
  )
  .map(([entries, own]) => {
    const of = (list: string) => entries.filter(([, where]) => where === list);
    const properties = (each: (typeof entries)[number][2]) =>
      each.nodeProperties === undefined ? {} : { nodeProperties: each.nodeProperties };
    return {
      files: of('files')
        .map(([at, , each]) => ({ name: at, digest: each.digest, isExecutable: each.isExecutable, ...properties(each) }))
        .sort(byName),
      directories: of('directories')
        .map(([at, , each]) => ({ name: at, digest: each.digest }))
        .sort(byName),
      symlinks: of('symlinks')
        .map(([at, , each]) => ({ name: at, target: each.target, ...properties(each) }))
        .sort(byName),
      ...(own !== undefined && { nodeProperties: own }),
    };
  });

describe('encodeDirectory', () => {
  test('writes what the generated code writes, and is read as what it was', () => {
    fc.assert(
      fc.property(directory, (each) => {
        const generated = Message.encode({
          files: each.files.map((node) => ({ ...node, nodeProperties: nodePropertiesToMessage(node.nodeProperties) })),
          directories: each.directories,
          symlinks: each.symlinks.map((node) => ({ ...node, nodeProperties: nodePropertiesToMessage(node.nodeProperties) })),
          nodeProperties: nodePropertiesToMessage(each.nodeProperties),
        }).finish();
        const bytes = encodeDirectory(each);
        expect(bytes.toString('hex')).toBe(generated.toString('hex'));
        expect(decodeDirectory(bytes)).toEqual(each);
      }),
      { numRuns: 500 },
    );
  });

  test('the order in which entries were put in does not matter', () => {
    fc.assert(
      fc.property(directory, fc.infiniteStream(fc.double({ min: -1, max: 1, noNaN: true })), (each, random) => {
        const shuffle = <T>(list: readonly T[]): T[] => list.toSorted(() => random.next().value);
        const shuffled = { ...each, files: shuffle(each.files), directories: shuffle(each.directories), symlinks: shuffle(each.symlinks) };
        expect(Buffer.compare(encodeDirectory(shuffled), encodeDirectory(each))).toBe(0);
      }),
    );
  });

  test('refuses a name that stands twice, and one that has no UTF-8', () => {
    const file = (each: string) => ({ name: each, digest: digestOf(Buffer.from(each)), isExecutable: false });
    const of = (...names: string[]): Directory => ({ files: names.map(file), directories: [], symlinks: [] });
    expect(() => encodeDirectory(of('a', 'b', 'a'))).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
    expect(() => encodeDirectory(of('a', 'a'))).toThrow(/two entries .* "a"/);
    expect(() => encodeDirectory(of('\ud800'))).toThrow(/not valid Unicode/);
  });

  test('names are compared as UTF-8', () => {
    fc.assert(
      fc.property(name, name, (a, b) => {
        expect(Math.sign(compareUtf8(a, b))).toBe(Buffer.compare(Buffer.from(a), Buffer.from(b)));
      }),
    );
  });
});
