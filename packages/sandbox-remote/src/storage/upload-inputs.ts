import {
  type Action,
  type CallOptions,
  type ContentAddressableStorage,
  type Digest,
  decodeDirectory,
  digestKey,
  readBlob,
  SandwrightError,
} from '@sandwright/core';
import { inBatches } from './in-batches.ts';
import type { KnownSubtrees } from './known-subtrees.ts';
import type { SharedUploads } from './shared-uploads.ts';

/** What the upload of an action's inputs works with. */
export interface UploadInputsOptions extends CallOptions {
  /** Holds every input. */
  readonly local: ContentAddressableStorage;
  readonly remote: ContentAddressableStorage;
  readonly known: KnownSubtrees;
  /** Uploads under way for other actions, not to be made twice. */
  readonly uploads: SharedUploads;
  /** Bytes gathered in memory at once. */
  readonly maxBatchBytes: number;
}

/** What was sent. */
export interface UploadedInputs {
  readonly blobs: number;
  readonly bytes: number;
}

// A Directory message larger than this is no honest one.
const maxDirectoryBytes = 64 << 20;
const maxDepth = 1_000;

/**
 * Sends what the server lacks of an action: the Action, its Command, and its input root.
 * @returns what had to be sent
 * @throws SandwrightError BLOB_MISSING if the local storage lacks an input
 */
export async function uploadInputs(action: Action, options: UploadInputsOptions): Promise<UploadedInputs> {
  const wanted = new Map<string, Digest>();
  const fresh: string[] = [];
  const want = (digest: Digest) => wanted.set(digestKey(digest), digest);
  want(action.digest);
  want(action.commandDigest);
  await gather(action.inputRoot, options, want, fresh);
  const missing = await options.remote.findMissing(wanted.values(), options);
  const sent = await sendBlobs(missing, options);
  for (const hash of fresh) options.known.add(hash);
  return sent;
}

/**
 * Sends blobs of the local storage, each once however many actions want it.
 * @throws SandwrightError BLOB_MISSING if the local storage lacks one
 */
export async function sendBlobs(digests: readonly Digest[], options: UploadInputsOptions): Promise<UploadedInputs> {
  const { mine, others } = options.uploads.claim(digests);
  let sending = mine;
  try {
    const { batches, alone } = inBatches(mine, (digest) => digest.sizeBytes + 160, options.maxBatchBytes);
    await forEach(batches, 4, (batch) => sendBatch(batch, options));
    await forEach(alone, 4, (digest) => options.remote.write(digest, options.local.read(digest, options), options));
    options.uploads.done(mine);
    sending = [];
  } finally {
    options.uploads.failed(sending);
  }
  // Another action's upload may have failed for reasons of its own; what it did not manage is sent here.
  const unfinished = await options.uploads.wait(others, options);
  if (unfinished.length > 0) {
    const rest = await sendBlobs(await options.remote.findMissing(unfinished, options), options);
    return { blobs: mine.length + rest.blobs, bytes: total(mine) + rest.bytes };
  }
  return { blobs: mine.length, bytes: total(mine) };
}

async function sendBatch(batch: readonly Digest[], options: UploadInputsOptions): Promise<void> {
  const read = await options.local.readBatch(batch, options);
  const blobs = read.map((result) => {
    if ('error' in result) throw result.error;
    return result;
  });
  for (const { error } of await options.remote.writeBatch(blobs, options)) if (error !== undefined) throw error;
}

async function gather(root: Digest, options: UploadInputsOptions, want: (digest: Digest) => void, fresh: string[]): Promise<void> {
  let level: Digest[] = options.known.has(root.hash) ? [] : [root];
  const seen = new Set(level.map((digest) => digest.hash));
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth) throw new SandwrightError('ACTION_INVALID', `the input root is deeper than ${maxDepth} folders`);
    const next: Digest[] = [];
    for (const digest of level) {
      want(digest);
      fresh.push(digest.hash);
      const directory = decodeDirectory(await readBlob(options.local, digest, { ...signalOf(options), maxBytes: maxDirectoryBytes }));
      for (const file of directory.files) want(file.digest);
      for (const child of directory.directories) {
        if (seen.has(child.digest.hash) || options.known.has(child.digest.hash)) continue;
        seen.add(child.digest.hash);
        next.push(child.digest);
      }
    }
    level = next;
  }
}

function signalOf(options: CallOptions): CallOptions {
  return options.signal === undefined ? {} : { signal: options.signal };
}

function total(digests: readonly Digest[]): number {
  return digests.reduce((sum, digest) => sum + digest.sizeBytes, 0);
}

async function forEach<T>(items: readonly T[], concurrency: number, work: (item: T) => Promise<void>): Promise<void> {
  let next = 0;
  const lane = async () => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(concurrency, items.length) }, lane));
}
