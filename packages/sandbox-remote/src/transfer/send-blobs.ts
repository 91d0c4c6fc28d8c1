import { type Digest, digestKey, SandwrightError } from '@sandwright/core';
import { blobOverheadBytes, inBatches } from '../storage/in-batches.ts';
import { inLanes } from './in-lanes.ts';
import { lanes, type RemoteUpload } from './remote-transfer.ts';

/** What was sent. */
export interface SentBlobs {
  readonly blobs: number;
  readonly bytes: number;
}

/**
 * Sends blobs of the local storage that the server lacks, each once however many actions want it.
 * @throws SandwrightError BLOB_MISSING if the local storage lacks one
 */
export async function sendBlobs(digests: readonly Digest[], transfer: RemoteUpload): Promise<SentBlobs> {
  const { remote, uploads } = transfer;
  const { mine, others } = uploads.claim(digests);
  let unsent = mine;
  try {
    await send(mine, transfer);
    uploads.done(mine);
    unsent = [];
  } finally {
    uploads.failed(unsent);
  }
  // Another action's upload may have failed for reasons of its own; what it did not manage is sent here.
  const unfinished = await uploads.wait(others, transfer);
  const sent = { blobs: mine.length, bytes: mine.reduce((sum, digest) => sum + digest.sizeBytes, 0) };
  if (unfinished.length === 0) return sent;
  const rest = await sendBlobs(await remote.findMissing(unfinished, transfer), transfer);
  return { blobs: sent.blobs + rest.blobs, bytes: sent.bytes + rest.bytes };
}

async function send(digests: readonly Digest[], transfer: RemoteUpload): Promise<void> {
  const { local, remote, maxBatchBytes } = transfer;
  const options = { signal: transfer.signal };
  const { batches, alone } = inBatches(digests, (digest) => digest.sizeBytes + blobOverheadBytes, maxBatchBytes);
  await requireLocal(digests, transfer);
  await inLanes(batches, lanes, async (batch) => {
    const read = await local.readBatch(batch, options);
    const blobs = read.map((result) => {
      if ('error' in result) throw result.error;
      return result;
    });
    for (const { error } of await remote.writeBatch(blobs, options)) if (error !== undefined) throw error;
  });
  await inLanes(alone, lanes, (digest) =>
    remote.writeFrom(digest, (offset, lent) => local.read(digest, { ...options, offset, lent }), options),
  );
}

/** Names everything that is missing, before anything is sent. */
async function requireLocal(digests: readonly Digest[], { local, signal }: RemoteUpload): Promise<void> {
  const missing = await local.findMissing(digests, { signal });
  if (missing.length === 0) return;
  const names = missing.slice(0, 3).map(digestKey).join(', ');
  const more = missing.length > 3 ? ` and ${missing.length - 3} more` : '';
  throw new SandwrightError('BLOB_MISSING', `not stored here: ${names}${more}`, { details: { missing } });
}
