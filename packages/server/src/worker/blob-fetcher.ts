import { type Blob, type BlobOptions, type ContentAddressableStorage, type Digest, digestKey, SandwrightError } from '@sandwright/core';

/** Bytes and blobs of one batch between two storages; what is larger goes by itself, in pieces. */
export const batchBytes = 3 * 1024 * 1024;
export const batchBlobs = 500;

/** Brings blobs from one storage to another, each once however many want it at the same time. */
export class BlobFetcher {
  readonly #from: ContentAddressableStorage;
  readonly #to: ContentAddressableStorage;
  readonly #going = new Map<string, Promise<void>>();

  constructor(from: ContentAddressableStorage, to: ContentAddressableStorage) {
    this.#from = from;
    this.#to = to;
  }

  /**
   * Brings what is not there yet.
   * @param digests what is wanted
   * @throws SandwrightError BLOB_MISSING and whatever else the storages say, after the other blobs were tried
   */
  async fetch(digests: Iterable<Digest>, options: BlobOptions = {}): Promise<void> {
    const others: Promise<void>[] = [];
    const own: Digest[] = [];
    for (const digest of await this.#to.findMissing(digests, options)) {
      const going = this.#going.get(digestKey(digest));
      if (going === undefined) own.push(digest);
      else others.push(going.catch(() => this.fetch([digest], options)));
    }
    const batches = batchesOf(own).map((batch) => this.#once(batch, options));
    const failed = (await Promise.allSettled([...batches, ...others])).find((outcome) => outcome.status === 'rejected');
    if (failed !== undefined) throw SandwrightError.from(failed.reason);
  }

  async #once(batch: readonly Digest[], options: BlobOptions): Promise<void> {
    const fetching = this.#bring(batch, options);
    for (const digest of batch) this.#going.set(digestKey(digest), fetching);
    try {
      await fetching;
    } finally {
      for (const digest of batch) this.#going.delete(digestKey(digest));
    }
  }

  async #bring(batch: readonly Digest[], options: BlobOptions): Promise<void> {
    const [first] = batch;
    if (first !== undefined && first.sizeBytes > batchBytes) {
      await this.#to.write(first, this.#from.read(first, options), options);
      return;
    }
    const blobs: Blob[] = [];
    let failure: SandwrightError | undefined;
    for (const result of await this.#from.readBatch(batch, options)) {
      if ('error' in result) failure ??= result.error;
      else blobs.push(result);
    }
    // Checked against their digests by the storage that takes them.
    for (const { error } of await this.#to.writeBatch(blobs, options)) failure ??= error;
    if (failure !== undefined) throw failure;
  }
}

/** Small blobs together, as many as a batch may hold; a large one alone. */
export function batchesOf(digests: readonly Digest[]): readonly (readonly Digest[])[] {
  const batches: Digest[][] = [];
  let batch: Digest[] = [];
  let bytes = 0;
  for (const digest of digests) {
    if (digest.sizeBytes > batchBytes) {
      batches.push([digest]);
      continue;
    }
    if (batch.length >= batchBlobs || bytes + digest.sizeBytes > batchBytes) {
      batches.push(batch);
      batch = [];
      bytes = 0;
    }
    batch.push(digest);
    bytes += digest.sizeBytes;
  }
  if (batch.length > 0) batches.push(batch);
  return batches;
}
