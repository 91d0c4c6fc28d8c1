import { mkdirSync, rmdirSync, symlinkSync, unlinkSync } from 'node:fs';
import { posix } from 'node:path';
import { type AppendOnlyCache, SandwrightError } from '@sandwright/core';
import { locateInside } from '../collection/locate-inside.ts';

/**
 * Puts links to folders of the host into a staged root, for a command that nothing keeps from following them.
 * @param root absolute path of the staged input root, before the command runs
 * @param caches what to lend; the folders are made
 * @returns takes the links away again, so that they are no outputs
 * @throws SandwrightError CAPABILITY_MISSING for a place outside of the input root, ACTION_INVALID where an input stands in that place
 */
export function lendFolders(root: string, caches: readonly AppendOnlyCache[]): Disposable {
  using made = new DisposableStack();
  for (const { hostPath, sandboxPath } of caches) {
    const place = posix.normalize(sandboxPath);
    if (posix.isAbsolute(place) || place === '.' || place.startsWith('..')) {
      throw new SandwrightError(
        'CAPABILITY_MISSING',
        `this sandbox cannot show a folder at ${sandboxPath}, which is not below the input root`,
        {
          hint: 'give the cache a path relative to the input root, or use the sandbox "bubblewrap"',
        },
      );
    }
    const at = freePlace(root, place);
    mkdirSync(hostPath, { recursive: true });
    symlinkSync(hostPath, at);
    made.defer(() => removeLink(at));
  }
  return made.move();
}

/** Absolute path of a place where nothing is any more, with the folders above it. */
function freePlace(root: string, place: string): string {
  const located = locateInside(root, place.split('/'));
  if (located.kind === 'found' && located.stats.isDirectory()) {
    try {
      rmdirSync(located.path);
      return located.path;
    } catch {
      // not empty
    }
  }
  if (located.kind !== 'absent' || located.missing.some((name) => name === '' || name === '.' || name === '..')) {
    throw new SandwrightError('ACTION_INVALID', `an input stands at ${place}, where a folder of the host is to be lent`);
  }
  const path = [located.parent, ...located.missing].join('/');
  mkdirSync(posix.dirname(path), { recursive: true });
  return path;
}

function removeLink(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // The command removed or replaced it; what stands there now is its own.
  }
}
