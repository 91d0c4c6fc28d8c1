import { type Digest, digestKey, digestOf } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { decodeDirectory } from '../merkle/decode-directory.ts';
import type { Directory, FileNode, SymlinkNode } from '../merkle/directory.ts';
import { splitTree } from '../merkle/tree-encoding.ts';
import type { Blob, ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { readBlob } from '../storage/read-blob.ts';
import type { CallOptions } from '../util/call-options.ts';
import type { OutputDirectory } from './action-result.ts';

/** A folder that an action made, with every folder in it. */
export interface OutputTree {
  /** Digest of the root Directory message. */
  readonly root: Digest;
  /** Every Directory message, the root first, each once. */
  readonly blobs: readonly Blob[];
  /** The folder of a digest that is in `blobs`. */
  directory(digest: Digest): Directory;
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
  const blobs: Blob[] = [];
  if (output.treeDigest !== undefined) {
    const { root, children } = splitTree(await readBlob(storage, output.treeDigest, options));
    for (const data of [root, ...children]) blobs.push({ digest: digestOf(data), data });
  } else if (output.rootDirectoryDigest !== undefined) {
    await readFolders(storage, output.rootDirectoryDigest, blobs, options);
  }
  const [first] = blobs;
  if (first === undefined) throw new SandwrightError('ACTION_INVALID', `the result says nothing of what is in the folder ${output.path}`);
  const byKey = new Map(blobs.map(({ digest, data }) => [digestKey(digest), decodeDirectory(data, { path: output.path })]));
  return {
    root: first.digest,
    blobs,
    directory: (digest) => {
      const found = byKey.get(digestKey(digest));
      if (found !== undefined) return found;
      throw new SandwrightError('ACTION_INVALID', `the Tree of ${output.path} lacks the folder ${digestKey(digest)}`);
    },
  };
}

async function readFolders(storage: ContentAddressableStorage, root: Digest, into: Blob[], options: CallOptions): Promise<void> {
  const known = new Set([digestKey(root)]);
  for (let level: Digest[] = [root]; level.length > 0; ) {
    const answers = await storage.readBatch(level, options);
    level = [];
    for (const answer of answers) {
      if ('error' in answer) throw answer.error;
      into.push({ digest: answer.digest, data: answer.data });
      for (const { digest } of decodeDirectory(answer.data).directories) {
        if (known.has(digestKey(digest))) continue;
        known.add(digestKey(digest));
        level.push(digest);
      }
    }
  }
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
    const { files, directories, symlinks } = tree.directory(digest);
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
