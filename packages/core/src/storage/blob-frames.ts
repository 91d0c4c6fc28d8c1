import type { Digest } from '../digest/digest.ts';
import type { BlobOptions } from './content-addressable-storage.ts';

/** How to read a blob as a zstd frame. */
export interface ReadFrameOptions extends BlobOptions {
  /** Bytes of the blob to leave out at the start; 0 by default. */
  readonly offset?: number;
  /** The caller looks at a piece no longer than until it asks for the next one, so that its memory may be used again. */
  readonly lent?: boolean;
}

/** The blobs of a storage as zstd frames (RFC 8878). Safe to use concurrently. */
export interface BlobFrames {
  /**
   * A blob as one zstd frame, in pieces: the one that a client sent where that is kept, else one that is made.
   * Throws BLOB_MISSING, BLOB_CORRUPT, and ACTION_INVALID for an offset outside of the blob.
   */
  read(digest: Digest, options?: ReadFrameOptions): AsyncIterable<Uint8Array>;
  /** The frame of a blob of 8 MiB at most that is kept as one; undefined where it is not kept so, or larger, or not there. */
  kept(digest: Digest, options?: BlobOptions): Promise<Uint8Array | undefined>;
  /**
   * Stores a blob that comes as zstd, whole or not at all; as the frame that came where it is a single one that anybody can read and that is
   * smaller than the blob. No more is ever decompressed than the digest says.
   * Throws ACTION_INVALID if `frames` are not zstd or make more or fewer bytes, BLOB_CORRUPT if those do not hash to `digest`.
   * @param frames a piece must stay as it is until the blob is stored
   */
  write(digest: Digest, frames: AsyncIterable<Uint8Array> | Uint8Array, options?: BlobOptions): Promise<void>;
}
