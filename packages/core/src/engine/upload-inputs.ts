import { constants, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Digest, digestKey, digestOf, sameDigest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { storeSource } from '../merkle/hash-source.ts';
import type { Blob, ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { throwIfAborted } from '../util/abort.ts';
import type { CallOptions } from '../util/call-options.ts';
import type { TargetInputs } from './target-inputs.ts';

const batchBytes = 4 * 1024 * 1024 - 64 * 1024;
const batchBlobs = 500;

/** Not through a link, and without waiting for a writer: it was a regular file a moment ago, but may be anything now. */
const readFlags = (constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK) as unknown as string;

/**
 * Stores what an action needs and the storage lacks; files of the project are read only now.
 * @param storage where to
 * @param projectRoot absolute path
 * @param inputs the input root and what is in it
 * @param messages blobs of the Command and the Action
 * @throws SandwrightError SOURCE_CHANGED if a file is no longer what it was when it was looked at; BLOB_MISSING, with `details.missing`, if
 *   something is gone that a dependency made
 */
export async function uploadInputs(
  storage: ContentAddressableStorage,
  projectRoot: string,
  inputs: TargetInputs,
  messages: readonly Blob[],
  options: CallOptions,
): Promise<void> {
  const { directories, made } = await inputs.contents();
  const blobs = new Map<string, Blob>();
  for (const blob of [...directories, ...messages]) blobs.set(digestKey(blob.digest), blob);
  const sources = new Map<string, string>();
  for (const source of inputs.sources) if (source.kind === 'file') sources.set(digestKey(source.digest), source.path);
  const wanted: Digest[] = [...made];
  for (const blob of blobs.values()) wanted.push(blob.digest);
  for (const source of inputs.sources) if (source.kind === 'file') wanted.push(source.digest);
  const missing = await storage.findMissing(wanted, options);
  const batch = new UploadBatch(storage, options);
  const gone: Digest[] = [];
  for (const digest of missing) {
    throwIfAborted(options.signal);
    const key = digestKey(digest);
    const blob = blobs.get(key);
    const path = sources.get(key);
    if (blob !== undefined) await batch.add(blob);
    else if (path === undefined) gone.push(digest);
    else if (digest.sizeBytes > batchBytes) await storeSource(join(projectRoot, path), digest, storage, options);
    else await batch.add({ digest, data: readUnchanged(join(projectRoot, path), path, digest) });
  }
  await batch.flush();
  const [first] = gone;
  if (first === undefined) return;
  throw new SandwrightError('BLOB_MISSING', `${gone.length} of the files that dependencies made are no longer stored`, {
    details: { missing: gone },
  });
}

class UploadBatch {
  readonly #storage: ContentAddressableStorage;
  readonly #options: CallOptions;
  #blobs: Blob[] = [];
  #bytes = 0;

  constructor(storage: ContentAddressableStorage, options: CallOptions) {
    this.#storage = storage;
    this.#options = options;
  }

  async add(blob: Blob): Promise<void> {
    if (this.#blobs.length >= batchBlobs || this.#bytes + blob.data.byteLength > batchBytes) await this.flush();
    this.#blobs.push(blob);
    this.#bytes += blob.data.byteLength;
  }

  async flush(): Promise<void> {
    if (this.#blobs.length === 0) return;
    const sent = this.#blobs;
    this.#blobs = [];
    this.#bytes = 0;
    for (const { error } of await this.#storage.writeBatch(sent, this.#options)) if (error !== undefined) throw error;
  }
}

function readUnchanged(absolute: string, path: string, digest: Digest): Uint8Array {
  let data: Uint8Array;
  try {
    data = readFileSync(absolute, { flag: readFlags });
  } catch (caught) {
    throw changed(path, caught);
  }
  if (!sameDigest(digestOf(data), digest)) throw changed(path);
  return data;
}

function changed(path: string, cause?: unknown): SandwrightError {
  return new SandwrightError('SOURCE_CHANGED', `${path} was changed while it was being read`, {
    ...(cause === undefined ? {} : { cause }),
    details: { path },
    hint: 'build again once nothing writes to it any more',
  });
}
