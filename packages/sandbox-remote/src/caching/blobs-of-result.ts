import { type ActionResult, type CallOptions, type ContentAddressableStorage, type Digest, loadOutputTree } from '@sandwright/core';

/**
 * Every blob that a result names: standard output and error, files, and folders with all that is in them.
 * @param storage holds the folders
 * @throws SandwrightError BLOB_MISSING if a folder is not there
 */
export async function blobsOfResult(
  storage: ContentAddressableStorage,
  result: ActionResult,
  options: CallOptions,
): Promise<readonly Digest[]> {
  const digests: Digest[] = [result.stdout, result.stderr];
  for (const output of result.outputs) {
    if (output.kind === 'file') digests.push(output.digest);
    if (output.kind !== 'directory') continue;
    if (output.treeDigest !== undefined) digests.push(output.treeDigest);
    const { directories } = await loadOutputTree(storage, output, { signal: options.signal });
    for (const { digest, directory } of directories.values()) {
      if (output.rootDirectoryDigest !== undefined) digests.push(digest);
      for (const file of directory.files) digests.push(file.digest);
    }
  }
  return digests;
}
