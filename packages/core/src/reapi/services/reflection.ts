import { ServerReflectionRequest, ServerReflectionResponse } from '../messages.ts';
import { method } from './service-definition.ts';

const streaming = { requestStream: true, responseStream: true };

/** What a server serves. Source: `grpc.reflection.v1.ServerReflection`, and the alpha version that older tools ask for. */
export const reflectionService = {
  serverReflectionInfo: method(
    '/grpc.reflection.v1.ServerReflection/ServerReflectionInfo',
    ServerReflectionRequest,
    ServerReflectionResponse,
    streaming,
  ),
  alphaServerReflectionInfo: method(
    '/grpc.reflection.v1alpha.ServerReflection/ServerReflectionInfo',
    ServerReflectionRequest,
    ServerReflectionResponse,
    streaming,
  ),
} as const;
