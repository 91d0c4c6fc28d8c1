import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { discard } from '../../util/discarded-memory.ts';
import type { BlobKey } from './blob-key.ts';
import { decodeRecordHeader, recordHeaderBytes } from './record.ts';
import { decodeSegmentHeader, type RecordVisitor, scanSegment, segmentHeaderBytes, segmentIdOf, segmentName } from './segment-file.ts';
import type { StoreFileSystem } from './store-file-system.ts';
import { mayBeAlive, type WriterIdentity } from './writer-identity.ts';

/** A segment that exists. */
export interface Segment {
  readonly id: number;
  /** Up to here its records are known to the index. */
  known: number;
  /** Nobody will append to it any more. */
  sealed: boolean;
  /** Who writes it; undefined until somebody needed to know. */
  writer?: WriterIdentity | undefined;
  /** This process writes it or wrote it: its records are in the table already. */
  own?: boolean;
}

const maxOpenFiles = 256;

const slabBytes = 256 * 1024;

// Small records share memory, for a buffer of its own costs more than reading one. It is free once all of them are.
let slab = Buffer.alloc(0);

function memoryFor(bytes: number): Buffer {
  if (bytes > slabBytes / 8) {
    discard(bytes);
    return Buffer.allocUnsafeSlow(bytes);
  }
  if (bytes > slab.byteLength) {
    discard(slabBytes);
    slab = Buffer.allocUnsafeSlow(slabBytes);
  }
  const memory = slab.subarray(0, bytes);
  slab = slab.subarray(bytes);
  return memory;
}

/** The segments of a store, opened when first read. */
export class SegmentSet {
  readonly directory: string;
  readonly #fs: StoreFileSystem;
  readonly #segments = new Map<number, Segment>();
  // In the order of their last use, for a Map keeps the order of insertion.
  readonly #files = new Map<number, number>();
  readonly #pinned = new Set<number>();
  /** Grows whenever a segment becomes known or is forgotten. */
  changes = 0;
  /** The highest number ever seen. */
  highest = 0;

  constructor(fs: StoreFileSystem, directory: string) {
    this.#fs = fs;
    this.directory = directory;
  }

  get all(): Iterable<Segment> {
    return this.#segments.values();
  }

  get(id: number): Segment | undefined {
    return this.#segments.get(id);
  }

  has(id: number): boolean {
    return this.#segments.has(id);
  }

  path(id: number): string {
    return join(this.directory, segmentName(id));
  }

  /** Looks at the folder again: new segments become known, vanished ones are forgotten. */
  refresh(): void {
    const present = new Set<number>();
    for (const name of this.#fs.list(this.directory)) {
      const id = segmentIdOf(name);
      if (id === undefined) continue;
      present.add(id);
      if (!this.#segments.has(id)) this.add(id);
    }
    for (const id of this.#segments.keys()) if (!present.has(id) && !this.#pinned.has(id)) this.forget(id);
  }

  /** Keeps a segment open and known although its file gets another name, until it is forgotten. */
  pin(id: number): void {
    if (this.#open(id) !== undefined) this.#pinned.add(id);
  }

  add(id: number): Segment {
    const segment: Segment = { id, known: 0, sealed: false };
    this.#segments.set(id, segment);
    this.changes += 1;
    this.highest = Math.max(this.highest, id);
    return segment;
  }

  /** Closes a segment's file and no longer counts it as there. */
  forget(id: number): void {
    this.#pinned.delete(id);
    this.changes += 1;
    this.#segments.delete(id);
    const fd = this.#files.get(id);
    this.#files.delete(id);
    if (fd !== undefined) this.#fs.close(fd);
  }

  /** Bytes of the segment's file, or undefined if it is gone. */
  sizeOf(id: number): number | undefined {
    return this.#fs.sizeOf(this.path(id));
  }

  /** Whether somebody may still append to a segment. */
  isLive(segment: Segment): boolean {
    if (segment.sealed) return false;
    if (segment.writer === undefined) {
      const fd = this.#open(segment.id);
      if (fd === undefined) return false;
      const header = Buffer.alloc(segmentHeaderBytes);
      this.#fs.readSync(fd, header, 0);
      segment.writer = decodeSegmentHeader(header);
      // A header not yet whole is that of a writer in the act of making it; if it is dead, the exclusive opener clears it away.
      if (segment.writer === undefined) return true;
    }
    return mayBeAlive(segment.writer, this.#fs.bootId);
  }

  /**
   * Visits the records that the index does not know yet.
   * @returns the place after the last good record; undefined where the segment is gone
   */
  scan(segment: Segment, checkPayloads: boolean, visit: RecordVisitor): number | undefined {
    const fd = this.#open(segment.id);
    if (fd === undefined) return undefined;
    segment.known = scanSegment(this.#fs, fd, { from: segment.known, checkPayloads }, visit);
    return segment.known;
  }

  /**
   * The payload of a record.
   * @param key what must stand there; a stale place is found out by it
   * @param checkPayload compare it with its checksum
   * @param memory where to read it to, if there is room
   * @returns undefined where the segment is gone or holds something else there
   */
  read(id: number, offset: number, key: BlobKey, payloadBytes: number, checkPayload = false, memory?: Buffer): Buffer | undefined {
    const fd = this.#open(id);
    if (fd === undefined) return undefined;
    const length = recordHeaderBytes + payloadBytes;
    const bytes = memory === undefined || memory.byteLength < length ? memoryFor(length) : memory.subarray(0, length);
    if (this.#fs.readSync(fd, bytes, offset) !== bytes.byteLength) return undefined;
    const header = decodeRecordHeader(bytes, 0);
    if (header === undefined || header.payloadBytes !== payloadBytes || !header.key.equals(key)) return undefined;
    const payload = bytes.subarray(recordHeaderBytes);
    return checkPayload && crc32(payload) !== header.payloadCrc ? undefined : payload;
  }

  /** Cuts a torn tail off a segment that nobody writes. */
  cut(segment: Segment): void {
    const size = this.sizeOf(segment.id);
    if (size === undefined || size <= segment.known) return;
    const fd = this.#fs.open(this.path(segment.id), 'write');
    try {
      this.#fs.truncate(fd, Math.max(segment.known, segmentHeaderBytes));
    } finally {
      this.#fs.close(fd);
    }
  }

  close(): void {
    for (const fd of this.#files.values()) this.#fs.close(fd);
    this.#files.clear();
  }

  #open(id: number): number | undefined {
    let fd = this.#files.get(id);
    if (fd !== undefined) {
      if (this.#files.size > maxOpenFiles / 2) {
        this.#files.delete(id);
        this.#files.set(id, fd);
      }
      return fd;
    }
    if (this.#files.size >= maxOpenFiles) {
      const oldest = this.#files.entries().find(([other]) => !this.#pinned.has(other));
      if (oldest !== undefined) {
        this.#files.delete(oldest[0]);
        this.#fs.close(oldest[1]);
      }
    }
    try {
      fd = this.#fs.open(this.path(id), 'read');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    this.#files.set(id, fd);
    return fd;
  }
}
