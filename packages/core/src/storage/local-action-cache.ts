import type { ActionResult } from '../action/action-result.ts';
import { decodeActionResult, encodeActionResult } from '../action/action-result-encoding.ts';
import type { Digest } from '../digest/digest.ts';
import type { ActionCache } from './action-cache.ts';
import type { BlobOptions } from './content-addressable-storage.ts';
import type { ActionResultBytes } from './local-store.ts';

/** One namespace of a local store's action results, as the domain sees them. */
export class LocalActionCache implements ActionCache {
  readonly #bytes: ActionResultBytes;
  readonly #namespace: string;

  constructor(bytes: ActionResultBytes, namespace: string) {
    this.#bytes = bytes;
    this.#namespace = namespace;
  }

  async get(actionDigest: Digest, options?: BlobOptions): Promise<ActionResult | undefined> {
    const bytes = await this.#bytes.get(this.#namespace, actionDigest, options);
    return bytes === undefined ? undefined : decodeActionResult(bytes, options?.digestFunction);
  }

  async put(actionDigest: Digest, result: ActionResult, options?: BlobOptions): Promise<void> {
    await this.#bytes.put(this.#namespace, actionDigest, encodeActionResult(result), options);
  }
}
