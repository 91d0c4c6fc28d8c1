import { type Digest, digestKey } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Directory, FileNode, SymlinkNode } from '../merkle/directory.ts';
import { encodeDirectory } from '../merkle/encode-directory.ts';
import type { Blob, ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { readBlob } from '../storage/read-blob.ts';
import type { CallOptions } from '../util/call-options.ts';
import type { OutputDirectory } from './action-result.ts';

/** A folder that an action made, with every folder in it. */
export interface OutputTree {
  /** Digest of the root Directory message. */
  readonly root: Digest;
  /** Every Directory message, the root's too, by `digestKey`. */
  readonly directories: ReadonlyMap<string, Blob & { readonly directory: Directory }>;
}

/** Something in an output folder. */
export type OutputTreeEntry =
  | { readonly kind: 'directory'; readonly path: string }
  | { readonly kind: 'file'; readonly path: string; readonly node: FileNode }
  | { readonly kind: 'symlink'; readonly path: string; readonly node: SymlinkNode };

/**
 * Reads the folders of an output, from its Tree message or else from the Directory messages themselves.
 * @throws SandwrightError BLOB_MISSING, ACTION_INVALID for a malformed message
 */
export async function loadOutputTree(
  storage: ContentAddressableStorage,
  output: OutputDirectory,
  options: CallOptions = {},
): Promise<OutputTree> {
  // Most builds make files and no folders; who reads folders loads the code of their messages.
  if (output.treeDigest !== undefined) {
    const { directoriesOfTree } = await import('../merkle/tree-of.ts');
    return directoriesOfTree(await readBlob(storage, output.treeDigest, options));
  }
  const root = output.rootDirectoryDigest;
  if (root === undefined) throw new SandwrightError('ACTION_INVALID', `the result says nothing of what is in the folder ${output.path}`);
  const directories = new Map<string, Blob & { readonly directory: Directory }>();
  const { walkDirectoryTree } = await import('../merkle/walk-directory-tree.ts');
  for await (const { digest, directory } of walkDirectoryTree(storage, root, { ...options, visit: 'once' })) {
    directories.set(digestKey(digest), { digest, directory, data: encodeDirectory(directory) });
  }
  return { root, directories };
}

/** A Tree of a few kilobytes can stand for billions of files, for a folder may be in it many times. */
const mostEntries = 1_000_000;

/**
 * Everything in an output folder, folders before what is in them.
 * @returns paths relative to the folder, without the folder itself
 * @throws SandwrightError RESOURCE_EXHAUSTED if there is too much of it
 */
export function entriesOfTree(tree: OutputTree): readonly OutputTreeEntry[] {
  const entries: OutputTreeEntry[] = [];
  const pending: [path: string, digest: Digest][] = [['', tree.root]];
  for (const [prefix, digest] of pending) {
    const directory = tree.directories.get(digestKey(digest))?.directory;
    if (directory === undefined) throw new SandwrightError('ACTION_INVALID', `an output folder lacks the folder ${digestKey(digest)}`);
    const { files, directories, symlinks } = directory;
    if (entries.length + files.length + directories.length + symlinks.length > mostEntries) {
      throw new SandwrightError('RESOURCE_EXHAUSTED', `an output folder has more than ${mostEntries} entries`, { retryable: false });
    }
    for (const node of files) entries.push({ kind: 'file', path: prefix + node.name, node });
    for (const node of symlinks) entries.push({ kind: 'symlink', path: prefix + node.name, node });
    for (const node of directories) {
      entries.push({ kind: 'directory', path: prefix + node.name });
      pending.push([`${prefix}${node.name}/`, node.digest]);
    }
  }
  return entries;
}
