import { type Action, type Digest, decodeDirectory, digestKey, SandwrightError } from '@sandwright/core';
import type { RemoteUpload } from './remote-transfer.ts';
import { type SentBlobs, sendBlobs } from './send-blobs.ts';

const maxDepth = 1_024;

/**
 * Sends what the server lacks of an action: the Action, its Command, and its input root.
 * @returns what had to be sent
 * @throws SandwrightError BLOB_MISSING if the local storage lacks an input
 */
export async function uploadInputs(action: Action, transfer: RemoteUpload): Promise<SentBlobs> {
  const wanted = new Map<string, Digest>();
  const fresh: string[] = [];
  const want = (digest: Digest) => wanted.set(digestKey(digest), digest);
  want(action.digest);
  want(action.commandDigest);
  await gather(action.inputRoot, transfer, want, fresh);
  const missing = await transfer.remote.findMissing(wanted.values(), { signal: transfer.signal });
  const sent = await sendBlobs(missing, transfer);
  for (const hash of fresh) transfer.known.add(hash);
  return sent;
}

/** Walks what is not known to be there. A subtree that the server had a moment ago is not even read. */
async function gather(root: Digest, transfer: RemoteUpload, want: (digest: Digest) => void, fresh: string[]): Promise<void> {
  const { local, known, signal } = transfer;
  let level: readonly Digest[] = known.has(root.hash) ? [] : [root];
  const seen = new Set([root.hash]);
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) throw new SandwrightError('ACTION_INVALID', `the input root is deeper than ${maxDepth} folders`);
    const next: Digest[] = [];
    for (const result of await local.readBatch(level, { signal })) {
      if ('error' in result) throw result.error;
      want(result.digest);
      fresh.push(result.digest.hash);
      const directory = decodeDirectory(result.data);
      for (const file of directory.files) want(file.digest);
      for (const { digest } of directory.directories) {
        if (seen.has(digest.hash) || known.has(digest.hash)) continue;
        seen.add(digest.hash);
        next.push(digest);
      }
    }
    level = next;
  }
}
