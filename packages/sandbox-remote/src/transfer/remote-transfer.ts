import type { CallOptions, ContentAddressableStorage, RemoteBlobs } from '@sandwright/core';
import type { GrpcContentAddressableStorage } from '../storage/grpc-content-addressable-storage.ts';
import type { KnownSubtrees } from './known-subtrees.ts';
import type { SharedUploads } from './shared-uploads.ts';

/** What is asked of a storage whose blobs are sent. */
export type BlobsToSend = Pick<ContentAddressableStorage, 'findMissing' | 'read' | 'readBatch'>;

/** What sending blobs to a server works with. */
export interface RemoteUpload extends CallOptions {
  readonly local: BlobsToSend;
  readonly remote: GrpcContentAddressableStorage;
  /** What the server had a moment ago. */
  readonly known: KnownSubtrees;
  /** Uploads under way for other actions, not to be made twice. */
  readonly uploads: SharedUploads;
  /** Bytes gathered in memory for one batch at most. */
  readonly maxBatchBytes: number;
}

/** What moving blobs between this machine and a server works with. */
export interface RemoteTransfer extends RemoteUpload {
  readonly local: ContentAddressableStorage;
  /** Set where files of outputs may stay on the server; takes note of them. */
  readonly leave?: RemoteBlobs | undefined;
}

/** Batches, or large blobs, that are on their way at once; each batch is held in memory. */
export const lanes = 4;
