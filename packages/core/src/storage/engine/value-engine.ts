import { BlobKey } from './blob-key.ts';
import { renewAfter } from './blob-promises.ts';
import { entryFlags } from './blob-table.ts';
import type { EngineParts } from './engine-parts.ts';
import { encodeTouches, recordKinds } from './record.ts';

// Quarters of a second or so since 2023: in 32 bits until 2057.
const versionEpochMs = 1_672_531_200_000;
const versionUnitMs = 256;

/** Small values by binary key, in the same log as the blobs: one sync makes both safe, and a result is never safer than what it names. */
export class ValueEngine {
  readonly #parts: EngineParts;

  constructor(parts: EngineParts) {
    this.#parts = parts;
  }

  /** The value as it was put, or undefined. Counts as use. */
  get(key: BlobKey): Buffer | undefined {
    const { index, segments, clock, shared, promiseSeconds } = this.#parts;
    const held = key.clone();
    for (let tries = 0; tries < 3; tries += 1) {
      const found = index.find(held);
      if (found < 0) {
        if (!shared || tries > 0) return undefined;
        index.refresh();
        continue;
      }
      const { flags, segment, offset, size, access } = index.table.get(found);
      if ((flags & entryFlags.deleted) !== 0) return undefined;
      const value = segments.read(segment, offset, held, size, (flags & entryFlags.verified) === 0);
      if (value !== undefined) {
        index.table.setFlags(found, flags | entryFlags.verified);
        const timeMs = clock.now();
        if (timeMs / 1000 - access > promiseSeconds * renewAfter) this.#noteUse(found, held, timeMs);
        return value;
      }
      // Another process moved it, or it is damaged; what is left elsewhere may be an older one, but never a wrong one.
      if (segments.sizeOf(segment) === undefined) segments.forget(segment);
      else index.drop(found);
      if (shared) index.refresh();
    }
    return undefined;
  }

  /** Resolves once the value is safe. */
  async put(key: BlobKey, value: Uint8Array): Promise<void> {
    await this.#parts.room.take(value.byteLength);
    await this.#append(key, recordKinds.value, 0, value);
  }

  /** Resolves once it is safely gone. */
  async delete(key: BlobKey): Promise<void> {
    if (this.#parts.index.find(key) >= 0) await this.#append(key, recordKinds.deletedValue, entryFlags.deleted, new Uint8Array());
  }

  #noteUse(found: number, key: BlobKey, timeMs: number): void {
    const { index, log } = this.#parts;
    index.table.setAccess(found, Math.floor(timeMs / 1000));
    index.fresh.add(found);
    // A value that goes although it was used costs a run, not a right answer: so nobody waits for this.
    const touch = { kind: recordKinds.touch, key: new BlobKey(), size: 0, version: 0, timeMs, payload: encodeTouches([key]) };
    log.append(touch).catch(() => {});
  }

  async #append(key: BlobKey, kind: number, flags: number, payload: Uint8Array): Promise<void> {
    const { index, log, clock } = this.#parts;
    const held = key.clone();
    const timeMs = clock.now();
    const known = index.find(held);
    // More than what it replaces has, even if the clock went back.
    const least = known < 0 ? 0 : index.table.get(known).version + 1;
    const version = Math.max(least, Math.floor(Math.max(0, timeMs - versionEpochMs) / versionUnitMs));
    const size = payload.byteLength;
    const committed = (segment: number, offset: number) => {
      index.fresh.add(index.admit(held, { flags, size, segment, offset, access: Math.floor(timeMs / 1000), version }));
    };
    await log.append({ kind, key: held, size, timeMs, version, payload, committed });
  }
}
