import type { BlobOptions, ContentAddressableStorage, Digest, KeyValueTable } from '@sandwright/core';

/** ActionResult messages by the digest of their action, byte for byte as they came. */
export interface ResultTable {
  get(action: Digest, options: BlobOptions): Promise<Uint8Array | undefined>;
  put(action: Digest, bytes: Uint8Array, options: BlobOptions): Promise<void>;
}

/** What one instance name stands for. */
export interface Instance {
  readonly name: string;
  readonly blobs: ContentAddressableStorage;
  readonly results: ResultTable;
  /** What URIs stand for. */
  readonly assets: KeyValueTable;
  /** Whether clients may write results themselves. */
  readonly clientsUpdateResults: boolean;
}
