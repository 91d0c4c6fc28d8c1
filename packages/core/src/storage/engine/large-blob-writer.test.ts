import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '../../digest/digest.ts';
import { openLocalStore } from '../open-local-store.ts';
import { readBlob } from '../read-blob.ts';

const directory = mkdtempSync(join(tmpdir(), 'sandwright-large-'));
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
});
