import { mkdirSync } from 'node:fs';
import { type CallOptions, type ContentAddressableStorage, type Digest, emptyDigest, type FileNode, sameDigest } from '@sandwright/core';
import { removeTree } from '../collection/remove-tree.ts';
import { CopiedTree } from './copied-tree.ts';
import { blobsMissing } from './directory-reader.ts';
import type { InputTree } from './input-tree.ts';
import { fileKey, finishFolders, layOutTree } from './lay-out-tree.ts';
import type { SpareParts } from './spare-parts.ts';
import { writeInputFiles } from './write-input-files.ts';

/** How a tree is copied. */
export interface CopyTreeOptions extends CallOptions {
  /** Files and folders of other trees, to be used again. */
  readonly parts?: SpareParts | undefined;
}

/**
 * Puts a tree on disk as files of its own, which the action may do with as it likes.
 * @param storage where the files' bytes are
 * @param tree what to put there
 * @param path absolute; must not exist, and does not if this fails
 * @returns what can be put away after the action; undefined if nothing can
 * @throws SandwrightError BLOB_MISSING with `details.missing`, every file that is not there
 */
export async function copyTree(
  storage: ContentAddressableStorage,
  tree: InputTree,
  path: string,
  options: CopyTreeOptions = {},
): Promise<CopiedTree | undefined> {
  const { parts } = options;
  const all: (readonly [key: string, path: string])[] = [];
  const files = new Map<string, { digest: Digest; isExecutable: boolean; paths: string[] }>();
  const onFile = (node: FileNode, at: string): void => {
    const key = fileKey(node);
    if (parts !== undefined) {
      all.push([key, at]);
      if (parts.takeFile(key, at)) return;
    }
    const known = files.get(key);
    if (known === undefined) files.set(key, { digest: node.digest, isExecutable: node.isExecutable, paths: [at] });
    else known.paths.push(at);
  };
  const makeFolder = (at: string): void => (parts === undefined ? mkdirSync(at) : parts.makeFolder(at));
  makeFolder(path);
  try {
    const { folders } = await layOutTree(path, tree.root, (digest) => tree.directory(digest), onFile, { ...options, makeFolder });
    const wanted = [...files.values()];
    await requireFiles(
      storage,
      wanted.map((file) => file.digest),
      options,
    );
    await writeInputFiles(storage, wanted, options);
    finishFolders(folders);
    return parts === undefined ? undefined : await CopiedTree.of(parts, all, folders, options);
  } catch (error) {
    await removeTree(path);
    throw error;
  }
}

/** @throws SandwrightError BLOB_MISSING with every digest that the storage lacks in `details.missing` */
export async function requireFiles(storage: ContentAddressableStorage, digests: readonly Digest[], options: CallOptions): Promise<void> {
  const asked = digests.filter((digest) => !sameDigest(digest, emptyDigest));
  if (asked.length === 0) return;
  const missing = await storage.findMissing(asked, { signal: options.signal });
  if (missing.length > 0) throw blobsMissing(missing);
}
