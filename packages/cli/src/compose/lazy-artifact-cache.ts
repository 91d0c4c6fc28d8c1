import type { ActionCache, ActionResult, BlobOptions, CallOptions, Digest } from '@sandwright/core';
import type { ArtifactCache, ArtifactCacheOptions, PushCount } from '@sandwright/sandbox-remote';

/** The artifact servers of a project, loaded when they are first asked: who finds all results here does not pay for gRPC. */
export class LazyArtifactCache implements ActionCache, AsyncDisposable {
  readonly #options: ArtifactCacheOptions;
  #opened: Promise<ArtifactCache> | undefined;

  private constructor(options: ArtifactCacheOptions) {
    this.#options = options;
  }

  /** Undefined where there are none. */
  static from(options: ArtifactCacheOptions): LazyArtifactCache | undefined {
    return options.servers.length === 0 ? undefined : new LazyArtifactCache(options);
  }

  async get(actionDigest: Digest, options?: BlobOptions): Promise<ActionResult | undefined> {
    return await (await this.#cache()).get(actionDigest, options);
  }

  async put(actionDigest: Digest, result: ActionResult, options?: BlobOptions): Promise<void> {
    await (await this.#cache()).put(actionDigest, result, options);
  }

  /** Waits for all pushes that have begun, if any have. */
  async settled(options: CallOptions): Promise<void> {
    await (await this.#opened)?.settled(options);
  }

  /** What was pushed to whom. */
  async pushes(): Promise<readonly PushCount[]> {
    return (await this.#cache()).pushes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const opened = await this.#opened?.catch(() => undefined);
    await opened?.[Symbol.asyncDispose]();
  }

  #cache(): Promise<ArtifactCache> {
    this.#opened ??= import('@sandwright/sandbox-remote').then(({ ArtifactCache }) => new ArtifactCache(this.#options));
    return this.#opened;
  }
}
