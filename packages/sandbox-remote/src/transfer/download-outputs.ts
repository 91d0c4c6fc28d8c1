import {
  type ActionResult,
  type Blob,
  type Digest,
  digestKey,
  digestOf,
  encodeTree,
  loadOutputTree,
  type Output,
  type OutputDirectory,
  treeOf,
  writeBlobs,
} from '@sandwright/core';
import { blobOverheadBytes, inBatches } from '../storage/in-batches.ts';
import { inLanes } from './in-lanes.ts';
import { lanes, type RemoteTransfer } from './remote-transfer.ts';

/** What a download needs of a transfer. */
export type Download = Pick<RemoteTransfer, 'local' | 'remote' | 'maxBatchBytes' | 'signal'>;

/**
 * Brings everything that a result names into the local storage: standard output and error, files, and folders.
 * @returns the result, with a Tree for each folder that came without one
 * @throws SandwrightError BLOB_MISSING if the server lacks a blob that its result names; BLOB_CORRUPT
 */
export async function downloadOutputs(result: ActionResult, download: Download): Promise<ActionResult> {
  const { local, signal } = download;
  const wanted = new Map<string, Digest>();
  const want = (digest: Digest) => wanted.set(digestKey(digest), digest);
  const inline: Blob[] = [];
  const take = (digest: Digest, data: Uint8Array | undefined) => (data === undefined ? want(digest) : inline.push({ digest, data }));
  take(result.stdout, result.stdoutRaw);
  take(result.stderr, result.stderrRaw);
  const outputs: Output[] = [];
  for (const output of result.outputs) {
    if (output.kind === 'file') take(output.digest, output.contents);
    outputs.push(output.kind === 'directory' ? await bringFolders(output, download, want) : output);
  }
  await writeBlobs(local, inline, { signal });
  await bringBlobs([...wanted.values()], download);
  return { ...result, outputs };
}

/**
 * Copies blobs from the server to the local storage, verified, each once.
 * @throws the first error
 */
export async function bringBlobs(digests: readonly Digest[], download: Download): Promise<void> {
  const { local, remote, maxBatchBytes } = download;
  const options = { signal: download.signal };
  const missing = await local.findMissing(digests, options);
  const { batches, alone } = inBatches(missing, (digest) => digest.sizeBytes + blobOverheadBytes, maxBatchBytes);
  await inLanes(batches, lanes, async (batch) => {
    const blobs = (await remote.readBatch(batch, options)).map((answer) => {
      if ('error' in answer) throw answer.error;
      return answer;
    });
    for (const { error } of await local.writeBatch(blobs, options)) if (error !== undefined) throw error;
  });
  await inLanes(alone, lanes, (digest) => local.write(digest, remote.readUnverified(digest, options), options));
}

/** Stores the messages of a folder, and asks for its files. */
async function bringFolders(output: OutputDirectory, download: Download, want: (digest: Digest) => void): Promise<OutputDirectory> {
  const { local, remote, signal } = download;
  const { root, directories } = await loadOutputTree(remote, output, { signal });
  for (const { directory } of directories.values()) for (const file of directory.files) want(file.digest);
  if (output.treeDigest !== undefined) want(output.treeDigest);
  if (output.treeDigest !== undefined && output.rootDirectoryDigest === undefined) return output;
  await writeBlobs(local, [...directories.values()], { signal });
  if (output.treeDigest !== undefined) return output;
  const data = encodeTree(await treeOf(local, root, { signal }));
  const treeDigest = digestOf(data);
  await writeBlobs(local, [{ digest: treeDigest, data }], { signal });
  return { ...output, treeDigest, isTopologicallySorted: true };
}
