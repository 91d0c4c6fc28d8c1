import {
  type BatchReadResult,
  type BatchWriteResult,
  type Blob,
  type BlobOptions,
  type ContentAddressableStorage,
  type Digest,
  digestKey,
  digestOf,
  type ReadOptions,
  SandwrightError,
  sameDigest,
} from '@sandwright/core';
import { BlobFetcher } from './blob-fetcher.ts';
import { InputPrefetch } from './input-prefetch.ts';

/**
 * What a worker away from the server's storage works on: inputs come from the server once and stay in the worker's own storage; outputs
 * stay there until `publish` sends those that the server lacks.
 */
export class WorkerStorage implements ContentAddressableStorage {
  readonly #local: ContentAddressableStorage;
  readonly #remote: ContentAddressableStorage;
  readonly #inputs: BlobFetcher;
  readonly #outputs: BlobFetcher;
  readonly #ahead: InputPrefetch;

  /**
   * @param local of this worker; kept between actions
   * @param remote of the server
   */
  constructor(local: ContentAddressableStorage, remote: ContentAddressableStorage) {
    this.#local = local;
    this.#remote = remote;
    this.#inputs = new BlobFetcher(remote, local);
    this.#outputs = new BlobFetcher(local, remote);
    this.#ahead = new InputPrefetch(this, this.#inputs);
  }

  /**
   * Brings the inputs of an action near, within bounds; whatever goes wrong shows when it runs.
   * @param action its digest
   */
  prefetch(action: Digest, options: BlobOptions = {}): Promise<void> {
    return this.#ahead.fetch(action, options);
  }

  async findMissing(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]> {
    const absent = await this.#local.findMissing(digests, options);
    return absent.length === 0 ? absent : await this.#remote.findMissing(absent, options);
  }

  async *read(digest: Digest, options: ReadOptions = {}): AsyncIterable<Uint8Array> {
    try {
      await this.#inputs.fetch([digest], options);
    } catch (caught) {
      if (!hasNoRoom(caught)) throw caught;
      // All that the cache holds is in use: this one passes through.
      yield* this.#remote.read(digest, options);
      return;
    }
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
    for (const [at, { digest, error }] of (await this.#local.writeBatch(blobs, options)).entries()) {
      if (error === undefined || (hasNoRoom(error) && isRight(blobs[at], options))) continue;
      for (const at of places.get(digestKey(digest)) ?? []) results[at] = { digest, error };
    }
    return results;
  }

  /**
   * Sends blobs to the server that it lacks, each once: small ones in batches, large ones each by itself, in pieces.
   * @param digests all that a result names
   * @throws SandwrightError BLOB_MISSING if one of them is not here either; whatever the server answers
   */
  publish(digests: readonly Digest[], options: BlobOptions = {}): Promise<void> {
    return this.#outputs.fetch(digests, options);
  }
}

/** The cache takes no more; that is no reason not to run. */
function hasNoRoom(caught: unknown): boolean {
  return SandwrightError.is(caught) && caught.code === 'RESOURCE_EXHAUSTED';
}

function isRight(blob: Blob | undefined, { digestFunction = 'SHA256' }: BlobOptions = {}): boolean {
  return blob !== undefined && digestFunction === 'SHA256' && sameDigest(digestOf(blob.data), blob.digest);
}
