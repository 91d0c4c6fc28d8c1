import {
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  Metadata,
  type ServerReadableStream,
  type ServerWritableStream,
  type ServiceDefinition,
  type ServiceError,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { SandwrightError } from '@sandwright/core';
import { grpcStatusOf } from '../errors/grpc-status.ts';
import { type CallRunner, MalformedMessage } from './call-runner.ts';
import { GrpcCallContext } from './grpc-call-context.ts';
import type { MethodBinding, ServiceBinding } from './service-binding.ts';

type Binding<Kind extends MethodBinding['kind']> = Extract<MethodBinding, { kind: Kind }>;

/** Messages handed to HTTP/2 before the first of them has left: two keep the socket busy, more only take memory. */
const maxMessagesInFlight = 2;

/**
 * Turns a service into what grpc-js takes.
 * @param service its methods
 * @param runner what every call goes through
 */
export function bindHandlers(service: ServiceBinding, runner: CallRunner): [ServiceDefinition, UntypedServiceImplementation] {
  const definition: Record<string, ServiceDefinition[string]> = {};
  const implementation: Record<string, UntypedServiceImplementation[string]> = {};
  for (const method of service.methods) {
    const { path, requestDeserialize } = method.definition;
    definition[path] = {
      ...method.definition,
      // grpc-js would answer INTERNAL without a word on what is wrong.
      requestDeserialize: (bytes: Buffer) => {
        try {
          return requestDeserialize(bytes);
        } catch (cause) {
          return new MalformedMessage(cause);
        }
      },
      requestSerialize: notAClient,
      responseDeserialize: notAClient,
    };
    implementation[path] = handlerOf(method, runner);
  }
  return [definition, implementation];
}

function notAClient(): never {
  throw new Error('this definition is for a server');
}

function handlerOf(method: MethodBinding, runner: CallRunner): UntypedServiceImplementation[string] {
  switch (method.kind) {
    case 'unary':
      return unaryHandler(method, runner);
    case 'server-stream':
      return serverStreamHandler(method, runner);
    case 'client-stream':
      return clientStreamHandler(method, runner);
    default:
      return method satisfies never;
  }
}

/** What grpc-js answers an error with. */
function serviceErrorOf(caught: unknown): Pick<ServiceError, 'code' | 'details' | 'metadata'> {
  const status = grpcStatusOf(caught);
  const metadata = new Metadata();
  if (status.detailsBin !== undefined) metadata.set('grpc-status-details-bin', Buffer.from(status.detailsBin));
  return { code: status.code, details: status.message, metadata };
}

function unaryHandler({ definition, handler }: Binding<'unary'>, runner: CallRunner): handleUnaryCall<unknown, unknown> {
  return (call, callback) => {
    const leave = runner.enter(definition.path);
    const context = new GrpcCallContext(call);
    const answer = (response: unknown): void => {
      leave(0);
      callback(null, response);
    };
    const fail = (caught: unknown): void => {
      const error = serviceErrorOf(caught);
      leave(error.code);
      callback(error);
    };
    try {
      runner.check(definition.path, context, call.request);
      const response = handler(call.request, context);
      // An answer that is there already saves two turns of the event loop on the hot methods.
      if (response instanceof Promise) response.then(answer, fail);
      else answer(response);
    } catch (caught) {
      fail(caught);
    }
  };
}

function serverStreamHandler(
  { definition, handler }: Binding<'server-stream'>,
  runner: CallRunner,
): handleServerStreamingCall<unknown, unknown> {
  return (call) => {
    const leave = runner.enter(definition.path);
    const context = new GrpcCallContext(call);
    const run = async (): Promise<number> => {
      try {
        runner.check(definition.path, context, call.request);
        await writeAll(call, handler(call.request, context), context, runner.limits.stallTimeoutMs);
        call.end();
        return 0;
      } catch (caught) {
        const error = serviceErrorOf(caught);
        call.emit('error', error);
        return error.code;
      }
    };
    void run().then(leave);
  };
}

async function writeAll(
  call: ServerWritableStream<unknown, unknown>,
  messages: AsyncIterable<unknown>,
  context: GrpcCallContext,
  stallTimeoutMs: number,
): Promise<void> {
  let inFlight = 0;
  let wake: (() => void) | undefined;
  const written = (): void => {
    inFlight -= 1;
    wake?.();
  };
  call.once('cancelled', () => wake?.());
  for await (const message of messages) {
    if (call.cancelled) throw new SandwrightError('CANCELLED', 'the client has cancelled or is gone');
    inFlight += 1;
    call.write(message, written);
    while (inFlight >= maxMessagesInFlight && !call.cancelled) {
      const { promise, resolve } = Promise.withResolvers<boolean>();
      const timer = setTimeout(() => resolve(true), stallTimeoutMs);
      wake = () => resolve(false);
      const stalled = await promise;
      clearTimeout(timer);
      wake = undefined;
      if (stalled) {
        const error = new SandwrightError('CANCELLED', `the client has read nothing for ${stallTimeoutMs} ms (limit stall_timeout)`);
        context.abort(error);
        throw error;
      }
    }
  }
}

function clientStreamHandler(
  { definition, handler }: Binding<'client-stream'>,
  runner: CallRunner,
): handleClientStreamingCall<unknown, unknown> {
  return (call, callback) => {
    const leave = runner.enter(definition.path);
    const context = new GrpcCallContext(call);
    // Readable would take 16 messages ahead, each up to the message limit; nothing public sets this on a stream that exists.
    const state: unknown = Reflect.get(call, '_readableState');
    if (typeof state === 'object' && state !== null) Reflect.set(state, 'highWaterMark', 1);
    const run = async (): Promise<void> => {
      try {
        runner.check(definition.path, context, undefined);
        const response = await handler(readAll(call, definition.path, context, runner), context);
        leave(0);
        callback(null, response);
      } catch (caught) {
        const error = serviceErrorOf(caught);
        leave(error.code);
        callback(error);
      }
    };
    void run();
  };
}

async function* readAll(
  call: ServerReadableStream<unknown, unknown>,
  path: string,
  context: GrpcCallContext,
  runner: CallRunner,
): AsyncGenerator<unknown, void, undefined> {
  let wake: (() => void) | undefined;
  let ended = false;
  const { stallTimeoutMs } = runner.limits;
  const onReadable = (): void => wake?.();
  const onEnd = (): void => {
    ended = true;
    wake?.();
  };
  call.on('readable', onReadable);
  call.once('end', onEnd);
  call.once('cancelled', onReadable);
  try {
    while (true) {
      const message: unknown = call.read();
      if (message !== null) {
        if (message instanceof MalformedMessage) runner.check(path, context, message);
        yield message;
        continue;
      }
      if (ended) return;
      if (call.cancelled) throw new SandwrightError('CANCELLED', 'the client has cancelled or is gone');
      const { promise, resolve } = Promise.withResolvers<boolean>();
      wake = () => resolve(false);
      const timer = setTimeout(() => resolve(true), stallTimeoutMs);
      const stalled = await promise;
      clearTimeout(timer);
      wake = undefined;
      if (stalled) throw new SandwrightError('TIMED_OUT', `the client has sent nothing for ${stallTimeoutMs} ms (limit stall_timeout)`);
    }
  } finally {
    call.off('readable', onReadable);
    call.off('end', onEnd);
  }
}
