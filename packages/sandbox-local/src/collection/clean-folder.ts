import { lstatSync, mkdirSync, opendirSync, truncateSync } from 'node:fs';
import { removeTree } from './remove-tree.ts';

/** More than so many names were not all made by this process. */
const usualEntries = 16;

/**
 * Makes an action's folder as good as new. What can be used again stays, which is cheaper than to remove and make it.
 * @param path absolute
 * @param reusable names of files that stay, emptied
 */
export async function cleanFolder(path: string, reusable: readonly string[]): Promise<void> {
  const names = namesIn(path);
  if (names === undefined) {
    await removeTree(path);
    mkdirSync(path, { mode: 0o700 });
    return;
  }
  for (const name of names) {
    const inner = `${path}/${name}`;
    if (!reusable.includes(name) || !emptied(inner)) await removeTree(inner);
  }
}

/** Undefined if there are many, or the folder is not as it was made. */
function namesIn(path: string): readonly string[] | undefined {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isDirectory() !== true || (stats.mode & 0o777) !== 0o700) return undefined;
  const names: string[] = [];
  const folder = opendirSync(path);
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      if (names.length === usualEntries) return undefined;
      names.push(entry.name);
    }
    return names;
  } finally {
    folder.closeSync();
  }
}

/** Whether it is a file that nobody else knows by another name, and is empty now. */
function emptied(path: string): boolean {
  const stats = lstatSync(path, { throwIfNoEntry: false });
  if (stats?.isFile() !== true || stats.nlink !== 1 || (stats.mode & 0o7777) !== 0o600) return false;
  if (stats.size > 0) truncateSync(path);
  return true;
}
