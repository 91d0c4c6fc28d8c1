import type { Blob, BlobOptions, ContentAddressableStorage } from './content-addressable-storage.ts';

/** What `writeBlobs` takes. */
export interface WriteBlobsOptions extends BlobOptions {
  /** Bytes of one batch at most; 4 MiB by default, less a little for what surrounds them on a wire. */
  readonly maxBatchBytes?: number;
  /** Blobs of one batch at most; 1,000 by default. */
  readonly maxBatchBlobs?: number;
}

/**
 * Stores blobs that are not there yet: asks which are missing, then sends those in batches, too large ones alone.
 * @param storage where to
 * @param blobs what; each is read once
 * @param options bounds of a batch, signal, digest function
 * @returns how many blobs and bytes had to be stored
 * @throws the first error of a blob
 */
export async function writeBlobs(
  storage: ContentAddressableStorage,
  blobs: readonly Blob[],
  options: WriteBlobsOptions = {},
): Promise<{ readonly blobs: number; readonly bytes: number }> {
  const { maxBatchBytes = 4 * 1024 * 1024 - 64 * 1024, maxBatchBlobs = 1000, ...rest } = options;
  const byName = new Map(blobs.map((blob) => [blob.digest.hash, blob]));
  const missing = await storage.findMissing(
    blobs.map((blob) => blob.digest),
    rest,
  );
  let batch: Blob[] = [];
  let batchBytes = 0;
  const stored = { blobs: 0, bytes: 0 };
  const flush = async () => {
    const sending = batch;
    batch = [];
    batchBytes = 0;
    for (const { error } of sending.length > 0 ? await storage.writeBatch(sending, rest) : []) {
      if (error !== undefined) throw error;
    }
  };
  for (const digest of missing) {
    const blob = byName.get(digest.hash);
    if (blob === undefined) continue;
    stored.blobs += 1;
    stored.bytes += digest.sizeBytes;
    if (blob.data.byteLength > maxBatchBytes) {
      await storage.write(blob.digest, blob.data, rest);
      continue;
    }
    if (batch.length >= maxBatchBlobs || batchBytes + blob.data.byteLength > maxBatchBytes) await flush();
    batch.push(blob);
    batchBytes += blob.data.byteLength;
  }
  await flush();
  return stored;
}
