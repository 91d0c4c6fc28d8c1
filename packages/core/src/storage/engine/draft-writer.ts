import type { StoreFileSystem } from './store-file-system.ts';

const gatherBytes = 256 * 1024;

/** Writes pieces one after the other into a file; small ones together. */
export class DraftWriter {
  readonly #fs: StoreFileSystem;
  readonly #fd: number;
  #gathered: Buffer | undefined;
  #filled = 0;
  #position = 0;

  constructor(fs: StoreFileSystem, fd: number) {
    this.#fs = fs;
    this.#fd = fd;
  }

  /** Bytes taken so far. */
  get sizeBytes(): number {
    return this.#position + this.#filled;
  }

  /** The piece is not looked at any more once this resolves. */
  async push(piece: Uint8Array): Promise<void> {
    const alone = piece.byteLength >= gatherBytes / 2;
    // What was gathered comes before this piece, also where both would fit.
    if (alone || this.#filled + piece.byteLength > gatherBytes) await this.flush();
    if (alone) {
      await this.#fs.writev(this.#fd, [piece], this.#position);
      this.#position += piece.byteLength;
      return;
    }
    this.#gathered ??= Buffer.allocUnsafe(gatherBytes);
    this.#gathered.set(piece, this.#filled);
    this.#filled += piece.byteLength;
  }

  /** Resolves once all that was taken is in the file. */
  async flush(): Promise<void> {
    if (this.#filled === 0 || this.#gathered === undefined) return;
    await this.#fs.writev(this.#fd, [this.#gathered.subarray(0, this.#filled)], this.#position);
    this.#position += this.#filled;
    this.#filled = 0;
  }
}
