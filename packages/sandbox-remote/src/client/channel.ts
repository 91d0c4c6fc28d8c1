import { ChannelCredentials, Client, type CallOptions as GrpcCallOptions, Metadata, type ServiceError } from '@grpc/grpc-js';
import type { CallOptions, RequestMetadata, SandwrightError } from '@sandwright/core';
import type { BearerToken } from './bearer-token.ts';
import { type TlsFiles, tlsCredentials } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { grpcCode } from './grpc-code.ts';
import { fromServiceError, type RemoteErrorContext, remoteError } from './remote-error.ts';
import { requestMetadataHeader } from './request-metadata.ts';
import { streamWithReason, withReason } from './signal-reason.ts';
import { Stall } from './stall.ts';

/** How to reach a server. */
export interface ChannelOptions {
  readonly endpoint: Endpoint;
  /** Only used where the endpoint is secure. */
  readonly tls?: TlsFiles | undefined;
  readonly token?: BearerToken | undefined;
  /** Sent with every call; names in any case. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** What the client needs of a method; the service definitions of core fit. */
export interface RpcMethod<Request, Response> {
  /** `/package.Service/Method`. */
  readonly path: string;
  readonly requestSerialize: (message: Request) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

/** What a call on a channel takes. */
export interface RpcOptions extends CallOptions {
  /** Milliseconds for the whole call; for streams, without anything moving. */
  readonly timeoutMs?: number | undefined;
  /** For streams: milliseconds until the first answer; `timeoutMs` by default. */
  readonly firstTimeoutMs?: number | undefined;
  readonly request?: RequestMetadata | undefined;
}

// Large enough for a whole batch in one flight; the defaults (64 KiB) cost twice the time on 4 MiB blobs.
const windowBytes = 4 << 20;
const messageBytes = 64 << 20;

/** One connection to a server, calls with deadlines and signals, and errors in our own terms. */
export class RemoteChannel implements Disposable {
  readonly endpoint: Endpoint;
  readonly #client: Client;
  readonly #options: ChannelOptions;

  /** Connects when the first call is made. Throws CONFIG_INVALID where a certificate cannot be read. */
  constructor(options: ChannelOptions) {
    this.endpoint = options.endpoint;
    this.#options = options;
    const credentials = options.endpoint.secure ? tlsCredentials(options.tls ?? {}) : ChannelCredentials.createInsecure();
    this.#client = new Client(options.endpoint.target, credentials, {
      'grpc.max_receive_message_length': messageBytes,
      'grpc.max_send_message_length': messageBytes,
      'grpc-node.flow_control_window': windowBytes,
      'grpc.keepalive_time_ms': 60_000,
      'grpc.keepalive_timeout_ms': 20_000,
      'grpc.initial_reconnect_backoff_ms': 200,
      'grpc.max_reconnect_backoff_ms': 5_000,
      // Retries are ours to decide; two layers of them would multiply.
      'grpc.enable_retries': 0,
      'grpc.enable_channelz': 0,
      // Several channels of one process must not share a connection that one of them closes.
      'grpc.use_local_subchannel_pool': 1,
    });
  }

  /**
   * One request, one answer.
   * @throws SandwrightError as `remoteError` maps it, or the signal's reason
   */
  unary<Request, Response>(method: RpcMethod<Request, Response>, request: Request, options: RpcOptions = {}): Promise<Response> {
    return withReason(options, async () => {
      const { promise, resolve, reject } = Promise.withResolvers<Response>();
      const call = this.#client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        this.#metadata(options),
        deadline(options),
        (error: ServiceError | null, response?: Response) => this.#settle(method.path, error, response, resolve, reject),
      );
      using _abort = onAbort(options, () => call.cancel());
      return await promise;
    });
  }

  /**
   * One request, many answers. Leaving the loop early cancels the call.
   * @param options.timeoutMs how long to wait for the next answer; answers that arrive reset it
   */
  serverStream<Request, Response>(
    method: RpcMethod<Request, Response>,
    request: Request,
    options: RpcOptions = {},
  ): AsyncGenerator<Response, void, undefined> {
    return streamWithReason(options, () => this.#serverStream(method, request, options));
  }

  /**
   * Many requests, one answer; the server may answer before all requests were sent.
   * @param requests taken one at a time, as the connection drains
   * @param options.timeoutMs how long nothing may move
   */
  clientStream<Request, Response>(
    method: RpcMethod<Request, Response>,
    requests: AsyncIterable<Request>,
    options: RpcOptions = {},
  ): Promise<Response> {
    return withReason(options, () => this.#clientStream(method, requests, options));
  }

  [Symbol.dispose](): void {
    this.#client.close();
  }

  async *#serverStream<Request, Response>(
    method: RpcMethod<Request, Response>,
    request: Request,
    options: RpcOptions,
  ): AsyncGenerator<Response, void, undefined> {
    const call = this.#client.makeServerStreamRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      this.#metadata(options),
      {},
    );
    using stall = new Stall(options.timeoutMs, () => call.cancel());
    using _abort = onAbort(options, () => call.cancel());
    stall.moved(options.firstTimeoutMs);
    try {
      for await (const message of call) {
        stall.pause();
        yield message as Response;
        stall.moved();
      }
    } catch (error) {
      if (stall.stalled) throw this.#stalled(method.path, error);
      throw isServiceError(error) ? fromServiceError(error, this.#context(method.path)) : error;
    } finally {
      call.cancel();
    }
  }

  async #clientStream<Request, Response>(
    method: RpcMethod<Request, Response>,
    requests: AsyncIterable<Request>,
    options: RpcOptions,
  ): Promise<Response> {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    let answered = false;
    let drained: PromiseWithResolvers<void> | undefined;
    const call = this.#client.makeClientStreamRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      this.#metadata(options),
      {},
      (error: ServiceError | null, response?: Response) => {
        answered = true;
        drained?.resolve();
        this.#settle(method.path, error, response, resolve, reject);
      },
    );
    using stall = new Stall(options.timeoutMs, () => call.cancel());
    using _abort = onAbort(options, () => call.cancel());
    call.on('error', () => drained?.resolve());
    call.on('drain', () => drained?.resolve());
    // It may fail while the source is still being read; the failure is seen when it is awaited.
    promise.catch(() => {});
    try {
      for await (const request of requests) {
        if (answered) break;
        stall.moved();
        drained = Promise.withResolvers<void>();
        if (!call.write(request) && !answered) await drained.promise;
        // What the source takes to give more bytes is not the server's fault.
        stall.pause();
      }
      if (!answered) {
        stall.moved();
        call.end();
      }
      return await promise;
    } catch (error) {
      call.cancel();
      throw stall.stalled ? this.#stalled(method.path, error) : error;
    }
  }

  #settle<Response>(
    path: string,
    error: ServiceError | null,
    response: Response | undefined,
    resolve: (response: Response) => void,
    reject: (error: unknown) => void,
  ): void {
    if (error !== null) reject(fromServiceError(error, this.#context(path)));
    else if (response === undefined) reject(remoteError(grpcCode.INTERNAL, 'status OK without an answer', this.#context(path)));
    else resolve(response);
  }

  #metadata(options: RpcOptions): Metadata {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(this.#options.headers ?? {})) metadata.set(name, value);
    const token = this.#options.token?.();
    if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
    if (options.request !== undefined) metadata.set(...requestMetadataHeader(options.request));
    return metadata;
  }

  #stalled(path: string, cause: unknown): SandwrightError {
    return remoteError(grpcCode.DEADLINE_EXCEEDED, 'nothing moved for too long', { ...this.#context(path), cause });
  }

  #context(path: string): RemoteErrorContext {
    return {
      what: `${path.slice(path.lastIndexOf('/') + 1)} at ${this.endpoint.address}`,
      caCertsPath: this.#options.tls?.caCertsPath,
      secure: this.endpoint.secure,
    };
  }
}

function onAbort({ signal }: CallOptions, action: () => void): Disposable {
  signal?.addEventListener('abort', action, { once: true });
  return { [Symbol.dispose]: () => signal?.removeEventListener('abort', action) };
}

function deadline(options: RpcOptions): GrpcCallOptions {
  return options.timeoutMs === undefined ? {} : { deadline: Date.now() + options.timeoutMs };
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && typeof (error as Partial<ServiceError>).code === 'number' && 'metadata' in error;
}
