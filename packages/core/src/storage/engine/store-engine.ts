import { dirname, join } from 'node:path';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { Logger } from '../../logging/logger.ts';
import type { Clock } from '../../util/clock.ts';
import { BlobEngine, type BlobEngineParts } from './blob-engine.ts';
import { CommitLog } from './commit-log.ts';
import { IndexKeeper } from './index-keeper.ts';
import { LargeFiles } from './large-files.ts';
import { SegmentSet } from './segment-set.ts';
import type { StoreFileSystem } from './store-file-system.ts';
import { StoreIndex } from './store-index.ts';
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
}

/** The engine with everything that belongs to it. Whoever opens it holds the store's lock. */
export class StoreEngine {
  readonly parts: BlobEngineParts;
  readonly blobs: BlobEngine;
  readonly values: ValueEngine;
  readonly keeper: IndexKeeper;
  #closed = false;

  private constructor(parts: BlobEngineParts, keeper: IndexKeeper) {
    this.parts = parts;
    this.keeper = keeper;
    this.blobs = new BlobEngine(parts);
    this.values = new ValueEngine(parts);
  }

  /** Opens the engine: finds out what is stored and cuts off what a crash left half-written. */
  static async open(options: StoreEngineOptions): Promise<StoreEngine> {
    const { fs, directory, shared, durable, logger } = options;
    try {
      const folders = ['segments', 'index', 'large'].map((name) => join(directory, name));
      const isNew = folders.some((folder) => fs.sizeOf(folder) === undefined);
      for (const folder of folders) fs.makeDirectory(folder);
      if (isNew && durable) for (const folder of [directory, dirname(directory)]) await fs.syncDirectory(folder);
      const segments = new SegmentSet(fs, join(directory, 'segments'));
      const index = new StoreIndex({ fs, directory: join(directory, 'index'), segments });
      const keeper = new IndexKeeper({ fs, index, segments, durable });
      const report = (error: unknown) => logger.log('warn', 'the index could not be written', { error: String(error) });
      const log = new CommitLog({ ...options, segments, sealed: (segment) => void keeper.append(segment).catch(report) });
      const large = new LargeFiles(fs, join(directory, 'large'));
      const engine = new StoreEngine({ ...options, segments, index, log, large, admit: () => {} }, keeper);
      index.refresh(!shared);
      if (!shared) await engine.#takeOver();
      return engine;
    } catch (error) {
      throw SandwrightError.from(error);
    }
  }

  /** Ends every write, then writes what the next one who opens the store wants to know. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    const { log, index, segments, shared } = this.parts;
    await log.close();
    await this.keeper.appendUses().catch(() => {});
    if (!shared) await this.keeper.replaceAll().catch(() => {});
    index.close();
    segments.close();
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
    if (unindexed > 0 || index.files.length > 64) await this.keeper.replaceAll();
  }
}
