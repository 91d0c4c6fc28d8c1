import type { Digest } from '../../digest/digest.ts';
import { Semaphore } from '../../util/semaphore.ts';
import { functionOf, isEmptyBlob, readRange } from '../blob-check.ts';
import type { BlobFrames, ReadFrameOptions } from '../blob-frames.ts';
import type { BlobOptions, ContentAddressableStorage } from '../content-addressable-storage.ts';
import { readBlob } from '../read-blob.ts';
import { compressStream, compressWhole } from '../zstd/compress.ts';
import { rawFrame } from '../zstd/raw-frame.ts';
import type { BlobEngine } from './blob-engine.ts';
import { BlobKey } from './blob-key.ts';
import type { CopyKeeper } from './copy-keeper.ts';
import { FrameChecks } from './frame-checks.ts';
import { writeFramePieces, writeWholeFrames } from './frame-writer.ts';
import type { MemoryBudget } from './memory-budget.ts';
import type { PlainReading } from './plain-of-frame.ts';
import { type NamedBlob, openStored, storedPieces, storedWhole, wholeBytes } from './stored-blob.ts';

const pieceBytes = 1024 * 1024;

/** A frame that saves less than this part is not worth its making: then the bytes go out as they are. */
const leastGain = 0.03;

/** So many blobs are decompressed as a whole at once on their way in; the thread pool does no more at a time. */
const atOnce = 4;

/**
 * Blobs of the engine as zstd frames. What came as a frame goes out as that frame. What came plain is compressed when it is first asked for as
 * zstd, and the frame is kept beside it if there is room; what does not become smaller goes out in a frame that is not compressed.
 */
export class EngineFrames implements BlobFrames {
  readonly #engine: BlobEngine;
  readonly #storage: ContentAddressableStorage;
  readonly #copies: CopyKeeper;
  readonly #budget: MemoryBudget;
  readonly #slots = new Semaphore(atOnce);
  readonly #checks = new FrameChecks();
  /** Frames in the making, so that what many ask for at once is compressed once. */
  readonly #making = new Map<string, Promise<Uint8Array>>();

  constructor({ engine, copies, budget }: PlainReading, storage: ContentAddressableStorage) {
    this.#engine = engine;
    this.#copies = copies;
    this.#budget = budget;
    this.#storage = storage;
  }

  async *read(digest: Digest, options: ReadFrameOptions = {}): AsyncIterable<Uint8Array> {
    options.signal?.throwIfAborted();
    const { offset = 0, lent = false, ...blobOptions } = options;
    const blob = { digest, digestFunction: functionOf(digest, options) };
    readRange(digest, { offset });
    using memory = digest.sizeBytes <= wholeBytes ? this.#budget.take(2 * digest.sizeBytes) : undefined;
    const inPieces = memory === undefined;
    const isStored = offset === 0 && !isEmptyBlob(digest, blob.digestFunction);
    const stored = isStored ? await openStored(this.#engine, blob, 'frame', { ...blobOptions, inPieces }) : undefined;
    // What is stored needs no memory any more, however slow its reader is.
    if (stored !== undefined) memory?.[Symbol.dispose]();
    if (stored !== undefined) yield* storedPieces(this.#engine, stored, { ...blobOptions, lent });
    else yield* this.#made(blob, { ...blobOptions, offset, lent }, inPieces);
  }

  async kept(digest: Digest, options: BlobOptions = {}): Promise<Uint8Array | undefined> {
    options.signal?.throwIfAborted();
    const blob = { digest, digestFunction: functionOf(digest, options) };
    if (digest.sizeBytes > wholeBytes || isEmptyBlob(digest, blob.digestFunction)) return undefined;
    const stored = await openStored(this.#engine, blob, 'frame', options);
    return stored === undefined ? undefined : await storedWhole(this.#engine, stored, options);
  }

  async write(digest: Digest, frames: AsyncIterable<Uint8Array> | Uint8Array, options: BlobOptions = {}): Promise<void> {
    options.signal?.throwIfAborted();
    const blob = { digest, digestFunction: functionOf(digest, options) };
    if (!(frames instanceof Uint8Array) || digest.sizeBytes > wholeBytes) {
      const pieces = frames instanceof Uint8Array ? pieceOf(frames) : frames;
      return await writeFramePieces(this.#engine, this.#storage, blob, pieces, { ...options, checks: this.#checks });
    }
    using _ = await this.#slots.acquire(options);
    await writeWholeFrames(this.#engine, this.#storage, blob, frames, options);
  }

  async *#made(blob: NamedBlob, options: ReadFrameOptions, inPieces: boolean): AsyncIterable<Uint8Array> {
    const { digest } = blob;
    const { offset = 0, lent = false, ...blobOptions } = options;
    const left = digest.sizeBytes - offset;
    if (this.#isIncompressible(blob)) {
      yield* rawFrame(this.#storage.read(digest, { ...blobOptions, offset, lent: true }), left, lent);
    } else if (offset > 0) {
      yield* compressStream(this.#storage.read(digest, { ...blobOptions, offset }), left);
    } else if (inPieces && !this.#making.has(nameOf(blob))) {
      const frame = compressStream(this.#storage.read(digest, blobOptions), left);
      yield* this.#copies.keepingFrame(blob, frame, Math.floor(left * (1 - leastGain)));
    } else {
      const frame = await this.#frameOf(blob, blobOptions);
      for (let at = 0; at < frame.byteLength; at += pieceBytes) yield frame.subarray(at, at + pieceBytes);
    }
  }

  #isIncompressible({ digest, digestFunction }: NamedBlob): boolean {
    const found = this.#engine.find(new BlobKey().setDigest(digestFunction, digest.hash), digest.sizeBytes);
    return found >= 0 && !this.#engine.isFrame(found) && this.#engine.isNoted(found);
  }

  async #frameOf(blob: NamedBlob, options: BlobOptions): Promise<Uint8Array> {
    const name = nameOf(blob);
    for (let making = this.#making.get(name); making !== undefined; making = this.#making.get(name)) {
      // Whoever began it may give up; then the next one begins anew.
      const shared = await making.catch(() => undefined);
      if (shared !== undefined) return shared;
      options.signal?.throwIfAborted();
    }
    const made = this.#make(blob, options);
    const frame = made.then((each) => each.frame);
    const forget = (): void => {
      if (this.#making.get(name) === frame) this.#making.delete(name);
    };
    this.#making.set(name, frame);
    // Once it is on the disk the next one finds it there.
    made.then(({ kept }) => kept).then(forget, forget);
    return await frame;
  }

  async #make(blob: NamedBlob, options: BlobOptions): Promise<{ readonly frame: Uint8Array; readonly kept: Promise<void> }> {
    const { digest } = blob;
    const frame = await compressWhole(await readBlob(this.#storage, digest, { ...options, digestFunction: blob.digestFunction }));
    if (frame.byteLength < digest.sizeBytes * (1 - leastGain)) return { frame, kept: this.#copies.keepFrame(blob, frame) };
    this.#copies.noteIncompressible(blob);
    return { frame, kept: Promise.resolve() };
  }
}

function nameOf({ digest, digestFunction }: NamedBlob): string {
  return `${digestFunction}/${digest.hash}`;
}

async function* pieceOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield bytes;
}
