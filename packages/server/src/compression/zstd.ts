import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream';
import { promisify } from 'node:util';
import {
  constants,
  createZstdCompress,
  createZstdDecompress,
  zstdCompress,
  zstdCompressSync,
  zstdDecompress,
  zstdDecompressSync,
} from 'node:zlib';
import { SandwrightError } from '@sandwright/core';
import { invalid } from '../errors/refusals.ts';
import { ZstdFrameScanner } from './zstd-frame-scanner.ts';

/** Below this, a turn through the thread pool costs more than the work itself. */
const inlineBytes = 32 * 1024;

/** Bytes that one turn through the thread pool makes; the 16 KiB of Node cost half of the time in turns. */
const pieceBytes = 256 * 1024;

/** Output of one turn where the whole is in memory anyway: one buffer instead of many that are joined. */
const wholeBytes = 8 * 1024 * 1024;

const compressOptions = { params: { [constants.ZSTD_c_compressionLevel]: 1 } };
const compressAsync = promisify(zstdCompress);
const decompressAsync = promisify(zstdDecompress);

/** Compresses bytes that are whole in memory. */
export async function compressWhole(data: Uint8Array): Promise<Buffer> {
  return data.byteLength <= inlineBytes ? zstdCompressSync(data, compressOptions) : await compressAsync(data, compressOptions);
}

/**
 * Decompresses a small blob whose size is known; never makes more than that many bytes.
 * @param data one or more zstd frames
 * @param sizeBytes how many bytes must come out
 * @throws SandwrightError ACTION_INVALID if it is not zstd, or makes more or fewer bytes
 */
export async function decompressWhole(data: Uint8Array, sizeBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let room = sizeBytes;
  for (const frame of framesOf(data)) {
    const part = await decompressFrame(frame, room, sizeBytes);
    room -= part.byteLength;
    parts.push(part);
  }
  if (room > 0) throw invalid(`the zstd data make ${sizeBytes - room} bytes; the digest says ${sizeBytes}`);
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}

function framesOf(data: Uint8Array): Uint8Array[] {
  const scanner = new ZstdFrameScanner();
  const ends = scanner.scan(data);
  if (!scanner.atFrameEnd || ends.length === 0) throw invalid('the zstd data end in the middle of a frame');
  return ends.map((end, index) => data.subarray(ends[index - 1] ?? 0, end));
}

async function decompressFrame(frame: Uint8Array, room: number, sizeBytes: number): Promise<Uint8Array> {
  // One byte more than wanted tells "too much" from "just right".
  const options = { maxOutputLength: room + 1, chunkSize: Math.max(64, Math.min(room + 1, wholeBytes)) };
  let bytes: Buffer;
  try {
    bytes = room <= inlineBytes ? zstdDecompressSync(frame, options) : await decompressAsync(frame, options);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge(sizeBytes);
    throw notZstd(cause);
  }
  if (bytes.byteLength > room) throw tooLarge(sizeBytes);
  return bytes;
}

function tooLarge(sizeBytes: number): SandwrightError {
  return invalid(`the zstd data make more than the ${sizeBytes} bytes of the digest`);
}

function notZstd(cause: unknown): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `the data are not whole zstd frames: ${(cause as Error).message}`, { cause });
}

/**
 * Decompresses a blob piece by piece; never makes more than its size.
 * @param pieces zstd frames in pieces of any size
 * @param sizeBytes how many bytes must come out
 */
export async function* decompressStream(pieces: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  let total = 0;
  try {
    for await (const piece of through(cutAtFrames(pieces), createZstdDecompress({ chunkSize: pieceBytes }))) {
      total += piece.byteLength;
      if (total > sizeBytes) throw tooLarge(sizeBytes);
      yield piece;
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== undefined && (code.startsWith('Z_') || code.startsWith('ZSTD_'))) throw notZstd(cause);
    throw cause;
  }
}

async function* cutAtFrames(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const scanner = new ZstdFrameScanner();
  for await (const piece of pieces) {
    let from = 0;
    for (const end of scanner.scan(piece)) {
      yield piece.subarray(from, end);
      from = end;
    }
    if (from < piece.byteLength) yield piece.subarray(from);
  }
  if (!scanner.atFrameEnd) throw invalid('the zstd data end in the middle of a frame');
}

/** Compresses a blob piece by piece. */
export function compressStream(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return through(pieces, createZstdCompress({ ...compressOptions, chunkSize: pieceBytes }));
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
