import assert from 'node:assert/strict';
import { assertSameBytes, readAll, sampleBlob } from './sample-blobs.ts';
import type { StorageCase } from './storage-case.ts';

const needs = [] as const;

/** What must hold when a caller gives up. */
export const storageCancellationCases: readonly StorageCase[] = [
  {
    title: "rejects with the signal's reason where it is already aborted",
    needs,
    run: async ({ storage }) => {
      const reason = new RangeError('given up');
      const options = { signal: AbortSignal.abort(reason) };
      const { digest, data } = sampleBlob(100);
      for (const call of [
        storage.findMissing([digest], options),
        storage.write(digest, data, options),
        readAll(storage, digest, options),
        storage.readBatch([digest], options),
        storage.writeBatch([{ digest, data }], options),
      ]) {
        await assert.rejects(call, (error) => error === reason);
      }
      assert.equal((await storage.findMissing([digest])).length, 1);
    },
  },
  {
    title: 'stops a write whose signal aborts half-way, keeps nothing of it, and takes it afterwards',
    needs,
    run: async ({ storage }) => {
      const controller = new AbortController();
      const reason = new RangeError('given up');
      const { digest, data } = sampleBlob(1_000_000);
      const slow = async function* () {
        yield data.subarray(0, 400_000);
        controller.abort(reason);
        yield data.subarray(400_000);
      };
      await assert.rejects(storage.write(digest, slow(), { signal: controller.signal }), (error) => error === reason);
      assert.equal((await storage.findMissing([digest])).length, 1);
      await storage.write(digest, data);
      assertSameBytes(await readAll(storage, digest), data);
    },
  },
  {
    title: 'stops a read whose signal aborts half-way',
    needs,
    run: async ({ storage }) => {
      const controller = new AbortController();
      const reason = new RangeError('given up');
      const { digest, data } = sampleBlob(8_000_000);
      await storage.write(digest, data);
      await assert.rejects(
        async () => {
          for await (const piece of storage.read(digest, { signal: controller.signal })) {
            assert.ok(piece.byteLength < data.byteLength, 'a large blob comes in pieces');
            controller.abort(reason);
          }
        },
        (error) => error === reason,
      );
      assertSameBytes(await readAll(storage, digest), data);
    },
  },
];
