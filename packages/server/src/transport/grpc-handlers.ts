import {
  type handleBidiStreamingCall,
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  Metadata,
  type ServiceDefinition,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import { grpcStatusOf } from '../errors/grpc-status.ts';
import { type CallRunner, MalformedMessage } from './call-runner.ts';
import { GrpcCallContext } from './grpc-call-context.ts';
import { readMessages } from './message-reader.ts';
import { MessageWriter } from './message-writer.ts';
import type { MethodBinding, ServiceBinding } from './service-binding.ts';

type Binding<Kind extends MethodBinding['kind']> = Extract<MethodBinding, { kind: Kind }>;

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
      // What grpc-js does with it, a DirectMessage can do as well.
      responseSerialize: method.definition.responseSerialize as (message: unknown) => Buffer,
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
    case 'bidi-stream':
      return bidiStreamHandler(method, runner);
    default:
      return method satisfies never;
  }
}

/** What grpc-js answers an error with. */
function serviceErrorOf(caught: unknown): { readonly code: number; readonly details: string; readonly metadata: Metadata } {
  const status = grpcStatusOf(caught);
  const metadata = new Metadata();
  if (status.detailsBin !== undefined) metadata.set('grpc-status-details-bin', status.detailsBin);
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
        const writer = new MessageWriter(call, runner.limits.stallTimeoutMs);
        for await (const message of handler(call.request, context)) await writer.write(message);
        context.answered();
        call.end();
        return 0;
      } catch (caught) {
        context.abort(caught);
        const error = serviceErrorOf(caught);
        call.emit('error', error);
        return error.code;
      }
    };
    void run().then(leave);
  };
}

function clientStreamHandler(
  { definition, handler }: Binding<'client-stream'>,
  runner: CallRunner,
): handleClientStreamingCall<unknown, unknown> {
  return (call, callback) => {
    const leave = runner.enter(definition.path);
    const context = new GrpcCallContext(call);
    const run = async (): Promise<void> => {
      try {
        runner.check(definition.path, context, undefined);
        const response = await handler(checked(readMessages(call, runner.limits.stallTimeoutMs), definition.path, runner), context);
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

function bidiStreamHandler({ definition, handler }: Binding<'bidi-stream'>, runner: CallRunner): handleBidiStreamingCall<unknown, unknown> {
  return (call) => {
    const leave = runner.enter(definition.path);
    const context = new GrpcCallContext(call);
    const { stallTimeoutMs } = runner.limits;
    const run = async (): Promise<number> => {
      try {
        runner.check(definition.path, context, undefined);
        const writer = new MessageWriter(call, stallTimeoutMs);
        const requests = checked(readMessages(call, stallTimeoutMs), definition.path, runner);
        for await (const message of handler(requests, context)) await writer.write(message);
        context.answered();
        call.end();
        return 0;
      } catch (caught) {
        context.abort(caught);
        const error = serviceErrorOf(caught);
        call.emit('error', error);
        return error.code;
      }
    };
    void run().then(leave);
  };
}

async function* checked(messages: AsyncIterable<unknown>, path: string, runner: CallRunner): AsyncGenerator<unknown, void, undefined> {
  for await (const message of messages) {
    if (message instanceof MalformedMessage) runner.refuseMalformed(path, message);
    yield message;
  }
}
