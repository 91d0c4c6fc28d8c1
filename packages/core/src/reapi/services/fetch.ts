import { FetchBlobRequest, FetchBlobResponse, FetchDirectoryRequest, FetchDirectoryResponse } from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/build.bazel.remote.asset.v1.Fetch/';

/** Finds or fetches content by URI. Source: `build.bazel.remote.asset.v1.Fetch`. */
export const fetchService = {
  fetchBlob: method(`${path}FetchBlob`, FetchBlobRequest, FetchBlobResponse),
  fetchDirectory: method(`${path}FetchDirectory`, FetchDirectoryRequest, FetchDirectoryResponse),
} as const;
