import { dirname, join } from 'node:path';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { Logger } from '../../logging/logger.ts';
import type { CallOptions } from '../../util/call-options.ts';
import type { Clock } from '../../util/clock.ts';
import { BlobEngine } from './blob-engine.ts';
import { CommitLog } from './commit-log.ts';
import type { EngineParts } from './engine-parts.ts';
import { checkStore, type FsckReport } from './fsck.ts';
import { IndexKeeper } from './index-keeper.ts';
import { LargeFiles } from './large-files.ts';
import { type QuotaOptions, quotaBounds } from './quota.ts';
import { RoomKeeper } from './room-keeper.ts';
import { SegmentSet } from './segment-set.ts';
import type { StoreFileSystem } from './store-file-system.ts';
import { StoreIndex } from './store-index.ts';
import { measureStore, type StoreTidyingOptions, tidyStore } from './store-tidying.ts';
import type { TidyGoal, TidyReport } from './tidier.ts';
import { ValueEngine } from './value-engine.ts';

/** How to open the engine. */
export interface StoreEngineOptions {
  readonly fs: StoreFileSystem;
  /** Absolute path. */
  readonly directory: string;
  readonly shared: boolean;
  readonly durable: boolean;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Blobs longer than this have a file of their own, bytes. */
  readonly inlineBytes: number;
  /** A segment ends once it is longer, bytes. */
  readonly segmentBytes: number;
  /** For so long a blob is kept once somebody was told that it is here, seconds. */
  readonly promiseSeconds: number;
  readonly quota: QuotaOptions;
  /** Becomes the one process that tidies; undefined if another one is at it. */
  readonly maintenanceLock: () => Promise<Disposable | undefined>;
}

// What killed processes left is read by everyone at the start; from here on it is worth the work to index it.
const maxOrphanedBytes = 8 * 1024 * 1024;

/** The engine with everything that belongs to it. Whoever opens it holds the store's lock. */
export class StoreEngine {
  readonly parts: EngineParts;
  readonly blobs: BlobEngine;
  readonly values: ValueEngine;
  readonly #tidying: StoreTidyingOptions;
  readonly #keeper: IndexKeeper;
  #closed = false;
  #lastTidy: Promise<unknown> = Promise.resolve();

  private constructor(parts: EngineParts, keeper: IndexKeeper, tidying: StoreTidyingOptions) {
    this.parts = parts;
    this.#keeper = keeper;
    this.#tidying = tidying;
    this.blobs = new BlobEngine(parts);
    this.values = new ValueEngine(parts);
  }

  /** Opens the engine: finds out what is stored and cuts off what a crash left half-written. */
  static async open(options: StoreEngineOptions): Promise<StoreEngine> {
    const { fs, directory, shared, durable, logger, quota, clock } = options;
    try {
      quotaBounds(quota, fs, directory, 0);
      const folders = ['segments', 'index', 'large'].map((name) => join(directory, name));
      const isNew = folders.some((folder) => fs.sizeOf(folder) === undefined);
      for (const folder of folders) fs.makeDirectory(folder);
      if (isNew && durable) for (const folder of [directory, dirname(directory)]) await fs.syncDirectory(folder);
      const segments = new SegmentSet(fs, join(directory, 'segments'));
      const large = new LargeFiles(fs, join(directory, 'large'));
      const index = new StoreIndex({ fs, directory: join(directory, 'index'), segments, large });
      const keeper = new IndexKeeper({ fs, index, segments, large, durable });
      const report = (error: unknown) => logger.log('warn', 'the index could not be written', { error: String(error) });
      const log = new CommitLog({ ...options, segments, sealed: (segment) => void keeper.append(segment).catch(report) });
      let opened: StoreEngine | undefined;
      const room: RoomKeeper = new RoomKeeper({
        measure: () => measureStore(parts),
        bounds: (usedBytes) => quotaBounds(quota, fs, directory, usedBytes),
        tidy: async (roomBytes) => await opened?.tidy({ makeRoom: true, roomBytes }),
        measureAfterBytes: shared ? 64 * 1024 * 1024 : 0,
        now: () => clock.now(),
      });
      const parts: EngineParts = { ...options, segments, index, log, large, room };
      const tidying: StoreTidyingOptions = { ...options, parts, flushIndex: () => keeper.flush(), lock: options.maintenanceLock };
      index.refresh(!shared);
      const engine = new StoreEngine(parts, keeper, tidying);
      opened = engine;
      if (!shared) await engine.#takeOver();
      return engine;
    } catch (error) {
      throw SandwrightError.from(error);
    }
  }

  /**
   * Removes what is dead, and what was unused for longest if the quota is reached.
   * @returns undefined if another process is at it
   */
  async tidy(how: CallOptions & TidyGoal = {}): Promise<TidyReport | undefined> {
    // One at a time, for each looks at what is there before it moves it.
    const before = this.#lastTidy;
    const run = before.then(() => tidyStore(this.#tidying, how));
    this.#lastTidy = run.catch(() => undefined);
    return await run;
  }

  /** Reads everything and compares it with its digests. */
  async fsck(options: CallOptions & { readonly repair: boolean }): Promise<FsckReport> {
    const { fs, index, shared } = this.parts;
    if (!shared) {
      const report = await checkStore(this.parts, options);
      if (options.repair && report.damaged > 0) await this.#keeper.replaceAll();
      return report;
    }
    const segments = new SegmentSet(fs, this.parts.segments.directory);
    const whole = new StoreIndex({ fs, directory: index.directory, segments, large: this.parts.large });
    try {
      whole.refresh(true);
      return await checkStore({ ...this.parts, segments, index: whole }, { ...options, repair: false });
    } finally {
      whole.close();
      segments.close();
    }
  }

  /** Ends every write, then writes what the next one who opens the store wants to know. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const { log, index, segments, shared, room, logger } = this.parts;
    try {
      await room.settle();
      await log.close();
      await this.#keeper.appendUses();
      index.reopenFiles();
      if (shared && index.orphanedBytes > maxOrphanedBytes) await this.tidy();
      else if (shared) await this.#joinIndexFiles();
      else if (index.files.length > 8) await this.#keeper.replaceAll();
    } catch (error) {
      // Only the next start gets slower by it.
      logger.log('warn', 'the store could not be tidied at its end', { error: String(error) });
    } finally {
      index.close();
      segments.close();
    }
  }

  async #joinIndexFiles(): Promise<void> {
    const { index } = this.parts;
    if (index.files.length < 8) return;
    using lock = await this.#tidying.lock();
    if (lock === undefined) return;
    index.refresh();
    await this.#keeper.mergeSmall();
  }

  /** Nobody else has the store open: what earlier ones left unfinished is finished now. */
  async #takeOver(): Promise<void> {
    const { fs, segments, index } = this.parts;
    let unindexed = 0;
    for (const segment of segments.all) {
      if (segment.sealed) continue;
      segments.cut(segment);
      segment.sealed = true;
      unindexed += 1;
    }
    for (const name of fs.list(index.directory)) if (name.endsWith('.tmp')) fs.unlink(join(index.directory, name));
    if (unindexed > 0 || index.files.length > 64) await this.#keeper.replaceAll();
  }
}
