import { createHash } from 'node:crypto';
import { type BigIntStats, closeSync, constants, fstatSync, openSync, readSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import {
  type Blob,
  type CallOptions,
  type ContentAddressableStorage,
  type Digest,
  digestOf,
  SandwrightError,
  throwIfAborted,
} from '@sandwright/core';
import { makeReadable } from './folder-cursor.ts';

/** Files up to this many bytes are read whole, at once; larger ones are streamed. */
const wholeFileBytes = 1024 * 1024;
/** Blobs up to this many bytes are stored in batches. */
const smallBlobBytes = 128 * 1024;
const batchBytes = 2 * 1024 * 1024;
const batchBlobs = 500;
const chunkBytes = 1024 * 1024;

// A fifo must not be waited for, nor a link followed, even if one appeared since it was looked at.
const safeRead = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** Stores blobs that a command left: small ones many at a time, large ones piece by piece. Not for concurrent use. */
export class BlobUploader {
  readonly #storage: ContentAddressableStorage;
  readonly #options: CallOptions;
  readonly #seen = new Set<string>();
  #batch: Blob[] = [];
  #batchedBytes = 0;

  /**
   * @param storage takes the blobs
   * @param options a signal ends each wait
   */
  constructor(storage: ContentAddressableStorage, options: CallOptions = {}) {
    this.#storage = storage;
    this.#options = options;
  }

  /**
   * Stores some bytes, at the latest when flushed.
   * @param data the blob, not to be changed any more
   */
  async add(data: Uint8Array): Promise<Digest> {
    const digest = digestOf(data);
    if (data.byteLength === 0 || this.#seen.has(digest.hash)) return digest;
    this.#seen.add(digest.hash);
    if (data.byteLength > smallBlobBytes) {
      await this.#storage.write(digest, data, this.#options);
      return digest;
    }
    this.#batch.push({ digest, data });
    this.#batchedBytes += data.byteLength;
    if (this.#batchedBytes >= batchBytes || this.#batch.length >= batchBlobs) await this.flush();
    return digest;
  }

  /**
   * Stores a file, at the latest when flushed.
   * @param path absolute; its folder is trusted, the last name is not followed
   * @param stats the file's own
   * @throws SandwrightError SANDBOX_FAILED if it changes meanwhile, which takes a process that outlived the command
   */
  async addFile(path: string, stats: BigIntStats): Promise<Digest> {
    makeReadable(path, stats, 0o400);
    if (stats.size <= BigInt(wholeFileBytes)) return this.add(readWholeFile(path));
    await using file = await openLargeFile(path);
    const digest = await hashFile(file, this.#options);
    if (this.#seen.has(digest.hash)) return digest;
    this.#seen.add(digest.hash);
    const missing = await this.#storage.findMissing([digest], this.#options);
    if (missing.length === 0) return digest;
    try {
      await this.#storage.write(digest, piecesOf(file, digest.sizeBytes), this.#options);
    } catch (error) {
      if (SandwrightError.is(error) && error.code === 'BLOB_CORRUPT') throw changed(path, error);
      throw error;
    }
    return digest;
  }

  /** Stores what still waits. Must be called at the end. */
  async flush(): Promise<void> {
    const batch = this.#batch;
    if (batch.length === 0) return;
    this.#batch = [];
    this.#batchedBytes = 0;
    for (const { error } of await this.#storage.writeBatch(batch, this.#options)) {
      if (error !== undefined) throw error;
    }
  }
}

function readWholeFile(path: string): Uint8Array {
  const fd = openSync(path, safeRead);
  try {
    const stats = fstatSync(fd);
    // One byte more than it should have shows a file that grows.
    const buffer = Buffer.allocUnsafeSlow(Math.min(stats.size, wholeFileBytes) + 1);
    let length = 0;
    // A regular file gives less than was asked for at its end only. Source: read(2).
    for (let asked = buffer.byteLength, count = asked; count === asked && asked > 0; asked = buffer.byteLength - length) {
      count = readSync(fd, buffer, length, asked, length);
      length += count;
    }
    if (!stats.isFile() || length !== stats.size) throw changed(path);
    return buffer.subarray(0, length);
  } finally {
    closeSync(fd);
  }
}

async function openLargeFile(path: string): Promise<FileHandle> {
  const file = await open(path, safeRead);
  if ((await file.stat()).isFile()) return file;
  await file.close();
  throw changed(path);
}

async function hashFile(file: FileHandle, options: CallOptions): Promise<Digest> {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafeSlow(chunkBytes);
  let sizeBytes = 0;
  for (;;) {
    throwIfAborted(options.signal);
    const { bytesRead } = await file.read(buffer, 0, chunkBytes, sizeBytes);
    if (bytesRead === 0) return { hash: hash.digest('hex'), sizeBytes };
    hash.update(buffer.subarray(0, bytesRead));
    sizeBytes += bytesRead;
  }
}

async function* piecesOf(file: FileHandle, sizeBytes: number): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < sizeBytes; ) {
    // A fresh one each time: whoever takes the pieces may keep them.
    const buffer = Buffer.allocUnsafeSlow(Math.min(chunkBytes, sizeBytes - offset));
    const { bytesRead } = await file.read(buffer, 0, buffer.byteLength, offset);
    if (bytesRead === 0) return;
    yield buffer.subarray(0, bytesRead);
    offset += bytesRead;
  }
}

function changed(path: string, cause?: unknown): SandwrightError {
  return new SandwrightError('SANDBOX_FAILED', `${path} changed while it was collected`, {
    cause,
    hint: 'a process of the action outlived its command; a sandbox that promises `isolated-processes` prevents that',
  });
}
