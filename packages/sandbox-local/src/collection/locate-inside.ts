import { type BigIntStats, lstatSync, readlinkSync } from 'node:fs';
import { SandwrightError } from '@sandwright/core';
import { makeReadable } from './folder-cursor.ts';

/** More links than this on one path are a loop. Source: Linux, path_resolution(7). */
const maxLinks = 40;

/** Where a path inside a staged root leads. */
export type Located =
  /** It exists; `stats` are its own, also where it is a symbolic link. */
  | { readonly kind: 'found'; readonly path: string; readonly stats: BigIntStats }
  /** It does not; `missing` are the names below the existing real folder `parent`. */
  | { readonly kind: 'absent'; readonly parent: string; readonly missing: readonly string[] }
  /** It cannot, for something on the way is neither a folder nor a link to one. */
  | { readonly kind: 'impossible' }
  /** A link on the way leads out or round in circles. */
  | { readonly kind: 'blocked'; readonly reason: string };

/**
 * Walks down from a root without ever leaving it: links on the way are followed only where they are relative and stay inside; the last name
 * is never followed. To be used once no hostile process runs any more, for it looks first and acts later.
 * @param root absolute path of a real folder
 * @param segments names below it, without `.` and `..`
 */
export function locateInside(root: string, segments: readonly string[]): Located {
  const names = segments.toReversed();
  const real: string[] = [];
  let links = 0;
  for (let name = names.pop(); name !== undefined; name = names.pop()) {
    if (name === '' || name === '.') continue;
    if (name === '..') {
      if (real.pop() === undefined) return { kind: 'blocked', reason: 'a symbolic link on the way leads out of the input root' };
      continue;
    }
    const parent = [root, ...real].join('/');
    const path = `${parent}/${name}`;
    const stats = lstatIfThere(path);
    if (stats === undefined) return { kind: 'absent', parent, missing: [name, ...names.toReversed()] };
    if (names.length === 0) return { kind: 'found', path, stats };
    if (stats.isSymbolicLink()) {
      const target = readlinkSync(path);
      links += 1;
      if (target.startsWith('/')) return { kind: 'blocked', reason: `the symbolic link ${JSON.stringify(name)} on the way is absolute` };
      if (links > maxLinks) return { kind: 'blocked', reason: 'too many symbolic links on the way' };
      names.push(...target.split('/').toReversed());
    } else if (stats.isDirectory()) {
      // The command may have closed even this to everyone.
      makeReadable(path, stats, 0o100);
      real.push(name);
    } else {
      return { kind: 'impossible' };
    }
  }
  const path = [root, ...real].join('/');
  return { kind: 'found', path, stats: lstatSync(path, { bigint: true }) };
}

/** lstat(2), or undefined where nothing is there. */
function lstatIfThere(path: string): BigIntStats | undefined {
  try {
    return lstatSync(path, { bigint: true, throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENAMETOOLONG')
      throw new SandwrightError('ACTION_INVALID', 'an output path is longer than a path can be', { cause: error });
    throw error;
  }
}
