import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { BlobOptions, ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { readBlob } from '../storage/read-blob.ts';
import { decodeDirectory } from './decode-directory.ts';
import type { DirectoryNode, FileNode, SymlinkNode } from './directory.ts';

/** What stands at a path. */
export type TreeEntry =
  | { readonly kind: 'file'; readonly node: FileNode }
  | { readonly kind: 'directory'; readonly node: DirectoryNode }
  | { readonly kind: 'symlink'; readonly node: SymlinkNode };

/**
 * Looks a path up in a stored tree. Links are not followed.
 * @param storage holds the Directory messages
 * @param root digest of the root Directory
 * @param path relative to it, with slashes, normalised; empty for the root itself, whose node has an empty name
 * @returns undefined if nothing stands there
 * @throws SandwrightError BLOB_MISSING or ACTION_INVALID if a folder on the way is not stored or malformed
 */
export async function lookupPath(
  storage: ContentAddressableStorage,
  root: Digest,
  path: string,
  options: BlobOptions = {},
): Promise<TreeEntry | undefined> {
  const parts = path === '' ? [] : path.split('/');
  let digest = root;
  for (const [at, name] of parts.entries()) {
    if (name === '' || name === '.' || name === '..') throw new SandwrightError('ACTION_INVALID', `"${path}" is not a path in a tree`);
    const directory = decodeDirectory(await readBlob(storage, digest, options), { path: parts.slice(0, at).join('/') });
    const last = at === parts.length - 1;
    const below = directory.directories.find((node) => node.name === name);
    if (below !== undefined && last) return { kind: 'directory', node: below };
    if (below === undefined) {
      if (!last) return undefined;
      const file = directory.files.find((node) => node.name === name);
      if (file !== undefined) return { kind: 'file', node: file };
      const symlink = directory.symlinks.find((node) => node.name === name);
      return symlink === undefined ? undefined : { kind: 'symlink', node: symlink };
    }
    digest = below.digest;
  }
  return { kind: 'directory', node: { name: '', digest } };
}
