import { hashHex } from '../../digest/hasher.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { BlobCommits, type BlobForm } from './blob-commits.ts';
import { BlobKey, digestFunctionOfTag, isFrameTag } from './blob-key.ts';
import { BlobPromises } from './blob-promises.ts';
import { entryFlags } from './blob-table.ts';
import type { EngineParts } from './engine-parts.ts';
import type { LargeFileDraft } from './large-files.ts';

function plainForm(sizeBytes: number): BlobForm {
  return { sizeBytes, isFrame: false, isCopy: false };
}

/**
 * Blobs by binary key. Everything known is answered without waiting; what writes returns a promise.
 * The domain interfaces stand on it; a server may use it directly, to spare itself digests as text.
 */
export class BlobEngine {
  readonly parts: EngineParts;
  readonly #commits: BlobCommits;
  readonly #promises: BlobPromises;
  readonly #scratch = new BlobKey();
  readonly #other = new BlobKey();

  constructor(parts: EngineParts) {
    this.parts = parts;
    this.#commits = new BlobCommits(parts);
    this.#promises = new BlobPromises(parts);
  }

  /**
   * Whether a blob is held, safely, in either form. Counts as use, and promises to keep it for a while; in a shared store the promise
   * stands once `settlePromises` resolved.
   * @param size bytes that the blob must have
   * @param nowMs the time, for a caller that asks for many at once
   * @returns its number for `isFrame`, `readSmall` and `largePath`, valid in this turn of the event loop, of the blob itself rather than of
   * its frame; -1 if it is not held
   */
  find(key: BlobKey, size: number, nowMs = this.parts.clock.now()): number {
    const found = this.#lookUp(key, size, nowMs);
    if (!this.parts.index.hasFrames || (found >= 0 && !this.#isCopy(found))) return found;
    // A copy may go any time: what was promised is what it was made of.
    const frame = this.#lookUp(this.#other.setOtherForm(key), size, nowMs);
    return found >= 0 ? found : frame;
  }

  /** As `find`, of the blob's frame only. */
  findFrame(key: BlobKey, size: number, nowMs = this.parts.clock.now()): number {
    if (!this.parts.index.hasFrames) return -1;
    const found = this.#lookUp(this.#other.setOtherForm(key), size, nowMs);
    if (found >= 0 && this.#isCopy(found)) this.#lookUp(key, size, nowMs);
    return found;
  }

  #lookUp(key: BlobKey, size: number, nowMs: number): number {
    const { index } = this.parts;
    const found = index.find(key);
    if (found < 0) return -1;
    const flags = index.table.flags(found);
    if ((flags & (entryFlags.pending | entryFlags.deleted)) !== 0) return -1;
    if ((isFrameTag(key.tag) ? index.table.version(found) : index.table.size(found)) !== size) return -1;
    if ((flags & entryFlags.large) !== 0 && (flags & entryFlags.seen) === 0 && !this.#seeFile(found)) return this.#lookUp(key, size, nowMs);
    this.#promises.note(found, nowMs);
    return found;
  }

  #isCopy(found: number): boolean {
    return (this.parts.index.table.flags(found) & entryFlags.copy) !== 0;
  }

  /** Looks again at what other processes did; worth a try where a blob is missing. False if they did nothing. */
  refresh(): boolean {
    return this.parts.shared && this.parts.index.refresh();
  }

  /** Whether `settlePromises` has anything to do. */
  get hasPromises(): boolean {
    return this.#promises.isUnsettled;
  }

  /**
   * Makes the promises of earlier `find`s known to other processes, and to the one after a crash.
   * @returns false if one of those blobs was removed meanwhile: then look again
   */
  settlePromises(): Promise<boolean> {
    return this.#promises.settle();
  }

  /** Whether `note` was called for it. */
  isNoted(found: number): boolean {
    return (this.parts.index.table.flags(found) & entryFlags.noted) !== 0;
  }

  /**
   * Notes, for this process, of a blob that it does not become smaller as zstd; of a frame that the blob itself was read.
   * @param key of that form
   */
  note(key: BlobKey): void {
    const { index } = this.parts;
    const found = index.find(key);
    if (found >= 0) index.table.setFlags(found, index.table.flags(found) | entryFlags.noted);
  }

  /** Whether the blob of this number has a file of its own. */
  isLarge(found: number): boolean {
    return (this.parts.index.table.flags(found) & entryFlags.large) !== 0;
  }

  /** Whether what is stored under this number is a zstd frame. */
  isFrame(found: number): boolean {
    return isFrameTag(this.parts.index.table.tag(found));
  }

  /** Bytes that are stored under this number. */
  storedBytes(found: number): number {
    return this.parts.index.table.size(found);
  }

  /**
   * What is stored of a blob that has no file of its own; of a frame the caller compares what it makes with the digest.
   * @param memory where to read it to, if there is room
   * @returns undefined if it was removed meanwhile: then look again
   * @throws SandwrightError BLOB_CORRUPT if they do not fit the digest; it is forgotten then, so that it can be stored anew
   */
  readSmall(found: number, memory?: Buffer): Buffer | undefined {
    const { index, segments } = this.parts;
    const { table } = index;
    const key = table.key(found, this.#scratch);
    const data = segments.read(table.segment(found), table.offset(found), key, table.size(found), false, memory);
    if (data === undefined) {
      this.#lose(found, key);
      return undefined;
    }
    const flags = table.flags(found);
    if ((flags & entryFlags.verified) === 0 && !isFrameTag(key.tag)) {
      if (!this.#fits(key, data)) throw this.#corrupt(found);
      table.setFlags(found, flags | entryFlags.verified);
    }
    return data;
  }

  /** Path of a large blob's file; it may vanish, and must not be changed. */
  largePath(found: number): string {
    const { table } = this.parts.index;
    return this.parts.large.path(table.segment(found), table.offset(found));
  }

  /** Whether what is stored was compared with its digest in this process. */
  isVerified(found: number): boolean {
    return (this.parts.index.table.flags(found) & entryFlags.verified) !== 0;
  }

  /** Notes that a blob's file vanished; a copy elsewhere may then be found. */
  forget(key: BlobKey): void {
    const found = this.parts.index.find(key);
    if (found >= 0) this.parts.index.drop(found);
  }

  /** Where what is stored under this number stands: what is stored anew stands elsewhere. */
  placeOf(found: number): string {
    const { table } = this.parts.index;
    return `${table.segment(found)}:${table.offset(found)}`;
  }

  /**
   * Notes the outcome of such a comparison.
   * @param key of the form that was read
   * @param place where it stood then; nothing is noted of what has come there since
   */
  setVerified(key: BlobKey, place: string, good: boolean): void {
    const { index } = this.parts;
    const found = index.find(key);
    if (found < 0 || this.placeOf(found) !== place) return;
    const flags = index.table.flags(found);
    if ((flags & entryFlags.pending) !== 0) return;
    if (good) index.table.setFlags(found, flags | entryFlags.verified);
    else this.#corrupt(found);
  }

  /**
   * Stores a small blob, whose bytes were compared with the key by the caller.
   * @param key of the blob itself, whatever its form
   * @param data what is stored
   * @param form by default the blob itself
   * @returns once it is safe
   */
  async addSmall(key: BlobKey, data: Uint8Array, form: BlobForm = plainForm(data.byteLength)): Promise<void> {
    const held = key.clone();
    if (await this.#isSafe(held, form)) return;
    const making = this.parts.room.take(data.byteLength);
    if (making !== undefined) {
      await making;
      if (await this.#isSafe(held, form)) return;
    }
    const own = form.isFrame ? new BlobKey().setOtherForm(held) : held;
    await (this.#commits.pendingOf(own) ?? this.#commits.commit(own, form, { data }));
  }

  /**
   * Stores a large blob, whose bytes are in the draft and were compared with the key. Takes the draft over.
   * @param key of the blob itself, whatever its form
   * @param storedBytes of the draft's file
   * @param form by default the blob itself
   */
  async addLarge(key: BlobKey, storedBytes: number, draft: LargeFileDraft, form: BlobForm = plainForm(storedBytes)): Promise<void> {
    const { fs, large, durable } = this.parts;
    const held = key.clone();
    let stored = false;
    try {
      if (durable) await large.sync(draft);
      if (await this.#isSafe(held, form)) return;
      const own = form.isFrame ? new BlobKey().setOtherForm(held) : held;
      const pending = this.#commits.pendingOf(own);
      if (pending !== undefined) return await pending;
      await this.#commits.commit(own, form, { draft, storedBytes });
      stored = true;
    } finally {
      if (stored) fs.close(draft.fd);
      else this.abandon(draft);
    }
  }

  /** Ends a draft that will not become a blob. */
  abandon(draft: LargeFileDraft): void {
    this.parts.fs.close(draft.fd);
    this.parts.large.remove(draft.writer, draft.number);
  }

  /** Whether the blob need not be stored again; a copy is made beside what is there. */
  async #isSafe(key: BlobKey, { sizeBytes, isFrame, isCopy }: BlobForm): Promise<boolean> {
    const frame = isFrame || this.parts.index.hasFrames ? new BlobKey().setOtherForm(key) : key;
    if (isCopy && this.#lookUp(isFrame ? frame : key, sizeBytes, this.parts.clock.now()) >= 0) return true;
    for (const form of isCopy ? [isFrame ? frame : key] : [key, frame]) {
      const pending = this.#commits.pendingOf(form);
      if (pending === undefined) continue;
      await pending;
      return true;
    }
    if (isCopy) return false;
    while (this.find(key, sizeBytes) >= 0) {
      if (await this.settlePromises()) return true;
    }
    return false;
  }

  #seeFile(found: number): boolean {
    const { index, fs } = this.parts;
    if (fs.sizeOf(this.largePath(found)) !== index.table.size(found)) {
      index.drop(found);
      return false;
    }
    index.table.setFlags(found, index.table.flags(found) | entryFlags.seen);
    return true;
  }

  #lose(found: number, key: BlobKey): void {
    const { index, segments } = this.parts;
    const segment = index.table.segment(found);
    if (segments.sizeOf(segment) === undefined) segments.forget(segment);
    else if (index.table.find(key) === found) index.drop(found);
  }

  #fits(key: BlobKey, data: Uint8Array): boolean {
    const digestFunction = digestFunctionOfTag(key.tag);
    return digestFunction !== undefined && new BlobKey().setDigest(digestFunction, hashHex(digestFunction, data)).equals(key);
  }

  #corrupt(found: number): SandwrightError {
    const { index, logger } = this.parts;
    const { segment, offset, flags, size } = index.table.get(found);
    const place = { segment, offset, size, large: (flags & entryFlags.large) !== 0 };
    logger.log('error', 'a stored blob is damaged; it is no longer served', place);
    index.drop(found);
    return new SandwrightError('BLOB_CORRUPT', 'a stored blob is damaged on the disk; it is forgotten, store it again', { details: place });
  }
}
