import { lstatSync } from 'node:fs';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CallOptions, createHasher, type Digest } from '@sandwright/core';
import type { SourceBlobs } from './source-blobs.ts';

/** Streams up to this size stay in memory, bytes. */
const smallBytes = 1024 * 1024;

/**
 * Takes a stream whose digest nobody knows before its end. What is large waits in a file of the folder for temporary ones, so that it can be
 * sent again from any place after a cut.
 * @param blobs takes it; the file goes when they are disposed of
 */
export async function spoolStream(content: AsyncIterable<Uint8Array>, blobs: SourceBlobs, options: CallOptions): Promise<Digest> {
  const small: Uint8Array[] = [];
  let bytes = 0;
  const pieces = content[Symbol.asyncIterator]();
  try {
    while (bytes <= smallBytes) {
      options.signal?.throwIfAborted();
      const { done, value } = await pieces.next();
      if (done === true) return blobs.addBytes(Buffer.concat(small));
      bytes += value.byteLength;
      // A copy, for the source may use its memory again.
      small.push(Uint8Array.from(value));
    }
    return await spoolToFile(small, pieces, blobs, options);
  } finally {
    await pieces.return?.();
  }
}

async function spoolToFile(
  first: readonly Uint8Array[],
  rest: AsyncIterator<Uint8Array>,
  blobs: SourceBlobs,
  options: CallOptions,
): Promise<Digest> {
  const folder = await mkdtemp(join(tmpdir(), 'sandwright-upload-'));
  blobs.defer(() => rm(folder, { recursive: true, force: true }));
  const path = join(folder, 'stream');
  const hasher = createHasher('SHA256');
  let sizeBytes = 0;
  {
    await using file = await open(path, 'wx', 0o600);
    const take = async (piece: Uint8Array): Promise<void> => {
      hasher.update(piece);
      sizeBytes += piece.byteLength;
      for (let at = 0; at < piece.byteLength; ) at += (await file.write(piece, at)).bytesWritten;
    };
    for (const piece of first) await take(piece);
    for (;;) {
      options.signal?.throwIfAborted();
      const { done, value } = await rest.next();
      if (done === true) break;
      await take(value);
    }
  }
  const digest = { hash: hasher.hex(), sizeBytes };
  blobs.addFile(digest, path, lstatSync(path));
  return digest;
}
