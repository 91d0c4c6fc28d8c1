import { hashHex } from '../../digest/hasher.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { BlobKey, digestFunctionOfTag } from './blob-key.ts';
import { entryFlags } from './blob-table.ts';
import type { EngineParts } from './engine-parts.ts';
import type { LargeFileDraft } from './large-files.ts';
import { encodeFileReference, encodeTouches, recordKinds } from './record.ts';

/** A promise is written down anew once this part of it is over; until then the log knows of an earlier use only. */
export const renewAfter = 0.5;

const maxUnsettled = 4096;

/**
 * Blobs by binary key. Everything known is answered without waiting; what writes returns a promise.
 * The domain interfaces stand on it; a server may use it directly, to spare itself digests as text.
 */
export class BlobEngine {
  readonly parts: EngineParts;
  readonly #pending = new Map<number, Promise<void>>();
  #used: BlobKey[] = [];
  readonly #scratch = new BlobKey();

  constructor(parts: EngineParts) {
    this.parts = parts;
  }

  /**
   * Whether a blob is held, safely. Counts as use, and promises to keep it for a while; in a shared store the promise stands once
   * `settlePromises` resolved.
   * @param size bytes that it must have
   * @param nowMs the time, for a caller that asks for many at once
   * @returns its number for `readSmall` and `readPart`, valid in this turn of the event loop; -1 if it is not held
   */
  find(key: BlobKey, size: number, nowMs = this.parts.clock.now()): number {
    const { index } = this.parts;
    const found = index.find(key);
    if (found < 0) return -1;
    const flags = index.table.flags(found);
    if ((flags & (entryFlags.pending | entryFlags.deleted)) !== 0 || index.table.size(found) !== size) return -1;
    if ((flags & entryFlags.large) !== 0 && (flags & entryFlags.seen) === 0 && !this.#seeFile(found, size))
      return this.find(key, size, nowMs);
    this.#use(found, nowMs);
    return found;
  }

  /** Looks again at what other processes did; worth a try where a blob is missing. False if they did nothing. */
  refresh(): boolean {
    return this.parts.shared && this.parts.index.refresh();
  }

  /** Whether `settlePromises` has anything to do. */
  get hasPromises(): boolean {
    return this.#used.length > 0;
  }

  /**
   * Makes the promises of earlier `find`s known to other processes, and to the one after a crash.
   * @returns false if one of those blobs was removed meanwhile: then look again
   */
  async settlePromises(): Promise<boolean> {
    const keys = this.#used;
    if (keys.length === 0) return true;
    this.#used = [];
    const { log, index, segments, large, fs, shared } = this.parts;
    await log.append({
      ...this.#stamp(),
      kind: recordKinds.touch,
      key: new BlobKey(),
      size: 0,
      version: 0,
      payload: encodeTouches(keys),
    });
    if (!shared) return true;
    // Whoever tidies looks for such records after it moved a segment aside, and this looks after it wrote one: one of the two sees the other.
    let all = true;
    const checked = new Map<number, boolean>();
    for (const key of keys) {
      const found = index.find(key);
      if (found < 0) all = false;
      else {
        const { flags, segment, offset } = index.table.get(found);
        const isLarge = (flags & entryFlags.large) !== 0;
        const there = isLarge
          ? fs.sizeOf(large.path(segment, offset)) !== undefined
          : (checked.get(segment) ?? segments.sizeOf(segment) !== undefined);
        if (!isLarge) checked.set(segment, there);
        if (!there && isLarge) index.drop(found);
        else if (!there) segments.forget(segment);
        all &&= there;
      }
    }
    return all;
  }

  /** Whether the blob of this number has a file of its own. */
  isLarge(found: number): boolean {
    return (this.parts.index.table.flags(found) & entryFlags.large) !== 0;
  }

  /**
   * The bytes of a blob that has no file of its own.
   * @returns undefined if it was removed meanwhile: then look again
   * @throws SandwrightError BLOB_CORRUPT if they do not fit the digest; it is forgotten then, so that it can be stored anew
   */
  readSmall(found: number): Buffer | undefined {
    const { index, segments } = this.parts;
    const { table } = index;
    const key = table.key(found, this.#scratch);
    const data = segments.read(table.segment(found), table.offset(found), key, table.size(found));
    if (data === undefined) {
      this.#lose(found, key);
      return undefined;
    }
    const flags = table.flags(found);
    if ((flags & entryFlags.verified) === 0) {
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

  /** Whether a large blob's bytes were compared with its digest in this process. */
  isVerified(found: number): boolean {
    return (this.parts.index.table.flags(found) & entryFlags.verified) !== 0;
  }

  /** Notes that a blob's file vanished; a copy elsewhere may then be found. */
  forget(key: BlobKey): void {
    const found = this.parts.index.find(key);
    if (found >= 0) this.parts.index.drop(found);
  }

  /** Notes the outcome of such a comparison. */
  setVerified(key: BlobKey, good: boolean): void {
    const { index } = this.parts;
    const found = index.find(key);
    if (found < 0) return;
    if (good) index.table.setFlags(found, index.table.flags(found) | entryFlags.verified);
    else this.#corrupt(found);
  }

  /**
   * Stores a small blob, whose bytes were compared with the key by the caller.
   * @returns once it is safe
   */
  async addSmall(key: BlobKey, data: Uint8Array): Promise<void> {
    const held = key.clone();
    if (await this.#isSafe(held, data.byteLength)) return;
    const making = this.parts.room.take(data.byteLength);
    if (making !== undefined) {
      await making;
      if (await this.#isSafe(held, data.byteLength)) return;
    }
    await (this.#pendingOf(held) ?? this.#commit(held, { kind: recordKinds.blob, size: data.byteLength, payload: data }));
  }

  /** Stores a large blob, whose bytes are in the draft and were compared with the key. Takes the draft over. */
  async addLarge(key: BlobKey, size: number, draft: LargeFileDraft): Promise<void> {
    const { fs, large, durable } = this.parts;
    const held = key.clone();
    let stored = false;
    try {
      if (durable) await large.sync(draft);
      if (await this.#isSafe(held, size)) return;
      const pending = this.#pendingOf(held);
      if (pending !== undefined) return await pending;
      await this.#commit(held, { kind: recordKinds.largeBlob, size, payload: encodeFileReference(draft.writer, draft.number), draft });
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

  /** Whether the blob need not be stored again. */
  async #isSafe(key: BlobKey, size: number): Promise<boolean> {
    const pending = this.#pendingOf(key);
    if (pending !== undefined) {
      await pending;
      return true;
    }
    while (this.find(key, size) >= 0) {
      if (await this.settlePromises()) return true;
    }
    return false;
  }

  #pendingOf(key: BlobKey): Promise<void> | undefined {
    return this.#pending.get(this.parts.index.table.find(key));
  }

  async #commit(
    key: BlobKey,
    what: { readonly kind: number; readonly size: number; readonly payload: Uint8Array; readonly draft?: LargeFileDraft },
  ): Promise<void> {
    const { index, log } = this.parts;
    const { kind, size, payload, draft } = what;
    const stamp = this.#stamp();
    const access = Math.floor(stamp.timeMs / 1000);
    const stale = index.table.find(key);
    if (stale >= 0) index.table.remove(stale);
    const pending = { flags: entryFlags.pending, size, segment: 1, offset: 0, access, version: 0 };
    const entry = index.table.insert(key, pending);
    const committed = (segment: number, offset: number) => {
      const place = draft === undefined ? { segment, offset } : { segment: draft.writer, offset: draft.number };
      const flags = entryFlags.verified | (draft === undefined ? 0 : entryFlags.large | entryFlags.seen);
      index.table.set(entry, { ...pending, ...place, flags });
      index.fresh.add(entry);
    };
    const done = log.append({ ...stamp, kind, key, size, version: 0, payload, committed });
    this.#pending.set(entry, done);
    try {
      await done;
    } catch (error) {
      index.table.remove(entry);
      throw error;
    } finally {
      this.#pending.delete(entry);
    }
  }

  #stamp(): { readonly timeMs: number } {
    return { timeMs: this.parts.clock.now() };
  }

  #use(found: number, nowMs: number): void {
    const { index, promiseSeconds } = this.parts;
    const now = Math.floor(nowMs / 1000);
    // What was used lately is promised already, as the log knows; so a run that changes nothing hardly ever writes.
    if (now - index.table.access(found) <= promiseSeconds * renewAfter) return;
    index.table.setAccess(found, now);
    index.fresh.add(found);
    this.#used.push(index.table.key(found, new BlobKey()));
    if (this.#used.length >= maxUnsettled) this.settlePromises().catch(() => {});
  }

  #seeFile(found: number, size: number): boolean {
    const { index, fs } = this.parts;
    if (fs.sizeOf(this.largePath(found)) !== size) {
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
