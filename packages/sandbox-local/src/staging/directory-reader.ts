import {
  type CallOptions,
  type ContentAddressableStorage,
  type Digest,
  type Directory,
  decodeDirectory,
  digestKey,
  emptyDigest,
  SandwrightError,
} from '@sandwright/core';

const emptyDirectory: Directory = { files: [], directories: [], symlinks: [] };
const batchDirectories = 500;
const batchBytes = 3 * 1024 * 1024;
/** Encoded bytes of the Directory messages that are remembered. */
const rememberedBytes = 16 * 1024 * 1024;

/** Reads Directory messages from a storage and remembers those used last. */
export class DirectoryReader {
  readonly #storage: ContentAddressableStorage;
  readonly #known = new Map<string, Directory>();
  readonly #sizes = new Map<string, number>();
  #bytes = 0;

  /** @param storage where the messages are */
  constructor(storage: ContentAddressableStorage) {
    this.#storage = storage;
  }

  /**
   * One Directory.
   * @throws SandwrightError BLOB_MISSING with `details.missing`; ACTION_INVALID if it is malformed
   */
  async read(digest: Digest, options: CallOptions = {}): Promise<Directory> {
    const [directory] = await this.readAll([digest], options);
    return directory ?? emptyDirectory;
  }

  /**
   * Several Directories in the order asked.
   * @throws SandwrightError BLOB_MISSING with all missing ones in `details.missing`; ACTION_INVALID if one is malformed
   */
  async readAll(digests: readonly Digest[], options: CallOptions = {}): Promise<readonly Directory[]> {
    const fresh = new Map<string, Directory>();
    const unknown = new Map<string, Digest>();
    for (const digest of digests) {
      const key = digestKey(digest);
      const known = this.#recall(key, digest);
      if (known === undefined) unknown.set(key, digest);
      else fresh.set(key, known);
    }
    const missing: Digest[] = [];
    for (const batch of batches([...unknown.values()])) {
      for (const answer of await this.#storage.readBatch(batch, { signal: options.signal })) {
        if ('error' in answer) {
          if (answer.error.code !== 'BLOB_MISSING') throw answer.error;
          missing.push(answer.digest);
          continue;
        }
        if (answer.data.byteLength !== answer.digest.sizeBytes) throw blobsMissing([answer.digest]);
        const directory = decodeDirectory(answer.data);
        fresh.set(digestKey(answer.digest), directory);
        this.#remember(digestKey(answer.digest), directory, answer.digest.sizeBytes);
      }
    }
    if (missing.length > 0) throw blobsMissing(missing);
    return digests.map((digest) => {
      const directory = fresh.get(digestKey(digest));
      if (directory === undefined) throw new SandwrightError('INTERNAL', `the storage did not answer for ${digestKey(digest)}`);
      return directory;
    });
  }

  #recall(key: string, digest: Digest): Directory | undefined {
    if (digest.sizeBytes === 0 && digest.hash === emptyDigest.hash) return emptyDirectory;
    const known = this.#known.get(key);
    if (known === undefined) return undefined;
    this.#known.delete(key);
    this.#known.set(key, known);
    return known;
  }

  #remember(key: string, directory: Directory, bytes: number): void {
    this.#known.set(key, directory);
    this.#sizes.set(key, bytes);
    this.#bytes += bytes;
    for (const oldest of this.#known.keys()) {
      if (this.#bytes <= rememberedBytes) break;
      this.#known.delete(oldest);
      this.#bytes -= this.#sizes.get(oldest) ?? 0;
      this.#sizes.delete(oldest);
    }
  }
}

function* batches(digests: readonly Digest[]): Generator<readonly Digest[]> {
  let batch: Digest[] = [];
  let bytes = 0;
  for (const digest of digests) {
    if (batch.length > 0 && (bytes + digest.sizeBytes > batchBytes || batch.length >= batchDirectories)) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(digest);
    bytes += digest.sizeBytes;
  }
  if (batch.length > 0) yield batch;
}

/**
 * The error for inputs that the storage does not hold.
 * @param digests all of them
 */
export function blobsMissing(digests: readonly Digest[]): SandwrightError {
  const [first] = digests;
  const more = digests.length > 1 ? ` and ${digests.length - 1} more` : '';
  return new SandwrightError('BLOB_MISSING', `the storage lacks ${first === undefined ? 'inputs' : digestKey(first)}${more}`, {
    details: { missing: digests },
  });
}
