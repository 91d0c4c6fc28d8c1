import type { DirectMessage } from '../codecs/direct-message.ts';
import type { CallContext } from './call-context.ts';

/** One method of a gRPC service, as its generated definition describes it. */
export interface MethodDefinition<Request, Response> {
  /** For instance `/google.bytestream.ByteStream/Read`. */
  readonly path: string;
  readonly requestStream: boolean;
  readonly responseStream: boolean;
  readonly requestDeserialize: (bytes: Buffer) => Request;
  readonly responseSerialize: (message: Response) => Buffer | DirectMessage;
  /** The handler looks at the bytes of a request no longer than until it has answered, or asks for the next: so they may be used again. */
  readonly requestIsLent?: boolean;
}

/** Answers one request with one message. */
export type UnaryHandler<Request, Response> = (request: Request, call: CallContext) => Promise<Response> | Response;

/** Answers one request with many messages; each is asked for only when the client has room for it. */
export type ServerStreamHandler<Request, Response> = (request: Request, call: CallContext) => AsyncIterable<Response>;

/** Answers many messages with one; it may answer before it has read them all. */
export type ClientStreamHandler<Request, Response> = (requests: AsyncIterable<Request>, call: CallContext) => Promise<Response>;

/** Answers each of many messages as it comes. */
export type BidiStreamHandler<Request, Response> = (requests: AsyncIterable<Request>, call: CallContext) => AsyncIterable<Response>;

/** A method with what answers it. */
export type MethodBinding =
  | { readonly kind: 'unary'; readonly definition: MethodDefinition<unknown, unknown>; readonly handler: UnaryHandler<unknown, unknown> }
  | {
      readonly kind: 'server-stream';
      readonly definition: MethodDefinition<unknown, unknown>;
      readonly handler: ServerStreamHandler<unknown, unknown>;
    }
  | {
      readonly kind: 'client-stream';
      readonly definition: MethodDefinition<unknown, unknown>;
      readonly handler: ClientStreamHandler<unknown, unknown>;
    }
  | {
      readonly kind: 'bidi-stream';
      readonly definition: MethodDefinition<unknown, unknown>;
      readonly handler: BidiStreamHandler<unknown, unknown>;
    };

/** A service that a transport can serve. A method that is not bound is answered with UNIMPLEMENTED. */
export interface ServiceBinding {
  /** Full name, for instance `google.bytestream.ByteStream`. */
  readonly name: string;
  readonly methods: readonly MethodBinding[];
}

/** Binds a method that takes one message and gives one. */
export function unary<Request, Response>(
  definition: MethodDefinition<Request, Response>,
  handler: UnaryHandler<Request, Response>,
): MethodBinding {
  return { kind: 'unary', definition: definition as never, handler: handler as never };
}

/** Binds a method that takes one message and gives many. */
export function serverStream<Request, Response>(
  definition: MethodDefinition<Request, Response>,
  handler: ServerStreamHandler<Request, Response>,
): MethodBinding {
  return { kind: 'server-stream', definition: definition as never, handler: handler as never };
}

/** Binds a method that takes many messages and gives one. */
export function clientStream<Request, Response>(
  definition: MethodDefinition<Request, Response>,
  handler: ClientStreamHandler<Request, Response>,
): MethodBinding {
  return { kind: 'client-stream', definition: definition as never, handler: handler as never };
}

/** Binds a method that takes many messages and gives many. */
export function bidiStream<Request, Response>(
  definition: MethodDefinition<Request, Response>,
  handler: BidiStreamHandler<Request, Response>,
): MethodBinding {
  return { kind: 'bidi-stream', definition: definition as never, handler: handler as never };
}
