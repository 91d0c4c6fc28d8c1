import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../collection/remove-tree.ts';
import { isAbandoned, processName } from './process-name.ts';

/** A folder for what lives no longer than this process. What a killed process left there is removed by the next one. */
export class ScratchArea implements AsyncDisposable {
  /** Absolute. */
  readonly path: string;
  readonly #free: { readonly number: number; readonly last: string | undefined }[] = [];
  #used = 0;

  private constructor(path: string) {
    this.path = path;
  }

  /** @param parent absolute path of a folder that only scratch areas use; made if need be */
  static async open(parent: string): Promise<ScratchArea> {
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(parent)) {
      const folder = join(parent, name);
      if (isAbandoned(name, () => statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0)) await removeTree(folder);
    }
    const path = join(parent, processName());
    mkdirSync(path, { mode: 0o700 });
    return new ScratchArea(path);
  }

  /**
   * Number of a folder in it that nobody uses now.
   * @param purpose a folder that was given back with that is preferred
   */
  takeFolder(purpose?: string): number {
    const same = this.#free.findLastIndex(({ last }) => last === purpose);
    const [free] = this.#free.splice(same, 1);
    if (free !== undefined) return free.number;
    this.#used += 1;
    // With what is above it, for somebody may have emptied the cache.
    mkdirSync(`${this.path}/${this.#used}`, { recursive: true, mode: 0o700 });
    return this.#used;
  }

  /**
   * @param number of a folder that is as good as new
   * @param last what it was used for
   */
  giveBack(number: number, last?: string): void {
    this.#free.push({ number, last });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeTree(this.path);
  }
}
