// By way of `node:fs`, `promises` is loaded when a file is first read.
import fs, { constants, lstatSync, type Stats } from 'node:fs';
import {
  type BatchReadResult,
  type Blob,
  type BlobOptions,
  blobMissing,
  type Digest,
  digestKey,
  digestOf,
  type ReadOptions,
  SandwrightError,
} from '@sandwright/core';
import type { BlobsToSend } from '../transfer/remote-transfer.ts';

/** A file of this machine, and how to see that it is still what was hashed. */
interface SourceFile {
  readonly path: string;
  readonly facts: string;
}

const pieceBytes = 1024 * 1024;

/** What is to be uploaded, by its digest: bytes in memory, and files that are read when they are sent. */
export class SourceBlobs implements BlobsToSend, AsyncDisposable {
  readonly #sources = new Map<string, Uint8Array | SourceFile>();
  readonly #digests = new Map<string, Digest>();
  readonly #owned = new AsyncDisposableStack();

  /** All of them, each once. */
  get digests(): readonly Digest[] {
    return [...this.#digests.values()];
  }

  addBytes(data: Uint8Array): Digest {
    const digest = digestOf(data);
    this.addBlob({ digest, data });
    return digest;
  }

  addBlob({ digest, data }: Blob): void {
    this.#add(digest, data);
  }

  /**
   * @param path absolute
   * @param before what `lstat` said of it before it was hashed
   */
  addFile(digest: Digest, path: string, before: Stats): void {
    this.#add(digest, { path, facts: factsOf(before) });
  }

  /** Has something done when the blobs are not needed any more. */
  defer(cleanUp: () => Promise<void>): void {
    this.#owned.defer(cleanUp);
  }

  findMissing(digests: Iterable<Digest>): Promise<readonly Digest[]> {
    return Promise.resolve([...digests].filter((digest) => digest.sizeBytes > 0 && !this.#sources.has(digestKey(digest))));
  }

  async *read(digest: Digest, options: ReadOptions = {}): AsyncGenerator<Uint8Array, void, undefined> {
    const { offset = 0, limit = digest.sizeBytes } = options;
    const source = this.#sources.get(digestKey(digest));
    if (source === undefined) {
      if (digest.sizeBytes > 0) throw blobMissing(digest);
      return;
    }
    const end = Math.min(digest.sizeBytes, offset + limit);
    if (source instanceof Uint8Array) yield source.subarray(offset, end);
    else yield* readFile(source, offset, end, options);
  }

  async readBatch(digests: readonly Digest[], options?: BlobOptions): Promise<readonly BatchReadResult[]> {
    const results: BatchReadResult[] = [];
    for (const digest of digests) results.push(await this.#readOne(digest, options));
    return results;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#owned.disposeAsync();
  }

  #add(digest: Digest, source: Uint8Array | SourceFile): void {
    const key = digestKey(digest);
    this.#sources.set(key, source);
    this.#digests.set(key, digest);
  }

  async #readOne(digest: Digest, options?: BlobOptions): Promise<BatchReadResult> {
    try {
      const source = this.#sources.get(digestKey(digest));
      if (source instanceof Uint8Array) return { digest, data: source };
      const pieces: Uint8Array[] = [];
      for await (const piece of this.read(digest, options)) pieces.push(piece);
      return { digest, data: Buffer.concat(pieces) };
    } catch (error) {
      options?.signal?.throwIfAborted();
      return { digest, error: SandwrightError.from(error) };
    }
  }
}

async function* readFile({ path, facts }: SourceFile, start: number, end: number, options: ReadOptions): AsyncGenerator<Uint8Array> {
  // Not through a link, and without waiting for a writer should it have become a pipe.
  await using file = await fs.promises.open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
  let buffer = Buffer.allocUnsafe(Math.min(pieceBytes, end - start));
  for (let at = start; at < end; ) {
    options.signal?.throwIfAborted();
    if (options.lent !== true && at > start) buffer = Buffer.allocUnsafe(Math.min(pieceBytes, end - at));
    const { bytesRead } = await file.read(buffer, 0, Math.min(buffer.length, end - at), at);
    if (bytesRead === 0) throw changed(path);
    at += bytesRead;
    // Before the last piece goes, so that nobody is given what was not hashed.
    if (at === end && factsOf(lstatSync(path)) !== facts) throw changed(path);
    yield buffer.subarray(0, bytesRead);
  }
}

function factsOf({ ino, size, mtimeMs, ctimeMs }: Stats): string {
  return `${ino} ${size} ${mtimeMs} ${ctimeMs}`;
}

function changed(path: string): SandwrightError {
  return new SandwrightError('SOURCE_CHANGED', `"${path}" changed while it was uploaded`, {
    details: { path },
    hint: 'upload it again when nothing writes to it any more',
  });
}
