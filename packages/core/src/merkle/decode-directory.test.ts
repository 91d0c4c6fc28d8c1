import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf, emptyDigest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { type DirectoryInit, Directory as Message } from '../reapi/messages.ts';
import { decodeDirectory } from './decode-directory.ts';

const file = (name: string) => ({ name, digest: emptyDigest });
const of = (message: DirectoryInit): Buffer => Message.encode(message).finish();

describe('decodeDirectory', () => {
  test.each<[string, DirectoryInit, RegExp]>([
    ['an empty name', { files: [file('')] }, /folder "a\/b": a name is empty/],
    ['a dot', { directories: [file('.')] }, /"\." is not the name of an entry/],
    ['two dots', { symlinks: [{ name: '..', target: 'x' }] }, /"\.\." is not the name of an entry/],
    ['a slash', { files: [file('x/y')] }, /"x\/y" has a slash/],
    ['a NUL', { files: [file('x\0y')] }, /NUL/],
    ['a name too long', { files: [file('ä'.repeat(128))] }, /longer than 255 bytes/],
    ['files out of order', { files: [file('b'), file('a')] }, /files are not sorted: "b" stands before "a"/],
    ['folders out of order', { directories: [file('b'), file('a')] }, /folders are not sorted/],
    [
      'links out of order',
      {
        symlinks: [
          { name: 'b', target: 'x' },
          { name: 'a', target: 'x' },
        ],
      },
      /links are not sorted/,
    ],
    ['a file twice', { files: [file('a'), file('a')] }, /two files are named "a"/],
    ['a file and a folder', { files: [file('a')], directories: [file('a')] }, /"a" is both a folder and a file/],
    ['a folder and a link', { directories: [file('a')], symlinks: [{ name: 'a', target: 'x' }] }, /"a" is both a folder and a link/],
    ['no digest', { files: [{ name: 'a' }] }, /digest of file "a\/b\/a" is missing/],
    ['a bad hash', { files: [{ name: 'a', digest: { hash: 'XYZ', sizeBytes: 1 } }] }, /digest of file "a\/b\/a": "XYZ" is not a hash/],
    ['a negative size', { directories: [{ name: 'a', digest: { ...emptyDigest, sizeBytes: -1 } }] }, /-1 is not the size/],
    ['an enormous size', { files: [{ name: 'a', digest: { ...emptyDigest, sizeBytes: 2 ** 63 } }] }, /is not the size/],
    ['a link to nowhere', { symlinks: [{ name: 'a' }] }, /link "a" has no usable target/],
    ['a bad time', { files: [{ ...file('a'), nodeProperties: { mtime: { nanos: -1 } } }] }, /modification time of file "a\/b\/a"/],
  ])('refuses %s', (_, message, problem) => {
    expect(() => decodeDirectory(of(message), { path: 'a/b' })).toThrow(
      expect.objectContaining({ code: 'ACTION_INVALID', message: expect.stringMatching(problem) }),
    );
  });

  test('refuses names that are not valid UTF-8 instead of replacing their bytes', () => {
    const bytes = of({ symlinks: [{ name: 'abc', target: 'x' }] });
    bytes[bytes.indexOf('abc') + 1] = 0xe9;
    expect(() => decodeDirectory(bytes)).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
  });

  test('leniently, order does not matter but doubles still do', () => {
    const shuffled = of({
      files: [file('b'), file('a')],
      symlinks: [
        { name: 'z', target: 'x' },
        { name: 'y', target: 'x' },
      ],
    });
    const directory = decodeDirectory(shuffled, { lenient: true });
    expect(directory.files.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(directory.symlinks.map(({ name }) => name)).toEqual(['y', 'z']);
    const doubled = of({ files: [file('b'), file('a'), file('b')] });
    expect(() => decodeDirectory(doubled, { lenient: true })).toThrow(/two files are named "b"/);
  });

  test('bytes of any kind are read or refused, nothing else', () => {
    const valid = of({
      files: [file('a'), { name: 'b', digest: digestOf(Buffer.from('b')), isExecutable: true }],
      directories: [file('c')],
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(valid.length), fc.nat(255)), { minLength: 1, maxLength: 4 }), (changes) => {
        const bytes = Buffer.from(valid);
        for (const [at, value] of changes) bytes[at] = value;
        try {
          decodeDirectory(bytes);
        } catch (error) {
          expect(SandwrightError.is(error) && error.code).toBe('ACTION_INVALID');
        }
      }),
      { numRuns: 2000 },
    );
  });
});
