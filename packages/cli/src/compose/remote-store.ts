import { resolve } from 'node:path';
import { type BlobOptions, type Digest, SandwrightError } from '@sandwright/core';
import { ActionResult, actionResultFromMessage, actionResultToMessage } from '@sandwright/core/reapi';
import { connect } from '@sandwright/sandbox-remote';
import type { ServerConfig, ServerStore } from '@sandwright/server';

/** Names of instances that are connected; each is a little memory that any client can ask for. */
const maxInstances = 1_000;

/**
 * The storage of another server as the store of this one.
 * @param config its address, and how to get in
 * @param workingDirectory absolute; paths are relative to it
 * @param owner closes the connections
 * @returns gives the store of an instance, which is asked for there under the same name unless the settings name another
 */
export function remoteStore(
  config: ServerConfig,
  workingDirectory: string,
  owner: AsyncDisposableStack,
): (instanceName: string) => ServerStore {
  const stores = new Map<string, ServerStore>();
  const pathOf = (path: string | undefined): string | undefined => (path === undefined ? undefined : resolve(workingDirectory, path));
  return (instanceName) => {
    const known = stores.get(instanceName);
    if (known !== undefined) return known;
    if (stores.size >= maxInstances) throw new SandwrightError('RESOURCE_EXHAUSTED', `${maxInstances} instances are in use already`);
    const { storage, actionCache } = owner.use(
      connect({
        storeAddress: config.store ?? '',
        instanceName: config.store_instance ?? instanceName,
        tls: { caCertsPath: pathOf(config.store_ca) },
        bearerTokenPath: pathOf(config.store_token_file),
      }),
    );
    const store: ServerStore = {
      storage,
      actionResultBytes: {
        async get(_name: string, action: Digest, options?: BlobOptions) {
          const result = await actionCache.get(action, options);
          return result === undefined ? undefined : ActionResult.encode(actionResultToMessage(result)).finish();
        },
        put: (_name: string, action: Digest, bytes: Uint8Array, options?: BlobOptions) =>
          actionCache.put(action, actionResultFromMessage(ActionResult.decode(bytes), options?.digestFunction), options),
      },
      table: () => ({ get: async () => undefined, put: async () => refuse(), delete: async () => {} }),
      async [Symbol.asyncDispose]() {},
    };
    stores.set(instanceName, store);
    return store;
  };
}

function refuse(): never {
  throw new SandwrightError('CONFIG_INVALID', 'what URIs stand for is kept by the server that has the blobs (setting store)');
}
