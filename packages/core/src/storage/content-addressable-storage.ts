import type { Digest } from '../digest/digest.ts';
import type { DigestFunction } from '../digest/digest-function.ts';
import type { SandwrightError } from '../errors/sandwright-error.ts';
import type { RequestMetadata } from '../sandbox/execution-context.ts';
import type { CallOptions } from '../util/call-options.ts';

/** What every call on blobs takes. */
export interface BlobOptions extends CallOptions {
  /** The function that made the digests; by default the one whose hashes have that length, SHA256 for 64 characters. */
  readonly digestFunction?: DigestFunction | undefined;
  /** Who asks and why, for storages that tell a server. */
  readonly request?: RequestMetadata | undefined;
}

/** Part of a blob. */
export interface ReadOptions extends BlobOptions {
  /** Bytes to leave out at the start; 0 by default. More than there are is an ACTION_INVALID error. */
  readonly offset?: number;
  /** At most so many bytes; all by default. */
  readonly limit?: number;
  /** The caller looks at a piece no longer than until it asks for the next one, so that its memory may be used again. */
  readonly lent?: boolean;
}

/** A blob with its name. */
export interface Blob {
  readonly digest: Digest;
  readonly data: Uint8Array;
}

/** One answer out of a batch, in the order asked. */
export type BatchReadResult =
  | { readonly digest: Digest; readonly data: Uint8Array }
  | { readonly digest: Digest; readonly error: SandwrightError };

/** One answer out of a batch, in the order given. */
export interface BatchWriteResult {
  readonly digest: Digest;
  /** Unset where the blob was stored. */
  readonly error?: SandwrightError;
}

/**
 * Blobs found by their digest. Safe to use concurrently. The empty blob is always present.
 * Source: REAPI `ContentAddressableStorage`.
 */
export interface ContentAddressableStorage {
  /** Those of `digests` that are not held, each once; the held ones are kept from eviction for a while. */
  findMissing(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]>;
  /** The blob's bytes in pieces. Throws BLOB_MISSING, or BLOB_CORRUPT once the bytes turn out wrong. */
  read(digest: Digest, options?: ReadOptions): AsyncIterable<Uint8Array>;
  /** Stores a blob, whole or not at all. Throws BLOB_CORRUPT if `content` does not hash to `digest`. */
  write(digest: Digest, content: AsyncIterable<Uint8Array> | Uint8Array, options?: BlobOptions): Promise<void>;
  /** Several small blobs at once; one that fails does not fail the others. */
  readBatch(digests: readonly Digest[], options?: BlobOptions): Promise<readonly BatchReadResult[]>;
  /** Stores several small blobs at once; one that fails does not fail the others. */
  writeBatch(blobs: readonly Blob[], options?: BlobOptions): Promise<readonly BatchWriteResult[]>;
}
