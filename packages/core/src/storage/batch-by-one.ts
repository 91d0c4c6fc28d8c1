import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { BatchReadResult, BatchWriteResult, Blob, BlobOptions, ContentAddressableStorage } from './content-addressable-storage.ts';
import { readBlob } from './read-blob.ts';

// A storage that has no batch form of its own can afford no more at once than this.
const concurrency = 8;

async function inOrder<T, R>(items: readonly T[], options: BlobOptions | undefined, work: (item: T) => Promise<R>): Promise<R[]> {
  const results: R[] = [];
  let next = 0;
  const worker = async () => {
    while (next < items.length) {
      options?.signal?.throwIfAborted();
      const index = next++;
      const item = items[index];
      if (item !== undefined) results[index] = await work(item);
    }
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, worker));
  return results;
}

/** `readBatch` for a storage that only has `read`. An abort rejects the whole. */
export async function readBatchByOne(
  storage: Pick<ContentAddressableStorage, 'read'>,
  digests: readonly Digest[],
  options?: BlobOptions,
): Promise<readonly BatchReadResult[]> {
  return await inOrder(digests, options, async (digest): Promise<BatchReadResult> => {
    try {
      return { digest, data: await readBlob(storage as ContentAddressableStorage, digest, options) };
    } catch (error) {
      options?.signal?.throwIfAborted();
      return { digest, error: SandwrightError.from(error) };
    }
  });
}

/** `writeBatch` for a storage that only has `write`. An abort rejects the whole. */
export async function writeBatchByOne(
  storage: Pick<ContentAddressableStorage, 'write'>,
  blobs: readonly Blob[],
  options?: BlobOptions,
): Promise<readonly BatchWriteResult[]> {
  return await inOrder(blobs, options, async ({ digest, data }): Promise<BatchWriteResult> => {
    try {
      await storage.write(digest, data, options);
      return { digest };
    } catch (error) {
      options?.signal?.throwIfAborted();
      return { digest, error: SandwrightError.from(error) };
    }
  });
}
