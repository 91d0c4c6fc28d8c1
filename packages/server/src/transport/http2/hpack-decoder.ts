import { staticTable, staticTableLength } from './hpack-static-table.ts';
import { ConnectionError, errorCodes } from './http2-protocol.ts';
import { decodeHuffman } from './huffman.ts';

/** Names and values in turn, as they came. */
export type HeaderList = readonly string[];

/** The largest dynamic table that a client may use, bytes; the protocol's default. */
const maxTableBytes = 4_096;

/** What RFC 7541 section 4.1 adds to the lengths of a name and a value. */
const fieldOverhead = 32;

/** Decodes the headers of one connection, which refer to those before them. Source: RFC 7541. */
export class HpackDecoder {
  readonly #maxListBytes: number;
  /** Names and values in turn, the youngest last. */
  #dynamic: string[] = [];
  #dynamicBytes = 0;
  #limitBytes = maxTableBytes;
  #block: Uint8Array = new Uint8Array();
  #at = 0;

  /** @param maxListBytes of one list, as RFC 9113 section 6.5.2 counts them */
  constructor(maxListBytes: number) {
    this.#maxListBytes = maxListBytes;
  }

  /**
   * Decodes a block of headers.
   * @param block whole
   * @returns undefined if the list is longer than allowed; the connection can go on
   * @throws ConnectionError if it is malformed, for then nothing that follows can be understood
   */
  decode(block: Uint8Array): HeaderList | undefined {
    this.#block = block;
    this.#at = 0;
    const list: string[] = [];
    let listBytes = 0;
    let fieldsBegan = false;
    while (this.#at < block.byteLength) {
      const byte = block[this.#at] as number;
      if ((byte & 0xe0) === 0x20) {
        if (fieldsBegan) throw malformed('the size of the table changes between two headers');
        this.#resize(this.#integer(5));
        continue;
      }
      fieldsBegan = true;
      let name: string;
      let value: string;
      if (byte >= 0x80) {
        const index = this.#integer(7);
        name = this.#entry(index, 0);
        value = this.#entry(index, 1);
      } else {
        const remember = byte >= 0x40;
        const index = this.#integer(remember ? 6 : 4);
        name = index === 0 ? this.#string() : this.#entry(index, 0);
        value = this.#string();
        if (remember) this.#remember(name, value);
      }
      listBytes += name.length + value.length + fieldOverhead;
      if (listBytes <= this.#maxListBytes) list.push(name, value);
    }
    return listBytes > this.#maxListBytes ? undefined : list;
  }

  #entry(index: number, part: 0 | 1): string {
    const found =
      index <= staticTableLength
        ? staticTable[(index - 1) * 2 + part]
        : this.#dynamic[this.#dynamic.length - (index - staticTableLength) * 2 + part];
    if (found === undefined) throw malformed(`there is no header ${index}`);
    return found;
  }

  #remember(name: string, value: string): void {
    const bytes = name.length + value.length + fieldOverhead;
    this.#dynamicBytes += bytes;
    this.#dynamic.push(name, value);
    this.#evict();
  }

  #resize(bytes: number): void {
    if (bytes > maxTableBytes) throw malformed(`a table of ${bytes} bytes is larger than allowed`);
    this.#limitBytes = bytes;
    this.#evict();
  }

  #evict(): void {
    if (this.#dynamicBytes <= this.#limitBytes) return;
    let gone = 0;
    while (this.#dynamicBytes > this.#limitBytes) {
      this.#dynamicBytes -= (this.#dynamic[gone] as string).length + (this.#dynamic[gone + 1] as string).length + fieldOverhead;
      gone += 2;
    }
    this.#dynamic.splice(0, gone);
  }

  #integer(prefixBits: number): number {
    const mask = (1 << prefixBits) - 1;
    let value = (this.#block[this.#at++] as number) & mask;
    if (value < mask) return value;
    for (let shift = 0; ; shift += 7) {
      const byte = this.#block[this.#at++];
      // Nothing here is longer than 2^28, and what claims to be is an attack or a fault.
      if (byte === undefined || shift > 21) throw malformed('a number has no end');
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  #string(): string {
    const first = this.#block[this.#at];
    if (first === undefined) throw malformed('a header ends in its middle');
    const length = this.#integer(7);
    const start = this.#at;
    const end = start + length;
    if (end > this.#block.byteLength) throw malformed('a header ends in its middle');
    this.#at = end;
    if ((first & 0x80) !== 0) return decodeHuffman(this.#block, start, end);
    return Buffer.from(this.#block.buffer, this.#block.byteOffset + start, length).toString('latin1');
  }
}

function malformed(message: string): ConnectionError {
  return new ConnectionError(errorCodes.compression, message);
}
