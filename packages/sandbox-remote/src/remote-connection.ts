import { type CallOptions, type Clock, Semaphore, systemClock } from '@sandwright/core';
import { type BearerToken, fixedToken, tokenFromFile } from './client/bearer-token.ts';
import { fetchCapabilities, type RemoteCapabilities } from './client/capabilities.ts';
import { RemoteChannel } from './client/channel.ts';
import type { TlsFiles } from './client/credentials.ts';
import { parseEndpoint } from './client/endpoint.ts';
import type { RetryPolicy } from './client/retry.ts';
import { GrpcActionCache } from './storage/grpc-action-cache.ts';
import { GrpcContentAddressableStorage } from './storage/grpc-content-addressable-storage.ts';
import type { RemoteStore } from './storage/remote-store.ts';

/** Where the servers are and how to talk to them. Addresses are spelled as `parseEndpoint` reads them. */
export interface RemoteOptions {
  /** CAS, and the action cache unless it has an address of its own. */
  readonly storeAddress: string;
  /** Execution; undefined where only caches are used. */
  readonly executionAddress?: string | undefined;
  readonly actionCacheAddress?: string | undefined;
  /** Sent in every request; may be empty. */
  readonly instanceName?: string | undefined;
  readonly tls?: TlsFiles | undefined;
  /** The token itself. */
  readonly bearerToken?: string | undefined;
  /** A file that holds the token and is read again when it changes; absolute. */
  readonly bearerTokenPath?: string | undefined;
  readonly storeHeaders?: Readonly<Record<string, string>> | undefined;
  readonly executionHeaders?: Readonly<Record<string, string>> | undefined;
  /** Tries after the first; 4 by default. */
  readonly rpcRetries?: number | undefined;
  /** Calls to the storage at once; 128 by default. */
  readonly rpcConcurrency?: number | undefined;
  /** Milliseconds for a call to the storage, and for a stream without anything moving; 30,000 by default. */
  readonly storeTimeoutMs?: number | undefined;
  /** Milliseconds for a look-up in the action cache; 30,000 by default. */
  readonly cacheTimeoutMs?: number | undefined;
  /** Bytes of one piece of a stream; 1 MiB by default. */
  readonly chunkBytes?: number | undefined;
  /** Bytes of one batch at most, if smaller than what the server allows. */
  readonly batchBytes?: number | undefined;
  readonly clock?: Clock | undefined;
}

/** The servers of one configuration: storage, action cache, and the channel for execution. Connects when first used. */
export interface RemoteConnection extends Disposable {
  readonly instanceName: string;
  readonly storage: GrpcContentAddressableStorage;
  readonly actionCache: GrpcActionCache;
  /** The channel of the execution service; that of the storage where it has no address of its own. */
  readonly execution: RemoteChannel;
  readonly retry: RetryPolicy;
  /** What the storage can do; asked for once. */
  storageCapabilities(options?: CallOptions): Promise<RemoteCapabilities>;
  /** What the execution service can do; asked for once. */
  executionCapabilities(options?: CallOptions): Promise<RemoteCapabilities>;
}

/**
 * Prepares the use of servers. Nothing is sent yet.
 * @throws SandwrightError CONFIG_INVALID for an address, certificate or token that cannot be used
 */
export function connect(options: RemoteOptions): RemoteConnection {
  using undo = new DisposableStack();
  const clock = options.clock ?? systemClock;
  const retry: RetryPolicy = { retries: options.rpcRetries ?? 4, clock };
  const instanceName = options.instanceName ?? '';
  const token = tokenOf(options);
  const channels = new Map<string, RemoteChannel>();
  const channel = (address: string, origin: string, headers: Readonly<Record<string, string>> | undefined): RemoteChannel => {
    // One endpoint for several services is one connection, unless they are told apart by their headers.
    const key = JSON.stringify([address, headers ?? {}]);
    const known = channels.get(key);
    if (known !== undefined) return known;
    const made = undo.use(
      new RemoteChannel({
        endpoint: parseEndpoint(address, origin),
        ...(options.tls === undefined ? {} : { tls: options.tls }),
        ...(token === undefined ? {} : { token }),
        ...(headers === undefined ? {} : { headers }),
      }),
    );
    channels.set(key, made);
    return made;
  };
  const storeChannel = channel(options.storeAddress, 'remote_store_address', options.storeHeaders);
  const cacheChannel = channel(options.actionCacheAddress ?? options.storeAddress, 'remote_action_cache_address', options.storeHeaders);
  const execution =
    options.executionAddress === undefined
      ? storeChannel
      : channel(options.executionAddress, 'remote_execution_address', options.executionHeaders);
  const storeTimeoutMs = options.storeTimeoutMs ?? 30_000;
  const ask = (of: RemoteChannel) =>
    once((call: CallOptions) => fetchCapabilities(of, instanceName, retry, { ...call, timeoutMs: Math.min(storeTimeoutMs, 10_000) }));
  const askStorage = ask(storeChannel);
  const capabilities = async (call: CallOptions = {}): Promise<RemoteCapabilities> => {
    const found = await askStorage(call);
    return options.batchBytes === undefined ? found : { ...found, maxBatchBytes: Math.min(found.maxBatchBytes, options.batchBytes) };
  };
  const slots = new Semaphore(options.rpcConcurrency ?? 128);
  const store: RemoteStore = {
    channel: storeChannel,
    instanceName,
    prefix: instanceName === '' ? '' : `${instanceName}/`,
    retry,
    slots,
    timeoutMs: storeTimeoutMs,
    chunkBytes: options.chunkBytes ?? 1 << 20,
    request: undefined,
    capabilities,
  };
  const owned = undo.move();
  return {
    instanceName,
    storage: new GrpcContentAddressableStorage(store),
    actionCache: new GrpcActionCache({ ...store, channel: cacheChannel, timeoutMs: options.cacheTimeoutMs ?? 30_000 }),
    execution,
    retry,
    storageCapabilities: capabilities,
    executionCapabilities: execution === storeChannel ? capabilities : ask(execution),
    [Symbol.dispose]: () => owned.dispose(),
  };
}

function tokenOf(options: RemoteOptions): BearerToken | undefined {
  if (options.bearerToken !== undefined) return fixedToken(options.bearerToken);
  return options.bearerTokenPath === undefined ? undefined : tokenFromFile(options.bearerTokenPath);
}

// A failure is not remembered: the next caller asks again.
function once<T>(ask: (options: CallOptions) => Promise<T>): (options?: CallOptions) => Promise<T> {
  let answer: Promise<T> | undefined;
  return (options = {}) => {
    answer ??= ask(options).catch((error: unknown) => {
      answer = undefined;
      throw error;
    });
    return answer;
  };
}
