import { crc32 } from 'node:zlib';

/** What a file system says about a file, enough to notice that it changed. Times are milliseconds since 1970, exact to under 1 µs. */
export interface FileFacts {
  readonly dev: number;
  readonly ino: number;
  readonly size: number;
  readonly mtimeMs: number;
  readonly ctimeMs: number;
}

// One record after the other in a single buffer, so that reading a file of them is one read and no parsing at all:
// device, inode, size, mtime, ctime, last use (each a double), then the hash as 64 characters.
const doubles = 6;
const hashBytes = 64;
const recordBytes = doubles * 8 + hashBytes;
const stride = recordBytes / 8;
const lastUse = 5;

/** Ours, version 1. */
const magic = 0x5357_0001;
const headerBytes = 16;

function slotOf(dev: number, ino: number, mask: number): number {
  const mixed = Math.imul(ino >>> 0, 0x9e37_79b1) ^ Math.imul(Math.floor(ino / 0x1_0000_0000) ^ dev, 0x85eb_ca6b);
  return (mixed ^ (mixed >>> 15)) & mask;
}

/** A hash table of files by device and inode, which can be written to disk and read back as it lies in memory. */
export class StatTable {
  #bytes: Buffer;
  #numbers: Float64Array;
  #slots: Int32Array;
  #count: number;

  /** @param bytes what `toBytes` gave; anything else makes an empty table, for it is only a cache */
  constructor(bytes: Uint8Array = new Uint8Array()) {
    const records = recordsIn(bytes);
    this.#count = records.length / recordBytes;
    const memory = new ArrayBuffer(Math.max(this.#count * 2, 64) * recordBytes);
    this.#bytes = Buffer.from(memory);
    this.#bytes.set(records);
    this.#numbers = new Float64Array(memory);
    this.#slots = new Int32Array();
    this.#index();
  }

  /** Files in the table. */
  get count(): number {
    return this.#count;
  }

  /** The record of exactly this file in this state, or -1. */
  find({ dev, ino, size, mtimeMs, ctimeMs }: FileFacts): number {
    const record = this.#slots[this.#slotFor(dev, ino)] as number;
    if (record < 0) return -1;
    const numbers = this.#numbers;
    const at = record * stride;
    return numbers[at + 2] === size && numbers[at + 3] === mtimeMs && numbers[at + 4] === ctimeMs ? record : -1;
  }

  /** Lower-case hexadecimal SHA-256. */
  hashOf(record: number): string {
    const at = record * recordBytes + doubles * 8;
    return this.#bytes.toString('latin1', at, at + hashBytes);
  }

  /** When a record was used last, milliseconds since 1970. */
  lastUseOf(record: number): number {
    return this.#numbers[record * stride + lastUse] as number;
  }

  touch(record: number, now: number): void {
    this.#numbers[record * stride + lastUse] = now;
  }

  /** Puts a file in, in place of what was known of the same inode. @param hash 64 characters */
  set({ dev, ino, size, mtimeMs, ctimeMs }: FileFacts, hash: string, now: number): void {
    const slot = this.#slotFor(dev, ino);
    let record = this.#slots[slot] as number;
    if (record < 0) {
      if (this.#count * recordBytes === this.#bytes.length) this.#grow();
      record = this.#count++;
      this.#slots[slot] = record;
    }
    this.#numbers.set([dev, ino, size, mtimeMs, ctimeMs, now], record * stride);
    this.#bytes.write(hash, record * recordBytes + doubles * 8, hashBytes, 'latin1');
    if (this.#count * 2 > this.#slots.length) this.#index();
  }

  /** The table as a file: header with a checksum, then the records that were used since `oldest`, the latest `most` of them at most. */
  toBytes(oldest: number, most: number): Buffer {
    const uses = Array.from({ length: this.#count }, (_, record) => this.lastUseOf(record));
    const bound = this.#count > most ? Math.max(oldest, uses.toSorted((a, b) => b - a)[most - 1] ?? oldest) : oldest;
    const kept = uses.flatMap((use, record) => (use >= bound ? [record] : [])).slice(0, most);
    const file = Buffer.alloc(headerBytes + kept.length * recordBytes);
    for (const [to, record] of kept.entries()) {
      this.#bytes.copy(file, headerBytes + to * recordBytes, record * recordBytes, (record + 1) * recordBytes);
    }
    file.writeUInt32LE(magic, 0);
    file.writeUInt32LE(kept.length, 4);
    file.writeUInt32LE(crc32(file.subarray(headerBytes)), 8);
    return file;
  }

  /** The slot that holds this inode's record, or the free one where it belongs. */
  #slotFor(dev: number, ino: number): number {
    const slots = this.#slots;
    const mask = slots.length - 1;
    let slot = slotOf(dev, ino, mask);
    for (let record = slots[slot] as number; record >= 0; record = slots[slot] as number) {
      if (this.#numbers[record * stride + 1] === ino && this.#numbers[record * stride] === dev) return slot;
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  #index(): void {
    let size = 256;
    while (size < this.#count * 4) size *= 2;
    this.#slots = new Int32Array(size).fill(-1);
    for (let record = 0; record < this.#count; record++) {
      const at = record * stride;
      this.#slots[this.#slotFor(this.#numbers[at] as number, this.#numbers[at + 1] as number)] = record;
    }
  }

  #grow(): void {
    const memory = new ArrayBuffer(this.#bytes.length * 2);
    const grown = Buffer.from(memory);
    grown.set(this.#bytes);
    this.#bytes = grown;
    this.#numbers = new Float64Array(memory);
  }
}

/** The records of a file, or nothing if it is torn, foreign or of another version. */
function recordsIn(bytes: Uint8Array): Uint8Array {
  const none = new Uint8Array();
  if (bytes.length < headerBytes) return none;
  const header = new DataView(bytes.buffer, bytes.byteOffset, headerBytes);
  const records = bytes.subarray(headerBytes);
  const whole = header.getUint32(0, true) === magic && records.length === header.getUint32(4, true) * recordBytes;
  if (!whole || crc32(records) !== header.getUint32(8, true)) return none;
  return records;
}
