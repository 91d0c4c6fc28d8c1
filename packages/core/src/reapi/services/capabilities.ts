import { GetCapabilitiesRequest, ServerCapabilities } from '../messages.ts';
import { method } from './service-definition.ts';

const path = '/build.bazel.remote.execution.v2.Capabilities/';

/** What a server can do. Source: `build.bazel.remote.execution.v2.Capabilities`. */
export const capabilitiesService = {
  getCapabilities: method(`${path}GetCapabilities`, GetCapabilitiesRequest, ServerCapabilities),
} as const;
