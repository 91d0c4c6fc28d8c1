import { type BlobKey, keyWords } from './blob-key.ts';

/** Words of an entry that an index file holds; in memory there is one more, the link to the next in its chain. */
export const entryWords = 14;

const stride = entryWords + 1;
const chunkBits = 14;
const chunkEntries = 1 << chunkBits;
const chunkMask = chunkEntries - 1;

const kindAt = keyWords; // tag, flags, upper 16 bits of the size
const sizeAt = keyWords + 1;
const segmentAt = keyWords + 2;
const offsetAt = keyWords + 3;
const accessAt = keyWords + 4;
const versionAt = keyWords + 5;
const nextAt = keyWords + 6;

/** Bits of an entry's flags. The lower half is stored, the upper half is true of this process only. */
export const entryFlags = {
  /** A file of its own: `segment` is its writer, `offset` its number. */
  large: 1,
  /** The value was deleted. */
  deleted: 2,
  /** Made here of the blob's other form, and the first to go as long as that is there. */
  copy: 4,
  /** Its bytes were compared with its digest in this process. */
  verified: 16,
  /** Written to the log, not yet acknowledged. */
  pending: 32,
  /** Its file was seen in this process. */
  seen: 64,
  /** Of a blob: it does not become smaller as zstd. Of a frame: the blob itself was read in this process. */
  noted: 128,
} as const;

const storedFlags = 15;

/** What there is to know about a blob or value. */
export interface BlobEntry {
  readonly flags: number;
  /** Bytes of the value, or of the blob as it is stored. */
  readonly size: number;
  readonly segment: number;
  readonly offset: number;
  /** Seconds since 1970 of the last use. */
  readonly access: number;
  /** Of a value: grows with each put. Of a frame: bytes of the blob that it makes. Else 0. */
  readonly version: number;
}

/**
 * A hash table over binary keys, in a few large typed arrays: 60 bytes an entry and 4 to 8 for the chain heads, and nothing for the
 * garbage collector to walk. Entries are known by a number that stays theirs until they are removed.
 */
export class BlobTable {
  #heads = new Uint32Array(1024);
  #chunks: Uint32Array[] = [];
  #used = 0;
  #free = 0;
  #count = 0;

  /** Entries in the table. */
  get count(): number {
    return this.#count;
  }

  /** Numbers ever given out, and one more. */
  get limit(): number {
    return this.#used;
  }

  /** The entry of a key, or -1. */
  find(key: BlobKey): number {
    const { words, tag } = key;
    const first = words[0] as number;
    let link = this.#heads[first & (this.#heads.length - 1)] as number;
    while (link !== 0) {
      const index = link - 1;
      const chunk = this.#chunks[index >>> chunkBits] as Uint32Array;
      const at = (index & chunkMask) * stride;
      if (chunk[at] === first && ((chunk[at + kindAt] as number) & 0xff) === tag) {
        let word = 1;
        while (word < keyWords && chunk[at + word] === words[word]) word += 1;
        if (word === keyWords) return index;
      }
      link = chunk[at + nextAt] as number;
    }
    return -1;
  }

  /** Adds an entry for a key that has none, and returns its number. */
  insert(key: BlobKey, entry: BlobEntry): number {
    if (this.#count >= this.#heads.length) this.#grow();
    const index = this.#allocate();
    const chunk = this.#chunks[index >>> chunkBits] as Uint32Array;
    const at = (index & chunkMask) * stride;
    chunk.set(key.words, at);
    chunk[at + kindAt] = key.tag;
    const head = (key.words[0] as number) & (this.#heads.length - 1);
    chunk[at + nextAt] = this.#heads[head] as number;
    this.#heads[head] = index + 1;
    this.#count += 1;
    this.set(index, entry);
    return index;
  }

  /** Replaces all of an entry but its key. */
  set(index: number, entry: BlobEntry): void {
    const chunk = this.#chunks[index >>> chunkBits] as Uint32Array;
    const at = (index & chunkMask) * stride;
    const tag = (chunk[at + kindAt] as number) & 0xff;
    chunk[at + kindAt] = tag | ((entry.flags & 0xff) << 8) | (Math.floor(entry.size / 0x1_0000_0000) << 16);
    chunk[at + sizeAt] = entry.size;
    chunk[at + segmentAt] = entry.segment;
    chunk[at + offsetAt] = entry.offset;
    chunk[at + accessAt] = entry.access;
    chunk[at + versionAt] = entry.version;
  }

  get(index: number): BlobEntry {
    return {
      flags: this.flags(index),
      size: this.size(index),
      segment: this.#word(index, segmentAt),
      offset: this.#word(index, offsetAt),
      access: this.#word(index, accessAt),
      version: this.#word(index, versionAt),
    };
  }

  flags(index: number): number {
    return (this.#word(index, kindAt) >>> 8) & 0xff;
  }

  size(index: number): number {
    return (this.#word(index, kindAt) >>> 16) * 0x1_0000_0000 + this.#word(index, sizeAt);
  }

  segment(index: number): number {
    return this.#word(index, segmentAt);
  }

  offset(index: number): number {
    return this.#word(index, offsetAt);
  }

  version(index: number): number {
    return this.#word(index, versionAt);
  }

  tag(index: number): number {
    return this.#word(index, kindAt) & 0xff;
  }

  access(index: number): number {
    return this.#word(index, accessAt);
  }

  /** Whether a number below `limit` is that of an entry: removed ones have a size that no blob can have. */
  isUsed(index: number): boolean {
    return this.#word(index, segmentAt) !== 0;
  }

  setFlags(index: number, flags: number): void {
    const chunk = this.#chunks[index >>> chunkBits] as Uint32Array;
    const at = (index & chunkMask) * stride + kindAt;
    chunk[at] = ((chunk[at] as number) & 0xffff_00ff) | ((flags & 0xff) << 8);
  }

  setAccess(index: number, seconds: number): void {
    (this.#chunks[index >>> chunkBits] as Uint32Array)[(index & chunkMask) * stride + accessAt] = seconds;
  }

  /** Numbers of all entries. */
  *all(): Iterable<number> {
    for (let index = 0; index < this.#used; index += 1) if (this.isUsed(index)) yield index;
  }

  /** Fills `key` with the entry's key. */
  key(index: number, key: BlobKey): BlobKey {
    const chunk = this.#chunks[index >>> chunkBits] as Uint32Array;
    const at = (index & chunkMask) * stride;
    return key.setWords(chunk, at, (chunk[at + kindAt] as number) & 0xff);
  }

  /** Copies an entry as an index file holds it: without what is true of this process only. */
  copyTo(index: number, target: Uint32Array, targetAt: number): void {
    const chunk = this.#chunks[index >>> chunkBits] as Uint32Array;
    const at = (index & chunkMask) * stride;
    for (let word = 0; word < entryWords; word += 1) target[targetAt + word] = chunk[at + word] as number;
    target[targetAt + kindAt] = (target[targetAt + kindAt] as number) & (0xffff_00ff | (storedFlags << 8));
  }

  /** First word of the key, by which index files are sorted. */
  firstWord(index: number): number {
    return this.#word(index, 0);
  }

  remove(index: number): void {
    const head = this.firstWord(index) & (this.#heads.length - 1);
    let link = this.#heads[head] as number;
    if (link === index + 1) this.#heads[head] = this.#word(index, nextAt);
    while (link !== 0) {
      const next = this.#word(link - 1, nextAt);
      if (next === index + 1) {
        this.#setNext(link - 1, this.#word(index, nextAt));
        break;
      }
      link = next;
    }
    const chunk = this.#chunks[index >>> chunkBits] as Uint32Array;
    chunk[(index & chunkMask) * stride + segmentAt] = 0;
    this.#setNext(index, this.#free);
    this.#free = index + 1;
    this.#count -= 1;
  }

  #word(index: number, word: number): number {
    return (this.#chunks[index >>> chunkBits] as Uint32Array)[(index & chunkMask) * stride + word] as number;
  }

  #setNext(index: number, link: number): void {
    (this.#chunks[index >>> chunkBits] as Uint32Array)[(index & chunkMask) * stride + nextAt] = link;
  }

  #allocate(): number {
    if (this.#free !== 0) {
      const index = this.#free - 1;
      this.#free = this.#word(index, nextAt);
      return index;
    }
    if (this.#used >>> chunkBits === this.#chunks.length) this.#chunks.push(new Uint32Array(chunkEntries * stride));
    return this.#used++;
  }

  #grow(): void {
    const heads = new Uint32Array(this.#heads.length * 2);
    for (let index = 0; index < this.#used; index += 1) {
      if (!this.isUsed(index)) continue;
      const head = this.firstWord(index) & (heads.length - 1);
      this.#setNext(index, heads[head] as number);
      heads[head] = index + 1;
    }
    this.#heads = heads;
  }
}

/** Reads an entry out of an index file's words. */
export function entryAt(words: Uint32Array, at: number): BlobEntry {
  const kind = words[at + kindAt] as number;
  return {
    flags: (kind >>> 8) & storedFlags,
    size: (kind >>> 16) * 0x1_0000_0000 + (words[at + sizeAt] as number),
    segment: words[at + segmentAt] as number,
    offset: words[at + offsetAt] as number,
    access: words[at + accessAt] as number,
    version: words[at + versionAt] as number,
  };
}

/** Tag of an entry in an index file's words. */
export function tagAt(words: Uint32Array, at: number): number {
  return (words[at + kindAt] as number) & 0xff;
}
