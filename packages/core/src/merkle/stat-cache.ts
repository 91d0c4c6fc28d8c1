import { lstatSync, mkdirSync, readFileSync, renameSync, rmSync, type Stats, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Digest, digestOf } from '../digest/digest.ts';
import { StatTable } from './stat-table.ts';

/** A file's content and mode, as an input root needs them. */
export interface HashedFile {
  readonly digest: Digest;
  readonly isExecutable: boolean;
}

/** Where the cache of a project lies. */
export interface StatCacheOptions {
  /** Absolute path of the folder in which each project root has a file. */
  readonly cacheDirectory: string;
  /** Absolute path of the project's root. */
  readonly projectRoot: string;
  /** Milliseconds since 1970; the machine's clock by default. */
  readonly now?: () => number;
}

const dayMs = 24 * 60 * 60 * 1000;
/** Files not asked for in so long are forgotten. */
const keptMs = 30 * dayMs;
const maxFiles = 1_000_000;

/** Owner's bit, as other REAPI clients take it. */
const isExecutable = (stats: Stats): boolean => (stats.mode & 0o100) !== 0;

/**
 * How coarse the clock of a file system may be. Linux stamps files with the time of its last tick, up to 10 ms ago; where a change time is
 * a whole second, the file system probably keeps no more than seconds (or, as FAT, every other one).
 */
const granularityMs = (ctimeMs: number): number => (ctimeMs % 1000 === 0 ? 2000 : 50);

/**
 * Remembers the digests of files as long as device, inode, size, modification and change time stay the same; kept in one file for each
 * project root. Several processes may use it at once: each reads it at the start and replaces it at the end, and the last one wins.
 * A file that had just been changed when it was hashed is not remembered, for a second change could bear the same time stamp ("racily
 * clean" in git's words).
 */
export class StatCache {
  readonly #file: string;
  readonly #now: () => number;
  readonly #openedMs: number;
  readonly #table: StatTable;
  #changed = false;

  /** Reads what is there; a file that is absent, torn or foreign counts as empty. */
  constructor({ cacheDirectory, projectRoot, now = Date.now }: StatCacheOptions) {
    this.#file = join(cacheDirectory, `${digestOf(Buffer.from(projectRoot)).hash.slice(0, 32)}.stat`);
    this.#now = now;
    this.#openedMs = now();
    this.#table = new StatTable(read(this.#file));
  }

  /** Files remembered. */
  get count(): number {
    return this.#table.count;
  }

  /**
   * What is known of a file.
   * @param path absolute; links are not followed
   * @returns undefined if it has to be hashed, or if there is no such regular file
   */
  lookup(path: string): HashedFile | undefined {
    const stats = lstatSync(path, { throwIfNoEntry: false });
    return stats?.isFile() === true ? this.get(stats) : undefined;
  }

  /** As `lookup`, for who already has the file's status. */
  get(stats: Stats): HashedFile | undefined {
    const record = this.#table.find(stats);
    if (record < 0) return undefined;
    // Written back only now and then: a build that finds everything unchanged should have nothing to save.
    if (this.#openedMs - this.#table.lastUseOf(record) > dayMs) {
      this.#table.touch(record, this.#openedMs);
      this.#changed = true;
    }
    return { digest: { hash: this.#table.hashOf(record), sizeBytes: stats.size }, isExecutable: isExecutable(stats) };
  }

  /**
   * Remembers a file, unless it changed too shortly before.
   * @param stats its status, the same before and after it was read
   * @param digest SHA-256
   * @param readAtMs when reading it began, milliseconds since 1970
   */
  set(stats: Stats, digest: Digest, readAtMs: number): void {
    const newest = Math.max(stats.mtimeMs, stats.ctimeMs);
    if (newest + granularityMs(stats.ctimeMs) >= readAtMs || digest.hash.length !== 64) return;
    this.#table.set(stats, digest.hash, this.#now());
    this.#changed = true;
  }

  /**
   * Writes the file anew if there is something to write.
   * @returns false if that failed, which costs the next run some hashing and nothing else
   */
  save(): boolean {
    if (!this.#changed) return true;
    const scratch = `${this.#file}.${process.pid}.${Math.random().toString(36).slice(2)}`;
    try {
      mkdirSync(join(this.#file, '..'), { recursive: true });
      writeFileSync(scratch, this.#table.toBytes(this.#now() - keptMs, maxFiles), { flag: 'wx' });
      renameSync(scratch, this.#file);
      this.#changed = false;
      return true;
    } catch {
      discard(scratch);
      return false;
    }
  }
}

function read(file: string): Uint8Array {
  try {
    return readFileSync(file);
  } catch {
    return new Uint8Array();
  }
}

function discard(file: string): void {
  try {
    rmSync(file, { force: true });
  } catch {
    // What could not be written can often not be removed either, and the caller is told already.
  }
}
