import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/**
 * Writes what costs only time if it is not there: a cache, a memory. It appears whole or not at all, and a failure is none.
 * @param path absolute; its folder is made (0700) if absent
 */
export function keepFile(path: string, content: string): boolean {
  const temporary = `${path}.${process.pid}.${Date.now().toString(36)}`;
  try {
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    writeFileSync(temporary, content);
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
