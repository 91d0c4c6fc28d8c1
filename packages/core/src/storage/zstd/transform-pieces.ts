import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream';

/** Bytes that one turn through the thread pool makes; the 16 KiB of Node cost half of the time in turns. */
export const turnBytes = 256 * 1024;

/** Passes pieces through a transform, at the pace at which the outcome is taken. */
export async function* transformPieces(
  pieces: AsyncIterable<Uint8Array>,
  transform: Transform,
): AsyncGenerator<Uint8Array, void, undefined> {
  // The error of either side reaches the reader through the stream itself.
  const output: Readable = pipeline(pieces, transform, () => {});
  try {
    for await (const piece of output) yield piece as Uint8Array;
  } finally {
    output.destroy();
  }
}
