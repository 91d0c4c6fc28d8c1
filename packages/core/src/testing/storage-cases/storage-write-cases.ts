import assert from 'node:assert/strict';
import { digestOf, emptyDigest } from '../../digest/digest.ts';
import { assertCode, assertSameBytes, inPieces, readAll, sampleBlob, sampleBytes } from './sample-blobs.ts';
import type { StorageCase } from './storage-case.ts';

const needs = [] as const;

// Around the places where implementations switch from one way of storing to another.
const sizes = [1, 31, 4095, 4096, 65_535, 65_536, 65_537, 131_073, 1_048_576, 4_194_305];

/** What must hold of writes. */
export const storageWriteCases: readonly StorageCase[] = [
  {
    title: 'says that an unknown blob is missing, once for each',
    needs,
    run: async ({ storage }) => {
      const [a, b] = [sampleBlob(10).digest, sampleBlob(100_000).digest];
      const missing = await storage.findMissing([a, b, { ...a }, b]);
      assert.deepEqual([...missing].map((digest) => digest.hash).sort(), [a.hash, b.hash].sort());
    },
  },
  ...sizes.map(
    (size): StorageCase => ({
      title: `gives back ${size} bytes that were written whole, and in pieces`,
      needs,
      run: async ({ storage }) => {
        const whole = sampleBlob(size, 1);
        const pieced = sampleBlob(size, 2);
        await storage.write(whole.digest, whole.data);
        await storage.write(pieced.digest, inPieces(pieced.data, 50_021));
        assert.deepEqual(await storage.findMissing([whole.digest, pieced.digest]), []);
        assertSameBytes(await readAll(storage, whole.digest), whole.data);
        assertSameBytes(await readAll(storage, pieced.digest), pieced.data);
      },
    }),
  ),
  {
    title: 'holds the empty blob without being given it, and takes it too',
    needs,
    run: async ({ storage }) => {
      assert.deepEqual(await storage.findMissing([emptyDigest]), []);
      assert.equal((await readAll(storage, emptyDigest)).byteLength, 0);
      await storage.write(emptyDigest, new Uint8Array());
      await storage.write(emptyDigest, inPieces(new Uint8Array(), 1));
      assert.equal((await readAll(storage, emptyDigest)).byteLength, 0);
    },
  },
  ...[100, 300_000].flatMap((size): StorageCase[] => [
    {
      title: `refuses ${size} wrong bytes with BLOB_CORRUPT and keeps nothing of them`,
      needs,
      run: async ({ storage }) => {
        const { digest } = sampleBlob(size, 1);
        const wrong = sampleBytes(size, 2);
        await assertCode(storage.write(digest, wrong), 'BLOB_CORRUPT');
        await assertCode(storage.write(digest, inPieces(wrong, 1000)), 'BLOB_CORRUPT');
        assert.equal((await storage.findMissing([digest])).length, 1);
        await assertCode(readAll(storage, digest), 'BLOB_MISSING');
      },
    },
    {
      title: `refuses a stream shorter or longer than ${size} bytes with BLOB_CORRUPT`,
      needs,
      run: async ({ storage }) => {
        const { digest, data } = sampleBlob(size);
        await assertCode(storage.write(digest, inPieces(data.subarray(0, size - 1), 70)), 'BLOB_CORRUPT');
        await assertCode(storage.write(digest, inPieces(Buffer.concat([data, Buffer.of(0)]), 70)), 'BLOB_CORRUPT');
        assert.equal((await storage.findMissing([digest])).length, 1);
      },
    },
    {
      title: `keeps nothing of ${size} bytes whose source fails half-way, and takes them afterwards`,
      needs,
      run: async ({ storage }) => {
        const { digest, data } = sampleBlob(size);
        const failing = async function* () {
          yield data.subarray(0, size / 2);
          throw new RangeError('the source broke');
        };
        await assert.rejects(storage.write(digest, failing()), RangeError);
        assert.equal((await storage.findMissing([digest])).length, 1);
        await storage.write(digest, data);
        assertSameBytes(await readAll(storage, digest), data);
      },
    },
    {
      title: `takes ${size} bytes from several writers at once`,
      needs,
      run: async ({ storage }) => {
        const { digest, data } = sampleBlob(size);
        await Promise.all(Array.from({ length: 8 }, (_, n) => storage.write(digest, n % 2 === 0 ? data : inPieces(data, 9000 + n))));
        assert.deepEqual(await storage.findMissing([digest]), []);
        assertSameBytes(await readAll(storage, digest), data);
      },
    },
  ]),
  {
    title: 'keeps the right bytes when wrong ones are offered under a name that it holds',
    needs,
    run: async ({ storage }) => {
      const { digest, data } = sampleBlob(500, 1);
      await storage.write(digest, data);
      await storage.write(digest, sampleBytes(500, 2)).catch(() => {});
      assertSameBytes(await readAll(storage, digest), data);
    },
  },
  {
    title: 'has its own copy: the caller may use the buffer again',
    needs,
    run: async ({ storage }) => {
      const data = sampleBytes(2000);
      const original = data.slice();
      const digest = digestOf(data);
      await storage.write(digest, data);
      data.fill(0);
      const read = await readAll(storage, digest);
      assertSameBytes(read, original);
      for await (const piece of storage.read(digest)) piece.fill(7);
      assertSameBytes(await readAll(storage, digest), original);
    },
  },
  {
    title: 'takes 300 blobs at once',
    needs,
    run: async ({ storage }) => {
      const blobs = Array.from({ length: 300 }, (_, n) => sampleBlob(1 + n * 7, n + 1));
      await Promise.all(blobs.map(({ digest, data }) => storage.write(digest, data)));
      assert.deepEqual(await storage.findMissing(blobs.map(({ digest }) => digest)), []);
      await Promise.all(blobs.map(async ({ digest, data }) => assertSameBytes(await readAll(storage, digest), data)));
    },
  },
  {
    title: 'holds its blobs after it was closed and opened again',
    needs: ['persistent'],
    run: async ({ storage, reopen }) => {
      const blobs = [sampleBlob(10), sampleBlob(70_000), sampleBlob(2_000_000)];
      for (const { digest, data } of blobs) await storage.write(digest, data);
      const again = await reopen?.();
      assert.ok(again !== undefined, 'a persistent storage must give `reopen`');
      assert.deepEqual(await again.findMissing(blobs.map(({ digest }) => digest)), []);
      for (const { digest, data } of blobs) assertSameBytes(await readAll(again, digest), data);
      const more = sampleBlob(11);
      await again.write(more.digest, more.data);
      assertSameBytes(await readAll(again, more.digest), more.data);
    },
  },
];
