import { SandwrightError } from '@sandwright/core';
import { giveBackBody, takeBody } from './body-pool.ts';

/** Bytes in front of each message: whether it is compressed, and its length. Source: gRPC over HTTP2, Length-Prefixed-Message. */
export const messagePrefixBytes = 5;

/** What is set aside for a message before its bytes are there: who only claims a large one gets no more. */
const firstBytes = 1024 * 1024;

/** Puts the messages of a call together out of the pieces of its DATA frames, which are only lent: each byte is copied once. */
export class MessageAssembler {
  readonly #maxBytes: number;
  readonly #take: (message: Buffer, compressed: boolean) => void;
  readonly #prefix = Buffer.alloc(messagePrefixBytes);
  #prefixFilled = 0;
  #body: Buffer | undefined;
  #filled = 0;
  #length = 0;
  #compressed = false;

  /**
   * @param maxBytes of one message
   * @param take is given each message
   */
  constructor(maxBytes: number, take: (message: Buffer, compressed: boolean) => void) {
    this.#maxBytes = maxBytes;
    this.#take = take;
  }

  /** Whether all that came so far were whole messages. */
  get isBetweenMessages(): boolean {
    return this.#body === undefined && this.#prefixFilled === 0;
  }

  /** Bytes of a message that is not whole yet. */
  get heldBytes(): number {
    return this.#body === undefined ? 0 : this.#filled;
  }

  /** @throws SandwrightError RESOURCE_EXHAUSTED for a message that is larger than allowed, ACTION_INVALID for a malformed prefix */
  push(piece: Buffer): void {
    let at = 0;
    while (at < piece.byteLength) {
      if (this.#body !== undefined) {
        at += this.#fill(piece, at);
        continue;
      }
      if (this.#prefixFilled === 0 && piece.byteLength - at >= messagePrefixBytes) {
        this.#begin(piece, at);
        at += messagePrefixBytes;
      } else {
        const taken = Math.min(messagePrefixBytes - this.#prefixFilled, piece.byteLength - at);
        piece.copy(this.#prefix, this.#prefixFilled, at, at + taken);
        this.#prefixFilled += taken;
        at += taken;
        if (this.#prefixFilled < messagePrefixBytes) return;
        this.#prefixFilled = 0;
        this.#begin(this.#prefix, 0);
      }
      if (piece.byteLength - at >= this.#length) {
        this.#take(copyOf(piece, at, this.#length), this.#compressed);
        at += this.#length;
      } else {
        this.#body = takeBody(Math.min(this.#length, firstBytes));
        this.#filled = 0;
      }
    }
  }

  #begin(from: Buffer, at: number): void {
    const flag = from[at] as number;
    if (flag > 1) throw new SandwrightError('ACTION_INVALID', `a message begins with the byte ${flag}, where gRPC has 0 or 1`);
    this.#compressed = flag === 1;
    this.#length = from.readUInt32BE(at + 1);
    if (this.#length > this.#maxBytes) {
      throw new SandwrightError(
        'RESOURCE_EXHAUSTED',
        `a message of ${this.#length} bytes is larger than the ${this.#maxBytes} bytes that are taken (setting max_message_size)`,
        { retryable: false },
      );
    }
  }

  #fill(piece: Buffer, at: number): number {
    let body = this.#body as Buffer;
    const taken = Math.min(this.#length - this.#filled, piece.byteLength - at);
    if (this.#filled + taken > body.byteLength) {
      const larger = takeBody(Math.min(this.#length, body.byteLength * 4));
      body.copy(larger, 0, 0, this.#filled);
      giveBackBody(body);
      body = larger;
      this.#body = larger;
    }
    piece.copy(body, this.#filled, at, at + taken);
    this.#filled += taken;
    if (this.#filled === this.#length) {
      this.#body = undefined;
      this.#take(body.subarray(0, this.#length), this.#compressed);
    }
    return taken;
  }
}

function copyOf(piece: Buffer, at: number, length: number): Buffer {
  const body = (length < 4096 ? Buffer.allocUnsafe(length) : takeBody(length)).subarray(0, length);
  piece.copy(body, 0, at, at + length);
  return body;
}
