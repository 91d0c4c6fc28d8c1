// Decoders need not take larger blocks (RFC 8878 section 3.1.1.2.4).
const blockBytes = 128 * 1024;

/** Of 128 KiB, as large as a block. */
const windowDescriptor = 7 << 3;

const headerBytes = 14;

/**
 * A zstd frame whose blocks are the bytes as they are: for content that does not become smaller, and costs no work here or there.
 * Source: RFC 8878 section 3.1.1.
 * @param pieces the content
 * @param sizeBytes how many bytes of it there are
 * @param isLent a piece of the frame is looked at no longer than until the next one is asked for
 */
export async function* rawFrame(
  pieces: AsyncIterable<Uint8Array>,
  sizeBytes: number,
  isLent: boolean,
): AsyncGenerator<Uint8Array, void, undefined> {
  yield frameHeader(sizeBytes);
  let left = sizeBytes;
  let memory = Buffer.alloc(0);
  for await (const piece of pieces) {
    left -= piece.byteLength;
    if (piece.byteLength === 0) continue;
    const bytes = piece.byteLength + 3 * Math.ceil(piece.byteLength / blockBytes);
    if (!isLent || memory.byteLength < bytes) memory = Buffer.allocUnsafeSlow(bytes);
    yield fillBlocks(memory.subarray(0, bytes), piece, left <= 0);
  }
  if (sizeBytes === 0) yield Buffer.from([1, 0, 0]);
}

function frameHeader(sizeBytes: number): Buffer {
  const header = Buffer.alloc(headerBytes);
  header.writeUInt32LE(0xfd_2f_b5_28, 0);
  // Eight bytes say the size of the content; no dictionary, no checksum.
  header[4] = 3 << 6;
  header[5] = windowDescriptor;
  header.writeBigUInt64LE(BigInt(sizeBytes), 6);
  return header;
}

function fillBlocks(target: Buffer, piece: Uint8Array, isEnd: boolean): Buffer {
  let at = 0;
  for (let from = 0; from < piece.byteLength; from += blockBytes) {
    const block = piece.subarray(from, from + blockBytes);
    const isLast = isEnd && from + block.byteLength === piece.byteLength;
    target.writeUIntLE(block.byteLength * 8 + (isLast ? 1 : 0), at, 3);
    target.set(block, at + 3);
    at += 3 + block.byteLength;
  }
  return target;
}
