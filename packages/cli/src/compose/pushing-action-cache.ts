import type { ActionCache, ActionLookupOptions, ActionResult, BlobOptions, Digest } from '@sandwright/core';

/** What a `PushingActionCache` works with. */
export interface PushingOptions {
  /** Results of this machine. */
  readonly inner: ActionCache;
  /** Where to push what is found here; what is made is pushed elsewhere. */
  readonly artifacts: ActionCache;
  /** Labels of the targets whose results are pushed. */
  readonly targets: ReadonlySet<string>;
}

/** The cache of this machine, which pushes what it has of some targets when it is asked for it. */
export class PushingActionCache implements ActionCache {
  readonly #options: PushingOptions;

  constructor(options: PushingOptions) {
    this.#options = options;
  }

  async get(actionDigest: Digest, options: ActionLookupOptions = {}): Promise<ActionResult | undefined> {
    const { inner, artifacts, targets } = this.#options;
    const found = await inner.get(actionDigest, options);
    if (found !== undefined && targets.has(options.request?.targetId ?? '')) await artifacts.put(actionDigest, found, options);
    return found;
  }

  put(actionDigest: Digest, result: ActionResult, options?: BlobOptions): Promise<void> {
    return this.#options.inner.put(actionDigest, result, options);
  }
}
