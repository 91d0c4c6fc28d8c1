import { type Digest, digestKey } from '../digest/digest.ts';
import { type DigestFunction, digestFunctionOfLength } from '../digest/digest-function.ts';
import { hashHex } from '../digest/hasher.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Blob, ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { decodeDirectory } from './decode-directory.ts';
import type { Directory, Tree } from './directory.ts';
import { encodeDirectory } from './encode-directory.ts';
import { type EncodedTree, splitTree } from './tree-encoding.ts';
import { type WalkOptions, walkDirectoryTree } from './walk-directory-tree.ts';

/**
 * A stored folder with everything below it.
 * @param storage holds the Directory messages
 * @param root digest of the root Directory
 * @param options bounds, signal
 * @returns each folder below once, parents before children
 * @throws SandwrightError as `walkDirectoryTree`
 */
export async function treeOf(storage: ContentAddressableStorage, root: Digest, options: WalkOptions = {}): Promise<Tree> {
  let top: Directory | undefined;
  const found = new Map<string, Directory>();
  for await (const { digest, directory } of walkDirectoryTree(storage, root, { ...options, visit: 'once' })) {
    if (top === undefined) top = directory;
    else found.set(digestKey(digest), directory);
  }
  if (top === undefined) throw new SandwrightError('BLOB_MISSING', 'the root folder is not stored', { details: { missing: [root] } });
  return { root: top, children: parentsFirst(top, found) };
}

/**
 * Level by level, a folder that occurs at two depths would come before one of its parents; so children follow once all their parents did.
 */
function parentsFirst(root: Directory, found: ReadonlyMap<string, Directory>): readonly Directory[] {
  const parents = new Map<string, number>();
  const each = (directory: Directory, visit: (key: string) => void): void => {
    for (const key of new Set(directory.directories.map((node) => digestKey(node.digest)))) visit(key);
  };
  for (const directory of [root, ...found.values()]) each(directory, (key) => parents.set(key, (parents.get(key) ?? 0) + 1));
  // The root stands first while the list grows, and is taken away at the end.
  const order: Directory[] = [root];
  for (const next of order) {
    each(next, (key) => {
      const left = (parents.get(key) ?? 0) - 1;
      parents.set(key, left);
      const child = found.get(key);
      if (left === 0 && child !== undefined) order.push(child);
    });
  }
  return order.slice(1);
}

/** The folders of a Tree as blobs of their own. */
export interface DirectoriesOfTree {
  /** Digest of the root Directory. */
  readonly root: Digest;
  /** Every folder that can be reached, the root too, by `digestKey`. */
  readonly directories: ReadonlyMap<string, Blob & { readonly directory: Directory }>;
}

/** The function by which the folders of a tree name one another; hashes of 64 characters are taken for SHA-256. */
function functionIn(directories: readonly Directory[]): DigestFunction {
  for (const directory of directories) {
    const [node] = [...directory.directories, ...directory.files];
    if (node !== undefined) return digestFunctionOfLength(node.digest.hash.length) ?? 'SHA256';
  }
  return 'SHA256';
}

/**
 * Takes a Tree apart into Directory messages that can be stored one by one. Digests are taken of the very bytes where a Tree message is
 * given, so that folders of other clients keep their names even if they were not encoded canonically.
 * @param tree a Tree, or an encoded REAPI `Tree` message
 * @param digestFunction the one that made the digests in it; told by their length by default
 * @throws SandwrightError ACTION_INVALID if a folder is malformed, or refers to one that is not in the Tree
 */
export function directoriesOfTree(tree: Tree | Uint8Array, digestFunction?: DigestFunction): DirectoriesOfTree {
  const encoded: EncodedTree =
    tree instanceof Uint8Array ? splitTree(tree) : { root: encodeDirectory(tree.root), children: tree.children.map(encodeDirectory) };
  const decoded = [encoded.root, ...encoded.children].map((data, at) => ({
    data,
    directory: decodeDirectory(data, { path: at === 0 ? '' : `child ${at - 1} of the Tree` }),
  }));
  const chosen = digestFunction ?? functionIn(decoded.map(({ directory }) => directory));
  const all = decoded.map((entry) => ({
    ...entry,
    digest: { hash: hashHex(chosen, entry.data), sizeBytes: entry.data.length },
  }));
  const byKey = new Map(all.map((entry) => [digestKey(entry.digest), entry]));
  const [top] = all;
  if (top === undefined) throw new SandwrightError('INTERNAL', 'a Tree without a root was not refused');
  const reached = new Map([[digestKey(top.digest), top]]);
  for (const { directory } of reached.values()) {
    for (const { name, digest } of directory.directories) {
      const key = digestKey(digest);
      const child = byKey.get(key);
      if (child === undefined)
        throw new SandwrightError('ACTION_INVALID', `the Tree has no Directory ${key}, which its folder "${name}" refers to`);
      reached.set(key, child);
    }
  }
  return { root: top.digest, directories: reached };
}
