import { join } from 'node:path';
import type { Logger } from '../../logging/logger.ts';
import type { CallOptions } from '../../util/call-options.ts';
import type { Clock } from '../../util/clock.ts';
import { BlobKey, valueTag } from './blob-key.ts';
import { renewAfter } from './blob-promises.ts';
import { type BlobEntry, entryFlags } from './blob-table.ts';
import type { CommitLog } from './commit-log.ts';
import { lastUse, planEviction } from './eviction-plan.ts';
import type { LargeFiles } from './large-files.ts';
import { type QuotaBounds, type QuotaOptions, quotaBounds } from './quota.ts';
import { recordKinds } from './record.ts';
import type { SegmentSet } from './segment-set.ts';
import type { StoreFileSystem } from './store-file-system.ts';
import type { StoreIndex } from './store-index.ts';

/** What is tidied, and with what. */
export interface TidierOptions {
  readonly fs: StoreFileSystem;
  readonly directory: string;
  /** Must hold everything that the store holds. */
  readonly index: StoreIndex;
  readonly segments: SegmentSet;
  readonly log: CommitLog;
  readonly large: LargeFiles;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly quota: QuotaOptions;
  readonly promiseSeconds: number;
  readonly segmentBytes: number;
  /** Other processes use the store meanwhile. */
  readonly shared: boolean;
  /** Has all that is known in index files. */
  readonly flushIndex: () => Promise<void>;
  /** Called when a blob or value was moved. */
  readonly moved: (key: BlobKey, entry: BlobEntry) => void;
}

/** What tidying is for. */
export interface TidyGoal {
  /** Go down to the low watermark even if the quota is not reached yet. */
  readonly makeRoom?: boolean;
  /** And further, until so many bytes fit. */
  readonly roomBytes?: number;
}

/** What tidying came to. */
export interface TidyReport {
  readonly bounds: QuotaBounds;
  readonly usedBytesBefore: number;
  readonly usedBytes: number;
  /** Blobs and values that went. */
  readonly removed: number;
  /** Blobs and values that were moved out of segments with much dead in them. */
  readonly moved: number;
}

const monthSeconds = 30 * 24 * 3600;
const dayMs = 24 * 3600 * 1000;
const inFlightBytes = 8 * 1024 * 1024;

/** Makes room: removes what was unused for longest, and rewrites segments that are mostly dead. */
export class Tidier {
  readonly #options: TidierOptions;
  #removed = 0;
  #moved = 0;

  constructor(options: TidierOptions) {
    this.#options = options;
  }

  /**
   * @param options `signal` ends it between two segments, what is done by then is kept
   */
  async run({ makeRoom = false, roomBytes = 0, signal }: CallOptions & TidyGoal = {}): Promise<TidyReport> {
    let plan = await this.#plan(0, 0.5);
    const usedBytesBefore = plan.usedBytes;
    const bounds = this.#bounds(plan.usedBytes);
    const lowBytes = Math.max(0, Math.min(bounds.lowBytes, bounds.limitBytes - roomBytes));
    if (plan.usedBytes <= (makeRoom ? lowBytes : bounds.limitBytes)) {
      if (plan.segments.length > 0) await this.#rewrite(plan.segments, 0, signal);
    } else {
      // First the segments where little has to be moved for much that is freed.
      for (const leastGain of [0.5, 0.2, 0.02]) {
        const neededBytes = plan.usedBytes - lowBytes;
        if (neededBytes <= 0 || signal?.aborted === true) break;
        plan = await this.#plan(neededBytes, leastGain);
        await this.#removeLarge(plan.large, plan.cutoff);
        await this.#rewrite(plan.segments, plan.cutoff, signal);
        plan = await this.#plan(0, 1.1);
      }
    }
    this.#sweepOrphans();
    const { usedBytes } = await this.#plan(0, 1.1);
    return { bounds, usedBytesBefore, usedBytes, removed: this.#removed, moved: this.#moved };
  }

  #bounds(usedBytes: number): QuotaBounds {
    const { quota, fs, directory } = this.#options;
    return quotaBounds(quota, fs, directory, usedBytes);
  }

  #plan(neededBytes: number, leastGain: number) {
    const { index, segments, segmentBytes } = this.#options;
    const isLive = (id: number) => this.#isLive(id);
    return planEviction({
      index,
      segments,
      neededBytes,
      leastGain,
      isLive,
      smallBytes: segmentBytes / 16,
      protectedSince: this.#protectedSince,
    });
  }

  get #protectedSince(): number {
    const { clock, promiseSeconds } = this.#options;
    // The log may know of a use only that was so much earlier than the last.
    return Math.floor(clock.now() / 1000 - promiseSeconds * (1 + renewAfter));
  }

  #isLive(id: number): boolean {
    const { segments, log } = this.#options;
    const segment = segments.get(id);
    return segment === undefined || id === log.activeSegment || segments.isLive(segment);
  }

  async #rewrite(ids: readonly number[], cutoff: number, signal?: AbortSignal): Promise<void> {
    const { index, segments, fs, log, shared, flushIndex, logger } = this.#options;
    if (ids.length === 0) return;
    try {
      await flushIndex();
    } catch (error) {
      // Segments say where large blobs are as long as no index file does.
      logger.log('warn', 'segments are not rewritten, for the index could not be written', { error: String(error) });
      return;
    }
    const entries = new Map<number, number[]>(ids.map((id) => [id, []]));
    for (const entry of index.table.all()) {
      if ((index.table.flags(entry) & (entryFlags.large | entryFlags.pending)) === 0) entries.get(index.table.segment(entry))?.push(entry);
    }
    for (const [id, inside] of entries) {
      if (signal?.aborted === true) return;
      const going = await this.#moveStaying(id, inside, cutoff);
      const path = segments.path(id);
      if (shared) {
        segments.pin(id);
        fs.rename(path, `${path}.old`);
        index.refresh();
        // Somebody may have been told meanwhile that one of these is here: it wrote so before it looked whether the segment is.
        const rescued = going.filter((entry) => index.table.isUsed(entry) && this.#stays(entry, cutoff));
        await this.#move(id, rescued);
        if (rescued.length > 0) await log.sync();
      }
      for (const entry of going) {
        if (!index.table.isUsed(entry) || index.table.segment(entry) !== id) continue;
        index.table.remove(entry);
        this.#removed += 1;
      }
      segments.forget(id);
      fs.unlink(shared ? `${path}.old` : path);
    }
  }

  /**
   * Moves what stays out of a segment.
   * @returns the others; nobody was told of them until now, and who is told of one in a later turn makes it stay
   */
  async #moveStaying(segment: number, inside: readonly number[], cutoff: number): Promise<readonly number[]> {
    const { index, log } = this.#options;
    for (let rest = inside; ; ) {
      const here = rest.filter((entry) => index.table.isUsed(entry) && index.table.segment(entry) === segment);
      const staying = here.filter((entry) => this.#stays(entry, cutoff));
      if (staying.length === 0) return here;
      const moving = new Set(staying);
      rest = here.filter((entry) => !moving.has(entry));
      await this.#move(segment, staying);
      // The copies must be as safe as the originals were.
      await log.sync();
    }
  }

  #stays(entry: number, cutoff: number): boolean {
    const { index, clock } = this.#options;
    const access = lastUse(index, entry);
    if ((index.table.flags(entry) & entryFlags.deleted) === 0) return access >= cutoff;
    // That a value was deleted must be known for as long as an older copy of it may turn up.
    return access >= Math.floor(clock.now() / 1000) - monthSeconds;
  }

  async #move(segment: number, entries: readonly number[]): Promise<void> {
    const { index, segments, log, moved } = this.#options;
    const { table } = index;
    let inFlight: Promise<void>[] = [];
    let bytes = 0;
    for (const entry of entries) {
      if (!table.isUsed(entry) || table.segment(entry) !== segment) continue;
      const { flags, size, offset, version } = table.get(entry);
      const key = table.key(entry, new BlobKey());
      const payload = segments.read(segment, offset, key, size, true);
      if (payload === undefined) {
        // Damaged: better missing than wrong.
        index.drop(entry);
        this.#removed += 1;
        continue;
      }
      const kind = kindOf(key.tag, flags);
      const committed = (newSegment: number, newOffset: number) => {
        if (!table.isUsed(entry) || table.segment(entry) !== segment || table.offset(entry) !== offset) return;
        const place = { ...table.get(entry), segment: newSegment, offset: newOffset };
        table.set(entry, place);
        index.fresh.add(entry);
        moved(key, place);
        this.#moved += 1;
      };
      inFlight.push(log.append({ kind, key, size, version, timeMs: table.access(entry) * 1000, payload, committed }));
      bytes += payload.byteLength;
      if (bytes < inFlightBytes) continue;
      await Promise.all(inFlight);
      inFlight = [];
      bytes = 0;
    }
    await Promise.all(inFlight);
  }

  async #removeLarge(entries: readonly number[], cutoff: number): Promise<void> {
    const { index, large, fs, shared } = this.#options;
    // Others may have been stored under these numbers while the plan was made.
    const isLarge = (entry: number) => index.table.isUsed(entry) && (index.table.flags(entry) & entryFlags.large) !== 0;
    const paths = new Map(
      entries.filter(isLarge).map((entry) => [entry, large.path(index.table.segment(entry), index.table.offset(entry))]),
    );
    if (shared) {
      for (const path of paths.values()) if (fs.sizeOf(path) !== undefined) fs.rename(path, `${path}.old`);
      index.refresh();
    }
    for (const [entry, path] of paths) {
      if (this.#stays(entry, cutoff)) {
        if (shared && fs.sizeOf(`${path}.old`) !== undefined) fs.rename(`${path}.old`, path);
        continue;
      }
      index.table.remove(entry);
      fs.unlink(shared ? `${path}.old` : path);
      this.#removed += 1;
    }
  }

  /** Files that no record points to: their writers were killed. */
  #sweepOrphans(): void {
    const { index, large, fs, segments, shared, clock } = this.#options;
    const known = new Set<string>();
    for (const entry of index.table.all()) {
      if ((index.table.flags(entry) & entryFlags.large) !== 0) known.add(large.path(index.table.segment(entry), index.table.offset(entry)));
    }
    const old = clock.now() - dayMs;
    for (const path of large.allPaths()) {
      if (known.has(path) || large.isOwn(path)) continue;
      // In a shared store it may be about to become a blob.
      if (!shared || (fs.modifiedAt(path) ?? 0) < old) fs.unlink(path);
    }
    for (const name of fs.list(segments.directory)) if (name.endsWith('.old')) fs.unlink(join(segments.directory, name));
  }
}

function kindOf(tag: number, flags: number): number {
  if (tag !== valueTag) return (flags & entryFlags.copy) === 0 ? recordKinds.blob : recordKinds.copy;
  return (flags & entryFlags.deleted) === 0 ? recordKinds.value : recordKinds.deletedValue;
}
