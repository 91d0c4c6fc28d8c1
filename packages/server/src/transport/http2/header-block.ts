import { ConnectionError, errorCodes, frameFlags } from './http2-protocol.ts';

/** Frames that one block may come in; more are a flood of empty ones. */
const maxFrames = 64;

/** A block of headers that comes in one HEADERS frame and perhaps CONTINUATION frames. */
export class HeaderBlock {
  readonly #maxBytes: number;
  #parts: Buffer[] = [];
  #bytes = 0;
  #streamId = 0;
  #endsStream = false;

  /** @param maxBytes of a block, compressed as it comes */
  constructor(maxBytes: number) {
    this.#maxBytes = maxBytes;
  }

  /** Whether the end of the block is still to come: then nothing else may. */
  get isOpen(): boolean {
    return this.#streamId !== 0;
  }

  /** @throws ConnectionError for malformed padding or a block that is too large */
  begin(flags: number, streamId: number, payload: Buffer): void {
    let start = 0;
    let end = payload.byteLength;
    if ((flags & frameFlags.padded) !== 0) {
      end -= payload[0] ?? 0;
      start += 1;
    }
    if ((flags & frameFlags.priority) !== 0) start += 5;
    if (start > end) throw new ConnectionError(errorCodes.protocol, 'HEADERS have more padding than bytes');
    this.#streamId = streamId;
    this.#endsStream = (flags & frameFlags.endStream) !== 0;
    this.#add(payload.subarray(start, end), (flags & frameFlags.endHeaders) !== 0);
  }

  continue(streamId: number, payload: Buffer): void {
    if (!this.isOpen || streamId !== this.#streamId) throw new ConnectionError(errorCodes.protocol, 'CONTINUATION of nothing');
    this.#add(payload, false);
  }

  /** The whole; the next block may begin. */
  end(): { readonly streamId: number; readonly endsStream: boolean; readonly bytes: Buffer } {
    const [only] = this.#parts;
    const bytes = this.#parts.length === 1 && only !== undefined ? only : Buffer.concat(this.#parts);
    const ended = { streamId: this.#streamId, endsStream: this.#endsStream, bytes };
    this.#parts = [];
    this.#bytes = 0;
    this.#streamId = 0;
    return ended;
  }

  #add(part: Buffer, isWhole: boolean): void {
    // What is only lent must be copied if it has to wait for the rest.
    this.#parts.push(isWhole ? part : Buffer.from(part));
    this.#bytes += part.byteLength;
    if (this.#bytes > this.#maxBytes || this.#parts.length > maxFrames) {
      throw new ConnectionError(errorCodes.enhanceYourCalm, `a block of headers may have ${this.#maxBytes} bytes`);
    }
  }
}
