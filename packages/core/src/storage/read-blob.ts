import type { Digest } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { blobCorrupt } from './blob-check.ts';
import type { BlobOptions, ContentAddressableStorage } from './content-addressable-storage.ts';

/** What `readBlob` takes. */
export interface ReadBlobOptions extends BlobOptions {
  /** Refuse to gather more than so many bytes in memory; 64 MiB by default. */
  readonly maxBytes?: number;
}

const defaultMaxBytes = 64 * 1024 * 1024;

/**
 * A whole blob in memory.
 * @param storage where it is
 * @param digest which one
 * @param options bound, signal, digest function
 * @throws SandwrightError RESOURCE_EXHAUSTED if it is larger than `maxBytes`; BLOB_MISSING, BLOB_CORRUPT as `storage.read`
 */
export async function readBlob(storage: ContentAddressableStorage, digest: Digest, options: ReadBlobOptions = {}): Promise<Uint8Array> {
  const { maxBytes = defaultMaxBytes, ...rest } = options;
  if (digest.sizeBytes > maxBytes) {
    throw new SandwrightError(
      'RESOURCE_EXHAUSTED',
      `blob ${digest.hash}/${digest.sizeBytes} is larger than the ${maxBytes} bytes that may be held in memory here`,
      { retryable: false },
    );
  }
  const pieces: Uint8Array[] = [];
  let total = 0;
  for await (const piece of storage.read(digest, rest)) {
    total += piece.byteLength;
    if (total > digest.sizeBytes) throw blobCorrupt(digest, 'more bytes came than its size says');
    pieces.push(piece);
  }
  if (total !== digest.sizeBytes) throw blobCorrupt(digest, `only ${total} bytes came`);
  const [only] = pieces;
  return pieces.length === 1 && only !== undefined ? only : Buffer.concat(pieces, total);
}
