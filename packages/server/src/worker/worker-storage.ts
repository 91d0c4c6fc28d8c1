import {
  type BatchReadResult,
  type BatchWriteResult,
  type Blob,
  type BlobOptions,
  type ContentAddressableStorage,
  type Digest,
  digestKey,
  type ReadOptions,
  SandwrightError,
} from '@sandwright/core';

/** Bytes of one batch between local and remote storage. */
const batchBytes = 3 * 1024 * 1024;

/**
 * What a worker away from the server's storage works on: inputs come from the server once and stay in the worker's own storage; outputs
 * stay there until `publish` sends those that the server lacks.
 */
export class WorkerStorage implements ContentAddressableStorage {
  readonly #local: ContentAddressableStorage;
  readonly #remote: ContentAddressableStorage;
  readonly #fetching = new Map<string, Promise<void>>();

  /**
   * @param local of this worker; kept between actions
   * @param remote of the server
   */
  constructor(local: ContentAddressableStorage, remote: ContentAddressableStorage) {
    this.#local = local;
    this.#remote = remote;
  }

  async findMissing(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]> {
    const absent = await this.#local.findMissing(digests, options);
    return absent.length === 0 ? absent : await this.#remote.findMissing(absent, options);
  }

  async *read(digest: Digest, options: ReadOptions = {}): AsyncIterable<Uint8Array> {
    if ((await this.#local.findMissing([digest], options)).length > 0) await this.#fetch(digest, options);
    yield* this.#local.read(digest, options);
  }

  write(digest: Digest, content: AsyncIterable<Uint8Array> | Uint8Array, options?: BlobOptions): Promise<void> {
    return this.#local.write(digest, content, options);
  }

  writeBatch(blobs: readonly Blob[], options?: BlobOptions): Promise<readonly BatchWriteResult[]> {
    return this.#local.writeBatch(blobs, options);
  }

  async readBatch(digests: readonly Digest[], options?: BlobOptions): Promise<readonly BatchReadResult[]> {
    const results = [...(await this.#local.readBatch(digests, options))];
    const places = new Map<string, number[]>();
    const absent: Digest[] = [];
    for (const [at, result] of results.entries()) {
      if (!('error' in result) || result.error.code !== 'BLOB_MISSING') continue;
      const key = digestKey(result.digest);
      const known = places.get(key);
      if (known === undefined) absent.push(result.digest);
      places.set(key, [...(known ?? []), at]);
    }
    if (absent.length === 0) return results;
    const fetched = await this.#remote.readBatch(absent, options);
    const blobs: Blob[] = [];
    for (const result of fetched) {
      for (const at of places.get(digestKey(result.digest)) ?? []) results[at] = result;
      if ('data' in result) blobs.push(result);
    }
    // Checked against their digests by the local storage; what does not fit must not be used.
    for (const { digest, error } of await this.#local.writeBatch(blobs, options)) {
      if (error === undefined) continue;
      for (const at of places.get(digestKey(digest)) ?? []) results[at] = { digest, error };
    }
    return results;
  }

  /**
   * Sends blobs to the server that it lacks: small ones in batches, large ones each by itself.
   * @param digests all that a result names
   * @throws SandwrightError BLOB_MISSING if one of them is not here either; whatever the server answers
   */
  async publish(digests: readonly Digest[], options: BlobOptions = {}): Promise<void> {
    let batch: Digest[] = [];
    let bytes = 0;
    const flush = async (): Promise<void> => {
      const sending = batch;
      batch = [];
      bytes = 0;
      if (sending.length > 0) await this.#sendBatch(sending, options);
    };
    for (const digest of await this.#remote.findMissing(digests, options)) {
      if (digest.sizeBytes > batchBytes) {
        await this.#remote.write(digest, this.#local.read(digest, options), options);
        continue;
      }
      if (bytes + digest.sizeBytes > batchBytes || batch.length >= 500) await flush();
      batch.push(digest);
      bytes += digest.sizeBytes;
    }
    await flush();
  }

  async #sendBatch(digests: readonly Digest[], options: BlobOptions): Promise<void> {
    const blobs: Blob[] = [];
    for (const result of await this.#local.readBatch(digests, options)) {
      if ('error' in result) throw result.error;
      blobs.push(result);
    }
    for (const { error } of await this.#remote.writeBatch(blobs, options)) if (error !== undefined) throw error;
  }

  /** One download for all who want the same blob. */
  async #fetch(digest: Digest, options: BlobOptions): Promise<void> {
    const key = digestKey(digest);
    const going = this.#fetching.get(key);
    if (going !== undefined) {
      await going.catch(() => {});
      options.signal?.throwIfAborted();
      if ((await this.#local.findMissing([digest], options)).length === 0) return;
    }
    const fetch = this.#local.write(digest, this.#remote.read(digest, options), options).catch((caught: unknown) => {
      throw SandwrightError.from(caught);
    });
    this.#fetching.set(key, fetch);
    try {
      await fetch;
    } finally {
      if (this.#fetching.get(key) === fetch) this.#fetching.delete(key);
    }
  }
}
