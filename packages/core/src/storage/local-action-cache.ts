import type { ActionResult } from '../action/action-result.ts';
import { packActionResult, unpackActionResult } from '../action/packed-action-result.ts';
import type { Digest } from '../digest/digest.ts';
import type { ActionCache } from './action-cache.ts';
import type { BlobOptions } from './content-addressable-storage.ts';
import type { ActionResultBytes } from './local-store.ts';

/**
 * One namespace of a local store's action results, as the domain sees them. They are kept as JSON, for nothing is read quicker by a process
 * that has just started; a server's, which it must return byte for byte, are messages, under names of their own.
 */
export class LocalActionCache implements ActionCache {
  readonly #bytes: ActionResultBytes;
  readonly #namespace: string;

  constructor(bytes: ActionResultBytes, namespace: string) {
    this.#bytes = bytes;
    this.#namespace = `json/1/${namespace}`;
  }

  async get(actionDigest: Digest, options?: BlobOptions): Promise<ActionResult | undefined> {
    const bytes = await this.#bytes.get(this.#namespace, actionDigest, options);
    return bytes === undefined ? undefined : unpackActionResult(bytes);
  }

  async put(actionDigest: Digest, result: ActionResult, options?: BlobOptions): Promise<void> {
    await this.#bytes.put(this.#namespace, actionDigest, packActionResult(result), options);
  }
}
