import type { BlobEngine, BlobFrames, BlobOptions, ContentAddressableStorage, Digest, KeyValueTable } from '@sandwright/core';

/** ActionResult messages by the digest of their action, byte for byte as they came. */
export interface ResultTable {
  get(action: Digest, options: BlobOptions): Promise<Uint8Array | undefined>;
  put(action: Digest, bytes: Uint8Array, options: BlobOptions): Promise<void>;
}

/** One that may keep a result without waiting for the disk. */
export interface EagerResultTable extends ResultTable {
  putSoon(action: Digest, bytes: Uint8Array, options: BlobOptions, onFailed: (cause: unknown) => void): Promise<void>;
}

/** What one instance name stands for. */
export interface Instance {
  readonly name: string;
  readonly blobs: ContentAddressableStorage;
  /** The same blobs as zstd. */
  readonly frames: BlobFrames;
  /** The same blobs by binary key, where they are kept here. */
  readonly engine: BlobEngine | undefined;
  readonly results: EagerResultTable;
  /** What URIs stand for. */
  readonly assets: KeyValueTable;
  /** Whether clients may write results themselves. */
  readonly clientsUpdateResults: boolean;
}
