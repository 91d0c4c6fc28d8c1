import {
  type BlobOptions,
  type CallOptions,
  type Digest,
  digestFunctions,
  functionOf,
  type RequestMetadata,
  type Semaphore,
} from '@sandwright/core';
import type { RemoteCapabilities } from '../client/capabilities.ts';
import type { RemoteChannel, RpcOptions } from '../client/channel.ts';
import { type RetryPolicy, withRetries } from '../client/retry.ts';

/** A server's storage and how to treat it; what every call on it needs. */
export interface RemoteStore {
  readonly channel: RemoteChannel;
  readonly instanceName: string;
  readonly retry: RetryPolicy;
  /** How many calls may be under way. */
  readonly slots: Semaphore;
  /** Milliseconds for a small call, and for a stream without anything moving. */
  readonly timeoutMs: number;
  /** Bytes of one piece of a stream. */
  readonly chunkBytes: number;
  /** Whether to compress where the server can. */
  readonly compress: boolean;
  readonly request: RequestMetadata | undefined;
  /** Asked for once, when first needed. */
  capabilities(options?: CallOptions): Promise<RemoteCapabilities>;
}

/** What a call on the store passes to the channel. */
export function rpcOptions(store: RemoteStore, options: BlobOptions): RpcOptions {
  return { signal: options.signal, timeoutMs: store.timeoutMs, request: options.request ?? store.request };
}

/** Makes a small call when a slot is free, again where it fails for a moment. */
export function storeCall<T>(store: RemoteStore, options: BlobOptions, call: (rpc: RpcOptions) => Promise<T>): Promise<T> {
  return withRetries(
    store.retry,
    async () => {
      using _slot = await store.slots.acquire(options);
      return await call(rpcOptions(store, options));
    },
    options,
  );
}

/** What a request says of the function behind its digests; SHA-256 is every server's default and is not named. */
export function digestFunctionField(digest: Digest | undefined, options: BlobOptions): { readonly digestFunction?: number } {
  if (digest === undefined) return {};
  const name = functionOf(digest, options);
  return name === 'SHA256' ? {} : { digestFunction: digestFunctions[name].wireNumber };
}
