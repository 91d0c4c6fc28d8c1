import { mkdirSync } from 'node:fs';
import type { CallOptions, ContentAddressableStorage, FileNode } from '@sandwright/core';
import { removeTree } from '../collection/remove-tree.ts';
import { requireFiles } from './copy-tree.ts';
import type { InputTree } from './input-tree.ts';
import { finishFolders, layOutTree } from './lay-out-tree.ts';
import type { TreeCache } from './tree-cache.ts';
import { type InputFile, writeInputFiles } from './write-input-files.ts';

/** What `linkTree` takes. */
export interface LinkTreeOptions {
  /** Has the files, or gets them. */
  readonly cache: TreeCache;
  /** Where the files' bytes are. */
  readonly storage: ContentAddressableStorage;
  readonly tree: InputTree;
  /** Absolute; must not exist, and does not if this fails. */
  readonly path: string;
  /** Which files, by their path below the root, shall not be links, but files of the tree's own. */
  readonly ownFile: (path: string) => boolean;
}

/**
 * Puts a tree on disk with hard links for files. Only for a command of another user, who can neither write to the files nor change their mode.
 * @throws SandwrightError BLOB_MISSING with `details.missing`
 */
export async function linkTree({ cache, storage, tree, path, ownFile }: LinkTreeOptions, options: CallOptions = {}): Promise<void> {
  const links: (readonly [FileNode, string])[] = [];
  const own: InputFile[] = [];
  mkdirSync(path);
  try {
    const onFile = (node: FileNode, at: string): void => {
      if (ownFile(at.slice(path.length + 1))) own.push({ digest: node.digest, isExecutable: node.isExecutable, paths: [at] });
      else links.push([node, at]);
    };
    const { folders } = await layOutTree(path, tree.root, (digest) => tree.directory(digest), onFile, options);
    await requireFiles(
      storage,
      [...own, ...links.map(([node]) => node)].map((file) => file.digest),
      options,
    );
    await cache.linkFiles(links, `${path}.aside`, options);
    await writeInputFiles(storage, own, options);
    finishFolders(folders);
  } catch (error) {
    await removeTree(path);
    throw error;
  }
}
