import { describe, expect, test } from '@jest/globals';
import { assertSameBytes, sampleBlob } from '../testing/storage-cases/sample-blobs.ts';
import type { Blob } from './content-addressable-storage.ts';
import { MemoryContentAddressableStorage } from './memory-content-addressable-storage.ts';
import { readBlob } from './read-blob.ts';
import { writeBlobs } from './write-blobs.ts';

describe('readBlob', () => {
  test('gives a blob whole, and refuses one that is larger than may be held', async () => {
    const storage = new MemoryContentAddressableStorage();
    const { digest, data } = sampleBlob(3_000_000);
    await storage.write(digest, data);
    assertSameBytes(await readBlob(storage, digest), data);
    await expect(readBlob(storage, digest, { maxBytes: 2_999_999 })).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
    await expect(readBlob(storage, sampleBlob(5).digest)).rejects.toMatchObject({ code: 'BLOB_MISSING' });
  });

  test('does not take fewer bytes for the blob', async () => {
    const storage = new MemoryContentAddressableStorage();
    const { digest, data } = sampleBlob(100);
    await storage.write(digest, data);
    const short = Object.assign(Object.create(storage) as MemoryContentAddressableStorage, {
      read: async function* () {
        yield data.subarray(0, 99);
      },
    });
    await expect(readBlob(short, digest)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
  });
});

describe('writeBlobs', () => {
  test('sends only what is missing, in batches within the bounds, large ones alone', async () => {
    const storage = new MemoryContentAddressableStorage();
    const blobs = [...Array.from({ length: 25 }, (_, n) => sampleBlob(100, n + 1)), sampleBlob(5000, 99)];
    await storage.writeBatch(blobs.slice(0, 5));
    const batches: (readonly Blob[])[] = [];
    const alone: number[] = [];
    const watched = {
      findMissing: storage.findMissing.bind(storage),
      read: storage.read.bind(storage),
      readBatch: storage.readBatch.bind(storage),
      write: async (digest: Blob['digest'], content: Uint8Array | AsyncIterable<Uint8Array>) => {
        alone.push(digest.sizeBytes);
        await storage.write(digest, content);
      },
      writeBatch: async (some: readonly Blob[]) => {
        batches.push(some);
        return await storage.writeBatch(some);
      },
    };
    expect(await writeBlobs(watched, [...blobs, ...blobs], { maxBatchBytes: 1000, maxBatchBlobs: 8 })).toEqual({ blobs: 21, bytes: 7000 });
    expect(batches.map((batch) => batch.length)).toEqual([8, 8, 4]);
    expect(alone).toEqual([5000]);
    expect(await storage.findMissing(blobs.map(({ digest }) => digest))).toEqual([]);
  });

  test('reports the error of a blob that was refused', async () => {
    const { digest } = sampleBlob(10, 1);
    const wrong = { digest, data: sampleBlob(10, 2).data };
    await expect(writeBlobs(new MemoryContentAddressableStorage(), [wrong])).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
  });
});
