import { type ActionCache, type ActionResult, type BlobOptions, type Digest, functionOf, type RequestMetadata } from '@sandwright/core';
import { actionCacheService, actionResultFromMessage, actionResultToMessage } from '@sandwright/core/reapi';
import { grpcCode } from '../client/grpc-code.ts';
import { grpcCodeOf } from '../client/remote-error.ts';
import { digestFunctionField, type RemoteStore, storeCall } from './remote-store.ts';

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

  /** Loads what the first call needs. */
  prepare(): Promise<void> {
    return this.#store.channel.prepare();
  }

  async get(actionDigest: Digest, options: BlobOptions = {}): Promise<ActionResult | undefined> {
    const { channel, instanceName } = this.#store;
    try {
      const message = await storeCall(this.#store, options, (rpc) =>
        channel.unary(
          actionCacheService.getActionResult,
          { instanceName, actionDigest, inlineStdout: true, inlineStderr: true, ...digestFunctionField(actionDigest, options) },
          rpc,
        ),
      );
      return actionResultFromMessage(message, functionOf(actionDigest, options));
    } catch (error) {
      if (grpcCodeOf(error) === grpcCode.NOT_FOUND) return undefined;
      throw error;
    }
  }

  async put(actionDigest: Digest, result: ActionResult, options: BlobOptions = {}): Promise<void> {
    const { channel, instanceName } = this.#store;
    await storeCall(this.#store, options, (rpc) =>
      channel.unary(
        actionCacheService.updateActionResult,
        { instanceName, actionDigest, actionResult: actionResultToMessage(result), ...digestFunctionField(actionDigest, options) },
        rpc,
      ),
    );
  }
}
