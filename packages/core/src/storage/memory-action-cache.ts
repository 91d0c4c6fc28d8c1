import type { ActionResult } from '../action/action-result.ts';
import type { Digest } from '../digest/digest.ts';
import type { ActionCache } from './action-cache.ts';
import { functionOf } from './blob-check.ts';
import type { BlobOptions } from './content-addressable-storage.ts';

/** Results in memory, for tests and for small short-lived tasks. Bounded: the result unused for longest goes first. */
export class MemoryActionCache implements ActionCache {
  readonly #results = new Map<string, ActionResult>();
  readonly #maxResults: number;

  /** @param options `maxResults`: 100,000 by default */
  constructor(options: { readonly maxResults?: number } = {}) {
    this.#maxResults = options.maxResults ?? 100_000;
  }

  async get(actionDigest: Digest, options?: BlobOptions): Promise<ActionResult | undefined> {
    options?.signal?.throwIfAborted();
    const key = keyOf(actionDigest, options);
    const result = this.#results.get(key);
    if (result === undefined) return undefined;
    // A Map keeps the order of insertion, so putting it in again makes it the youngest.
    this.#results.delete(key);
    this.#results.set(key, result);
    return structuredClone(result);
  }

  async put(actionDigest: Digest, result: ActionResult, options?: BlobOptions): Promise<void> {
    options?.signal?.throwIfAborted();
    const key = keyOf(actionDigest, options);
    this.#results.delete(key);
    this.#results.set(key, structuredClone(result));
    for (const oldest of this.#results.keys()) {
      if (this.#results.size <= this.#maxResults) break;
      this.#results.delete(oldest);
    }
  }
}

function keyOf(digest: Digest, options?: BlobOptions): string {
  return `${functionOf(digest, options)}/${digest.hash}/${digest.sizeBytes}`;
}
