import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { Coverage, IndexFile } from './index-file.ts';
import { writeIndexFile } from './index-writer.ts';
import type { LargeFiles } from './large-files.ts';
import type { Segment, SegmentSet } from './segment-set.ts';
import type { StoreFileSystem } from './store-file-system.ts';
import { StoreIndex } from './store-index.ts';
import { syncFile } from './sync-file.ts';

/** What index files are kept for. */
export interface IndexKeeperOptions {
  readonly fs: StoreFileSystem;
  readonly index: StoreIndex;
  readonly segments: SegmentSet;
  readonly large: LargeFiles;
  /** All that is in the log was synced before it was acknowledged. */
  readonly durable: boolean;
}

/** Writes index files, so that the next one who opens the store need not read segments. One write at a time. */
export class IndexKeeper {
  readonly #options: IndexKeeperOptions;
  #last: Promise<void> = Promise.resolve();
  #written = 0;

  constructor(options: IndexKeeperOptions) {
    this.#options = options;
  }

  /** Resolves when everything asked for so far is written; rejects with the first error of the latest. */
  get settled(): Promise<void> {
    return this.#last;
  }

  /** Writes what is new since the last time, after this process ended a segment. */
  append(sealed: Segment): Promise<void> {
    const { index, durable } = this.#options;
    const entries = index.fresh;
    index.fresh = new Set();
    const coverage = [{ segment: sealed.id, known: sealed.known, sealed: true }];
    return this.#queue(() => this.#writeFresh(entries, coverage, durable));
  }

  /** Writes what was used since the last time, where nothing was appended. */
  appendUses(): Promise<void> {
    const { index, durable } = this.#options;
    const entries = index.fresh;
    index.fresh = new Set();
    return entries.size === 0 ? this.#last : this.#queue(() => this.#writeFresh(entries, [], durable));
  }

  /**
   * Has all that is known in index files. A large blob's file is found by its record or by an index file; so this comes before a segment is
   * removed, of which only the small blobs are moved.
   */
  async flush(): Promise<void> {
    await this.#last.catch(() => {});
    await this.appendUses();
  }

  /**
   * Writes the whole table as one file and removes all older ones. Only for a table that holds everything.
   * Everything it covers is synced first, so that it outlives a restart of the machine.
   */
  replaceAll(): Promise<void> {
    return this.#queue(async () => {
      const { index, segments } = this.#options;
      const old = [...index.files.map(({ name }) => name), ...index.rejectedFiles];
      await this.#syncSegments();
      const fresh = index.fresh;
      index.fresh = new Set();
      const coverage = [...segments.all].map(({ id, known, sealed }) => ({ segment: id, known, sealed }));
      await this.#write(index.table.all(), coverage, true).catch((error: unknown) => {
        for (const entry of fresh) index.fresh.add(entry);
        throw error;
      });
      this.#remove(old);
    });
  }

  /** Joins index files of about one size, so that there are never many. The caller holds the maintenance lock. */
  mergeSmall(): Promise<void> {
    return this.#queue(async () => {
      const { fs, index, segments, large } = this.#options;
      const chosen = smallFiles(index.files);
      if (chosen.length < 8) return;
      const merged = new StoreIndex({ fs, directory: index.directory, segments, large });
      for (const file of chosen) merged.admitFile(file);
      const coverage = chosen.flatMap(({ header }) => header.coverage).filter(({ segment }) => segments.has(segment));
      // Large ones would be costly to lose at a restart of the machine.
      const synced = chosen.every(({ header }) => header.synced);
      await this.#write(merged.table.all(), coverage, synced, merged);
      this.#remove(chosen.map(({ name }) => name));
    });
  }

  #queue(work: () => Promise<void>): Promise<void> {
    const next = this.#last.catch(() => {}).then(work);
    this.#last = next;
    next.catch(() => {});
    return next;
  }

  async #write(entries: Iterable<number>, coverage: readonly Coverage[], synced: boolean, from = this.#options.index): Promise<void> {
    const { fs, index, segments } = this.#options;
    const newest = index.files.reduce((highest, { name }) => Math.max(highest, Number.parseInt(name.slice(0, 8), 16)), 0);
    const number = Math.max(newest, this.#written) + 1;
    this.#written = number;
    const name = `${number.toString(16).padStart(8, '0')}-${randomBytes(4).toString('hex')}.idx`;
    const content = { table: from.table, entries, coverage, synced, highestSegment: segments.highest };
    await writeIndexFile(fs, index.directory, name, content);
  }

  async #writeFresh(entries: ReadonlySet<number>, coverage: readonly Coverage[], synced: boolean): Promise<void> {
    try {
      await this.#write(entries, coverage, synced);
    } catch (error) {
      // The next file must have them.
      for (const entry of entries) this.#options.index.fresh.add(entry);
      throw error;
    }
  }

  async #syncSegments(): Promise<void> {
    const { fs, index, segments, durable } = this.#options;
    if (durable) return;
    const safe = new Set(index.files.filter(({ header }) => header.synced).flatMap(({ header }) => header.coverage.map((c) => c.segment)));
    for (const { id } of segments.all) {
      if (!safe.has(id)) await syncFile(fs, segments.path(id));
    }
    await fs.syncDirectory(segments.directory);
  }

  #remove(names: readonly string[]): void {
    const { fs, index } = this.#options;
    for (const name of names) fs.unlink(join(index.directory, name));
    index.reopenFiles();
  }
}

/** The smaller files, as long as each is not much larger than those before it together. */
function smallFiles(files: readonly IndexFile[]): IndexFile[] {
  const chosen: IndexFile[] = [];
  let sum = 4096;
  for (const file of [...files].sort((a, b) => a.header.count - b.header.count)) {
    if (file.header.count > sum * 2) break;
    sum += file.header.count;
    chosen.push(file);
  }
  return chosen;
}
