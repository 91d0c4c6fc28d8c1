import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../collection/remove-tree.ts';

let areas = 0;

/**
 * A folder for what lives no longer than this process. What a killed process left there is removed by the next one.
 * Names are kept short: they become part of mount options, which the kernel cuts at 4095 bytes.
 */
export class ScratchArea implements AsyncDisposable {
  readonly path: string;
  #used = 0;

  private constructor(path: string) {
    this.path = path;
  }

  /**
   * @param parent absolute path of a folder that only scratch areas use; made if need be
   */
  static async open(parent: string): Promise<ScratchArea> {
    mkdirSync(parent, { recursive: true, mode: 0o700 });
    for (const name of readdirSync(parent)) {
      if (isAbandoned(name)) await removeTree(join(parent, name));
    }
    areas += 1;
    const path = join(parent, `${process.pid}-${startOf(process.pid) ?? 0}-${areas}`);
    mkdirSync(path, { mode: 0o700 });
    return new ScratchArea(path);
  }

  /** Absolute path of a new empty folder; whoever asks for it removes it. */
  folder(): string {
    this.#used += 1;
    const path = join(this.path, String(this.#used));
    mkdirSync(path, { mode: 0o700 });
    return path;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeTree(this.path);
  }
}

// A process id alone may have been given to another process since; together with the time of its start it is unique.
function isAbandoned(name: string): boolean {
  const [, pid, start] = /^(\d+)-(\d+)-\d+$/.exec(name) ?? [];
  return pid !== undefined && String(startOf(Number(pid)) ?? 'gone') !== start && startOf(Number(pid)) !== 0;
}

/** When a process started, in ticks since boot; undefined if there is none, 0 where /proc does not tell. */
function startOf(pid: number): number | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    // The name in parentheses may hold anything, so fields are counted from its end. Source: proc(5), field 22.
    return Number(text.slice(text.lastIndexOf(')') + 2).split(' ')[19]);
  } catch {
    return readdirSync('/').includes('proc') && process.platform === 'linux' ? undefined : 0;
  }
}
