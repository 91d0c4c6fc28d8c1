import type { Digest } from '../../digest/digest.ts';
import type { DigestFunction } from '../../digest/digest-function.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { BlobChecker, blobMissing, checkBlob, codedIfSystemError, functionOf, isEmptyBlob, readRange } from '../blob-check.ts';
import type { BlobFrames } from '../blob-frames.ts';
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
import { CopyKeeper } from './copy-keeper.ts';
import { EngineFrames } from './engine-frames.ts';
import { writeLargeBlob } from './large-blob-writer.ts';
import { MemoryBudget } from './memory-budget.ts';
import { type PlainReading, readPlain } from './plain-of-frame.ts';
import { recordHeaderBytes } from './record.ts';

// Blobs of a batch that have a file of their own go through few file descriptors at a time.
const maxBatchReadBytes = 64 * 1024 * 1024;

const maxSpare = 16;

/** The engine as the domain sees it. */
export class EngineStorage implements ContentAddressableStorage {
  /** The same blobs as zstd. */
  readonly frames: BlobFrames;
  readonly #engine: BlobEngine;
  readonly #reading: PlainReading;
  /** Memory of reads that lend their pieces, for the next one. */
  readonly #spare: Buffer[] = [];

  /**
   * @param engine what it stands on
   * @param options `frameMemoryBytes`: see `LocalStoreOptions`; `leastCopyBytes`: smaller blobs are kept in the form in which they came only
   */
  constructor(engine: BlobEngine, options: { readonly frameMemoryBytes?: number | undefined; readonly leastCopyBytes?: number } = {}) {
    const { frameMemoryBytes = 64 * 1024 * 1024, leastCopyBytes = 16 * 1024 } = options;
    this.#engine = engine;
    this.#reading = { engine, copies: new CopyKeeper(engine, leastCopyBytes), budget: new MemoryBudget(frameMemoryBytes) };
    this.frames = new EngineFrames(this.#reading, this);
  }

  /** Ends what goes on in the background; nobody may ask for anything any more. */
  async close(): Promise<void> {
    await this.#reading.copies.close();
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
    const isSmall = digest.sizeBytes <= this.#engine.parts.inlineBytes;
    const memory = options?.lent === true && isSmall ? (this.#spare.pop() ?? this.#lendable()) : undefined;
    try {
      const found = this.#held(key, digest, memory);
      if (found === undefined) yield* readPlain(this.#reading, { digest, digestFunction }, range, options ?? {});
      else if (range.end > range.start) yield found.subarray(range.start, range.end);
    } finally {
      if (memory !== undefined && this.#spare.length < maxSpare) this.#spare.push(memory);
    }
  }

  #lendable(): Buffer {
    return Buffer.allocUnsafeSlow(recordHeaderBytes + this.#engine.parts.inlineBytes);
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
        const data = found ?? (await this.#gatherRead(digest, options));
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

  /** A small blob's bytes; undefined where it has a file of its own, or is a frame. */
  #held(key: BlobKey, digest: Digest, memory?: Buffer): Buffer | undefined {
    for (let tries = 0; tries < 4; tries += 1) {
      const found = this.#engine.find(key, digest.sizeBytes);
      if (found >= 0) {
        if (this.#engine.isLarge(found) || this.#engine.isFrame(found)) return undefined;
        const data = this.#engine.readSmall(found, memory);
        if (data !== undefined) return data;
      }
      // Another process may have written or moved it.
      if (!this.#engine.refresh() && found < 0) break;
    }
    throw blobMissing(digest);
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
