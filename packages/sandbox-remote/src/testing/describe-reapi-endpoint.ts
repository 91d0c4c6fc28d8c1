import { digestOf } from '@sandwright/core';
import {
  type ActionCacheCapability,
  type ContractTestRunner,
  type DescribeSandboxOptions,
  describeActionCache,
  describeContentAddressableStorage,
  describeSandbox,
  type StorageCapability,
} from '@sandwright/core/testing';
import { openConnection, type RemoteConnection, type RemoteOptions } from '../remote-connection.ts';
import { RemoteSandbox } from '../remote-sandbox.ts';

/** A server under test. It holds nothing at first, and is disposed of after one case. */
export type ReapiEndpoint = RemoteOptions & Partial<AsyncDisposable>;

/** What a server promises. */
export interface ReapiEndpointPromises {
  /** What its storage takes beyond SHA-256; undefined where that is checked elsewhere. */
  readonly storage?: readonly StorageCapability[] | undefined;
  /** Undefined for a server that takes no results from clients. */
  readonly actionCache?: readonly ActionCacheCapability[] | undefined;
  /** What its workers promise; undefined for a cache. */
  readonly execution?: Omit<DescribeSandboxOptions, keyof ContractTestRunner> | undefined;
}

/**
 * Checks a server of the Remote Execution API, whoever wrote it, through the client of this package: the contracts of storage, of action
 * cache, and of a sandbox that runs actions there.
 * @param name what is tested
 * @param make starts one, or gives the address of an empty one, for each case
 * @param runner `describe` and `it` of jest, vitest or node:test
 * @param promises what it is to hold; by default storage with SHA-256, and an action cache
 */
export function describeReapiEndpoint(
  name: string,
  make: () => Promise<ReapiEndpoint>,
  runner: ContractTestRunner,
  promises: ReapiEndpointPromises = {},
): void {
  const { execution } = promises;
  const storage = 'storage' in promises ? promises.storage : [];
  const actionCache = 'actionCache' in promises ? promises.actionCache : [];
  if (storage !== undefined) {
    describeContentAddressableStorage(
      name,
      async () => {
        const { connection, dispose } = await connectTo(make);
        return { storage: connection.storage, [Symbol.asyncDispose]: dispose };
      },
      runner,
      { capabilities: storage },
    );
  }
  if (actionCache !== undefined) {
    describeActionCache(
      name,
      async () => {
        const { connection, dispose } = await connectTo(make);
        return {
          actionCache: connection.actionCache,
          storeBlob: (data) => connection.storage.write(digestOf(data), data),
          [Symbol.asyncDispose]: dispose,
        };
      },
      runner,
      { capabilities: actionCache },
    );
  }
  if (execution === undefined) return;
  describeSandbox(
    name,
    async (services) => {
      const { connection, dispose } = await connectTo(make);
      const sandbox = new RemoteSandbox({ connection, local: services.storage, capabilities: execution.capabilities });
      const end = sandbox[Symbol.asyncDispose].bind(sandbox);
      return Object.assign(sandbox, {
        [Symbol.asyncDispose]: async () => {
          await end();
          await dispose();
        },
      });
    },
    { ...runner, ...execution },
  );
}

async function connectTo(
  make: () => Promise<ReapiEndpoint>,
): Promise<{ readonly connection: RemoteConnection; readonly dispose: () => Promise<void> }> {
  const endpoint = await make();
  const connection = openConnection(endpoint);
  return {
    connection,
    dispose: async () => {
      connection[Symbol.dispose]();
      await endpoint[Symbol.asyncDispose]?.();
    },
  };
}
