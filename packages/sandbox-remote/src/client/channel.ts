import type { Metadata } from '@grpc/grpc-js';
import { type CallOptions, type RequestMetadata, SandwrightError } from '@sandwright/core';
import type { BearerToken } from './bearer-token.ts';
import { type TlsCredentials, type TlsFiles, tlsCredentials } from './credentials.ts';
import type { Endpoint } from './endpoint.ts';
import { grpcCode } from './grpc-code.ts';
import { type OpenChannel, openChannel } from './open-channel.ts';
import { fromStatusObject, type RemoteErrorContext, remoteError } from './remote-error.ts';
import { requestMetadataHeader } from './request-metadata.ts';
import { RpcCall } from './rpc-call.ts';
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
  /** Takes a request of a stream back when it is out, so that its memory can be used again. */
  readonly requestSent?: (bytes: Buffer) => void;
}

/** What a call on a channel takes. */
export interface RpcOptions extends CallOptions {
  /** Milliseconds for the whole call; for streams, without anything moving. */
  readonly timeoutMs?: number | undefined;
  /** For streams: milliseconds until the first answer; `timeoutMs` by default. */
  readonly firstTimeoutMs?: number | undefined;
  readonly request?: RequestMetadata | undefined;
}

/** One connection to a server, calls with deadlines and signals, and errors in our own terms. */
export class RemoteChannel implements Disposable {
  readonly endpoint: Endpoint;
  readonly #options: ChannelOptions;
  /** Undefined for plain text. */
  readonly #tls: TlsCredentials | undefined;
  #opening: Promise<OpenChannel> | undefined;
  #opened: OpenChannel | undefined;
  #closed = false;

  /** Connects when the first call is made, and loads gRPC then. Throws CONFIG_INVALID where a certificate cannot be read. */
  constructor(options: ChannelOptions) {
    this.endpoint = options.endpoint;
    this.#options = options;
    this.#tls = options.endpoint.secure ? tlsCredentials(options.tls ?? {}) : undefined;
  }

  /**
   * One request, one answer.
   * @throws SandwrightError as `remoteError` maps it, or the signal's reason
   */
  unary<Request, Response>(method: RpcMethod<Request, Response>, request: Request, options: RpcOptions = {}): Promise<Response> {
    return withReason(options, async () => {
      const opened = this.#opened ?? (await this.#open());
      options.signal?.throwIfAborted();
      const bytes = method.requestSerialize(request);
      const call = this.#start(opened, method.path, options, deadlineOf(options));
      using _abort = onAbort(options, () => call.cancel());
      call.sendOnly(bytes);
      return await this.#answer(method, call);
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

  /** Loads what the first call needs, so that its time is the server's alone. Connects to nothing. */
  async prepare(): Promise<void> {
    if (this.#opened === undefined) await this.#open();
  }

  [Symbol.dispose](): void {
    this.#closed = true;
    this.#opened?.channel.close();
  }

  async #open(): Promise<OpenChannel> {
    // Several first calls may wait for it together.
    this.#opening ??= openChannel(this.endpoint, this.#tls);
    const opened = await this.#opening;
    if (this.#closed) {
      opened.channel.close();
      throw new SandwrightError('CANCELLED', `the connection to ${this.endpoint.address} is closed`);
    }
    this.#opened = opened;
    return opened;
  }

  async *#serverStream<Request, Response>(
    method: RpcMethod<Request, Response>,
    request: Request,
    options: RpcOptions,
  ): AsyncGenerator<Response, void, undefined> {
    const opened = this.#opened ?? (await this.#open());
    options.signal?.throwIfAborted();
    const call = this.#start(opened, method.path, options);
    using stall = new Stall(options.timeoutMs, () => call.cancel());
    using _abort = onAbort(options, () => call.cancel());
    try {
      call.sendOnly(method.requestSerialize(request));
      stall.moved(options.firstTimeoutMs);
      for (let bytes = await call.next(); bytes !== undefined; bytes = await call.next()) {
        stall.pause();
        yield this.#decoded(method, bytes);
        stall.moved();
      }
      if (stall.stalled) throw this.#stalled(method.path);
      this.#requireOk(method.path, call);
    } finally {
      call.cancel();
    }
  }

  async #clientStream<Request, Response>(
    method: RpcMethod<Request, Response>,
    requests: AsyncIterable<Request>,
    options: RpcOptions,
  ): Promise<Response> {
    const opened = this.#opened ?? (await this.#open());
    options.signal?.throwIfAborted();
    const call = this.#start(opened, method.path, options);
    using stall = new Stall(options.timeoutMs, () => call.cancel());
    using _abort = onAbort(options, () => call.cancel());
    // The answer may come before all was sent; then nothing more is.
    const answer = this.#answer(method, call);
    // It may fail while the source is still being read; the failure is seen when it is awaited.
    answer.catch(() => {});
    let sent: Promise<void> | undefined;
    try {
      for await (const request of requests) {
        const bytes = method.requestSerialize(request);
        stall.moved();
        await sent;
        if (call.isAnswered) break;
        sent = call.send(bytes, method.requestSent);
        // What the source takes to give more bytes is not the server's fault.
        stall.pause();
      }
      stall.moved();
      await sent;
      if (!call.isAnswered) call.endSending();
      stall.moved();
      return await answer;
    } catch (error) {
      throw stall.stalled ? this.#stalled(method.path) : error;
    } finally {
      call.cancel();
    }
  }

  #start(
    { channel, newMetadata, cancelled }: OpenChannel,
    path: string,
    options: RpcOptions,
    deadline = Number.POSITIVE_INFINITY,
  ): RpcCall {
    return new RpcCall(channel.createCall(path, deadline, null, null, null), this.#metadata(newMetadata(), options), cancelled);
  }

  /** The one message that a call brings. */
  async #answer<Response>(method: RpcMethod<never, Response>, call: RpcCall): Promise<Response> {
    const bytes = await call.next();
    if (bytes !== undefined) await call.next();
    this.#requireOk(method.path, call);
    if (bytes === undefined) throw remoteError(grpcCode.INTERNAL, 'status OK without an answer', this.#context(method.path));
    return this.#decoded(method, bytes);
  }

  #requireOk(path: string, call: RpcCall): void {
    const { status } = call;
    if (status === undefined) {
      call.cancel();
      throw remoteError(grpcCode.INTERNAL, 'more than one answer', this.#context(path));
    }
    const code: number = status.code;
    if (code !== 0) throw fromStatusObject(status, this.#context(path));
  }

  #decoded<Response>({ path, responseDeserialize }: RpcMethod<never, Response>, bytes: Buffer): Response {
    try {
      return responseDeserialize(bytes);
    } catch (cause) {
      throw remoteError(grpcCode.INTERNAL, 'the answer is not what it should be', { ...this.#context(path), cause });
    }
  }

  #metadata(metadata: Metadata, options: RpcOptions): Metadata {
    for (const [name, value] of Object.entries(this.#options.headers ?? {})) metadata.set(name, value);
    const token = this.#options.token?.();
    if (token !== undefined) metadata.set('authorization', `Bearer ${token}`);
    if (options.request !== undefined) metadata.set(...requestMetadataHeader(options.request));
    return metadata;
  }

  #stalled(path: string): SandwrightError {
    return remoteError(grpcCode.DEADLINE_EXCEEDED, 'nothing moved for too long', this.#context(path));
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

function deadlineOf({ timeoutMs }: RpcOptions): number {
  return timeoutMs === undefined ? Number.POSITIVE_INFINITY : Date.now() + timeoutMs;
}
