import { createHash } from 'node:crypto';
import { readFileSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { keepFile } from '../../util/keep-file.ts';

/** What `lstat` says of something as long as nobody touches it: inode, modification and change time (milliseconds), size. */
export type StatFacts = readonly [inode: number, mtimeMs: number, ctimeMs: number, sizeBytes: number];

/** What was put at a path, and how to see that it is still that. */
export interface OutputStamp {
  /** The content, in a form that two outputs share exactly when they are equal. */
  readonly content: string;
  /** Facts of the output itself, and for a folder of everything in it, by path relative to the output; empty for itself. */
  readonly entries: readonly (readonly [path: string, ...facts: StatFacts])[];
}

/** @param stats of the thing itself, links not followed */
export function factsOf(stats: Stats): StatFacts {
  // A folder's size says nothing: it depends on the file system's history.
  return [stats.ino, stats.mtimeMs, stats.ctimeMs, stats.isDirectory() ? 0 : stats.size];
}

const version = 1;

/**
 * What was put into one project's `out/`. It lies in the cache folder, not in the project. It may be old or gone: a stamp counts only as far
 * as `lstat` agrees, so that another build of the same project at the same time does no harm.
 */
export class OutputStamps {
  readonly #file: string;
  readonly #stamps: Map<string, OutputStamp>;
  readonly #used = new Set<string>();
  #changed = false;

  /**
   * @param cacheDirectory absolute; a folder `outputs` is made in it
   * @param projectRoot absolute path of the project
   */
  constructor(cacheDirectory: string, projectRoot: string) {
    this.#file = join(cacheDirectory, 'outputs', `${createHash('sha256').update(projectRoot).digest('hex').slice(0, 32)}.json`);
    this.#stamps = this.#load();
  }

  get(path: string): OutputStamp | undefined {
    this.#used.add(path);
    return this.#stamps.get(path);
  }

  set(path: string, stamp: OutputStamp): void {
    this.#used.add(path);
    this.#stamps.set(path, stamp);
    this.#changed = true;
  }

  delete(path: string): void {
    if (this.#stamps.delete(path)) this.#changed = true;
  }

  /**
   * Writes the stamps if one changed. A failure costs the next build some writing and nothing else.
   * @param isThere whether something stands at a path; asked for those that nobody asked about, which are forgotten if not
   */
  save(isThere: (path: string) => boolean): void {
    if (!this.#changed) return;
    for (const path of this.#stamps.keys()) if (!this.#used.has(path) && !isThere(path)) this.#stamps.delete(path);
    if (keepFile(this.#file, JSON.stringify({ version, stamps: Object.fromEntries(this.#stamps) }))) this.#changed = false;
  }

  #load(): Map<string, OutputStamp> {
    try {
      const read = JSON.parse(readFileSync(this.#file, 'utf8')) as { version?: unknown; stamps?: Record<string, OutputStamp> };
      if (read.version !== version || read.stamps === undefined) return new Map();
      return new Map(Object.entries(read.stamps).filter(([, stamp]) => typeof stamp.content === 'string' && Array.isArray(stamp.entries)));
    } catch {
      // Unreadable is as good as gone: every output is then put there again.
      return new Map();
    }
  }
}
