import { SandwrightError } from '../errors/sandwright-error.ts';

/** Bytes of a number as a varint. */
export function varintSize(value: number): number {
  if (value < 0x80) return 1;
  if (value < 0x4000) return 2;
  if (value < 0x200000) return 3;
  let size = 4;
  for (let rest = Math.floor(value / 0x10000000); rest >= 1; rest = Math.floor(rest / 128)) size++;
  return size;
}

/**
 * Bytes of a text in UTF-8.
 * @throws SandwrightError ACTION_INVALID if it is not valid Unicode, for it would be written as something else
 */
export function textSize(text: string): number {
  // Nearly every name is ASCII; looking at each unit of a short string is quicker than the way into native code.
  for (let at = 0; at < text.length; at++) {
    if (text.charCodeAt(at) < 0x80) continue;
    if (text.isWellFormed()) return Buffer.byteLength(text);
    throw new SandwrightError('ACTION_INVALID', `"${text.toWellFormed()}" is not valid Unicode and has no encoding`);
  }
  return text.length;
}

/** Bytes of a length-delimited field whose tag has one byte. */
export function fieldSize(bytes: number): number {
  return 1 + varintSize(bytes) + bytes;
}

/** Writes protobuf fields one after the other into a buffer that grows. */
export class WireWriter {
  #buffer: Buffer;
  #length = 0;

  /** @param capacity bytes to start with */
  constructor(capacity: number) {
    this.#buffer = Buffer.allocUnsafe(Math.max(capacity, 64));
  }

  /** Makes room; to be called before each node, as nothing below checks it. */
  reserve(bytes: number): void {
    const needed = this.#length + bytes;
    if (needed <= this.#buffer.length) return;
    const grown = Buffer.allocUnsafe(Math.max(needed, this.#buffer.length * 2));
    this.#buffer.copy(grown, 0, 0, this.#length);
    this.#buffer = grown;
  }

  /** The tag of a field with a number below 16, and its length or value. */
  header(tag: number, value: number): void {
    const buffer = this.#buffer;
    let at = this.#length;
    buffer[at++] = tag;
    let rest = value;
    while (rest >= 128) {
      buffer[at++] = (rest % 128) | 128;
      rest = Math.floor(rest / 128);
    }
    buffer[at++] = rest;
    this.#length = at;
  }

  /** A negative number, which has ten bytes: it is written as 64 bits. Source: protobuf, `int64`. */
  negative(tag: number, value: number): void {
    this.#buffer[this.#length++] = tag;
    let rest = BigInt.asUintN(64, BigInt(value));
    for (let byte = 0; byte < 9; byte++, rest >>= 7n) this.#buffer[this.#length++] = Number(rest & 0x7fn) | 0x80;
    this.#buffer[this.#length++] = Number(rest);
  }

  /** A string field. @param size its bytes, as `textSize` gives them */
  text(tag: number, text: string, size: number): void {
    this.header(tag, size);
    const at = this.#length;
    // As many bytes as units: ASCII.
    this.#buffer.write(text, at, size === text.length ? 'latin1' : 'utf8');
    this.#length = at + size;
  }

  /** A field of bytes, for instance an encoded message. */
  bytes(tag: number, bytes: Uint8Array): void {
    this.header(tag, bytes.length);
    this.#buffer.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  /** What was written, in memory of its own. */
  finish(): Buffer {
    return this.#length === this.#buffer.length ? this.#buffer : Buffer.from(this.#buffer.subarray(0, this.#length));
  }
}
