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
  SandwrightError,
  treeOf,
  writeBlobs,
} from '@sandwright/core';
import { blobOverheadBytes, inBatches } from '../storage/in-batches.ts';
import { inLanes } from './in-lanes.ts';
import { lanes, type RemoteTransfer } from './remote-transfer.ts';

/** What a download needs of a transfer. */
export type Download = Pick<RemoteTransfer, 'local' | 'remote' | 'maxBatchBytes' | 'leave' | 'signal'>;

/**
 * Brings everything that a result names into the local storage: standard output and error, files, and folders. Where files may stay on the
 * server, they do, if it has them.
 * @returns the result, with a Tree for each folder that came without one
 * @throws SandwrightError BLOB_MISSING if the server lacks a blob that its result names; BLOB_CORRUPT
 */
export async function downloadOutputs(result: ActionResult, download: Download): Promise<ActionResult> {
  const { local, signal } = download;
  const wanted = new Map<string, Digest>();
  const want = (digest: Digest) => wanted.set(digestKey(digest), digest);
  const inline: Blob[] = [];
  const left = new Map<string, Digest>();
  const wantFile = download.leave === undefined ? want : (digest: Digest) => left.set(digestKey(digest), digest);
  const take = (digest: Digest, data: Uint8Array | undefined, how: (digest: Digest) => unknown) =>
    data === undefined ? how(digest) : inline.push({ digest, data });
  take(result.stdout, result.stdoutRaw, want);
  take(result.stderr, result.stderrRaw, want);
  const outputs: Output[] = [];
  for (const output of result.outputs) {
    if (output.kind === 'file') take(output.digest, output.contents, wantFile);
    outputs.push(output.kind === 'directory' ? await bringFolders(output, download, want, wantFile) : output);
  }
  await writeBlobs(local, inline, { signal });
  await bringBlobs([...wanted.values()], download);
  await leaveBlobs([...left.values()], download);
  return { ...result, outputs };
}

/** A result is worth nothing if what it names is gone, whether that is wanted now or later. */
async function leaveBlobs(digests: readonly Digest[], { leave, local, remote, signal }: Download): Promise<void> {
  const elsewhere = await local.findMissing(digests, { signal });
  const gone = await remote.findMissing(elsewhere, { signal });
  const [first] = gone;
  if (first !== undefined) {
    throw new SandwrightError('BLOB_MISSING', `the server lacks ${gone.length} blobs of the outputs, ${digestKey(first)} among them`, {
      details: { missing: gone },
    });
  }
  await leave?.leave(elsewhere, { signal });
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
async function bringFolders(
  output: OutputDirectory,
  download: Download,
  want: (digest: Digest) => void,
  wantFile: (digest: Digest) => void,
): Promise<OutputDirectory> {
  const { local, remote, signal } = download;
  const { root, directories } = await loadOutputTree(remote, output, { signal });
  for (const { directory } of directories.values()) for (const file of directory.files) wantFile(file.digest);
  if (output.treeDigest !== undefined) want(output.treeDigest);
  if (output.treeDigest !== undefined && output.rootDirectoryDigest === undefined) return output;
  await writeBlobs(local, [...directories.values()], { signal });
  if (output.treeDigest !== undefined) return output;
  const data = encodeTree(await treeOf(local, root, { signal }));
  const treeDigest = digestOf(data);
  await writeBlobs(local, [{ digest: treeDigest, data }], { signal });
  return { ...output, treeDigest, isTopologicallySorted: true };
}
