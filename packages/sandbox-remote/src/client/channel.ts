import { ChannelCredentials, Client, type CallOptions as GrpcCallOptions, Metadata, type ServiceError } from '@grpc/grpc-js';
import { type CallOptions, type RequestMetadata, SandwrightError } from '@sandwright/core';
import type { BearerToken } from './bearer-token.ts';
import { type TlsFiles, tlsCredentials } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { fromServiceError, remoteError } from './remote-error.ts';
import { requestMetadataHeader } from './request-metadata.ts';

/** How to reach a server. */
export interface ChannelOptions {
  readonly endpoint: Endpoint;
  /** Only used where the endpoint is secure. */
  readonly tls?: TlsFiles;
  readonly token?: BearerToken;
  /** Sent with every call; names in any case. */
  readonly headers?: Readonly<Record<string, string>>;
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
  readonly timeoutMs?: number;
  readonly request?: RequestMetadata | undefined;
}

// Large enough for a whole batch in one flight; the defaults (64 KiB) cost twice the time on 4 MiB blobs.
const windowBytes = 4 << 20;
const messageBytes = 64 << 20;

/** One connection to a server, calls with deadlines and signals, and errors in our own terms. */
export class RemoteChannel implements Disposable {
  readonly endpoint: Endpoint;
  readonly #client: Client;
  readonly #token: BearerToken | undefined;
  readonly #headers: Readonly<Record<string, string>>;

  /** Connects when the first call is made. Throws CONFIG_INVALID where a certificate cannot be read. */
  constructor(options: ChannelOptions) {
    this.endpoint = options.endpoint;
    this.#token = options.token;
    this.#headers = options.headers ?? {};
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
    });
  }

  /**
   * One request, one answer.
   * @throws SandwrightError as `remoteError` maps it, or the signal's reason
   */
  unary<Request, Response>(method: RpcMethod<Request, Response>, request: Request, options: RpcOptions = {}): Promise<Response> {
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    if (options.signal?.aborted) return Promise.reject(options.signal.reason);
    const call = this.#client.makeUnaryRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      this.#metadata(options),
      deadline(options),
      (error: ServiceError | null, response?: Response) => {
        options.signal?.removeEventListener('abort', onAbort);
        if (error !== null)
          reject(options.signal?.aborted ? options.signal.reason : this.#failure(error, method.path));
        else if (response === undefined) reject(remoteError(13, 'status OK without an answer', this.#context(method.path)));
        else resolve(response);
      },
    );
    const onAbort = () => call.cancel();
    options.signal?.addEventListener('abort', onAbort, { once: true });
    return promise;
  }

  /**
   * One request, many answers. Leaving the loop early cancels the call.
   * @param options.timeoutMs how long to wait for the next answer; answers that arrive reset it
   */
  async *serverStream<Request, Response>(
    method: RpcMethod<Request, Response>,
    request: Request,
    options: RpcOptions = {},
  ): AsyncGenerator<Response, void, undefined> {
    options.signal?.throwIfAborted();
    const call = this.#client.makeServerStreamRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      this.#metadata(options),
      {},
    );
    let stalled = false;
    const stall = new Stall(options.timeoutMs, () => {
      stalled = true;
      call.cancel();
    });
    const onAbort = () => call.cancel();
    options.signal?.addEventListener('abort', onAbort, { once: true });
    try {
      for await (const message of call) {
        stall.pause();
        yield message as Response;
        stall.resume();
      }
    } catch (error) {
      if (options.signal?.aborted) throw options.signal.reason;
      if (stalled) throw this.#stalled(method.path, options.timeoutMs, error);
      throw isServiceError(error) ? this.#failure(error, method.path) : error;
    } finally {
      stall.stop();
      options.signal?.removeEventListener('abort', onAbort);
      call.cancel();
    }
  }

  /**
   * Many requests, one answer; the server may answer before all requests were sent.
   * @param requests taken one at a time, as the connection drains
   * @param options.timeoutMs how long nothing may move
   */
  async clientStream<Request, Response>(
    method: RpcMethod<Request, Response>,
    requests: AsyncIterable<Request>,
    options: RpcOptions = {},
  ): Promise<Response> {
    options.signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<Response>();
    let answered = false;
    let stalled = false;
    const call = this.#client.makeClientStreamRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      this.#metadata(options),
      {},
      (error: ServiceError | null, response?: Response) => {
        answered = true;
        drained?.resolve();
        if (error === null && response !== undefined) resolve(response);
        else if (options.signal?.aborted) reject(options.signal.reason);
        else if (stalled) reject(this.#stalled(method.path, options.timeoutMs, error));
        else
          reject(
            error === null ? remoteError(13, 'status OK without an answer', this.#context(method.path)) : this.#failure(error, method.path),
          );
      },
    );
    let drained: PromiseWithResolvers<void> | undefined;
    const stall = new Stall(options.timeoutMs, () => {
      stalled = true;
      call.cancel();
    });
    const onAbort = () => call.cancel();
    options.signal?.addEventListener('abort', onAbort, { once: true });
    call.on('error', () => drained?.resolve());
    call.on('drain', () => drained?.resolve());
    promise.catch(() => {});
    try {
      for await (const request of requests) {
        if (answered) break;
        stall.resume();
        if (!call.write(request)) {
          drained = Promise.withResolvers<void>();
          if (!answered) await drained.promise;
        }
      }
      if (!answered) call.end();
      return await promise;
    } catch (error) {
      call.cancel();
      throw error;
    } finally {
      stall.stop();
      options.signal?.removeEventListener('abort', onAbort);
    }
  }

  [Symbol.dispose](): void {
    this.#client.close();
  }

  #metadata(options: RpcOptions): Metadata {
    const metadata = new Metadata();
    for (const [name, value] of Object.entries(this.#headers)) metadata.set(name, value);
    const token = this.#token?.();
    if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
    if (options.request !== undefined) metadata.set(...requestMetadataHeader(options.request));
    return metadata;
  }

  #failure(error: ServiceError, path: string): SandwrightError {
    return fromServiceError(error, this.#context(path));
  }

  #stalled(path: string, timeoutMs: number | undefined, cause: unknown): SandwrightError {
    return remoteError(4, `nothing moved for ${timeoutMs} ms`, this.#context(path), { cause });
  }

  #context(path: string): string {
    return `${path.slice(path.lastIndexOf('/') + 1)} at ${this.endpoint.address}`;
  }
}

/** Calls back when nothing moved for a while. */
class Stall {
  readonly #timer: NodeJS.Timeout | undefined;
  #paused = false;

  constructor(milliseconds: number | undefined, onStall: () => void) {
    if (milliseconds === undefined) return;
    this.#timer = setTimeout(() => {
      if (!this.#paused) onStall();
    }, milliseconds);
  }

  /** While the consumer works, the server is not to blame. */
  pause(): void {
    this.#paused = true;
  }

  resume(): void {
    this.#paused = false;
    this.#timer?.refresh();
  }

  stop(): void {
    this.#paused = true;
    clearTimeout(this.#timer);
  }
}

function deadline(options: RpcOptions): GrpcCallOptions {
  return options.timeoutMs === undefined ? {} : { deadline: Date.now() + options.timeoutMs };
}

function isServiceError(error: unknown): error is ServiceError {
  return error instanceof Error && typeof (error as Partial<ServiceError>).code === 'number' && 'metadata' in error;
}
