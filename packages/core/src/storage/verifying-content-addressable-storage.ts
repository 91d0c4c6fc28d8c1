import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { BlobChecker, checkBlob, functionOf } from './blob-check.ts';
import type {
  BatchReadResult,
  BatchWriteResult,
  Blob,
  BlobOptions,
  ContentAddressableStorage,
  ReadOptions,
} from './content-addressable-storage.ts';

/**
 * Trusts neither side: bytes are checked against their digest on the way in, and on the way out where a blob is read whole.
 * A wrong blob fails with BLOB_CORRUPT at its end, so a caller must not use the bytes before the read is over.
 */
export class VerifyingContentAddressableStorage implements ContentAddressableStorage {
  readonly #inner: ContentAddressableStorage;

  constructor(inner: ContentAddressableStorage) {
    this.#inner = inner;
  }

  findMissing(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]> {
    return this.#inner.findMissing(digests, options);
  }

  async *read(digest: Digest, options?: ReadOptions): AsyncIterable<Uint8Array> {
    const partial = (options?.offset ?? 0) > 0 || (options?.limit ?? digest.sizeBytes) < digest.sizeBytes;
    const pieces = this.#inner.read(digest, options);
    if (partial) yield* pieces;
    else yield* checked(pieces, digest, options);
  }

  async write(digest: Digest, content: AsyncIterable<Uint8Array> | Uint8Array, options?: BlobOptions): Promise<void> {
    if (content instanceof Uint8Array) checkBlob(digest, functionOf(digest, options), content);
    await this.#inner.write(digest, content instanceof Uint8Array ? content : checked(content, digest, options), options);
  }

  async readBatch(digests: readonly Digest[], options?: BlobOptions): Promise<readonly BatchReadResult[]> {
    const results = await this.#inner.readBatch(digests, options);
    return results.map((result) => {
      const error = 'data' in result ? problemOf(result, options) : undefined;
      return error === undefined ? result : { digest: result.digest, error };
    });
  }

  async writeBatch(blobs: readonly Blob[], options?: BlobOptions): Promise<readonly BatchWriteResult[]> {
    const errors = blobs.map((blob) => problemOf(blob, options));
    const good = blobs.filter((_, index) => errors[index] === undefined);
    const stored = await this.#inner.writeBatch(good, options);
    let next = 0;
    return blobs.map(({ digest }, index) => {
      const error = errors[index];
      return error === undefined ? (stored[next++] ?? { digest }) : { digest, error };
    });
  }
}

async function* checked(pieces: AsyncIterable<Uint8Array>, digest: Digest, options?: BlobOptions): AsyncIterable<Uint8Array> {
  const checker = new BlobChecker(digest, functionOf(digest, options));
  for await (const piece of pieces) {
    checker.add(piece);
    yield piece;
  }
  checker.end();
}

function problemOf(blob: Blob, options?: BlobOptions): SandwrightError | undefined {
  try {
    checkBlob(blob.digest, functionOf(blob.digest, options), blob.data);
    return undefined;
  } catch (error) {
    return SandwrightError.from(error);
  }
}
