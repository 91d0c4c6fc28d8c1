import type { DigestFunction } from '../../digest/digest-function.ts';
import { createHasher } from '../../digest/hasher.ts';
import type { CallOptions } from '../../util/call-options.ts';
import type { StoreFileSystem } from './store-file-system.ts';

const pieceBytes = 1024 * 1024;

const maxSpare = 4;

// Memory of reads that lend their pieces, for the next one: fresh memory costs the kernel and the collector more than the copying.
const spare: Buffer[] = [];

/**
 * Bytes of an open file, in pieces of a MiB at most; closes it at the end.
 * @param range first byte and the one after the last
 * @param options `lent`: a piece is looked at no longer than until the next one is asked for; `leaveOpen`: the caller closes the file
 */
export async function* readFilePieces(
  fs: StoreFileSystem,
  fd: number,
  range: { readonly start: number; readonly end: number },
  options: CallOptions & { readonly lent?: boolean; readonly leaveOpen?: boolean } = {},
): AsyncIterable<Uint8Array> {
  const lent = options.lent === true ? (spare.pop() ?? Buffer.allocUnsafeSlow(pieceBytes)) : undefined;
  try {
    for (let at = range.start; at < range.end; ) {
      options.signal?.throwIfAborted();
      const length = Math.min(pieceBytes, range.end - at);
      const buffer = lent === undefined ? Buffer.allocUnsafeSlow(length) : lent.subarray(0, length);
      const count = await fs.read(fd, buffer, at);
      if (count === 0) return;
      at += count;
      yield count === buffer.byteLength ? buffer : buffer.subarray(0, count);
    }
  } finally {
    if (options.leaveOpen !== true) fs.close(fd);
    if (lent !== undefined && spare.length < maxSpare) spare.push(lent);
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
