import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from '@jest/globals';
import { digestOf, openLocalStore } from '@sandwright/core';
import { describeActionCache, describeContentAddressableStorage } from '@sandwright/core/testing';
import { connect, type RemoteConnection } from '@sandwright/sandbox-remote';
import { serverConfigSchema, startServer } from '@sandwright/server';

interface Joined extends AsyncDisposable {
  readonly connection: RemoteConnection;
}

/** A server over an empty store, and our client of it, joined by a real socket. */
async function joined(instanceName = 'farm/main'): Promise<Joined> {
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'sandwright-join-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const store = stack.use(await openLocalStore({ directory, mode: 'exclusive' }));
  const server = stack.use(await startServer(serverConfigSchema.parse({ listen: '127.0.0.1:0', role: 'cache' }), { store }));
  const connection = stack.use(connect({ storeAddress: server.url, instanceName }));
  const owned = stack.move();
  return { connection, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

describeContentAddressableStorage(
  'our server through our client',
  async () => {
    const subject = await joined();
    return { storage: subject.connection.storage, [Symbol.asyncDispose]: () => subject[Symbol.asyncDispose]() };
  },
  { describe, it },
);

describeActionCache(
  'our server through our client',
  async () => {
    const subject = await joined();
    return {
      actionCache: subject.connection.actionCache,
      storeBlob: (data) => subject.connection.storage.write(digestOf(data), data),
      [Symbol.asyncDispose]: () => subject[Symbol.asyncDispose](),
    };
  },
  { describe, it },
);
