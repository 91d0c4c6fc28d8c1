import type { ActionCache, ActionLookupOptions, ActionResult, BlobOptions, Digest, OptionValues } from '@sandwright/core';
import type { RemoteCacheServices } from '@sandwright/sandbox-remote';

type RemoteCache = ActionCache & AsyncDisposable;

/** The remote cache that the options ask for, loaded when it is first looked into: who finds all results here does not pay for gRPC. */
export class LazyRemoteCache implements ActionCache, AsyncDisposable {
  readonly #open: () => Promise<RemoteCache | undefined>;
  #opened: Promise<RemoteCache | undefined> | undefined;

  private constructor(open: () => Promise<RemoteCache | undefined>) {
    this.#open = open;
  }

  /** Undefined where the options ask for no remote cache. */
  static from(options: OptionValues, services: RemoteCacheServices): LazyRemoteCache | undefined {
    const { remote_store_address, remote_cache_read, remote_cache_write } = options;
    if (remote_store_address === undefined || (!remote_cache_read && !remote_cache_write)) return undefined;
    return new LazyRemoteCache(async () => (await import('@sandwright/sandbox-remote')).openRemoteCache(options, services));
  }

  async get(actionDigest: Digest, options?: ActionLookupOptions): Promise<ActionResult | undefined> {
    return await (await this.#cache())?.get(actionDigest, options);
  }

  async put(actionDigest: Digest, result: ActionResult, options?: BlobOptions): Promise<void> {
    await (await this.#cache())?.put(actionDigest, result, options);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    await opened?.[Symbol.asyncDispose]();
  }

  #cache(): Promise<RemoteCache | undefined> {
    this.#opened ??= this.#open();
    return this.#opened;
  }
}
