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
async function joined(compress = false): Promise<Joined> {
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'sandwright-join-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const store = stack.use(await openLocalStore({ directory, mode: 'exclusive' }));
  const server = stack.use(await startServer(serverConfigSchema.parse({ listen: '127.0.0.1:0', role: 'cache' }), { store }));
  const connection = stack.use(connect({ storeAddress: server.url, instanceName: 'farm/main', compress }));
  const owned = stack.move();
  return { connection, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

for (const [how, compress] of [
  ['', false],
  [', compressed', true],
] as const) {
  describeContentAddressableStorage(
    `our server through our client${how}`,
    async () => {
      const subject = await joined(compress);
      return { storage: subject.connection.storage, [Symbol.asyncDispose]: () => subject[Symbol.asyncDispose]() };
    },
    { describe, it },
    { capabilities: ['sha1', 'md5', 'sha384', 'sha512'] },
  );
}

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
