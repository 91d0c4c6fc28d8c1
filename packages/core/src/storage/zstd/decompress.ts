import { promisify } from 'node:util';
import { constants, createZstdDecompress, zstdDecompress, zstdDecompressSync } from 'node:zlib';
import type { SandwrightError } from '../../errors/sandwright-error.ts';
import { notZstd } from './not-zstd.ts';
import { transformPieces, turnBytes } from './transform-pieces.ts';
import { mostFramesOf, ZstdFrameScanner } from './zstd-frame-scanner.ts';

/** Below this, a turn through the thread pool costs more than the work itself. */
const inlineBytes = 32 * 1024;

/** Output of one turn where the whole is in memory anyway: one buffer instead of many that are joined. */
const wholeBytes = 8 * 1024 * 1024;

/**
 * What comes in pieces may come slowly, and as long as it does the decompressor holds all that a frame may refer to. The best levels of known
 * clients refer back over 32 MiB, the default levels over 8; the 128 MiB of zstd itself are for those who ask for them by name.
 */
const streamOptions = { chunkSize: turnBytes, params: { [constants.ZSTD_d_windowLogMax]: 25 } };

const decompressAsync = promisify(zstdDecompress);

/**
 * Decompresses a blob whose size is known; never makes more than that many bytes.
 * @param data one or more zstd frames
 * @param sizeBytes how many bytes must come out
 * @throws SandwrightError ACTION_INVALID if it is not zstd, or makes more or fewer bytes
 */
export async function decompressWhole(data: Uint8Array, sizeBytes: number): Promise<Uint8Array> {
  const parts: Uint8Array[] = [];
  let room = sizeBytes;
  for (const frame of framesOf(data, sizeBytes)) {
    const part = await decompressFrame(frame, room, sizeBytes);
    room -= part.byteLength;
    parts.push(part);
  }
  if (room > 0) throw tooSmall(sizeBytes - room, sizeBytes);
  const [only] = parts;
  return parts.length === 1 && only !== undefined ? only : Buffer.concat(parts);
}

function framesOf(data: Uint8Array, sizeBytes: number): Uint8Array[] {
  const scanner = new ZstdFrameScanner(mostFramesOf(sizeBytes));
  const ends = scanner.scan(data);
  if (!scanner.atFrameEnd || ends.length === 0) throw notZstd('the zstd data end in the middle of a frame');
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
    throw notWhole(cause);
  }
  if (bytes.byteLength > room) throw tooLarge(sizeBytes);
  return bytes;
}

/**
 * Decompresses a blob piece by piece; never makes more than its size.
 * @param pieces zstd frames in pieces of any size, which are looked at for longer than until the next one is asked for
 * @param sizeBytes how many bytes must come out
 * @throws (while it is read) SandwrightError ACTION_INVALID as `decompressWhole`
 */
export async function* decompressStream(pieces: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  let total = 0;
  try {
    for await (const piece of transformPieces(cutAtFrames(pieces, sizeBytes), createZstdDecompress(streamOptions))) {
      total += piece.byteLength;
      if (total > sizeBytes) throw tooLarge(sizeBytes);
      yield piece;
    }
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code !== undefined && (code.startsWith('Z_') || code.startsWith('ZSTD_'))) throw notWhole(cause);
    throw cause;
  }
  if (total < sizeBytes) throw tooSmall(total, sizeBytes);
}

// The decompressor of Node stops, without a word, at the end of a frame that is not also the end of a piece.
async function* cutAtFrames(pieces: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncGenerator<Uint8Array, void, undefined> {
  const scanner = new ZstdFrameScanner(mostFramesOf(sizeBytes));
  for await (const piece of pieces) {
    let from = 0;
    for (const end of scanner.scan(piece)) {
      yield piece.subarray(from, end);
      from = end;
    }
    if (from < piece.byteLength) yield piece.subarray(from);
  }
  if (!scanner.atFrameEnd) throw notZstd('the zstd data end in the middle of a frame');
}

function tooLarge(sizeBytes: number): SandwrightError {
  return notZstd(`the zstd data make more than the ${sizeBytes} bytes of the digest`);
}

function tooSmall(made: number, sizeBytes: number): SandwrightError {
  return notZstd(`the zstd data make ${made} bytes; the digest says ${sizeBytes}`);
}

function notWhole(cause: unknown): SandwrightError {
  return notZstd(`the data are not whole zstd frames: ${(cause as Error).message}`, cause);
}
