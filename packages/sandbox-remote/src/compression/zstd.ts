import { pipeline, type Readable } from 'node:stream';
import { promisify } from 'node:util';
import { constants, createZstdCompress, createZstdDecompress, zstdCompress, zstdDecompress } from 'node:zlib';
import { blobCorrupt, type Digest } from '@sandwright/core';

// The fastest level: what is sent once is not worth more.
const compressOptions = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const compress = promisify(zstdCompress);
const decompress = promisify(zstdDecompress);

/** Blobs below this gain too little. */
const leastBytes = 1024;

/**
 * Compresses a small blob where that makes it a good deal smaller.
 * @returns undefined where it is better sent as it is
 */
export async function compressWhole(data: Uint8Array): Promise<Uint8Array | undefined> {
  if (data.byteLength < leastBytes) return undefined;
  const compressed = await compress(data, compressOptions);
  return compressed.byteLength < data.byteLength * 0.9 ? compressed : undefined;
}

/**
 * Decompresses a small blob; never makes more bytes than its digest says.
 * @throws SandwrightError BLOB_CORRUPT if it is not zstd, or too much
 */
export async function decompressWhole(data: Uint8Array, digest: Digest): Promise<Uint8Array> {
  try {
    return await decompress(data, { maxOutputLength: digest.sizeBytes + 1 });
  } catch (error) {
    throw blobCorrupt(digest, `it cannot be decompressed: ${(error as Error).message}`);
  }
}

/** Compresses a blob piece by piece. */
export function compressStream(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  return through(pieces, createZstdCompress(compressOptions));
}

/** Decompresses a blob piece by piece. Errors of zlib come as they are; how much may come out is for the reader to check. */
export function decompressStream(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  return through(pieces, createZstdDecompress());
}

/** Whether zlib, not the source, is to blame. */
export function isCompressionError(error: unknown): boolean {
  const { code } = (error ?? {}) as { readonly code?: unknown };
  return typeof code === 'string' && /^(ZSTD_|Z_|ERR_ZLIB)/.test(code);
}

async function* through(
  pieces: AsyncIterable<Uint8Array>,
  transform: ReturnType<typeof createZstdCompress>,
): AsyncGenerator<Uint8Array, void, undefined> {
  // The error of either side reaches the reader through the stream itself.
  const output: Readable = pipeline(pieces, transform, () => {});
  try {
    for await (const piece of output) yield piece as Uint8Array;
  } finally {
    output.destroy();
  }
}
