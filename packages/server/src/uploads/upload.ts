import { type BlobFrames, type BlobOptions, type ContentAddressableStorage, type Digest, discard, SandwrightError } from '@sandwright/core';
import { invalid } from '../errors/refusals.ts';

/** What an upload writes and where. */
export interface UploadTarget {
  readonly storage: ContentAddressableStorage;
  readonly digest: Digest;
  readonly options: BlobOptions;
  /** Set where the bytes come as zstd: takes them. */
  readonly frames: BlobFrames | undefined;
}

/** A blob up to so many bytes is gathered in memory and stored at once; a larger one streams into the storage as it comes. */
export const gatheredBytes = 1024 * 1024;

/** The same for what comes as zstd: to decompress it at once takes half of the time of doing it in pieces. */
const gatheredFrames = { sentBytes: 4 * 1024 * 1024, sizeBytes: 8 * 1024 * 1024 } as const;

/** What is hashed and written at a time of a blob that is whole in memory, so that others have their turn. */
const storedBytes = 512 * 1024;

/** zstd never makes incompressible data much larger; whatever exceeds this is not the blob that the digest names. */
const compressionOverhead = (sizeBytes: number): number => sizeBytes + Math.ceil(sizeBytes / 128) + 1024;

/** One blob on its way in, perhaps over several connections. */
export class Upload {
  readonly #target: UploadTarget;
  readonly #maxBytes: number;
  #received = 0;
  #gathered: Uint8Array[] = [];
  #pipe: Pipe | undefined;
  #finished = false;

  constructor(target: UploadTarget) {
    this.#target = target;
    const { sizeBytes } = target.digest;
    this.#maxBytes = target.frames !== undefined ? compressionOverhead(sizeBytes) : sizeBytes;
  }

  /** Bytes taken so far, in the form in which they are sent. */
  get received(): number {
    return this.#received;
  }

  /** Bytes of memory that this upload holds. */
  get heldBytes(): number {
    return this.#pipe === undefined ? this.#received : 0;
  }

  /**
   * Takes the next bytes; resolves when there is room for more.
   * @throws SandwrightError ACTION_INVALID for more bytes than the digest says; whatever the storage threw
   */
  async push(piece: Uint8Array): Promise<void> {
    if (this.#received + piece.byteLength > this.#maxBytes) {
      throw invalid(`more bytes came than the ${this.#target.digest.sizeBytes} of the digest`);
    }
    this.#received += piece.byteLength;
    if (piece.byteLength === 0) return;
    // The piece is only lent. What is gathered waits, and a decompressor reads ahead.
    const compressed = this.#target.frames !== undefined;
    if (this.#pipe !== undefined) {
      await this.#pipe.push(compressed ? Buffer.from(piece) : piece);
      return;
    }
    this.#gathered.push(Buffer.from(piece));
    if (this.#isGathered()) return;
    const gathered = this.#gathered;
    this.#gathered = [];
    this.#pipe = new Pipe((pieces) => this.#store(pieces));
    for (const each of gathered) await this.#pipe.push(each);
  }

  #isGathered(): boolean {
    const { digest, frames } = this.#target;
    if (frames !== undefined) return this.#received <= gatheredFrames.sentBytes && digest.sizeBytes <= gatheredFrames.sizeBytes;
    return this.#received <= gatheredBytes && digest.sizeBytes <= gatheredBytes;
  }

  /**
   * Ends the upload: checks and stores the blob.
   * @throws SandwrightError ACTION_INVALID if the bytes are not those of the digest; whatever the storage threw
   */
  async finish(): Promise<void> {
    this.#finished = true;
    if (this.#pipe !== undefined) {
      await this.#pipe.end();
      return;
    }
    const [only] = this.#gathered;
    const bytes = this.#gathered.length === 1 && only !== undefined ? only : Buffer.concat(this.#gathered);
    this.#gathered = [];
    discard(2 * bytes.byteLength);
    await storeWhole(this.#target, bytes);
  }

  /** Gives up; nothing is stored. */
  abandon(reason: SandwrightError): void {
    this.#gathered = [];
    if (!this.#finished) this.#pipe?.fail(reason);
  }

  async #store(pieces: AsyncIterable<Uint8Array>): Promise<void> {
    const { storage, digest, options, frames } = this.#target;
    try {
      await (frames ?? storage).write(digest, pieces, options);
    } catch (caught) {
      throw asUploadError(caught);
    }
  }
}

/**
 * Stores a blob that came in one piece.
 * @param target what and where
 * @param bytes as they were sent
 * @throws SandwrightError ACTION_INVALID if they are not those of the digest; whatever the storage threw
 */
export async function storeWhole(target: UploadTarget, bytes: Uint8Array): Promise<void> {
  const { storage, digest, options, frames } = target;
  try {
    if (frames !== undefined) await frames.write(digest, bytes, options);
    else await storage.write(digest, bytes.byteLength > storedBytes ? slicesOf(bytes) : bytes, options);
  } catch (caught) {
    throw asUploadError(caught);
  }
}

async function* slicesOf(bytes: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  for (let at = 0; at < bytes.byteLength; at += storedBytes) {
    yield bytes.subarray(at, at + storedBytes);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Wrong bytes that are being written are the client's mistake, not a loss of data. */
export function asUploadError(caught: unknown): unknown {
  return SandwrightError.is(caught) && caught.code === 'BLOB_CORRUPT'
    ? new SandwrightError('ACTION_INVALID', caught.message, { cause: caught })
    : caught;
}

/** Bytes pushed on one side are pulled on the other, one piece at a time; who pushed goes on when the next one is asked for. */
class Pipe {
  readonly #done: Promise<void>;
  #piece: Uint8Array | undefined;
  #ended = false;
  #failure: SandwrightError | undefined;
  #wakeReader: (() => void) | undefined;
  #writers: (() => void)[] = [];
  #settled = false;

  constructor(consume: (pieces: AsyncIterable<Uint8Array>) => Promise<void>) {
    this.#done = consume(this.#read()).finally(() => {
      this.#settled = true;
      this.#wakeWriters();
    });
    // Whoever pushes or ends sees the failure; between two connections nobody may be there to see it.
    this.#done.catch(() => {});
  }

  async push(piece: Uint8Array): Promise<void> {
    // Another call may have pushed a piece before it was cut off.
    while (this.#piece !== undefined && !this.#settled) await this.#untilTaken();
    if (!this.#settled) {
      this.#piece = piece;
      this.#wakeReader?.();
      while (this.#piece === piece && !this.#settled) await this.#untilTaken();
      if (this.#piece !== piece) return;
    }
    await this.#done;
    throw invalid('more bytes came after the end of the blob');
  }

  async end(): Promise<void> {
    while (this.#piece !== undefined && !this.#settled) await this.#untilTaken();
    this.#ended = true;
    this.#wakeReader?.();
    await this.#done;
  }

  fail(reason: SandwrightError): void {
    this.#failure = reason;
    this.#wakeReader?.();
  }

  #wakeWriters(): void {
    for (const wake of this.#writers.splice(0)) wake();
  }

  async #untilTaken(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#writers.push(resolve);
    await promise;
  }

  async *#read(): AsyncGenerator<Uint8Array, void, undefined> {
    while (true) {
      if (this.#failure !== undefined) throw this.#failure;
      const piece = this.#piece;
      if (piece !== undefined) {
        yield piece;
        this.#piece = undefined;
        this.#wakeWriters();
        continue;
      }
      if (this.#ended) return;
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#wakeReader = resolve;
      await promise;
      this.#wakeReader = undefined;
    }
  }
}
