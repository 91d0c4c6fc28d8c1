import { type BlobOptions, type ContentAddressableStorage, type Digest, digestKey, readBlob, SandwrightError } from '@sandwright/core';
import { type ActionResult, type Digest as DigestMessage, Tree } from '@sandwright/core/reapi';
import { childFiles } from '../trees/directory-digests.ts';
import { walkTree } from '../trees/walk-tree.ts';
import { requireDigest } from '../wire/digests.ts';

/** What finding references needs. */
export interface ReferenceOptions extends BlobOptions {
  readonly maxDirectories: number;
}

/** Trees larger than this are not looked into, bytes; no known client or worker makes such. */
const maxTreeBytes = 64 * 1024 * 1024;

/**
 * Every blob that a result of an action names, also by way of its folders.
 * @param result as it was stored
 * @param storage where its trees are
 * @param options bounds, digest function
 * @returns undefined if a tree or a folder is missing, for then the rest cannot be known
 * @throws SandwrightError ACTION_INVALID for malformed digests
 */
export async function resultReferences(
  result: ActionResult,
  storage: ContentAddressableStorage,
  options: ReferenceOptions,
): Promise<readonly Digest[] | undefined> {
  const { digestFunction } = options;
  const found = new Map<string, Digest>();
  const add = (digest: Digest): void => void found.set(digestKey(digest), digest);
  const addMessage = (message: DigestMessage | null, what: string): Digest | undefined => {
    // Some clients send an empty message where there is nothing.
    if (message === null || (message.hash === '' && message.sizeBytes === 0)) return undefined;
    const digest = requireDigest(message, digestFunction, what);
    add(digest);
    return digest;
  };
  addMessage(result.stdoutDigest, 'stdout_digest');
  addMessage(result.stderrDigest, 'stderr_digest');
  for (const file of result.outputFiles) addMessage(file.digest, `digest of output file "${file.path}"`);
  for (const directory of result.outputDirectories) {
    const tree = addMessage(directory.treeDigest, `tree_digest of output folder "${directory.path}"`);
    const root = addMessage(directory.rootDirectoryDigest, `root_directory_digest of output folder "${directory.path}"`);
    if (tree !== undefined && !(await addTree(tree, storage, options, add))) return undefined;
    if (root !== undefined && !(await addDirectories(root, storage, options, add))) return undefined;
  }
  return [...found.values()];
}

async function addTree(
  digest: Digest,
  storage: ContentAddressableStorage,
  options: ReferenceOptions,
  add: (digest: Digest) => void,
): Promise<boolean> {
  let tree: Tree;
  try {
    tree = Tree.decode(await readBlob(storage, digest, { ...options, maxBytes: maxTreeBytes }));
  } catch (caught) {
    if (SandwrightError.is(caught) && caught.code === 'BLOB_MISSING') return false;
    throw caught;
  }
  for (const directory of [tree.root, ...tree.children]) {
    if (directory !== null) for (const file of childFiles(directory, options.digestFunction)) add(file);
  }
  return true;
}

/**
 * Adds every folder and file below a folder.
 * @param root digest of a Directory
 * @param storage where it is
 * @param options bounds, digest function
 * @param add called for each
 * @returns whether all folders are stored
 */
export async function addDirectories(
  root: Digest,
  storage: ContentAddressableStorage,
  options: ReferenceOptions,
  add: (digest: Digest) => void,
): Promise<boolean> {
  let complete = true;
  const walk = walkTree(storage, root, { ...options, onMissing: () => (complete = false) });
  for await (const { digest, directory } of walk) {
    if (!complete) return false;
    add(digest);
    for (const file of childFiles(directory, options.digestFunction)) add(file);
  }
  return complete;
}
