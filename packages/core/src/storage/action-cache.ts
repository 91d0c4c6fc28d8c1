import type { ActionResult } from '../action/action-result.ts';
import type { Digest } from '../digest/digest.ts';
import type { BlobOptions } from './content-addressable-storage.ts';

/** What a look-up takes. */
export interface ActionLookupOptions extends BlobOptions {
  /** Whether blobs of outputs are wanted here at once (the default), or may stay where they are until somebody reads them. */
  readonly outputs?: 'bring' | 'leave' | undefined;
}

/** Results of actions that already ran, by the digest of the Action. Source: REAPI `ActionCache`. */
export interface ActionCache {
  /** The stored result, or undefined. */
  get(actionDigest: Digest, options?: ActionLookupOptions): Promise<ActionResult | undefined>;
  /** Stores a result; a later one for the same action replaces it. */
  put(actionDigest: Digest, result: ActionResult, options?: BlobOptions): Promise<void>;
}
