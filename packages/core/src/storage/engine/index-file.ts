import { crc32 } from 'node:zlib';
import type { BlobKey } from './blob-key.ts';
import { keyWords } from './blob-key.ts';
import { type BlobEntry, entryAt, entryWords, tagAt } from './blob-table.ts';
import type { StoreFileSystem } from './store-file-system.ts';

/** How much of a segment an index file knows. */
export interface Coverage {
  readonly segment: number;
  /** All records before this place are in the index. */
  readonly known: number;
  /** Nobody appends to the segment any more. */
  readonly sealed: boolean;
}

/** The first bytes of an index file. */
export interface IndexHeader {
  /** Whether the segments were synced before the index was written; else it holds only until the machine starts again. */
  readonly synced: boolean;
  readonly bootId: string;
  readonly count: number;
  readonly bucketBits: number;
  readonly coverage: readonly Coverage[];
  /** The highest segment number ever given out, so that none is given twice. */
  readonly highestSegment: number;
  /** Of all large blobs in it together. */
  readonly largeBytes: number;
  /** Some of the blobs in it are zstd frames. */
  readonly hasFrames?: boolean;
}

/** Bytes of one entry. */
export const entryBytes = entryWords * 4;

const magic = 'SWIDX001';
const fixedBytes = 32;

/** Buckets hold about eight entries, so that a look-up reads about 450 bytes. */
export function bucketBitsFor(count: number): number {
  return Math.max(0, Math.min(28, Math.ceil(Math.log2(Math.max(1, count / 8)))));
}

/** Bucket of a key, by the upper bits of its first word. */
export function bucketOf(firstWord: number, bucketBits: number): number {
  return bucketBits === 0 ? 0 : firstWord >>> (32 - bucketBits);
}

/**
 * The first part of an index file; entries follow it, bucket by bucket.
 * @param buckets for each bucket the number of entries before it, and at the end the number of all
 */
export function encodeIndexHead(header: IndexHeader, buckets: Uint32Array): Buffer {
  const text = Buffer.from(JSON.stringify(header));
  const head = Buffer.alloc(fixedBytes + text.byteLength + buckets.byteLength);
  head.write(magic, 0, 'latin1');
  head.writeUInt32LE(text.byteLength, 12);
  text.copy(head, fixedBytes);
  Buffer.from(buckets.buffer, buckets.byteOffset, buckets.byteLength).copy(head, fixedBytes + text.byteLength);
  head.writeUInt32LE(crc32(head.subarray(12, fixedBytes + text.byteLength)), 8);
  return head;
}

/** An index file, looked up in without being loaded. Immutable. */
export class IndexFile {
  readonly name: string;
  readonly header: IndexHeader;
  readonly #fs: StoreFileSystem;
  readonly #fd: number;
  readonly #bucketsAt: number;
  readonly #entriesAt: number;
  readonly #pair = Buffer.alloc(8);

  private constructor(name: string, fs: StoreFileSystem, fd: number, header: IndexHeader, bucketsAt: number) {
    this.name = name;
    this.#fs = fs;
    this.#fd = fd;
    this.header = header;
    this.#bucketsAt = bucketsAt;
    this.#entriesAt = bucketsAt + (2 ** header.bucketBits + 1) * 4;
  }

  /** @returns undefined if the file is gone, torn, or older than the last start of the machine and not synced */
  static open(fs: StoreFileSystem, name: string, path: string): IndexFile | undefined {
    let fd: number;
    try {
      fd = fs.open(path, 'read');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const opened = IndexFile.#read(fs, name, fd);
    if (opened === undefined) fs.close(fd);
    return opened;
  }

  static #read(fs: StoreFileSystem, name: string, fd: number): IndexFile | undefined {
    const fixed = Buffer.alloc(fixedBytes);
    if (fs.readSync(fd, fixed, 0) !== fixedBytes || fixed.toString('latin1', 0, 8) !== magic) return undefined;
    const length = fixed.readUInt32LE(12);
    const size = fs.size(fd);
    if (fixedBytes + length > size) return undefined;
    const text = Buffer.alloc(length);
    fs.readSync(fd, text, fixedBytes);
    if (crc32(text, crc32(fixed.subarray(12))) !== fixed.readUInt32LE(8)) return undefined;
    const header = JSON.parse(text.toString()) as IndexHeader;
    if (!header.synced && header.bootId !== fs.bootId) return undefined;
    const index = new IndexFile(name, fs, fd, header, fixedBytes + length);
    return index.#entriesAt + header.count * entryBytes === size ? index : undefined;
  }

  /** The entries of a key, most often one or none. */
  find(key: BlobKey): readonly BlobEntry[] {
    const { bucketBits } = this.header;
    const bucket = bucketOf(key.words[0] as number, bucketBits);
    this.#fs.readSync(this.#fd, this.#pair, this.#bucketsAt + bucket * 4);
    const first = this.#pair.readUInt32LE(0);
    const count = this.#pair.readUInt32LE(4) - first;
    if (count <= 0) return [];
    const words = this.#readEntries(first, count);
    const found: BlobEntry[] = [];
    for (let at = 0; at < words.length; at += entryWords) {
      if (words[at] !== key.words[0] || tagAt(words, at) !== key.tag) continue;
      let word = 1;
      while (word < keyWords && words[at + word] === key.words[word]) word += 1;
      if (word === keyWords) found.push(entryAt(words, at));
    }
    return found;
  }

  /** All entries, as words, in portions. */
  *portions(): Iterable<Uint32Array> {
    const portion = 16_384;
    for (let first = 0; first < this.header.count; first += portion) {
      yield this.#readEntries(first, Math.min(portion, this.header.count - first));
    }
  }

  close(): void {
    this.#fs.close(this.#fd);
  }

  #readEntries(first: number, count: number): Uint32Array {
    const words = new Uint32Array(count * entryWords);
    this.#fs.readSync(this.#fd, new Uint8Array(words.buffer), this.#entriesAt + first * entryBytes);
    return words;
  }
}
