import { notZstd } from './not-zstd.ts';

const frameMagic = 0xfd_2f_b5_28;
const skippableMagic = 0x18_4d_2a_50;

const enough = { magic: 4, skippableSize: 4, descriptor: 1, blockHeader: 3 } as const;

/**
 * Finds where zstd frames end without decompressing them. Needed because the decompressor of Node stops, without a word, at the end of a
 * frame that is not also the end of a piece. Source: RFC 8878 section 3.1.
 */
export class ZstdFrameScanner {
  readonly #mostFrames: number;
  #frames = 0;
  #state: keyof typeof enough | 'skipping' = 'magic';
  /** Bytes of the present field so far, little-endian. */
  #value = 0;
  #gathered = 0;
  #skip = 0;
  #afterSkip: 'blockHeader' | 'frameEnd' = 'frameEnd';
  #checksum = false;

  /** @param mostFrames more are refused, for each takes a while however little is in it */
  constructor(mostFrames = Number.POSITIVE_INFINITY) {
    this.#mostFrames = mostFrames;
  }

  /** Whether everything so far was whole frames. */
  get atFrameEnd(): boolean {
    return this.#state === 'magic' && this.#gathered === 0;
  }

  /**
   * Looks at the next bytes.
   * @param piece any number of bytes
   * @returns the offsets in `piece` behind the last byte of each frame that ends in it
   * @throws SandwrightError ACTION_INVALID for anything that is not zstd, and for too many frames
   */
  scan(piece: Uint8Array): number[] {
    const ends: number[] = [];
    let at = 0;
    while (at < piece.byteLength) {
      if (this.#state === 'skipping') {
        const skipped = Math.min(this.#skip, piece.byteLength - at);
        at += skipped;
        this.#skip -= skipped;
        if (this.#skip === 0 && this.#endSkip()) ends.push(at);
        continue;
      }
      this.#value += (piece[at] ?? 0) * 2 ** (8 * this.#gathered);
      this.#gathered += 1;
      at += 1;
      if (this.#gathered < enough[this.#state]) continue;
      const value = this.#value;
      this.#value = 0;
      this.#gathered = 0;
      this.#take(value);
      if (this.#nothingToSkip() && this.#endSkip()) ends.push(at);
    }
    return ends;
  }

  #nothingToSkip(): boolean {
    return this.#state === 'skipping' && this.#skip === 0;
  }

  /** Leaves the state "skipping"; true at the end of a frame. */
  #endSkip(): boolean {
    this.#state = this.#afterSkip === 'blockHeader' ? 'blockHeader' : 'magic';
    if (this.#state !== 'magic') return false;
    this.#frames += 1;
    if (this.#frames > this.#mostFrames) throw notZstd(`the zstd data are cut into more than ${this.#mostFrames} frames`);
    return true;
  }

  #take(value: number): void {
    switch (this.#state) {
      case 'magic':
        if (value === frameMagic) this.#state = 'descriptor';
        // The last four bits of the magic number of a skippable frame are anything.
        else if (value - (value % 16) === skippableMagic) this.#state = 'skippableSize';
        else throw notZstd('the data are not zstd frames');
        break;
      case 'skippableSize':
        this.#goOver(value, 'frameEnd');
        break;
      case 'descriptor':
        this.#checksum = (value & 4) !== 0;
        this.#goOver(headerBytes(value), 'blockHeader');
        break;
      case 'blockHeader':
        this.#takeBlockHeader(value);
        break;
      case 'skipping':
        break;
      default:
        this.#state satisfies never;
    }
  }

  #takeBlockHeader(value: number): void {
    const last = (value & 1) !== 0;
    const type = (value >> 1) & 3;
    if (type === 3) throw notZstd('the data are not zstd frames: a block has a reserved type');
    const contentBytes = type === 1 ? 1 : value >> 3;
    if (last) this.#goOver(contentBytes + (this.#checksum ? 4 : 0), 'frameEnd');
    else this.#goOver(contentBytes, 'blockHeader');
  }

  #goOver(bytes: number, then: 'blockHeader' | 'frameEnd'): void {
    this.#state = 'skipping';
    this.#skip = bytes;
    this.#afterSkip = then;
  }
}

/**
 * How many frames may make a blob: one for each 4 KiB is more than any compressor makes.
 * @param sizeBytes of the blob
 */
export function mostFramesOf(sizeBytes: number): number {
  return 1000 + Math.floor(sizeBytes / 4096);
}

/** Bytes between the descriptor of a frame and its first block. */
function headerBytes(descriptor: number): number {
  const singleSegment = (descriptor & 32) !== 0;
  const windowBytes = singleSegment ? 0 : 1;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const sizeBytes = [singleSegment ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  return windowBytes + dictionaryBytes + sizeBytes;
}
