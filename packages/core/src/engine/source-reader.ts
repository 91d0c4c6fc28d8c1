import { lstatSync, readlinkSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { hashSource } from '../merkle/hash-source.ts';
import type { StatCache } from '../merkle/stat-cache.ts';
import type { CallOptions } from '../util/call-options.ts';
import type { SourceEntry } from './target-inputs.ts';

/**
 * Looks at the files of a project for one build. Each is looked at once, however many targets declare it, so that all of them see it in the
 * same state; and it is read only if the stat cache does not know it.
 */
export class SourceReader {
  readonly #root: string;
  readonly #statCache: StatCache;
  /** In front of a path, for a look at it; looking from the working directory takes a third less than from the root of all. */
  readonly #prefix: string;
  readonly #seen = new Map<string, SourceEntry>();

  /**
   * @param projectRoot absolute path
   * @param statCache remembers digests between builds
   */
  constructor(projectRoot: string, statCache: StatCache) {
    this.#root = projectRoot;
    this.#prefix = process.cwd() === projectRoot ? '' : `${projectRoot}/`;
    this.#statCache = statCache;
  }

  /**
   * What sources are now.
   * @param paths relative to the project
   * @throws SandwrightError SOURCE_CHANGED if one is gone, or changes while it is read; ACTION_INVALID if one is no file and no link
   */
  async read(paths: readonly string[], options: CallOptions): Promise<readonly SourceEntry[]> {
    const entries: SourceEntry[] = [];
    for (const path of paths) {
      let entry = this.#seen.get(path) ?? this.#known(path);
      // Awaiting is not free where there are twenty thousand, nearly all of them known.
      entry ??= { kind: 'file', path, ...(await hashSource(join(this.#root, path), this.#statCache, options)) };
      this.#seen.set(path, entry);
      entries.push(entry);
    }
    return entries;
  }

  /** Forgets what was seen in this build. */
  lookAgain(): void {
    this.#seen.clear();
  }

  #known(path: string): SourceEntry | undefined {
    const place = this.#prefix + path;
    const stats = statOf(place, path);
    if (stats.isSymbolicLink()) return { kind: 'symlink', path, target: readlinkSync(place) };
    const found = stats.isFile() ? this.#statCache.get(stats) : undefined;
    return found === undefined ? undefined : { kind: 'file', path, digest: found.digest, isExecutable: found.isExecutable };
  }
}

function statOf(place: string, path: string): Stats {
  const stats = lstatSync(place, { throwIfNoEntry: false });
  if (stats !== undefined) return stats;
  throw new SandwrightError('SOURCE_CHANGED', `${path} was there a moment ago, and is gone`, {
    details: { path },
    hint: 'build again once nothing writes to it any more',
  });
}
