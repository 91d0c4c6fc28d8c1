import { mkdirSync, symlinkSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type CallOptions, type Digest, type Directory, digestKey, type FileNode, throwIfAborted } from '@sandwright/core';

/** For so long the event loop may stand still, milliseconds. */
const turnMs = 8;

/**
 * Makes the folders and links of a tree, and tells where its files belong. Runs in short turns, for a tree can have many thousand entries.
 * @param path absolute path of an existing empty folder
 * @param root the top Directory
 * @param lookUp finds the Directory messages below
 * @param onFile told of each file and its absolute path
 */
export async function layOutTree(
  path: string,
  root: Directory,
  lookUp: (digest: Digest) => Directory,
  onFile: (node: FileNode, path: string) => void,
  options: CallOptions = {},
): Promise<void> {
  let turnEnds = performance.now() + turnMs;
  const open: { readonly path: string; readonly directory: Directory }[] = [{ path, directory: root }];
  for (let folder = open.pop(); folder !== undefined; folder = open.pop()) {
    for (const node of folder.directory.files) onFile(node, `${folder.path}/${node.name}`);
    for (const node of folder.directory.symlinks) symlinkSync(node.target, `${folder.path}/${node.name}`);
    for (const node of folder.directory.directories) {
      const inner = `${folder.path}/${node.name}`;
      mkdirSync(inner, 0o755);
      open.push({ path: inner, directory: lookUp(node.digest) });
    }
    if (performance.now() > turnEnds) {
      await nextTurn();
      throwIfAborted(options.signal);
      turnEnds = performance.now() + turnMs;
    }
  }
}

/**
 * A key for a file in a tree: the same for equal bytes with an equal executable bit.
 * @param node the file
 */
export function fileKey(node: FileNode): string {
  return `${digestKey(node.digest)}${node.isExecutable ? 'x' : ''}`;
}
