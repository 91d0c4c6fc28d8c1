import assert from 'node:assert/strict';
import { emptyDigest } from '../../digest/digest.ts';
import { assertSameBytes, sampleBlob, sampleBytes } from './sample-blobs.ts';
import type { StorageCase } from './storage-case.ts';

const needs = [] as const;

/** What must hold of the batch forms. */
export const storageBatchCases: readonly StorageCase[] = [
  {
    title: 'writes and reads in batches, answers in order, and lets one failure not be that of the others',
    needs,
    run: async ({ storage }) => {
      const good = Array.from({ length: 20 }, (_, n) => sampleBlob(50 + n * 100, n + 1));
      const bad = { digest: sampleBlob(77, 99).digest, data: sampleBytes(77, 98) };
      const given = [...good.slice(0, 10), bad, ...good.slice(10)];
      const written = await storage.writeBatch(given);
      assert.deepEqual(
        written.map(({ digest }) => digest.hash),
        given.map(({ digest }) => digest.hash),
      );
      written.forEach(({ error }, index) => assert.equal(error?.code, index === 10 ? 'BLOB_CORRUPT' : undefined));

      const unknown = sampleBlob(5, 1234).digest;
      const asked = [unknown, ...given.map(({ digest }) => digest), emptyDigest];
      const read = await storage.readBatch(asked);
      assert.equal(read.length, asked.length);
      read.forEach((answer, index) => {
        assert.equal(answer.digest.hash, asked[index]?.hash);
        const expected = good.find(({ digest }) => digest.hash === answer.digest.hash);
        if (answer.digest.hash === emptyDigest.hash) assert.ok('data' in answer && answer.data.byteLength === 0);
        else if (expected === undefined) assert.equal('error' in answer ? answer.error.code : 'no error', 'BLOB_MISSING');
        else assertSameBytes('data' in answer ? answer.data : new Uint8Array(), expected.data);
      });
    },
  },
  {
    title: 'takes one blob twice in a batch, and an empty batch',
    needs,
    run: async ({ storage }) => {
      const blob = sampleBlob(200);
      assert.deepEqual(
        (await storage.writeBatch([blob, blob])).map(({ error }) => error),
        [undefined, undefined],
      );
      const read = await storage.readBatch([blob.digest, blob.digest]);
      for (const answer of read) assertSameBytes('data' in answer ? answer.data : new Uint8Array(), blob.data);
      assert.deepEqual(await storage.writeBatch([]), []);
      assert.deepEqual(await storage.readBatch([]), []);
      assert.deepEqual(await storage.findMissing([]), []);
    },
  },
  {
    title: 'writes what a batch holds in small and large at once',
    needs,
    run: async ({ storage }) => {
      const blobs = [1, 500_000, 2, 70_000, 3].map((size) => sampleBlob(size));
      for (const { error } of await storage.writeBatch(blobs)) assert.equal(error, undefined);
      const read = await storage.readBatch(blobs.map(({ digest }) => digest));
      read.forEach((answer, index) => {
        assertSameBytes('data' in answer ? answer.data : new Uint8Array(), blobs[index]?.data ?? new Uint8Array());
      });
    },
  },
];
