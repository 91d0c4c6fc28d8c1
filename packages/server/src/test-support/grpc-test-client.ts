import { Client, type ClientOptions, type ClientReadableStream, credentials, Metadata, type ServiceError } from '@grpc/grpc-js';
import { PreconditionFailure, RetryInfo, Status, unpackAny } from '@sandwright/core/reapi';

/** A method as core defines it. */
export interface TestMethod<RequestInit, Response> {
  readonly path: string;
  readonly requestSerialize: (message: RequestInit) => Buffer;
  readonly responseDeserialize: (bytes: Buffer) => Response;
}

/** What a call may set. */
export interface TestCallOptions {
  readonly headers?: Readonly<Record<string, string | Buffer>>;
  readonly deadlineMs?: number;
  /** Cancels a unary call. */
  readonly signal?: AbortSignal | undefined;
}

/** A client of one connection that speaks whatever method it is given. */
export class GrpcTestClient implements Disposable {
  readonly client: Client;

  constructor(address: string, options: Partial<ClientOptions> = {}) {
    this.client = new Client(address, credentials.createInsecure(), {
      'grpc.use_local_subchannel_pool': 1,
      'grpc.max_receive_message_length': -1,
      ...options,
    });
  }

  unary<RequestInit, Response>(
    method: TestMethod<RequestInit, Response>,
    request: RequestInit,
    options: TestCallOptions = {},
  ): Promise<Response> {
    return new Promise((resolve, reject) => {
      const call = this.client.makeUnaryRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        request,
        metadataOf(options),
        { deadline: Date.now() + (options.deadlineMs ?? 60_000) },
        (error, response) => (error === null && response !== undefined ? resolve(response) : reject(error ?? new Error('no response'))),
      );
      const { signal } = options;
      if (signal?.aborted === true) call.cancel();
      else signal?.addEventListener('abort', () => call.cancel(), { once: true });
    });
  }

  stream<RequestInit, Response>(
    method: TestMethod<RequestInit, Response>,
    request: RequestInit,
    options: TestCallOptions = {},
  ): ClientReadableStream<Response> {
    return this.client.makeServerStreamRequest(
      method.path,
      method.requestSerialize,
      method.responseDeserialize,
      request,
      metadataOf(options),
      {
        deadline: Date.now() + (options.deadlineMs ?? 60_000),
      },
    );
  }

  async collect<RequestInit, Response>(
    method: TestMethod<RequestInit, Response>,
    request: RequestInit,
    options: TestCallOptions = {},
  ): Promise<Response[]> {
    const all: Response[] = [];
    for await (const message of this.stream(method, request, options)) all.push(message as Response);
    return all;
  }

  /** Sends all messages, then ends its side; stops early where the server has answered. */
  upload<RequestInit, Response>(
    method: TestMethod<RequestInit, Response>,
    requests: Iterable<RequestInit>,
    options: TestCallOptions & { readonly leaveOpen?: boolean } = {},
  ): Promise<Response> & { cancel: () => void } {
    let cancel = (): void => {};
    const answer = new Promise<Response>((resolve, reject) => {
      const call = this.client.makeClientStreamRequest(
        method.path,
        method.requestSerialize,
        method.responseDeserialize,
        metadataOf(options),
        { deadline: Date.now() + (options.deadlineMs ?? 60_000) },
        (error, response) => (error === null && response !== undefined ? resolve(response) : reject(error ?? new Error('no response'))),
      );
      call.on('error', () => {});
      cancel = () => call.cancel();
      for (const request of requests) call.write(request);
      if (options.leaveOpen !== true) call.end();
    });
    return Object.assign(answer, { cancel });
  }

  [Symbol.dispose](): void {
    this.client.close();
  }
}

function metadataOf({ headers = {} }: TestCallOptions): Metadata {
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(headers)) metadata.set(name, value);
  return metadata;
}

/** The gRPC status of a call that must fail. */
export async function failureOf(call: Promise<unknown>): Promise<ServiceError> {
  try {
    await call;
  } catch (error) {
    return error as ServiceError;
  }
  throw new Error('the call should have failed');
}

/** The details of a failure. */
export function detailsOf(error: ServiceError): { readonly missing: readonly string[]; readonly retryDelayMs: number | undefined } {
  const [bytes] = error.metadata.get('grpc-status-details-bin');
  if (!(bytes instanceof Buffer)) return { missing: [], retryDelayMs: undefined };
  const missing: string[] = [];
  let retryDelayMs: number | undefined;
  for (const detail of Status.decode(bytes).details) {
    const failure = unpackAny(detail, 'google.rpc.PreconditionFailure', PreconditionFailure);
    for (const violation of failure?.violations ?? []) missing.push(`${violation.type} ${violation.subject}`);
    const retry = unpackAny(detail, 'google.rpc.RetryInfo', RetryInfo);
    if (retry !== undefined) retryDelayMs = (retry.retryDelay?.seconds ?? 0) * 1000 + (retry.retryDelay?.nanos ?? 0) / 1_000_000;
  }
  return { missing, retryDelayMs };
}
