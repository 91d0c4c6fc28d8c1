import { accessSync, constants } from 'node:fs';
import { isAbsolute, join } from 'node:path';

/**
 * Looks a program up in this process's PATH.
 * @param name of the program, or its path
 * @returns absolute path; undefined if there is none
 */
export function findProgram(name: string): string | undefined {
  if (isAbsolute(name)) return name;
  for (const folder of (process.env.PATH ?? '/usr/bin:/bin').split(':')) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      if (isAbsolute(path)) return path;
    } catch {
      // Not here.
    }
  }
  return undefined;
}
