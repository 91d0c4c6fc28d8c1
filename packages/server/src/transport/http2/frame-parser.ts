import { ConnectionError, defaultFrameBytes, errorCodes, frameFlags, frameHeaderBytes, frameTypes } from './http2-protocol.ts';

/** Takes what a parser finds. Bytes are lent: they are others once the call has returned. */
export interface FrameSink {
  /** A frame of any type but DATA, whole. */
  frame(type: number, flags: number, streamId: number, payload: Buffer): void;
  /** A DATA frame begins. @param length counts for flow control: with padding */
  dataBegins(streamId: number, length: number): void;
  /** Some of its bytes, without padding. */
  data(piece: Buffer): void;
  dataEnds(flags: number): void;
}

/** Cuts the bytes of a connection into frames. DATA is passed on as it comes, everything else frame by frame. Source: RFC 9113 section 4. */
export class FrameParser {
  readonly #sink: FrameSink;
  readonly #header = Buffer.alloc(frameHeaderBytes);
  #headerFilled = 0;
  #type = 0;
  #flags = 0;
  #streamId = 0;
  /** Bytes of the payload still to come; -1 between two frames. */
  #left = -1;
  /** Of DATA: bytes of padding still to come at its end; -1 before its length is known. */
  #padding = 0;
  #payload: Buffer | undefined;
  #payloadFilled = 0;

  constructor(sink: FrameSink) {
    this.#sink = sink;
  }

  /** @throws ConnectionError for a frame that is too large or malformed */
  push(chunk: Buffer): void {
    let at = 0;
    while (at < chunk.byteLength || this.#left === 0) {
      if (this.#left < 0) at = this.#readHeader(chunk, at);
      else if (this.#type === frameTypes.data) at = this.#readData(chunk, at);
      else at = this.#readPayload(chunk, at);
    }
  }

  #readHeader(chunk: Buffer, start: number): number {
    let from = chunk;
    let at = start;
    if (this.#headerFilled > 0 || chunk.byteLength - start < frameHeaderBytes) {
      const taken = Math.min(frameHeaderBytes - this.#headerFilled, chunk.byteLength - start);
      chunk.copy(this.#header, this.#headerFilled, start, start + taken);
      this.#headerFilled += taken;
      if (this.#headerFilled < frameHeaderBytes) return start + taken;
      this.#headerFilled = 0;
      from = this.#header;
      at = 0;
      this.#begin(from, at);
      return start + taken;
    }
    this.#begin(from, at);
    return start + frameHeaderBytes;
  }

  #begin(from: Buffer, at: number): void {
    const length = from.readUIntBE(at, 3);
    if (length > defaultFrameBytes) throw new ConnectionError(errorCodes.frameSize, `a frame of ${length} bytes is too large`);
    this.#type = from[at + 3] as number;
    this.#flags = from[at + 4] as number;
    this.#streamId = from.readUInt32BE(at + 5) & 0x7fff_ffff;
    this.#left = length;
    if (this.#type !== frameTypes.data) return;
    const isPadded = (this.#flags & frameFlags.padded) !== 0;
    if (isPadded && length === 0) throw new ConnectionError(errorCodes.frameSize, 'a padded frame has no room for its padding');
    this.#padding = isPadded ? -1 : 0;
    this.#sink.dataBegins(this.#streamId, length);
  }

  #readData(chunk: Buffer, start: number): number {
    let at = start;
    if (this.#padding < 0) {
      this.#padding = chunk[at++] as number;
      this.#left -= 1;
      if (this.#padding > this.#left) throw new ConnectionError(errorCodes.protocol, 'a frame has more padding than bytes');
    }
    const wanted = this.#left - this.#padding;
    const given = Math.min(wanted, chunk.byteLength - at);
    if (given > 0) {
      this.#sink.data(chunk.subarray(at, at + given));
      at += given;
      this.#left -= given;
    }
    if (this.#left === this.#padding) {
      const skipped = Math.min(this.#padding, chunk.byteLength - at);
      at += skipped;
      this.#padding -= skipped;
      this.#left -= skipped;
    }
    if (this.#left === 0) {
      this.#left = -1;
      this.#sink.dataEnds(this.#flags);
    }
    return at;
  }

  #readPayload(chunk: Buffer, start: number): number {
    const there = chunk.byteLength - start;
    if (this.#payload === undefined && there >= this.#left) {
      const end = start + this.#left;
      this.#left = -1;
      this.#sink.frame(this.#type, this.#flags, this.#streamId, chunk.subarray(start, end));
      return end;
    }
    this.#payload ??= Buffer.allocUnsafe(this.#left);
    const taken = Math.min(there, this.#left);
    chunk.copy(this.#payload, this.#payloadFilled, start, start + taken);
    this.#payloadFilled += taken;
    this.#left -= taken;
    if (this.#left === 0) {
      const payload = this.#payload;
      this.#payload = undefined;
      this.#payloadFilled = 0;
      this.#left = -1;
      this.#sink.frame(this.#type, this.#flags, this.#streamId, payload);
    }
    return start + taken;
  }
}
