import type { Digest } from '../digest/digest.ts';
import type { BlobOptions } from './content-addressable-storage.ts';

/** Blobs that were left on a server, to be fetched when somebody reads them. */
export interface RemoteBlobs {
  /** Which server, as `storeServerOf` names it; blobs of another are not to be left to these. */
  readonly server: string;
  /** Remembers that the server has these; from now on the storage of this machine counts them as held. */
  leave(digests: Iterable<Digest>, options?: BlobOptions): Promise<void>;
  /** Those of `digests` that this machine itself lacks, each once, whether the server has them or not. */
  absent(digests: Iterable<Digest>, options?: BlobOptions): Promise<readonly Digest[]>;
}

/** What says where blobs are stored. */
export interface StoreServerOptions {
  readonly remote_store_address?: string | undefined;
  readonly remote_execution_address?: string | undefined;
  readonly remote_instance_name?: string | undefined;
}

/**
 * A name for the server that holds the blobs.
 * @param options where it is
 * @returns undefined if none is configured
 */
export function storeServerOf(options: StoreServerOptions): string | undefined {
  const address = options.remote_store_address ?? options.remote_execution_address;
  return address === undefined ? undefined : `${address} ${options.remote_instance_name ?? ''}`;
}
