import {
  type handleUnaryCall,
  type Metadata,
  Metadata as MetadataClass,
  Server,
  ServerCredentials,
  type ServerWritableStream,
  type UntypedHandleCall,
} from '@grpc/grpc-js';
import { MemoryContentAddressableStorage } from '@sandwright/core';
import {
  actionCacheService,
  byteStreamService,
  capabilitiesService,
  contentAddressableStorageService,
  type ExecuteRequest,
  encodeStatus,
  executionService,
  fetchService,
  type OperationInit,
  operationsService,
  pushService,
  type ServerCapabilitiesInit,
  type StatusValue,
} from '@sandwright/core/reapi';
import { grpcCode } from '../client/grpc-code.ts';
import { type MethodHandler, storageHandlers } from './storage-handlers.ts';

/** One thing that the server does in answer to a call. */
export type ScriptedStep =
  | { readonly send: OperationInit }
  /** Milliseconds. */
  | { readonly wait: number }
  /** Ends the call with this status; without details where `details` is empty. */
  | { readonly fail: Pick<StatusValue, 'code' | 'message'> & Partial<StatusValue> }
  /** Breaks every connection. */
  | 'cut'
  /** Never says anything again. */
  | 'hang'
  /** Takes every blob out of the storage. */
  | 'forget'
  /** Calls back, for a test that does something at this moment. */
  | { readonly then: () => void };

/** A call that the test expects next, and its answer; the stream ends after the last step. */
export interface ScriptedCall {
  readonly call: 'Execute' | 'WaitExecution';
  readonly steps: readonly ScriptedStep[];
}

/** A call that came. */
export interface ReceivedCall {
  /** The method's name: `Execute`, `FindMissingBlobs`. */
  readonly method: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly metadata: Metadata;
}

/** What a scripted server is made of. */
export interface ScriptedServerOptions {
  readonly script?: readonly ScriptedCall[];
  /** What it says that it can do; execution and updates, otherwise as little as possible, by default. */
  readonly capabilities?: ServerCapabilitiesInit;
  /** Plain text by default. */
  readonly credentials?: ServerCredentials;
  /** Executes actions instead of a script: gives the operation with which the stream ends. */
  readonly execute?: (request: ExecuteRequest) => Promise<OperationInit>;
  /** Called for each call before anything is done about it, with how many came before. */
  readonly before?: (method: string, count: number) => void;
  /** Answers instead of the usual ones, by the name of the method. */
  readonly handlers?: Readonly<Record<string, MethodHandler>>;
}

const protocols = [
  actionCacheService,
  byteStreamService,
  capabilitiesService,
  contentAddressableStorageService,
  executionService,
  fetchService,
  operationsService,
  pushService,
];

/** A server on a real socket whose storage works, and whose execution service plays a script. What is not in the script is refused. */
export class ScriptedExecutionServer implements AsyncDisposable {
  /** Every call, in order. */
  readonly received: ReceivedCall[] = [];
  /** What the server holds. */
  storage = new MemoryContentAddressableStorage();
  readonly #server = new Server({ 'grpc.max_receive_message_length': -1 });
  readonly #script: ScriptedCall[];
  readonly #before: NonNullable<ScriptedServerOptions['before']>;
  #port = 0;

  private constructor(options: ScriptedServerOptions) {
    this.#script = [...(options.script ?? [])];
    this.#before = options.before ?? (() => {});
    const handlers: Readonly<Record<string, MethodHandler>> = {
      ...storageHandlers(() => this.storage),
      GetCapabilities: (_, answer) => answer(options.capabilities ?? usualCapabilities),
      CancelOperation: (_, answer) => answer({}),
      ...options.handlers,
    };
    for (const service of protocols) {
      const implementation: Record<string, UntypedHandleCall> = {};
      for (const [name, definition] of Object.entries(service)) {
        const method = definition.path.slice(definition.path.lastIndexOf('/') + 1);
        const { execute } = options;
        if (method === 'Execute' && execute !== undefined) implementation[name] = this.#executing(execute);
        else if (method === 'Execute' || method === 'WaitExecution') implementation[name] = this.#scripted(method);
        else implementation[name] = this.#handled(method, handlers[method]);
      }
      this.#server.addService(service, implementation);
    }
  }

  /** Starts one on a free port. */
  static async start(options: ScriptedServerOptions = {}): Promise<ScriptedExecutionServer> {
    const server = new ScriptedExecutionServer(options);
    await new Promise<void>((resolve, reject) => {
      server.#server.bindAsync('127.0.0.1:0', options.credentials ?? ServerCredentials.createInsecure(), (error, port) => {
        server.#port = port;
        if (error === null) resolve();
        else reject(error);
      });
    });
    return server;
  }

  /** As clients write it. */
  get address(): string {
    return `grpc://127.0.0.1:${this.#port}`;
  }

  /** Calls of the script that did not come. */
  get unplayed(): number {
    return this.#script.length;
  }

  /** Names of the methods that were called, those of the storage left out. */
  get executionCalls(): readonly string[] {
    return this.received.map(({ method }) => method).filter((method) => /^(Execute|WaitExecution|CancelOperation)$/.test(method));
  }

  [Symbol.asyncDispose](): Promise<void> {
    this.#server.forceShutdown();
    return Promise.resolve();
  }

  #note(method: string, call: { readonly request?: unknown; readonly metadata: Metadata }): void {
    this.#before(method, this.received.length);
    this.received.push({ method, request: (call.request ?? {}) as Readonly<Record<string, unknown>>, metadata: call.metadata });
  }

  #handled(method: string, handler: MethodHandler | undefined): UntypedHandleCall {
    const handle: handleUnaryCall<unknown, unknown> = (call, callback) => {
      this.#note(method, call);
      if (handler === undefined) callback(serviceError({ code: grpcCode.UNIMPLEMENTED, message: `${method} is not offered`, details: [] }));
      else handler(call as never, (message, status) => callback(status === undefined ? null : serviceError(status), message));
    };
    // A handler of a server stream writes by itself and gets no callback.
    return ((call: never, callback: never) => {
      if (callback !== undefined) return handle(call, callback);
      const stream = call as ServerWritableStream<unknown, unknown>;
      this.#note(method, stream);
      handler?.(call, (_, status) => (status === undefined ? stream.end() : stream.emit('error', serviceError(status))));
    }) as UntypedHandleCall;
  }

  /** Loses every blob. */
  forget(): void {
    this.storage = new MemoryContentAddressableStorage();
  }

  #executing(execute: (request: ExecuteRequest) => Promise<OperationInit>): UntypedHandleCall {
    return (async (call: ServerWritableStream<ExecuteRequest, OperationInit>) => {
      this.#note('Execute', call);
      call.on('error', () => {});
      call.write(await execute(call.request));
      call.end();
    }) as UntypedHandleCall;
  }

  #scripted(method: string): UntypedHandleCall {
    return ((call: ServerWritableStream<unknown, OperationInit>) => {
      this.#note(method, call);
      call.on('error', () => {});
      const next = this.#script[0];
      if (next?.call !== method) {
        call.emit('error', { code: 3, details: `${method} is not what the script says: ${next?.call ?? 'nothing'}` });
        return;
      }
      this.#script.shift();
      void this.#play(next.steps, call);
    }) as UntypedHandleCall;
  }

  async #play(steps: readonly ScriptedStep[], call: ServerWritableStream<unknown, OperationInit>): Promise<void> {
    for (const step of steps) {
      if (step === 'hang') return;
      if (step === 'cut') return this.#server.drain(`127.0.0.1:${this.#port}`, 0);
      if (step === 'forget') this.forget();
      else if ('send' in step) call.write(step.send);
      else if ('wait' in step) await new Promise((resolve) => setTimeout(resolve, step.wait));
      else if ('then' in step) step.then();
      else {
        call.emit('error', serviceError({ details: [], ...step.fail }));
        return;
      }
    }
    call.end();
  }
}

function serviceError(status: StatusValue): { code: number; details: string; metadata: Metadata } {
  const metadata = new MetadataClass();
  if (status.details.length > 0) metadata.set('grpc-status-details-bin', encodeStatus(status));
  return { code: status.code, details: status.message, metadata };
}

const usualCapabilities: ServerCapabilitiesInit = {
  cacheCapabilities: { digestFunctions: [1], actionCacheUpdateCapabilities: { updateEnabled: true } },
  executionCapabilities: { digestFunction: 1, execEnabled: true },
  lowApiVersion: { major: 2 },
  highApiVersion: { major: 2, minor: 3 },
};
