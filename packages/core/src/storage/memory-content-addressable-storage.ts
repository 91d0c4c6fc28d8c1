import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { readBatchByOne, writeBatchByOne } from './batch-by-one.ts';
import { BlobChecker, blobMissing, checkBlob, functionOf, isEmptyBlob, readRange } from './blob-check.ts';
import type {
  BatchReadResult,
  BatchWriteResult,
  Blob,
  BlobOptions,
  ContentAddressableStorage,
  ReadOptions,
} from './content-addressable-storage.ts';

const pieceBytes = 1024 * 1024;

/** Blobs in memory, for tests and for small short-lived tasks. Bounded; nothing is evicted. */
export class MemoryContentAddressableStorage implements ContentAddressableStorage {
  readonly #blobs = new Map<string, Uint8Array>();
  readonly #maxBytes: number;
  #bytes = 0;

  /** @param options `maxBytes`: sum of all blobs at most, 1 GiB by default; a write beyond it is RESOURCE_EXHAUSTED */
  constructor(options: { readonly maxBytes?: number } = {}) {
    this.#maxBytes = options.maxBytes ?? 1024 * 1024 * 1024;
  }

  /** Bytes held. */
  get sizeBytes(): number {
    return this.#bytes;
  }

  async findMissing(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]> {
    options?.signal?.throwIfAborted();
    const missing = new Map<string, Digest>();
    for (const digest of digests) {
      const key = this.#key(digest, options);
      if (key !== undefined && !this.#blobs.has(key)) missing.set(key, digest);
    }
    return [...missing.values()];
  }

  async *read(digest: Digest, options?: ReadOptions): AsyncIterable<Uint8Array> {
    options?.signal?.throwIfAborted();
    const { start, end } = readRange(digest, options);
    const key = this.#key(digest, options);
    if (key === undefined) return;
    const data = this.#blobs.get(key);
    if (data === undefined) throw blobMissing(digest);
    for (let at = start; at < end; at += pieceBytes) {
      options?.signal?.throwIfAborted();
      // A copy, so that whoever writes into what they were given does not change the blob.
      yield data.slice(at, Math.min(end, at + pieceBytes));
    }
  }

  async write(digest: Digest, content: AsyncIterable<Uint8Array> | Uint8Array, options?: BlobOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    const digestFunction = functionOf(digest, options);
    const key = this.#key(digest, options);
    if (key !== undefined) this.#refuseOverflow(digest.sizeBytes);
    let data: Uint8Array;
    if (content instanceof Uint8Array) {
      checkBlob(digest, digestFunction, content);
      data = content.slice();
    } else {
      const checker = new BlobChecker(digest, digestFunction);
      const pieces: Uint8Array[] = [];
      for await (const piece of content) {
        options?.signal?.throwIfAborted();
        checker.add(piece);
        pieces.push(piece.slice());
      }
      checker.end();
      data = Buffer.concat(pieces);
    }
    options?.signal?.throwIfAborted();
    if (key === undefined || this.#blobs.has(key)) return;
    this.#refuseOverflow(data.byteLength);
    this.#blobs.set(key, data);
    this.#bytes += data.byteLength;
  }

  readBatch(digests: readonly Digest[], options?: BlobOptions): Promise<readonly BatchReadResult[]> {
    return readBatchByOne(this, digests, options);
  }

  writeBatch(blobs: readonly Blob[], options?: BlobOptions): Promise<readonly BatchWriteResult[]> {
    return writeBatchByOne(this, blobs, options);
  }

  /** Forgets a blob, as an eviction would. */
  delete(digest: Digest, options?: BlobOptions): boolean {
    const key = this.#key(digest, options);
    if (key === undefined) return false;
    const data = this.#blobs.get(key);
    if (data !== undefined) this.#bytes -= data.byteLength;
    return this.#blobs.delete(key);
  }

  /** Undefined for the empty blob. */
  #key(digest: Digest, options?: BlobOptions): string | undefined {
    const digestFunction = functionOf(digest, options);
    return isEmptyBlob(digest, digestFunction) ? undefined : `${digestFunction}/${digest.hash}/${digest.sizeBytes}`;
  }

  #refuseOverflow(bytes: number): void {
    if (this.#bytes + bytes <= this.#maxBytes) return;
    throw new SandwrightError('RESOURCE_EXHAUSTED', `the memory storage may hold ${this.#maxBytes} bytes (maxBytes) and is full`, {
      retryable: false,
    });
  }
}
