import {
  type ContentAddressableStorage,
  type LocalStore,
  type OptionValues,
  RemoteBackedStorage,
  type RemoteBlobs,
  storeServerOf,
  systemClock,
} from '@sandwright/core';

/** The blobs that a build works with. */
export interface Blobs {
  readonly storage: ContentAddressableStorage;
  /** Undefined where no server is configured. */
  readonly remoteBlobs: RemoteBlobs | undefined;
}

/**
 * Blobs of this machine, and those that were left on the server of the options. The client is loaded when the first of them is read.
 * @param owner disposes of the connection
 */
export function remoteBackedBlobs(store: LocalStore, options: OptionValues, owner: AsyncDisposableStack): Blobs {
  const server = storeServerOf(options);
  if (server === undefined) return { storage: store.storage, remoteBlobs: undefined };
  let opened: Promise<ContentAddressableStorage> | undefined;
  const open = async (): Promise<ContentAddressableStorage> => {
    const { openRemoteStorage } = await import('@sandwright/sandbox-remote');
    return owner.use(openRemoteStorage(options, { clock: systemClock })).storage;
  };
  const storage = new RemoteBackedStorage({
    server,
    local: store.storage,
    remote: () => (opened ??= open()),
    table: store.table(`remote-blobs/${server}`),
  });
  return { storage, remoteBlobs: storage };
}
