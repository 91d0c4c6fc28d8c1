import type { DigestFunction } from '../../digest/digest-function.ts';
import { createHasher } from '../../digest/hasher.ts';
import type { CallOptions } from '../../util/call-options.ts';
import type { StoreFileSystem } from './store-file-system.ts';

const pieceBytes = 1024 * 1024;

/**
 * Bytes of an open file, in pieces of a MiB at most; closes it at the end.
 * @param range first byte and the one after the last
 */
export async function* readFilePieces(
  fs: StoreFileSystem,
  fd: number,
  range: { readonly start: number; readonly end: number },
  options: CallOptions = {},
): AsyncIterable<Uint8Array> {
  try {
    for (let at = range.start; at < range.end; ) {
      options.signal?.throwIfAborted();
      const buffer = Buffer.allocUnsafeSlow(Math.min(pieceBytes, range.end - at));
      const count = await fs.read(fd, buffer, at);
      if (count === 0) return;
      at += count;
      yield count === buffer.byteLength ? buffer : buffer.subarray(0, count);
    }
  } finally {
    fs.close(fd);
  }
}

/**
 * The hash of an open file's first bytes; the file stays open.
 * @param what how many bytes, and which function
 * @returns lower-case hexadecimal; of fewer bytes where the file is shorter
 */
export async function hashFile(
  fs: StoreFileSystem,
  fd: number,
  what: { readonly sizeBytes: number; readonly digestFunction: DigestFunction },
  options: CallOptions = {},
): Promise<string> {
  const hasher = createHasher(what.digestFunction);
  const buffer = Buffer.allocUnsafe(Math.min(pieceBytes, what.sizeBytes));
  for (let at = 0; at < what.sizeBytes; ) {
    options.signal?.throwIfAborted();
    const count = await fs.read(fd, buffer.subarray(0, what.sizeBytes - at), at);
    if (count === 0) break;
    hasher.update(buffer.subarray(0, count));
    at += count;
  }
  return hasher.hex();
}
