import { mkdirSync } from 'node:fs';
import { type CallOptions, type ContentAddressableStorage, type Digest, emptyDigest, type FileNode, sameDigest } from '@sandwright/core';
import { removeTree } from '../collection/remove-tree.ts';
import { blobsMissing, type InputTree } from './input-tree.ts';
import { fileKey, layOutTree } from './lay-out-tree.ts';
import { writeInputFiles } from './write-input-files.ts';

/**
 * Puts a tree on disk as files of its own, which the action may do with as it likes. Asks for missing files before the first one is written.
 * @param storage where the files' bytes are
 * @param tree what to put there
 * @param path absolute; must not exist, and does not if this fails
 * @throws SandwrightError BLOB_MISSING with `details.digests`, every file that is not there
 */
export async function copyTree(
  storage: ContentAddressableStorage,
  tree: InputTree,
  path: string,
  options: CallOptions = {},
): Promise<void> {
  const files = new Map<string, { digest: Digest; isExecutable: boolean; paths: string[] }>();
  const onFile = (node: FileNode, at: string): void => {
    const key = fileKey(node);
    const known = files.get(key);
    if (known === undefined) files.set(key, { digest: node.digest, isExecutable: node.isExecutable, paths: [at] });
    else known.paths.push(at);
  };
  mkdirSync(path, 0o755);
  try {
    await layOutTree(path, tree.root, (digest) => tree.directory(digest), onFile, options);
    const wanted = [...files.values()];
    const missing = await storage.findMissing(
      wanted.map((file) => file.digest).filter((digest) => !sameDigest(digest, emptyDigest)),
      { signal: options.signal },
    );
    if (missing.length > 0) throw blobsMissing(missing);
    await writeInputFiles(storage, wanted, options);
  } catch (error) {
    await removeTree(path);
    throw error;
  }
}
