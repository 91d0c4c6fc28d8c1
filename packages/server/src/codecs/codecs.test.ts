import { describe, expect, test } from '@jest/globals';
import { BatchReadBlobsResponse, Directory, GetTreeResponse, ReadResponse } from '@sandwright/core/reapi';
import fc from 'fast-check';
import { scanChildDirectories } from '../trees/directory-digests.ts';
import { encodeBatchReadBlobsResponse } from './batch-read-blobs-response.ts';
import { DirectMessage, varint, varintLength } from './direct-message.ts';
import { encodeReadResponse } from './read-response.ts';
import { encodeTreePage } from './tree-page.ts';

const bytes = fc.uint8Array({ maxLength: 300 }).map((each) => Buffer.from(each));
const runs = { seed: 3, numRuns: process.env['SANDWRIGHT_SOAK'] === '1' ? 100_000 : 500 };

describe('hand codecs say what the generated ones understand', () => {
  test('ReadResponse', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect(encodeReadResponse({ data }).toBuffer()).toEqual(ReadResponse.encode({ data }).finish());
      }),
      runs,
    );
  });

  test('BatchReadBlobsResponse', () => {
    const response = fc.record({
      digest: fc.option(fc.record({ hash: fc.string(), sizeBytes: fc.nat() })),
      data: fc.option(bytes),
      compressor: fc.integer({ min: 0, max: 3 }),
      status: fc.option(fc.record({ code: fc.nat(16), message: fc.string() })),
    });
    fc.assert(
      fc.property(fc.array(response, { maxLength: 6 }), (responses) => {
        const decoded = BatchReadBlobsResponse.decode(encodeBatchReadBlobsResponse({ responses }).toBuffer());
        const expected = BatchReadBlobsResponse.decode(BatchReadBlobsResponse.encode({ responses }).finish());
        expect(decoded).toEqual(expected);
      }),
      runs,
    );
  });

  const digest = fc.record({
    hash: fc.oneof(fc.string(), fc.constant('ab'.repeat(32))),
    sizeBytes: fc.oneof(fc.nat(), fc.constant(2 ** 40)),
  });
  const directory = fc.record({
    files: fc.array(fc.record({ name: fc.string(), digest: fc.option(digest), isExecutable: fc.boolean() }), { maxLength: 3 }),
    directories: fc.array(fc.record({ name: fc.string(), digest: fc.option(digest) }), { maxLength: 4 }),
    symlinks: fc.array(fc.record({ name: fc.string(), target: fc.string() }), { maxLength: 2 }),
  });

  test('GetTreeResponse', () => {
    fc.assert(
      fc.property(fc.array(directory, { maxLength: 4 }), fc.string(), (directories, nextPageToken) => {
        const encoded = encodeTreePage({ directories: directories.map((each) => Directory.encode(each).finish()), nextPageToken });
        expect(encoded.toBuffer()).toEqual(GetTreeResponse.encode({ directories, nextPageToken }).finish());
      }),
      runs,
    );
  });

  test('the folders in a folder: what is scanned is what the generated code finds, and what is usual is scanned', () => {
    const changed = fc.tuple(directory, fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 2 }));
    let usual = 0;
    fc.assert(
      fc.property(changed, ([message, changes]) => {
        const encoded = Buffer.from(Directory.encode(message).finish());
        for (const [at, value] of changes) if (at < encoded.byteLength) encoded[at] = value;
        const scanned = scanChildDirectories(encoded);
        if (scanned === undefined || scanned.some(({ hash }) => !/^[0-9a-f]+$/.test(hash))) return;
        let decoded: Directory;
        try {
          decoded = Directory.decode(encoded);
        } catch {
          // What is wrong with names and files is found by whoever looks at them.
          return;
        }
        usual += scanned.length;
        expect(scanned).toEqual(decoded.directories.map((node) => ({ hash: node.digest?.hash, sizeBytes: node.digest?.sizeBytes })));
      }),
      runs,
    );
    expect(usual).toBeGreaterThan(10);
  });

  test('a message copies itself to where it is told', () => {
    const message = new DirectMessage([Buffer.from('ab'), Buffer.from(''), Buffer.from('c')]);
    const target = Buffer.from('........');
    expect(message.copy(target, 5)).toBe(3);
    expect(target.toString()).toBe('.....abc');
  });

  test('numbers of every length', () => {
    expect(varint(300)).toEqual([0xac, 0x02]);
    for (let exponent = 0; exponent < 53; exponent += 1) {
      for (const value of [2 ** exponent - 1, 2 ** exponent]) expect(varint(value)).toHaveLength(varintLength(value));
    }
  });
});
