import {
  BatchReadBlobsRequest,
  BatchReadBlobsResponse,
  BatchUpdateBlobsRequest,
  BatchUpdateBlobsResponse,
  FindMissingBlobsRequest,
  FindMissingBlobsResponse,
  GetTreeRequest,
  GetTreeResponse,
  SpliceBlobRequest,
  SpliceBlobResponse,
  SplitBlobRequest,
  SplitBlobResponse,
} from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/build.bazel.remote.execution.v2.ContentAddressableStorage/';

/** Blobs by their digest; large ones travel over ByteStream. Source: `build.bazel.remote.execution.v2.ContentAddressableStorage`. */
export const contentAddressableStorageService = {
  findMissingBlobs: method(`${path}FindMissingBlobs`, FindMissingBlobsRequest, FindMissingBlobsResponse),
  batchUpdateBlobs: method(`${path}BatchUpdateBlobs`, BatchUpdateBlobsRequest, BatchUpdateBlobsResponse),
  batchReadBlobs: method(`${path}BatchReadBlobs`, BatchReadBlobsRequest, BatchReadBlobsResponse),
  getTree: method(`${path}GetTree`, GetTreeRequest, GetTreeResponse, { responseStream: true }),
  splitBlob: method(`${path}SplitBlob`, SplitBlobRequest, SplitBlobResponse),
  spliceBlob: method(`${path}SpliceBlob`, SpliceBlobRequest, SpliceBlobResponse),
} as const;
