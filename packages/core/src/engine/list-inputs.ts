import { lstatSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { listFolder } from '../merkle/list-folder.ts';
import { insidePath } from '../project/inside-path.ts';

/**
 * The files that inputs stand for: a file or a link for itself, a folder for everything below it but `.git`.
 * @param root absolute path, links resolved
 * @param inputs relative to the root
 * @returns relative to the root, sorted, each once
 * @throws SandwrightError ACTION_INVALID for one that is not there, or leaves the root
 */
export function listInputs(root: string, inputs: readonly string[]): readonly string[] {
  const found = new Set<string>();
  for (const input of inputs) {
    const path = insidePath(input, '');
    if (path === undefined) throw new SandwrightError('ACTION_INVALID', `the input "${input}" is not inside of ${root}`);
    const absolute = join(root, path);
    const stats = lstatSync(absolute, { throwIfNoEntry: false });
    if (stats === undefined) throw new SandwrightError('ACTION_INVALID', `there is no input "${input}" in ${root}`);
    if (path !== '' && realpathSync(dirname(absolute)) !== dirname(absolute)) {
      throw new SandwrightError('ACTION_INVALID', `the input "${input}" lies behind a symbolic link`, { hint: 'name it by its own path' });
    }
    if (stats.isDirectory()) addBelow(root, path, found);
    else found.add(path);
  }
  return [...found].sort();
}

function addBelow(root: string, folder: string, found: Set<string>): void {
  const pending = [folder];
  for (const path of pending) {
    for (const entry of listFolder(join(root, path))) {
      if (entry.name === '.git') continue;
      const below = path === '' ? entry.name : `${path}/${entry.name}`;
      if (entry.isDirectory()) pending.push(below);
      else if (entry.isFile() || entry.isSymbolicLink()) found.add(below);
      else throw new SandwrightError('ACTION_INVALID', `the input "${below}" is no file, folder or link`);
    }
  }
}
