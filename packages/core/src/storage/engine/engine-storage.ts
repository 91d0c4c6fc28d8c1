import type { Digest } from '../../digest/digest.ts';
import type { DigestFunction } from '../../digest/digest-function.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { BlobChecker, blobCorrupt, blobMissing, checkBlob, codedIfSystemError, functionOf, isEmptyBlob, readRange } from '../blob-check.ts';
import type {
  BatchReadResult,
  BatchWriteResult,
  Blob,
  BlobOptions,
  ContentAddressableStorage,
  ReadOptions,
} from '../content-addressable-storage.ts';
import type { BlobEngine } from './blob-engine.ts';
import { BlobKey } from './blob-key.ts';
import { hashFile, readFilePieces } from './large-blob-reader.ts';
import { writeLargeBlob } from './large-blob-writer.ts';

// Blobs of a batch that have a file of their own go through few file descriptors at a time.
const maxBatchReadBytes = 64 * 1024 * 1024;

/** The engine as the domain sees it. */
export class EngineStorage implements ContentAddressableStorage {
  readonly #engine: BlobEngine;

  constructor(engine: BlobEngine) {
    this.#engine = engine;
  }

  async findMissing(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]> {
    options?.signal?.throwIfAborted();
    const asked = [...digests];
    for (;;) {
      let missing = this.#lacking(asked, options);
      if (missing.length > 0 && this.#engine.refresh()) missing = this.#lacking(missing, options);
      if (await this.#engine.settlePromises()) return unique(missing);
      options?.signal?.throwIfAborted();
    }
  }

  async *read(digest: Digest, options?: ReadOptions): AsyncIterable<Uint8Array> {
    options?.signal?.throwIfAborted();
    const range = readRange(digest, options);
    const digestFunction = functionOf(digest, options);
    if (isEmptyBlob(digest, digestFunction)) return;
    const key = new BlobKey().setDigest(digestFunction, digest.hash);
    const found = this.#held(key, digest);
    if (typeof found === 'number') {
      const { fd, isVerified } = this.#openFile(key, digest);
      if (!isVerified) await this.#verify(key, { fd, digest, digestFunction }, options);
      yield* readFilePieces(this.#engine.parts.fs, fd, range, options);
    } else if (range.end > range.start) {
      yield found.subarray(range.start, range.end);
    }
  }

  async write(digest: Digest, content: AsyncIterable<Uint8Array> | Uint8Array, options?: BlobOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    const digestFunction = functionOf(digest, options);
    if (digest.sizeBytes > this.#engine.parts.inlineBytes) {
      await writeLargeBlob(this.#engine, { digest, digestFunction }, content, options).catch((error: unknown) => {
        throw codedIfSystemError(error);
      });
      return;
    }
    const data = content instanceof Uint8Array ? content : await gather(digest, digestFunction, content, options);
    if (content instanceof Uint8Array) checkBlob(digest, digestFunction, content);
    options?.signal?.throwIfAborted();
    if (!isEmptyBlob(digest, digestFunction)) await this.#engine.addSmall(new BlobKey().setDigest(digestFunction, digest.hash), data);
  }

  async readBatch(digests: readonly Digest[], options?: BlobOptions): Promise<readonly BatchReadResult[]> {
    options?.signal?.throwIfAborted();
    const results: BatchReadResult[] = [];
    const key = new BlobKey();
    let room = maxBatchReadBytes;
    for (const digest of digests) {
      try {
        const digestFunction = functionOf(digest, options);
        if (isEmptyBlob(digest, digestFunction)) {
          results.push({ digest, data: new Uint8Array() });
          continue;
        }
        if (digest.sizeBytes > room) throw new SandwrightError('RESOURCE_EXHAUSTED', `a batch may read ${maxBatchReadBytes} bytes at most`);
        const found = this.#held(key.setDigest(digestFunction, digest.hash), digest);
        const data = typeof found === 'number' ? await this.#gatherRead(digest, options) : found;
        room -= data.byteLength;
        results.push({ digest, data });
      } catch (error) {
        options?.signal?.throwIfAborted();
        results.push({ digest, error: SandwrightError.from(error) });
      }
    }
    return results;
  }

  async writeBatch(blobs: readonly Blob[], options?: BlobOptions): Promise<readonly BatchWriteResult[]> {
    options?.signal?.throwIfAborted();
    // All are handed over in one turn, so that they share one write and one sync.
    const outcomes = await Promise.allSettled(blobs.map(({ digest, data }) => this.write(digest, data, options)));
    options?.signal?.throwIfAborted();
    return blobs.map(({ digest }, index) => {
      const outcome = outcomes[index];
      return outcome?.status === 'rejected' ? { digest, error: SandwrightError.from(outcome.reason) } : { digest };
    });
  }

  #lacking(digests: readonly Digest[], options?: BlobOptions): Digest[] {
    const key = new BlobKey();
    const now = this.#engine.parts.clock.now();
    return digests.filter((digest) => {
      const digestFunction = functionOf(digest, options);
      if (digest.sizeBytes === 0 && isEmptyBlob(digest, digestFunction)) return false;
      return this.#engine.find(key.setDigest(digestFunction, digest.hash), digest.sizeBytes, now) < 0;
    });
  }

  /** A small blob's bytes, or the number of a large one. */
  #held(key: BlobKey, digest: Digest): Buffer | number {
    for (let tries = 0; tries < 4; tries += 1) {
      const found = this.#engine.find(key, digest.sizeBytes);
      if (found >= 0) {
        if (this.#engine.isLarge(found)) return found;
        const data = this.#engine.readSmall(found);
        if (data !== undefined) return data;
      }
      // Another process may have written or moved it.
      if (!this.#engine.refresh() && found < 0) break;
    }
    throw blobMissing(digest);
  }

  #openFile(key: BlobKey, digest: Digest): { readonly fd: number; readonly isVerified: boolean } {
    for (let tries = 0; tries < 4; tries += 1) {
      const found = this.#engine.find(key, digest.sizeBytes);
      if (found < 0) break;
      try {
        return { fd: this.#engine.parts.fs.open(this.#engine.largePath(found), 'read'), isVerified: this.#engine.isVerified(found) };
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw SandwrightError.from(error);
        this.#engine.forget(key);
        this.#engine.refresh();
      }
    }
    throw blobMissing(digest);
  }

  /** Closes the file if its bytes are wrong. */
  async #verify(
    key: BlobKey,
    { fd, digest, digestFunction }: { readonly fd: number; readonly digest: Digest; readonly digestFunction: DigestFunction },
    options?: BlobOptions,
  ): Promise<void> {
    const { fs } = this.#engine.parts;
    try {
      const hash = await hashFile(fs, fd, { sizeBytes: digest.sizeBytes, digestFunction }, options);
      this.#engine.setVerified(key, hash === digest.hash);
      if (hash !== digest.hash) throw blobCorrupt(digest, 'it is damaged on the disk and was forgotten; store it again');
    } catch (error) {
      fs.close(fd);
      throw codedIfSystemError(error);
    }
  }

  async #gatherRead(digest: Digest, options?: BlobOptions): Promise<Buffer> {
    const pieces: Uint8Array[] = [];
    for await (const piece of this.read(digest, options)) pieces.push(piece);
    return Buffer.concat(pieces);
  }
}

async function gather(
  digest: Digest,
  digestFunction: DigestFunction,
  content: AsyncIterable<Uint8Array>,
  options?: BlobOptions,
): Promise<Uint8Array> {
  const checker = new BlobChecker(digest, digestFunction);
  const data = Buffer.allocUnsafe(digest.sizeBytes);
  let filled = 0;
  for await (const piece of content) {
    options?.signal?.throwIfAborted();
    checker.add(piece);
    data.set(piece, filled);
    filled += piece.byteLength;
  }
  checker.end();
  return data;
}

function unique(digests: readonly Digest[]): readonly Digest[] {
  if (digests.length < 2) return digests;
  return [...new Map(digests.map((digest) => [`${digest.hash}/${digest.sizeBytes}`, digest])).values()];
}
