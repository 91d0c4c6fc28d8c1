import { BlobKey } from './blob-key.ts';
import { entryFlags } from './blob-table.ts';
import type { EngineParts } from './engine-parts.ts';
import { encodeTouches, recordKinds } from './record.ts';

/** A promise is written down anew once this part of it is over; until then the log knows of an earlier use only. */
export const renewAfter = 0.5;

const maxUnsettled = 4096;

/** Notes which blobs are in use, so that they stay for a while, and has it known to other processes and after a crash. */
export class BlobPromises {
  readonly #parts: EngineParts;
  #used: BlobKey[] = [];
  /** In a shared store, what is being written down: who asks for a blob that somebody else noted waits for that. */
  readonly #settling = new Set<Promise<boolean>>();

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** Whether `settle` has anything to do. */
  get isUnsettled(): boolean {
    return this.#used.length > 0 || this.#settling.size > 0;
  }

  /** Notes that a blob is in use. */
  note(found: number, nowMs: number): void {
    const { index, promiseSeconds } = this.#parts;
    const now = Math.floor(nowMs / 1000);
    // What was used lately is promised already, as the log knows; so a run that changes nothing hardly ever writes.
    if (now - index.table.access(found) <= promiseSeconds * renewAfter) return;
    index.table.setAccess(found, now);
    index.fresh.add(found);
    this.#used.push(index.table.key(found, new BlobKey()));
    if (this.#used.length >= maxUnsettled) this.settle().catch(() => {});
  }

  /**
   * Makes known what was noted.
   * @returns false if one of those blobs was removed meanwhile: then look again
   */
  async settle(): Promise<boolean> {
    const keys = this.#used;
    this.#used = [];
    if (!this.#parts.shared) {
      if (keys.length > 0) await this.#write(keys);
      return true;
    }
    if (keys.length > 0) {
      const settling = this.#write(keys)
        .then(() => this.#areThere(keys))
        .finally(() => this.#settling.delete(settling));
      this.#settling.add(settling);
    }
    return this.#settling.size === 0 || (await Promise.all(this.#settling)).every(Boolean);
  }

  async #write(keys: readonly BlobKey[]): Promise<void> {
    const { log, clock } = this.#parts;
    const payload = encodeTouches(keys);
    await log.append({ kind: recordKinds.touch, key: new BlobKey(), size: 0, version: 0, timeMs: clock.now(), payload });
  }

  // Whoever tidies looks for such records after it moved a segment aside, and this looks after it wrote one: one of the two sees the other.
  #areThere(keys: readonly BlobKey[]): boolean {
    const { index, segments, large, fs } = this.#parts;
    let all = true;
    const checked = new Map<number, boolean>();
    for (const key of keys) {
      const found = index.find(key);
      if (found < 0) {
        all = false;
        continue;
      }
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
    return all;
  }
}
