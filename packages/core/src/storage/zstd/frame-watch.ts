import { mostHeaderBytes, readFrameHeader } from './zstd-frame-header.ts';
import { mostFramesOf, ZstdFrameScanner } from './zstd-frame-scanner.ts';

/** What every decoder takes. Source: RFC 8878 section 3.1.1.1.2. */
const mostWindowBytes = 8 * 1024 * 1024;

/** Bytes of a blob whose frame may be kept: what an entry of the index has room for. */
const mostBlobBytes = 0xffff_ffff;

/** Looks at zstd as it comes by, and says whether it may be kept and given to others as it is. */
export class FrameWatch {
  readonly #scanner: ZstdFrameScanner;
  readonly #sizeBytes: number;
  readonly #start = new Uint8Array(mostHeaderBytes);
  #bytes = 0;
  #frames = 0;

  /** @param sizeBytes of the blob */
  constructor(sizeBytes: number) {
    this.#sizeBytes = sizeBytes;
    this.#scanner = new ZstdFrameScanner(mostFramesOf(sizeBytes));
  }

  /** @throws SandwrightError ACTION_INVALID for anything that is not zstd, and for more frames than a blob can be cut into */
  add(piece: Uint8Array): void {
    if (this.#bytes < mostHeaderBytes) this.#start.set(piece.subarray(0, mostHeaderBytes - this.#bytes), this.#bytes);
    this.#bytes += piece.byteLength;
    this.#frames += this.#scanner.scan(piece).length;
  }

  /** Bytes that came by. */
  get frameBytes(): number {
    return this.#bytes;
  }

  /**
   * Whether it was one frame that any decoder reads, and smaller than the blob. Several frames are as good by the letter, but some decoders
   * stop after the first.
   */
  get isKeepable(): boolean {
    const sizeBytes = this.#sizeBytes;
    if (this.#frames !== 1 || !this.#scanner.atFrameEnd) return false;
    if (this.#bytes >= sizeBytes || sizeBytes > mostBlobBytes) return false;
    const header = readFrameHeader(this.#start.subarray(0, Math.min(this.#bytes, mostHeaderBytes)));
    if (header === undefined || header.needsDictionary || header.windowBytes > mostWindowBytes) return false;
    return header.contentBytes === undefined || header.contentBytes === sizeBytes;
  }
}
