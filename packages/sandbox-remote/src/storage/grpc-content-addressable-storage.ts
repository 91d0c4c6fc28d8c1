import {
  type BatchReadResult,
  type BatchWriteResult,
  type Blob,
  BlobChecker,
  type BlobOptions,
  type ContentAddressableStorage,
  checkBlob,
  type Digest,
  digestKey,
  functionOf,
  isEmptyBlob,
  type ReadOptions,
  type RequestMetadata,
  readRange,
  SandwrightError,
} from '@sandwright/core';
import { contentAddressableStorageService } from '@sandwright/core/reapi';
import { remoteError } from '../client/remote-error.ts';
import { withRetries } from '../client/retry.ts';
import { byteStreamRead } from './byte-stream-read.ts';
import { byteStreamWrite } from './byte-stream-write.ts';
import { inBatches } from './in-batches.ts';
import type { RemoteStore } from './remote-store.ts';

// One digest is about 75 bytes on the wire, so this stays far below any server's message limit.
const digestsPerFind = 8_000;
// What surrounds the bytes of one blob in a batch: its digest, a status, tags.
const overheadBytes = 160;

/** The blobs of a server. What comes is verified; what goes is sent once, in batches where that saves round trips. */
export class GrpcContentAddressableStorage implements ContentAddressableStorage {
  readonly #store: RemoteStore;

  /** @param store the server and how to treat it */
  constructor(store: RemoteStore) {
    this.#store = store;
  }

  /** The same storage, telling the server who asks and why. */
  for(request: RequestMetadata | undefined): GrpcContentAddressableStorage {
    return request === undefined ? this : new GrpcContentAddressableStorage({ ...this.#store, request });
  }

  async findMissing(digests: Iterable<Digest>, options: BlobOptions = {}): Promise<readonly Digest[]> {
    const wanted = new Map<string, Digest>();
    for (const digest of digests) {
      if (!isEmptyBlob(digest, functionOf(digest, options))) wanted.set(digestKey(digest), digest);
    }
    const all = [...wanted.values()];
    const groups: Digest[][] = [];
    for (let from = 0; from < all.length; from += digestsPerFind) groups.push(all.slice(from, from + digestsPerFind));
    const answers = await Promise.all(groups.map((group) => this.#find(group, options)));
    const missing: Digest[] = [];
    for (const { hash, sizeBytes } of answers.flat()) {
      const digest = wanted.get(`${hash}/${sizeBytes}`);
      // A server that names a blob which was not asked about, or one twice, cannot make us send it twice.
      if (digest !== undefined && wanted.delete(digestKey(digest))) missing.push(digest);
    }
    return missing;
  }

  async *read(digest: Digest, options: ReadOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    const { start, end } = readRange(digest, options);
    const digestFunction = functionOf(digest, options);
    if (start === end || isEmptyBlob(digest, digestFunction)) return;
    // Only a whole blob can be verified; a part is its caller's to judge.
    const checker = start === 0 && end === digest.sizeBytes ? new BlobChecker(digest, digestFunction) : undefined;
    for await (const piece of byteStreamRead(this.#store, digest, options)) {
      checker?.add(piece);
      yield piece;
    }
    checker?.end();
  }

  async write(digest: Digest, content: AsyncIterable<Uint8Array> | Uint8Array, options: BlobOptions = {}): Promise<void> {
    const digestFunction = functionOf(digest, options);
    if (content instanceof Uint8Array) {
      checkBlob(digest, digestFunction, content);
      if (isEmptyBlob(digest, digestFunction)) return;
      const { maxBatchBytes } = await this.#store.capabilities(options);
      if (content.byteLength + overheadBytes <= maxBatchBytes) {
        const [answer] = await this.#sendBatch([{ digest, data: content }], options);
        if (answer?.error !== undefined) throw answer.error;
        return;
      }
      await byteStreamWrite(this.#store, digest, (offset) => onePiece(content.subarray(offset)), options);
      return;
    }
    if (isEmptyBlob(digest, digestFunction)) return;
    await byteStreamWrite(this.#store, digest, onceFrom(content, digest), options);
  }

  async readBatch(digests: readonly Digest[], options: BlobOptions = {}): Promise<readonly BatchReadResult[]> {
    const { maxBatchBytes } = await this.#store.capabilities(options);
    const found = new Map<string, BatchReadResult>();
    const unique = new Map(digests.map((digest) => [digestKey(digest), digest]));
    const { batches, alone } = inBatches([...unique.values()], (digest) => digest.sizeBytes + overheadBytes, maxBatchBytes);
    await Promise.all([
      ...batches.map(async (batch) => {
        for (const result of await this.#fetchBatch(batch, options)) found.set(digestKey(result.digest), result);
      }),
      ...alone.map(async (digest) => {
        found.set(digestKey(digest), await this.#readAlone(digest, options));
      }),
    ]);
    return digests.map(
      (digest) =>
        found.get(digestKey(digest)) ?? {
          digest,
          error: new SandwrightError('BLOB_MISSING', `the server left out ${digestKey(digest)}`, { details: { missing: [digest] } }),
        },
    );
  }

  async writeBatch(blobs: readonly Blob[], options: BlobOptions = {}): Promise<readonly BatchWriteResult[]> {
    const { maxBatchBytes } = await this.#store.capabilities(options);
    const { batches, alone } = inBatches(blobs, (blob) => blob.data.byteLength + overheadBytes, maxBatchBytes);
    const results = new Map<string, BatchWriteResult>();
    await Promise.all([
      ...batches.map(async (batch) => {
        for (const result of await this.#sendBatch(batch, options)) results.set(digestKey(result.digest), result);
      }),
      ...alone.map(async ({ digest, data }) => {
        try {
          await this.write(digest, data, options);
          results.set(digestKey(digest), { digest });
        } catch (error) {
          if (options.signal?.aborted === true) throw error;
          results.set(digestKey(digest), { digest, error: SandwrightError.from(error) });
        }
      }),
    ]);
    return blobs.map(
      ({ digest }) =>
        results.get(digestKey(digest)) ?? {
          digest,
          error: new SandwrightError('REMOTE_REJECTED', `the server said nothing of ${digestKey(digest)}`),
        },
    );
  }

  async #find(digests: readonly Digest[], options: BlobOptions): Promise<readonly { hash: string; sizeBytes: number }[]> {
    const answer = await this.#call(
      (rpc) =>
        this.#store.channel.unary(
          contentAddressableStorageService.findMissingBlobs,
          { instanceName: this.#store.instanceName, blobDigests: digests },
          rpc,
        ),
      options,
    ).catch((error: unknown) => (isTooLarge(error) && digests.length > 1 ? undefined : Promise.reject(error)));
    if (answer !== undefined) return answer.missingBlobDigests;
    const half = Math.ceil(digests.length / 2);
    return (await Promise.all([this.#find(digests.slice(0, half), options), this.#find(digests.slice(half), options)])).flat();
  }

  async #fetchBatch(digests: readonly Digest[], options: BlobOptions): Promise<readonly BatchReadResult[]> {
    try {
      const { responses } = await this.#call(
        (rpc) =>
          this.#store.channel.unary(
            contentAddressableStorageService.batchReadBlobs,
            { instanceName: this.#store.instanceName, digests },
            rpc,
          ),
        options,
      );
      return responses.map((response): BatchReadResult => {
        const digest: Digest = { hash: response.digest?.hash ?? '', sizeBytes: response.digest?.sizeBytes ?? 0 };
        const code = response.status?.code ?? 0;
        if (code === 5)
          return {
            digest,
            error: new SandwrightError('BLOB_MISSING', `${this.#store.channel.endpoint.address} has no blob ${digestKey(digest)}`, {
              details: { missing: [digest] },
            }),
          };
        if (code !== 0)
          return { digest, error: remoteError(code, response.status?.message ?? '', `BatchReadBlobs of ${digestKey(digest)}`) };
        try {
          checkBlob(digest, functionOf(digest, options), response.data);
          return { digest, data: response.data };
        } catch (error) {
          return { digest, error: SandwrightError.from(error) };
        }
      });
    } catch (error) {
      if (!isTooLarge(error) && !(SandwrightError.is(error) && error.code === 'UNIMPLEMENTED')) throw error;
      return Promise.all(digests.map((digest) => this.#readAlone(digest, options)));
    }
  }

  async #sendBatch(blobs: readonly Blob[], options: BlobOptions): Promise<readonly BatchWriteResult[]> {
    try {
      const requests = blobs.map(({ digest, data }) => ({ digest, data }));
      const { responses } = await this.#call(
        (rpc) =>
          this.#store.channel.unary(
            contentAddressableStorageService.batchUpdateBlobs,
            { instanceName: this.#store.instanceName, requests },
            rpc,
          ),
        options,
      );
      return responses.map((response): BatchWriteResult => {
        const digest: Digest = { hash: response.digest?.hash ?? '', sizeBytes: response.digest?.sizeBytes ?? 0 };
        const code = response.status?.code ?? 0;
        return code === 0
          ? { digest }
          : { digest, error: remoteError(code, response.status?.message ?? '', `BatchUpdateBlobs of ${digestKey(digest)}`) };
      });
    } catch (error) {
      if (!isTooLarge(error) && !(SandwrightError.is(error) && error.code === 'UNIMPLEMENTED')) throw error;
      for (const { digest, data } of blobs)
        await byteStreamWrite(this.#store, digest, (offset) => onePiece(data.subarray(offset)), options);
      return blobs.map(({ digest }) => ({ digest }));
    }
  }

  async #readAlone(digest: Digest, options: BlobOptions): Promise<BatchReadResult> {
    try {
      const pieces: Uint8Array[] = [];
      for await (const piece of this.read(digest, options)) pieces.push(piece);
      return { digest, data: Buffer.concat(pieces) };
    } catch (error) {
      if (options.signal?.aborted === true) throw error;
      return { digest, error: SandwrightError.from(error) };
    }
  }

  #call<T>(
    call: (rpc: { signal: AbortSignal | undefined; timeoutMs: number; request: RequestMetadata | undefined }) => Promise<T>,
    options: BlobOptions,
  ): Promise<T> {
    const rpc = { signal: options.signal, timeoutMs: this.#store.timeoutMs, request: this.#store.request };
    return withRetries(
      this.#store.retry,
      async () => {
        using _slot = await this.#store.slots.acquire(options);
        return await call(rpc);
      },
      options,
    );
  }
}

// A message over a limit is refused with this code, and sending the same again would not help.
function isTooLarge(error: unknown): boolean {
  return SandwrightError.is(error) && error.code === 'RESOURCE_EXHAUSTED' && /larger|max|limit|size/i.test(error.message);
}

async function* onePiece(data: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield data;
}

// A stream can be read once only: after a cut, what was already read is gone.
function onceFrom(content: AsyncIterable<Uint8Array>, digest: Digest): (offset: number) => AsyncIterable<Uint8Array> {
  let used = false;
  return () => {
    if (used)
      throw new SandwrightError('REMOTE_UNAVAILABLE', `the upload of ${digestKey(digest)} was cut, and its source cannot be read again`);
    used = true;
    return content;
  };
}
