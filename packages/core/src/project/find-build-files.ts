import type { FileTree } from './file-tree.ts';
import { buildFileName, projectFileName } from './find-root.ts';
import { joinPath } from './inside-path.ts';

/** Folders with thousands of strangers' files, in which nobody keeps build files of this project. */
const skipped = new Set(['node_modules']);

/** A link to a file is read like the file. */
function isFile(kind: ReturnType<FileTree['kindOf']>): boolean {
  return kind === 'file' || kind === 'link';
}

/**
 * Every `BUILD.yaml` of a project, parents before children. Not looked for in `.git/`, `out/`, `node_modules/`, behind symbolic links, nor in
 * folders that are a project of their own.
 * @param tree the project's folders
 * @returns the folders that hold one, relative to the root
 */
export function findBuildFiles(tree: FileTree): readonly string[] {
  const found: string[] = [];
  const pending = [''];
  for (let directory = pending.pop(); directory !== undefined; directory = pending.pop()) {
    const folder = tree.folder(directory);
    if (folder === undefined) continue;
    if (directory !== '' && isFile(tree.kindOf(joinPath(directory, projectFileName)))) continue;
    if (isFile(tree.kindOf(joinPath(directory, buildFileName)))) found.push(directory);
    for (const name of folder.folders) if (!skipped.has(name)) pending.push(joinPath(directory, name));
  }
  return found.sort();
}
