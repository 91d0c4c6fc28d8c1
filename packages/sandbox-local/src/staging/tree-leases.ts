import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../collection/remove-tree.ts';
import { isAbandoned, processName } from './process-name.ts';

/**
 * Says to other processes which cached trees this one uses, so that none is evicted under a running action: an empty file for each tree, in
 * a folder for each process. A tree is looked for after its lease is there, and evicted by being moved away first; so either the user misses
 * it or the evictor sees the lease.
 */
export class TreeLeases implements AsyncDisposable {
  readonly #parent: string;
  readonly #own: string;
  readonly #held = new Set<string>();

  /** @param parent absolute path of the folder with a folder for each process */
  constructor(parent: string) {
    this.#parent = parent;
    this.#own = join(parent, processName());
  }

  /**
   * @param name of a tree
   */
  hold(name: string): void {
    if (this.#held.has(name)) return;
    mkdirSync(this.#own, { recursive: true, mode: 0o700 });
    writeFileSync(join(this.#own, name), '');
    this.#held.add(name);
  }

  /** Lets a tree go. */
  release(name: string): void {
    if (this.#held.delete(name)) rmSync(join(this.#own, name), { force: true });
  }

  /** Names of trees that a living process holds, this one included; what dead processes held is forgotten. */
  async all(): Promise<ReadonlySet<string>> {
    const names = new Set<string>();
    mkdirSync(this.#parent, { recursive: true, mode: 0o700 });
    for (const process of readdirSync(this.#parent)) {
      const folder = join(this.#parent, process);
      if (isAbandoned(process, () => statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0)) await removeTree(folder);
      else for (const name of namesIn(folder)) names.add(name);
    }
    return names;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#held.clear();
    await removeTree(this.#own);
  }
}

/** None where a process just now let all go. */
function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw error;
  }
}
