import { type CallOptions, type Clock, Semaphore, systemClock } from '@sandwright/core';
import { RemoteAssets } from './artifacts/remote-assets.ts';
import { type BearerToken, fixedToken, tokenFromFile } from './client/bearer-token.ts';
import { fetchCapabilities, type RemoteCapabilities } from './client/capabilities.ts';
import { RemoteChannel } from './client/channel.ts';
import type { TlsFiles } from './client/credentials.ts';
import { type Endpoint, isOnThisMachine, parseEndpoint } from './client/endpoint.ts';
import type { RetryPolicy } from './client/retry.ts';
import { SharedAnswer } from './client/shared-answer.ts';
import { defaultPatience, type ExecutionPatience } from './execution/execute-action.ts';
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
  /** The Remote Asset API, if it is not where the CAS is. */
  readonly assetAddress?: string | undefined;
  /** Sent in every request; may be empty. */
  readonly instanceName?: string | undefined;
  readonly tls?: TlsFiles | undefined;
  /** The token itself. */
  readonly bearerToken?: string | undefined;
  /** A file that holds the token and is read again when it changes; absolute. */
  readonly bearerTokenPath?: string | undefined;
  readonly storeHeaders?: Readonly<Record<string, string>> | undefined;
  readonly executionHeaders?: Readonly<Record<string, string>> | undefined;
  /** Tries of a call to the storage after the first; 4 by default. */
  readonly rpcRetries?: number | undefined;
  /** Tries of an execution after the first, where nothing else is wrong with it; 4 by default. */
  readonly executionRetries?: number | undefined;
  /** Calls to the storage at once; 128 by default. */
  readonly rpcConcurrency?: number | undefined;
  /** Milliseconds for a call to the storage, and for a stream without anything moving; 30,000 by default. */
  readonly storeTimeoutMs?: number | undefined;
  /** Milliseconds for a look-up in the action cache; 30,000 by default. */
  readonly cacheTimeoutMs?: number | undefined;
  /** How long the execution service may be silent. */
  readonly patience?: ExecutionPatience | undefined;
  /** Bytes of one piece of a stream; 1 MiB by default. */
  readonly chunkBytes?: number | undefined;
  /** Bytes of one batch at most, if smaller than what the server allows; 0 for what it allows. */
  readonly batchBytes?: number | undefined;
  /** Whether blobs travel compressed where the server can; by default where it is another machine. */
  readonly compress?: boolean | undefined;
  readonly clock?: Clock | undefined;
}

/** The servers of one configuration: storage, action cache, and the channel for execution. Connects when first used. */
export interface RemoteConnection extends Disposable {
  readonly instanceName: string;
  readonly storage: GrpcContentAddressableStorage;
  readonly actionCache: GrpcActionCache;
  /** The channel of the execution service; that of the storage where it has no address of its own. */
  readonly execution: RemoteChannel;
  /** Names of what is stored. */
  readonly assets: RemoteAssets;
  /** How often an execution is tried. */
  readonly executionRetry: RetryPolicy;
  readonly patience: ExecutionPatience;
  /** What the storage can do; asked for once. */
  storageCapabilities(options?: CallOptions): Promise<RemoteCapabilities>;
  /** What the action cache can do; asked for once. */
  cacheCapabilities(options?: CallOptions): Promise<RemoteCapabilities>;
  /** What the execution service can do; asked for once. */
  executionCapabilities(options?: CallOptions): Promise<RemoteCapabilities>;
}

/** No server needs longer to say what it can do. */
const capabilitiesTimeoutMs = 10_000;

/**
 * Prepares the use of servers. Nothing is sent yet.
 * @throws SandwrightError CONFIG_INVALID for an address, certificate or token that cannot be used
 */
export function openConnection(options: RemoteOptions): RemoteConnection {
  using undo = new DisposableStack();
  const clock = options.clock ?? systemClock;
  const retry: RetryPolicy = { retries: options.rpcRetries ?? 4, clock };
  const instanceName = options.instanceName ?? '';
  const storeTimeoutMs = options.storeTimeoutMs ?? 30_000;
  const channels = new Channels(options, undo);
  const storeEndpoint = parseEndpoint(options.storeAddress, 'remote_store_address');
  const storeChannel = channels.to(storeEndpoint, options.storeHeaders);
  const cacheChannel =
    options.actionCacheAddress === undefined
      ? storeChannel
      : channels.to(parseEndpoint(options.actionCacheAddress, 'remote_action_cache_address'), options.storeHeaders);
  const execution =
    options.executionAddress === undefined
      ? storeChannel
      : channels.to(parseEndpoint(options.executionAddress, 'remote_execution_address'), options.executionHeaders);
  const assets =
    options.assetAddress === undefined
      ? storeChannel
      : channels.to(parseEndpoint(options.assetAddress, 'assetAddress'), options.storeHeaders);
  const answers = new Map<RemoteChannel, SharedAnswer<RemoteCapabilities>>();
  const capabilitiesOf = (channel: RemoteChannel) => {
    const timeoutMs = Math.min(storeTimeoutMs, capabilitiesTimeoutMs);
    const answer =
      answers.get(channel) ?? undo.use(new SharedAnswer((call) => fetchCapabilities(channel, instanceName, retry, { ...call, timeoutMs })));
    answers.set(channel, answer);
    return (call?: CallOptions) => answer.get(call);
  };
  const askStorage = capabilitiesOf(storeChannel);
  const limit = options.batchBytes ?? 0;
  const storageCapabilities = async (call: CallOptions = {}): Promise<RemoteCapabilities> => {
    const found = await askStorage(call);
    return limit === 0 ? found : { ...found, maxBatchBytes: Math.min(found.maxBatchBytes, limit) };
  };
  const store: RemoteStore = {
    channel: storeChannel,
    instanceName,
    retry,
    slots: new Semaphore(options.rpcConcurrency ?? 128),
    timeoutMs: storeTimeoutMs,
    chunkBytes: options.chunkBytes ?? 1 << 20,
    // Between processes of one machine, compressing takes longer than sending.
    compress: options.compress ?? !isOnThisMachine(storeEndpoint),
    request: undefined,
    capabilities: storageCapabilities,
  };
  const cacheCapabilities = capabilitiesOf(cacheChannel);
  const executionCapabilities = capabilitiesOf(execution);
  const owned = undo.move();
  return {
    instanceName,
    storage: new GrpcContentAddressableStorage(store),
    actionCache: new GrpcActionCache({ ...store, channel: cacheChannel, timeoutMs: options.cacheTimeoutMs ?? 30_000 }),
    execution,
    assets: new RemoteAssets(assets, instanceName),
    executionRetry: { retries: options.executionRetries ?? 4, clock },
    patience: options.patience ?? defaultPatience,
    storageCapabilities,
    cacheCapabilities,
    executionCapabilities,
    [Symbol.dispose]: () => owned.dispose(),
  };
}

/** One endpoint for several services is one connection, unless they are told apart by their headers. */
class Channels {
  readonly #options: RemoteOptions;
  readonly #owner: DisposableStack;
  readonly #token: BearerToken | undefined;
  readonly #channels = new Map<string, RemoteChannel>();

  constructor(options: RemoteOptions, owner: DisposableStack) {
    this.#options = options;
    this.#owner = owner;
    this.#token = tokenOf(options);
  }

  to(endpoint: Endpoint, headers: Readonly<Record<string, string>> = {}): RemoteChannel {
    const key = JSON.stringify([endpoint.target, endpoint.secure, Object.entries(headers).sort(([a], [b]) => (a < b ? -1 : 1))]);
    const known = this.#channels.get(key);
    if (known !== undefined) return known;
    const made = this.#owner.use(new RemoteChannel({ endpoint, headers, tls: this.#options.tls, token: this.#token }));
    this.#channels.set(key, made);
    return made;
  }
}

function tokenOf(options: RemoteOptions): BearerToken | undefined {
  if (options.bearerToken !== undefined) return fixedToken(options.bearerToken);
  return options.bearerTokenPath === undefined ? undefined : tokenFromFile(options.bearerTokenPath);
}
