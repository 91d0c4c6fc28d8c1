import { promisify } from 'node:util';
import { constants, createZstdCompress, zstdCompress, zstdCompressSync } from 'node:zlib';
import { transformPieces, turnBytes } from './transform-pieces.ts';

/** Below this, a turn through the thread pool costs more than the work itself. */
const inlineBytes = 32 * 1024;

const params = { [constants.ZSTD_c_compressionLevel]: 1 };
const compressAsync = promisify(zstdCompress);

/** Compresses bytes that are whole in memory. */
export async function compressWhole(data: Uint8Array): Promise<Buffer> {
  if (data.byteLength <= inlineBytes) return zstdCompressSync(data, { params });
  // Nearly everything fits into half of its size, and one turn is cheaper than many.
  return await compressAsync(data, { params, chunkSize: Math.ceil(data.byteLength / 2) });
}

/**
 * Compresses a blob piece by piece.
 * @param pieces the blob; a piece is looked at for longer than until the next one is asked for
 * @param sizeBytes of the blob, which the frame then says; whoever reads it need not guess
 */
export function compressStream(pieces: AsyncIterable<Uint8Array>, sizeBytes: number): AsyncIterable<Uint8Array> {
  return transformPieces(pieces, createZstdCompress({ params, chunkSize: turnBytes, pledgedSrcSize: sizeBytes }));
}
