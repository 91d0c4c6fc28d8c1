import { renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { makeDirectory } from './make-directory.ts';

/**
 * Writes what costs only time if it is not there: a cache, a memory. It appears whole or not at all, and a failure is none. Nobody but its owner
 * can read it (0600), for what it was made from may have been for nobody else's eyes.
 * @param path absolute; its folder is made (0700) if absent
 */
export function keepFile(path: string, content: string): boolean {
  const temporary = `${path}.${process.pid}.${Date.now().toString(36)}`;
  try {
    makeDirectory(dirname(path), 0o700);
    writeFileSync(temporary, content, { mode: 0o600 });
    renameSync(temporary, path);
    return true;
  } catch {
    try {
      rmSync(temporary, { force: true });
    } catch {
      // Nor was there anything to remove.
    }
    return false;
  }
}
