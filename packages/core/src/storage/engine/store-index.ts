import { join } from 'node:path';
import { BlobKey, isFrameTag, valueTag } from './blob-key.ts';
import { type BlobEntry, BlobTable, entryAt, entryFlags, entryWords, tagAt } from './blob-table.ts';
import { IndexFile } from './index-file.ts';
import type { LargeFiles } from './large-files.ts';
import { decodeFileReference, decodeTouches, isLargeKind, type RecordHeader, recordKinds } from './record.ts';
import type { Segment, SegmentSet } from './segment-set.ts';
import type { StoreFileSystem } from './store-file-system.ts';

/** Where the index is and what it covers. */
export interface StoreIndexOptions {
  readonly fs: StoreFileSystem;
  /** Of index files. */
  readonly directory: string;
  readonly segments: SegmentSet;
  readonly large: LargeFiles;
}

const indexName = /^[0-9a-f]{8}-[0-9a-f]+\.idx$/;

/**
 * What the store holds. Index files say it for all segments that came to an end, without being loaded; the table in memory says it
 * for everything that this process wrote, used or found behind the index files.
 */
export class StoreIndex {
  readonly table = new BlobTable();
  readonly directory: string;
  /** Numbers of entries that no index file has yet in their present state. */
  fresh = new Set<number>();
  /** Whether any blob may be kept as a zstd frame; where none is, nobody need look for one. */
  hasFrames = false;
  readonly #fs: StoreFileSystem;
  readonly #segments: SegmentSet;
  readonly #large: LargeFiles;
  #files: IndexFile[] = [];
  #loaded = false;
  #changes = 0;
  // Torn, or written before the last start of the machine and not synced.
  readonly #rejected = new Set<string>();
  readonly #loadedFiles = new WeakSet<IndexFile>();
  readonly #touches: { readonly key: BlobKey; readonly access: number }[] = [];
  // Places whose bytes turned out wrong. There are hardly ever any.
  readonly #bad = new Set<string>();

  constructor(options: StoreIndexOptions) {
    this.#fs = options.fs;
    this.#segments = options.segments;
    this.#large = options.large;
    this.directory = options.directory;
  }

  /** Bytes read of segments that ended without an index file: everyone who opens the store reads them again. */
  orphanedBytes = 0;

  /** Names of index files that cannot be used. */
  get rejectedFiles(): Iterable<string> {
    return this.#rejected;
  }

  /** The index files in use, the youngest first. */
  get files(): readonly IndexFile[] {
    return this.#files;
  }

  /**
   * Looks at the disk again: what other processes wrote, tidied or removed since.
   * @param loadAll bring everything into the table; from then on the index files are not asked
   * @returns false if nothing changed since the last time
   */
  refresh(loadAll = false): boolean {
    const before = this.#changes + this.#segments.changes;
    // A process that tidies writes its index file before it removes what that replaces: so a file that vanishes between listing
    // and opening only means that there is a newer list.
    this.reopenFiles();
    this.#segments.refresh();
    for (const { header } of this.#files) this.#applyCoverage(header.coverage, header.highestSegment);
    // Before the tails, for those may say that a blob of the index files was used.
    this.#loaded ||= loadAll;
    if (this.#loaded) this.#loadFiles();
    for (const segment of this.#segments.all) if (!segment.sealed) this.#catchUp(segment);
    // A blob may have been used by one process before what another wrote of it is read here.
    for (const { key, access } of this.#touches.splice(0)) {
      const index = this.table.find(key);
      if (index >= 0 && this.table.access(index) < access) this.table.setAccess(index, access);
    }
    return this.#changes + this.#segments.changes !== before;
  }

  /** Opens new index files and closes vanished ones. */
  reopenFiles(): void {
    for (let tries = 0; tries < 100 && !this.#openFiles(); tries += 1);
  }

  /** Brings an index file into the table. */
  admitFile(file: IndexFile): void {
    for (const words of file.portions()) this.#admitAll(words);
  }

  /** Number of a key's entry in the table, or -1. It may be pending or deleted. */
  find(key: BlobKey): number {
    const index = this.table.find(key);
    if (index >= 0 && (this.#loaded || this.#isThere(this.table.get(index)))) return index;
    if (this.#loaded) return -1;
    for (const file of this.#files) {
      for (const entry of file.find(key)) this.admit(key, entry);
    }
    const found = this.table.find(key);
    return found >= 0 && this.#isThere(this.table.get(found)) ? found : -1;
  }

  /**
   * Takes a finding into the table, if it says more than what is known.
   * @returns number of the key's entry, or -1 if there is none
   */
  admit(key: BlobKey, entry: BlobEntry): number {
    const index = this.table.find(key);
    if (!this.#isThere(entry) || this.#isBad(entry)) return index;
    if (index < 0) return this.table.insert(key, entry);
    const known = this.table.get(index);
    if ((known.flags & entryFlags.pending) !== 0) return index;
    const samePlace = known.segment === entry.segment && known.offset === entry.offset;
    const better =
      !this.#isThere(known) ||
      this.#isBad(known) ||
      (!samePlace && this.#isLostFile(known)) ||
      (key.tag === valueTag && isNewer(entry, known));
    if (better && !samePlace) this.table.set(index, entry);
    else if (entry.access > known.access) this.table.setAccess(index, entry.access);
    return index;
  }

  /** Notes that what is stored under a key stands elsewhere now. */
  relocate(key: BlobKey, entry: BlobEntry): void {
    const index = this.table.find(key);
    this.hasFrames ||= isFrameTag(key.tag);
    if (index < 0) {
      this.fresh.add(this.table.insert(key, entry));
      return;
    }
    const known = this.table.get(index);
    if ((known.flags & entryFlags.pending) !== 0 || known.version > entry.version) return;
    this.table.set(index, { ...entry, access: Math.max(known.access, entry.access) });
    this.fresh.add(index);
  }

  /** Forgets an entry whose bytes are wrong or gone; another copy elsewhere may then be found. */
  drop(index: number): void {
    // What is being written has no place yet; its writer still counts on the entry.
    if ((this.table.flags(index) & entryFlags.pending) !== 0) return;
    this.#bad.add(placeOf(this.table.get(index)));
    this.table.remove(index);
  }

  /** Closes index files that are no longer wanted, or all. */
  close(): void {
    for (const file of this.#files) file.close();
    this.#files = [];
  }

  #loadFiles(): void {
    for (const file of this.#files) {
      if (!this.#loadedFiles.has(file)) this.admitFile(file);
      this.#loadedFiles.add(file);
    }
  }

  /** False where the list of files changed meanwhile. */
  #openFiles(): boolean {
    const names = this.#fs.list(this.directory).filter((name) => indexName.test(name));
    const present = new Set(names);
    this.#files = this.#files.filter((file) => {
      if (present.has(file.name)) return true;
      this.#changes += 1;
      file.close();
      return false;
    });
    const open = new Set(this.#files.map(({ name }) => name));
    for (const name of names) {
      if (open.has(name) || this.#rejected.has(name)) continue;
      const file = IndexFile.open(this.#fs, name, join(this.directory, name));
      this.#changes += 1;
      if (file !== undefined) {
        this.#files.push(file);
        this.hasFrames ||= file.header.hasFrames === true;
      } else if (this.#fs.sizeOf(join(this.directory, name)) === undefined) return false;
      else this.#rejected.add(name);
    }
    // Younger ones first: what was written lately is asked for most often.
    this.#files.sort((a, b) => (a.name < b.name ? 1 : -1));
    return true;
  }

  #applyCoverage(coverage: IndexFile['header']['coverage'], highest: number): void {
    this.#segments.highest = Math.max(this.#segments.highest, highest);
    for (const { segment: id, known, sealed } of coverage) {
      const segment = this.#segments.get(id);
      if (segment === undefined) continue;
      segment.known = Math.max(segment.known, known);
      segment.sealed ||= sealed;
    }
  }

  #catchUp(segment: Segment): void {
    const size = this.#segments.sizeOf(segment.id);
    if (size === undefined || size <= segment.known || segment.own === true) return;
    // What a writer left in the page cache is whole, unless the machine was started anew since.
    const isLive = this.#segments.isLive(segment);
    if (!isLive) this.orphanedBytes += size - segment.known;
    const checkPayloads = segment.writer?.bootId !== this.#fs.bootId;
    this.#segments.scan(segment, checkPayloads, (header, offset, payload) => this.#admitRecord(segment.id, header, offset, payload));
  }

  #admitRecord(segment: number, header: RecordHeader, offset: number, payload: Buffer | undefined): void {
    this.#changes += 1;
    const { kind, key, size, version, timeMs } = header;
    const access = Math.floor(timeMs / 1000);
    const flags = kind === recordKinds.copy || kind === recordKinds.largeCopy ? entryFlags.copy : 0;
    const entry = { flags, size, segment, offset, access, version };
    this.hasFrames ||= isFrameTag(key.tag);
    if (kind === recordKinds.blob || kind === recordKinds.copy || kind === recordKinds.value) this.admit(key, entry);
    else if (kind === recordKinds.deletedValue) this.admit(key, { ...entry, flags: entryFlags.deleted });
    else if (isLargeKind(kind) && payload !== undefined) {
      const { writer, number } = decodeFileReference(payload);
      this.admit(key, { ...entry, flags: flags | entryFlags.large, segment: writer, offset: number });
    } else if (kind === recordKinds.touch && payload !== undefined) {
      for (const touched of decodeTouches(payload)) this.#touches.push({ key: touched, access });
    }
  }

  #admitAll(words: Uint32Array): void {
    const key = new BlobKey();
    for (let at = 0; at < words.length; at += entryWords) {
      const entry = entryAt(words, at);
      if (entry.segment !== 0) this.admit(key.setWords(words, at, tagAt(words, at)), entry);
    }
  }

  #isBad(entry: BlobEntry): boolean {
    return this.#bad.size > 0 && this.#bad.has(placeOf(entry));
  }

  // Asked only where there are two places to choose from, for it asks the disk.
  #isLostFile({ flags, segment, offset }: BlobEntry): boolean {
    return (flags & entryFlags.large) !== 0 && this.#fs.sizeOf(this.#large.path(segment, offset)) === undefined;
  }

  #isThere(entry: BlobEntry): boolean {
    return (entry.flags & (entryFlags.large | entryFlags.pending)) !== 0 || this.#segments.has(entry.segment);
  }
}

function placeOf({ segment, offset, flags }: BlobEntry): string {
  return `${segment}:${offset}:${flags & entryFlags.large}`;
}

function isNewer(a: BlobEntry, b: BlobEntry): boolean {
  if (a.version !== b.version) return a.version > b.version;
  return a.segment === b.segment ? a.offset > b.offset : a.segment > b.segment;
}
