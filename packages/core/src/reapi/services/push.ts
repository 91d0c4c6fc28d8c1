import { PushBlobRequest, PushBlobResponse, PushDirectoryRequest, PushDirectoryResponse } from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/build.bazel.remote.asset.v1.Push/';

/** Remembers what a URI stands for. Source: `build.bazel.remote.asset.v1.Push`. */
export const pushService = {
  pushBlob: method(`${path}PushBlob`, PushBlobRequest, PushBlobResponse),
  pushDirectory: method(`${path}PushDirectory`, PushDirectoryRequest, PushDirectoryResponse),
} as const;
