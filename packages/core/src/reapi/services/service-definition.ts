import type { MessageType } from '../messages.ts';

/** One method of a gRPC service, in the form in which grpc-js takes it from either side. */
export interface MethodDefinition<
  Request extends RequestInit,
  RequestInit extends object,
  Response extends ResponseInit,
  ResponseInit extends object,
> {
  /** `/package.Service/Method`. */
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  readonly requestSerialize: (message: RequestInit) => Buffer;
  readonly requestDeserialize: (bytes: Buffer) => Request;
  readonly responseSerialize: (message: ResponseInit) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

/** Which sides of a method send any number of messages. */
interface Streaming {
  readonly requestStream?: boolean;
  readonly responseStream?: boolean;
}

/**
 * Describes one method.
 * @param path `/package.Service/Method`
 * @param request type of what the client sends
 * @param response type of what the server sends
 * @param streaming neither side streams by default
 */
export function method<Req extends ReqInit, ReqInit extends object, Res extends ResInit, ResInit extends object>(
  path: string,
  request: MessageType<Req, ReqInit>,
  response: MessageType<Res, ResInit>,
  streaming: Streaming = {},
): MethodDefinition<Req, ReqInit, Res, ResInit> {
  return {
    path,
    requestStream: streaming.requestStream ?? false,
    responseStream: streaming.responseStream ?? false,
    requestSerialize: (message) => request.encode(message).finish(),
    requestDeserialize: (bytes) => request.decode(bytes),
    responseSerialize: (message) => response.encode(message).finish(),
    responseDeserialize: (bytes) => response.decode(bytes),
  };
}
