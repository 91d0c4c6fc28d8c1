import { chmodSync, lchownSync, mkdirSync } from 'node:fs';
import type { Command } from '@sandwright/core';
import { locateInside } from './locate-inside.ts';
import { resolveOutputs, workingDirectorySegments } from './resolved-outputs.ts';

/** Who shall own the folders that are made. */
export interface FolderOwner {
  readonly uid: number;
  readonly gid: number;
}

/**
 * Makes the working directory and the folders above each declared output, as far as the input root lacks them; the outputs themselves are
 * not made. Where an input stands in the way nothing is done: the command will meet it. Source: REAPI `Command.output_paths`.
 * @param root absolute path of the staged input root, before the command runs
 * @param command whose outputs are declared
 * @param owner who shall own the new folders; this process by default
 * @returns absolute paths of the folders made, parents first
 * @throws SandwrightError ACTION_INVALID for an output outside the input root
 */
export function prepareOutputParents(root: string, command: Command, owner?: FolderOwner): readonly string[] {
  const wanted = [workingDirectorySegments(command), ...resolveOutputs(command).map((output) => output.segments.slice(0, -1))];
  const made: string[] = [];
  for (const segments of wanted) {
    const located = locateInside(root, segments);
    if (located.kind !== 'absent') continue;
    let path = located.parent;
    for (const name of located.missing) {
      // A link that dangled may have left such a name; what it points to is not ours to make.
      if (name === '' || name === '.' || name === '..') break;
      path = `${path}/${name}`;
      mkdirSync(path);
      chmodSync(path, 0o755); // whatever the umask says
      if (owner !== undefined) lchownSync(path, owner.uid, owner.gid);
      made.push(path);
    }
  }
  return made;
}
