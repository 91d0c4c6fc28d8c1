import { readdirSync, rmdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../util/make-directory.ts';

/** In `out/`, so that what is made in it can be renamed to its place. */
const folderName = '.sandwright-partial';

/**
 * Where outputs are made before they are renamed to their place. The folder is there only while it is needed, is shared with other builds of
 * the same project, and is cleared of what builds left that were killed.
 */
export class PartialFolder {
  readonly #path: string;
  readonly #prefix = `${process.pid}-${Math.random().toString(36).slice(2, 10)}`;
  #made = false;
  #counter = 0;

  /** @param outputFolder absolute path of `out` */
  constructor(outputFolder: string) {
    this.#path = join(outputFolder, folderName);
  }

  /** An absolute path at which nothing is yet. `out` must be there. */
  newPath(): string {
    // Another build that came to its end may have taken the folder away just now: hence each time, and not once.
    makeDirectory(this.#path, 0o755);
    if (!this.#made) removeStale(this.#path);
    this.#made = true;
    this.#counter += 1;
    return join(this.#path, `${this.#prefix}-${this.#counter}`);
  }

  /** Takes the folder away if nobody is using it. */
  remove(): void {
    if (!this.#made) return;
    try {
      rmdirSync(this.#path);
    } catch {
      // Another build is using it.
    }
  }
}

/** What belongs to a living process is left alone. */
function removeStale(path: string): void {
  for (const name of readdirSync(path)) {
    const pid = Number.parseInt(name, 10);
    if (pid !== process.pid && !isAlive(pid)) rmSync(join(path, name), { recursive: true, force: true });
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (caught) {
    return (caught as NodeJS.ErrnoException).code === 'EPERM';
  }
}
