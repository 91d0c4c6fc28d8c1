import assert from 'node:assert/strict';
import { assertCode, assertSameBytes, readAll, sampleBlob } from './sample-blobs.ts';
import type { StorageCase } from './storage-case.ts';

const needs = [] as const;

/** What must hold of reads. */
export const storageReadCases: readonly StorageCase[] = [
  {
    title: 'answers BLOB_MISSING for a blob that was never written',
    needs,
    run: async ({ storage }) => {
      await assertCode(readAll(storage, sampleBlob(10).digest), 'BLOB_MISSING');
      await assertCode(readAll(storage, sampleBlob(1_000_000).digest), 'BLOB_MISSING');
    },
  },
  {
    title: 'does not take a blob of the same hash but another size for the one asked for',
    needs,
    run: async ({ storage }) => {
      const { digest, data } = sampleBlob(100);
      await storage.write(digest, data);
      const other = { ...digest, sizeBytes: 99 };
      assert.equal((await storage.findMissing([other])).length, 1);
      await assertCode(readAll(storage, other), 'BLOB_MISSING');
    },
  },
  ...[1000, 500_000].flatMap((size): StorageCase[] => [
    {
      title: `reads any part of ${size} bytes`,
      needs,
      run: async ({ storage }) => {
        const { digest, data } = sampleBlob(size);
        await storage.write(digest, data);
        const ranges = [
          [0, 1],
          [1, size],
          [size - 1, 1],
          [size - 1, 1000],
          [size, 10],
          [Math.floor(size / 3), Math.floor(size / 3)],
        ] as const;
        for (const [offset, limit] of ranges) {
          assertSameBytes(await readAll(storage, digest, { offset, limit }), data.subarray(offset, offset + limit));
        }
        assertSameBytes(await readAll(storage, digest, { offset: 5 }), data.subarray(5));
        assertSameBytes(await readAll(storage, digest, { limit: 5 }), data.subarray(0, 5));
      },
    },
    {
      title: `refuses an offset outside of ${size} bytes with ACTION_INVALID`,
      needs,
      run: async ({ storage }) => {
        const { digest, data } = sampleBlob(size);
        await storage.write(digest, data);
        await assertCode(readAll(storage, digest, { offset: size + 1 }), 'ACTION_INVALID');
        await assertCode(readAll(storage, digest, { offset: -1 }), 'ACTION_INVALID');
      },
    },
  ]),
  {
    title: 'can be read by several at once, and left half-way',
    needs,
    run: async ({ storage }) => {
      const { digest, data } = sampleBlob(3_000_000);
      await storage.write(digest, data);
      for (let round = 0; round < 20; round += 1) {
        for await (const piece of storage.read(digest)) {
          assert.ok(piece.byteLength > 0);
          break;
        }
      }
      const all = await Promise.all(Array.from({ length: 6 }, () => readAll(storage, digest)));
      for (const one of all) assertSameBytes(one, data);
    },
  },
];
