import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '../../digest/digest.ts';
import { hashThread } from '../../digest/hash-thread.ts';
import { openLocalStore } from '../open-local-store.ts';
import { readBlob } from '../read-blob.ts';

const directory = mkdtempSync(join(tmpdir(), 'sandwright-large-'));
beforeAll(async () => {
  await hashThread.start();
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

describe('a large blob in pieces', () => {
  test('small and large pieces in any order come back in their order', async () => {
    await using store = await openLocalStore({ directory, mode: 'exclusive' });
    const size = fc.oneof(fc.integer({ min: 0, max: 60_000 }), fc.integer({ min: 100_000, max: 400_000 }));
    await fc.assert(
      fc.asyncProperty(fc.array(size, { minLength: 1, maxLength: 12 }), async (sizes) => {
        const data = randomBytes(sizes.reduce((sum, each) => sum + each, 200_000));
        const digest = digestOf(data);
        const pieces = async function* (): AsyncGenerator<Uint8Array> {
          let at = 0;
          for (const each of [...sizes, 200_000]) {
            yield data.subarray(at, at + each);
            at += each;
          }
        };
        await store.storage.write(digest, pieces());
        expect(digestOf(await readBlob(store.storage, digest))).toEqual(digest);
      }),
      { seed: 9, numRuns: 40 },
    );
  });

  test.each([
    ['whole', (data: Buffer) => data],
    [
      'in pieces',
      async function* (data: Buffer) {
        for (let at = 0; at < data.byteLength; at += 300_000) yield data.subarray(at, at + 300_000);
      },
    ],
  ] as const)('what is hashed by the thread is refused if it is wrong, too short or too long: %s', async (_how, sent) => {
    await using store = await openLocalStore({ directory, mode: 'exclusive' });
    const data = randomBytes(1_800_000);
    const digest = digestOf(data);
    const wrong = Buffer.from(data);
    wrong[1_700_000] = (wrong[1_700_000] as number) ^ 1;
    for (const bytes of [wrong, data.subarray(1), Buffer.concat([data, Buffer.from('!')])]) {
      await expect(store.storage.write(digest, sent(bytes))).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
      expect(await store.storage.findMissing([digest])).toEqual([digest]);
    }
    await store.storage.write(digest, sent(data));
    expect(digestOf(await readBlob(store.storage, digest))).toEqual(digest);
  });

  test('more at once than the thread takes are all stored as they are', async () => {
    await using store = await openLocalStore({ directory, mode: 'exclusive' });
    const blobs = Array.from({ length: 12 }, () => randomBytes(1_200_000));
    await Promise.all(blobs.map((data) => store.storage.write(digestOf(data), data)));
    for (const data of blobs) expect(digestOf(await readBlob(store.storage, digestOf(data)))).toEqual(digestOf(data));
  });
});
