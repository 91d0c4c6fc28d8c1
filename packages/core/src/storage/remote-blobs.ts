import type { Digest } from '../digest/digest.ts';
import type { BlobOptions } from './content-addressable-storage.ts';

/** Blobs that were left on a server, to be fetched when somebody reads them. */
export interface RemoteBlobs {
  /** Remembers that the server has these; from now on the storage of this machine counts them as held. */
  leave(digests: Iterable<Digest>, options?: BlobOptions): Promise<void>;
  /** Those of `digests` that this machine itself lacks, each once, whether the server has them or not. */
  absent(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]>;
}
