import {
  type ActionCache,
  type ActionResult,
  type BlobOptions,
  type Digest,
  type RequestMetadata,
  SandwrightError,
} from '@sandwright/core';
import { actionCacheService, actionResultFromMessage, actionResultToMessage } from '@sandwright/core/reapi';
import { withRetries } from '../client/retry.ts';
import type { RemoteStore } from './remote-store.ts';

/** The action cache of a server. Source: REAPI `ActionCache`. */
export class GrpcActionCache implements ActionCache {
  readonly #store: RemoteStore;

  /** @param store the server and how to treat it; `store.timeoutMs` bounds a look-up */
  constructor(store: RemoteStore) {
    this.#store = store;
  }

  /** The same cache, telling the server who asks and why. */
  for(request: RequestMetadata | undefined): GrpcActionCache {
    return request === undefined ? this : new GrpcActionCache({ ...this.#store, request });
  }

  async get(actionDigest: Digest, options: BlobOptions = {}): Promise<ActionResult | undefined> {
    const { channel, instanceName, timeoutMs, request } = this.#store;
    try {
      const message = await withRetries(
        this.#store.retry,
        async () => {
          using _slot = await this.#store.slots.acquire(options);
          return await channel.unary(
            actionCacheService.getActionResult,
            { instanceName, actionDigest, inlineStdout: true, inlineStderr: true },
            { signal: options.signal, timeoutMs, request },
          );
        },
        options,
      );
      return actionResultFromMessage(message);
    } catch (error) {
      if (SandwrightError.is(error) && error.details['grpcCode'] === 5) return undefined;
      throw error;
    }
  }

  async put(actionDigest: Digest, result: ActionResult, options: BlobOptions = {}): Promise<void> {
    const { channel, instanceName, timeoutMs, request } = this.#store;
    await withRetries(
      this.#store.retry,
      async () => {
        using _slot = await this.#store.slots.acquire(options);
        return await channel.unary(
          actionCacheService.updateActionResult,
          { instanceName, actionDigest, actionResult: actionResultToMessage(result) },
          { signal: options.signal, timeoutMs, request },
        );
      },
      options,
    );
  }
}
