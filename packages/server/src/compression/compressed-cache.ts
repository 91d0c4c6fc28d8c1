/** Compressed forms of blobs that were asked for lately, so that what many clients fetch is compressed once. Bounded in bytes. */
export class CompressedCache {
  readonly #maxBytes: number;
  readonly #entries = new Map<string, readonly Uint8Array[]>();
  #bytes = 0;

  /** @param maxBytes of all compressed forms; 0 keeps none */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Bytes held. */
  get sizeBytes(): number {
    return this.#bytes;
  }

  /** The compressed form in pieces; whoever asks makes sure that the blob itself is still there. */
  get(key: string): readonly Uint8Array[] | undefined {
    const pieces = this.#entries.get(key);
    if (pieces === undefined) return undefined;
    // A Map keeps the order of insertion, so putting it in again makes it the youngest.
    this.#entries.delete(key);
    this.#entries.set(key, pieces);
    return pieces;
  }

  /**
   * Passes pieces on, and remembers them if they come to their end and are not too large.
   * @param key of the blob
   * @param pieces its compressed form
   */
  async *remembering(key: string, pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
    const limit = this.#maxBytes / 8;
    let kept: Uint8Array[] = [];
    let bytes = 0;
    for await (const piece of pieces) {
      bytes += piece.byteLength;
      if (bytes <= limit) kept.push(piece);
      else kept = [];
      yield piece;
    }
    if (bytes <= limit) this.#put(key, kept, bytes);
  }

  /**
   * Remembers a compressed form that somebody else made, if it is not too large.
   * @param key of the blob
   * @param frames its compressed form, which is copied
   */
  keep(key: string, frames: Uint8Array): void {
    if (frames.byteLength <= this.#maxBytes / 8) this.#put(key, [Buffer.from(frames)], frames.byteLength);
  }

  #put(key: string, pieces: readonly Uint8Array[], bytes: number): void {
    if (this.#entries.has(key)) return;
    this.#entries.set(key, pieces);
    this.#bytes += bytes;
    for (const [oldest, held] of this.#entries) {
      if (this.#bytes <= this.#maxBytes) return;
      this.#entries.delete(oldest);
      this.#bytes -= held.reduce((sum, piece) => sum + piece.byteLength, 0);
    }
  }
}
