import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from '@jest/globals';
import { openLocalStore } from '@sandwright/core';
import { describeReapiEndpoint, type ReapiEndpoint } from '@sandwright/sandbox-remote/testing';
import { serverConfigSchema, startServer } from '@sandwright/server';

/** A server over an empty store, reached by a real socket. */
async function serve(compress: boolean): Promise<ReapiEndpoint> {
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'sandwright-join-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const store = stack.use(await openLocalStore({ directory, mode: 'exclusive' }));
  const server = stack.use(await startServer(serverConfigSchema.parse({ listen: '127.0.0.1:0', role: 'cache' }), { store }));
  const owned = stack.move();
  return { storeAddress: server.url, instanceName: 'farm/main', compress, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

for (const [how, compress] of [
  ['', false],
  [', compressed', true],
] as const) {
  describeReapiEndpoint(
    `our server through our client${how}`,
    async () => await serve(compress),
    { describe, it },
    {
      storage: ['sha1', 'md5', 'sha384', 'sha512'],
      ...(compress ? { actionCache: undefined } : {}),
    },
  );
}
