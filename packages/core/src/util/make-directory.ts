import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Makes a folder and those above it, one after the other. `mkdirSync` with `recursive` says ENOENT where a file system is read-only, and never
 * comes back from one that says ENOENT to every new name, as /proc does.
 * @param path absolute
 * @param mode of each folder that is made; the process's mask applies
 * @throws what mkdir(2) says: EROFS, EACCES, ENOSPC, ENOTDIR …
 */
export function makeDirectory(path: string, mode = 0o777): void {
  if (existsSync(path)) return;
  makeDirectory(dirname(path), mode);
  try {
    mkdirSync(path, { mode });
  } catch (caught) {
    // Somebody else was quicker.
    if ((caught as NodeJS.ErrnoException).code !== 'EEXIST') throw caught;
  }
}
