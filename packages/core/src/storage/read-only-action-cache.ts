import type { ActionResult } from '../action/action-result.ts';
import type { Digest } from '../digest/digest.ts';
import type { ActionCache } from './action-cache.ts';
import type { BlobOptions } from './content-addressable-storage.ts';

/** Passes reads on and drops writes in silence, for those who may use a cache but not fill it. */
export class ReadOnlyActionCache implements ActionCache {
  readonly #inner: ActionCache;

  constructor(inner: ActionCache) {
    this.#inner = inner;
  }

  get(actionDigest: Digest, options?: BlobOptions): Promise<ActionResult | undefined> {
    return this.#inner.get(actionDigest, options);
  }

  async put(_actionDigest: Digest, _result: ActionResult, options?: BlobOptions): Promise<void> {
    options?.signal?.throwIfAborted();
  }
}
