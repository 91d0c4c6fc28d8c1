import type { Digest } from '../digest/digest.ts';
import { readRange } from './blob-check.ts';
import type { BlobFrames, ReadFrameOptions } from './blob-frames.ts';
import type { BlobOptions, ContentAddressableStorage } from './content-addressable-storage.ts';
import { compressStream } from './zstd/compress.ts';
import { decompressStream, decompressWhole } from './zstd/decompress.ts';

/** Up to here a blob is decompressed as a whole. */
const wholeBytes = 8 * 1024 * 1024;

/** The blobs of a storage that knows nothing of zstd: compressed each time they are read, and decompressed on their way in. */
export class MadeFrames implements BlobFrames {
  readonly #storage: ContentAddressableStorage;

  constructor(storage: ContentAddressableStorage) {
    this.#storage = storage;
  }

  async *read(digest: Digest, options: ReadFrameOptions = {}): AsyncIterable<Uint8Array> {
    const { lent: _, ...plainOptions } = options;
    const { start, end } = readRange(digest, plainOptions);
    yield* compressStream(this.#storage.read(digest, plainOptions), end - start);
  }

  async kept(): Promise<undefined> {
    return undefined;
  }

  async write(digest: Digest, frames: AsyncIterable<Uint8Array> | Uint8Array, options?: BlobOptions): Promise<void> {
    const isWhole = frames instanceof Uint8Array && digest.sizeBytes <= wholeBytes;
    const plain = isWhole
      ? await decompressWhole(frames, digest.sizeBytes)
      : decompressStream(frames instanceof Uint8Array ? pieceOf(frames) : frames, digest.sizeBytes);
    await this.#storage.write(digest, plain, options);
  }
}

async function* pieceOf(frames: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield frames;
}
