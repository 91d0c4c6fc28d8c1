import type { Socket } from 'node:net';
import { frameHeaderBytes } from './http2-protocol.ts';

const slabBytes = 128 * 1024;
const maxFreeSlabs = 16;

// Of all connections: an idle one holds none, and what is written goes through memory that is warm.
const freeSlabs: Buffer[] = [];

/**
 * Gathers frames and hands them to the socket in few large writes. Bytes are copied once, which costs less than a write or a
 * vector for each frame of 16 KiB.
 */
export class FrameWriter {
  readonly #socket: Socket;
  #slab: Buffer | undefined;
  #filled = 0;
  /** Slabs of which the socket may still need bytes. */
  #lent: Buffer[] = [];

  /** `bytes` as a function of its own. */
  readonly append = (source: Uint8Array, start: number, end: number): void => this.bytes(source, start, end);

  constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Bytes that wait for the network. */
  get waitingBytes(): number {
    return this.#filled + this.#socket.writableLength;
  }

  /** The nine bytes in front of a frame. */
  header(length: number, type: number, flags: number, streamId: number): void {
    let slab = this.#slab ?? this.#newSlab();
    if (slabBytes - this.#filled < frameHeaderBytes) {
      this.flush();
      slab = this.#newSlab();
    }
    let at = this.#filled;
    slab[at++] = length >>> 16;
    slab[at++] = length >>> 8;
    slab[at++] = length;
    slab[at++] = type;
    slab[at++] = flags;
    slab[at++] = streamId >>> 24;
    slab[at++] = streamId >>> 16;
    slab[at++] = streamId >>> 8;
    slab[at++] = streamId;
    this.#filled = at;
  }

  /** Bytes of a payload: those of `source` from `start` to before `end`. */
  bytes(source: Uint8Array, start = 0, end = source.byteLength): void {
    let at = start;
    while (at < end) {
      let slab = this.#slab ?? this.#newSlab();
      if (this.#filled === slabBytes) {
        this.flush();
        slab = this.#newSlab();
      }
      const taken = Math.min(end - at, slabBytes - this.#filled);
      if (at === 0 && taken === source.byteLength) slab.set(source, this.#filled);
      else slab.set(source.subarray(at, at + taken), this.#filled);
      this.#filled += taken;
      at += taken;
    }
  }

  /** A number of 32 bits. */
  uint32(value: number): void {
    this.bytes(Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value));
  }

  /** Hands everything to the socket. */
  flush(): void {
    const slab = this.#slab;
    if (slab === undefined || this.#filled === 0) return;
    const { writableLength } = this.#socket;
    const bytes = slab.subarray(0, this.#filled);
    this.#slab = undefined;
    this.#filled = 0;
    if (writableLength === 0) this.#giveBack();
    this.#lent.push(slab);
    this.#socket.write(bytes);
    // Most writes are taken by the kernel at once; then nobody needs the bytes any more.
    if (this.#socket.writableLength === 0) this.#giveBack();
  }

  #giveBack(): void {
    for (const slab of this.#lent) if (freeSlabs.length < maxFreeSlabs) freeSlabs.push(slab);
    this.#lent = [];
  }

  #newSlab(): Buffer {
    this.#slab = freeSlabs.pop() ?? Buffer.allocUnsafeSlow(slabBytes);
    return this.#slab;
  }
}
