import { describe, it } from '@jest/globals';
import { describeActionCache } from '../testing/describe-action-cache.ts';
import { describeContentAddressableStorage } from '../testing/describe-content-addressable-storage.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import type { LocalStoreOptions } from './local-store.ts';
import { openLocalStore } from './open-local-store.ts';

async function openFresh(options: Omit<LocalStoreOptions, 'directory'>) {
  const folder = await temporaryDirectory();
  const open = () => openLocalStore({ directory: `${folder.path}/store`, ...options });
  let store = await open();
  return {
    storage: store.storage,
    actionCache: store.actionCache('main'),
    reopen: async () => {
      await store[Symbol.asyncDispose]();
      store = await open();
      return store;
    },
    async [Symbol.asyncDispose]() {
      await store[Symbol.asyncDispose]();
      await folder[Symbol.asyncDispose]();
    },
  };
}

for (const options of [{ mode: 'exclusive' }, { mode: 'exclusive', durable: true }, { mode: 'shared' }] as const) {
  const name = `LocalStore (${options.mode}${'durable' in options ? ', durable' : ''})`;
  describeContentAddressableStorage(
    name,
    async () => {
      const subject = await openFresh(options);
      return { ...subject, reopen: async () => (await subject.reopen()).storage };
    },
    { describe, it },
    { capabilities: ['persistent', 'sha1', 'md5', 'sha384', 'sha512', 'blake3'] },
  );
  describeActionCache(
    name,
    async () => {
      const subject = await openFresh(options);
      return { ...subject, reopen: async () => (await subject.reopen()).actionCache('main') };
    },
    { describe, it },
    { capabilities: ['persistent'] },
  );
}
