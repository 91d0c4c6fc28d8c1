import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from '@jest/globals';
import { openLocalStore, type SandboxServices, silentLogger, systemClock } from '@sandwright/core';
import { describeSandbox } from '@sandwright/core/testing';
import { bubblewrapBackend } from '@sandwright/sandbox-local';
import { connect, RemoteSandbox } from '@sandwright/sandbox-remote';
import { serverConfigSchema, startServer } from '@sandwright/server';

/** What bubblewrap promises holds for whoever reaches it through a server, but for what only this machine can know. */
const capabilities = ['isolated-filesystem', 'isolated-network', 'isolated-processes', 'read-only-inputs'] as const;

/** A sandbox over a server of ours with a worker in it, all of it taken down with the sandbox. */
async function remoteSandbox({ storage }: SandboxServices): Promise<RemoteSandbox> {
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'sandwright-join-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const store = stack.use(await openLocalStore({ directory: join(directory, 'store'), mode: 'exclusive' }));
  const server = stack.use(
    await startServer(serverConfigSchema.parse({ listen: '127.0.0.1:0', worker_concurrency: 4 }), {
      store,
      embeddedWorker: {
        createSandbox: (blobs, concurrency) =>
          bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({}), {
            storage: blobs,
            clock: systemClock,
            logger: silentLogger,
            cacheDirectory: join(directory, 'worker'),
            concurrency,
          }),
      },
    }),
  );
  const sandbox = new RemoteSandbox({
    connection: connect({ storeAddress: server.url, instanceName: 'farm' }),
    local: storage,
    capabilities,
  });
  const owned = stack.move();
  const dispose = sandbox[Symbol.asyncDispose].bind(sandbox);
  return Object.assign(sandbox, {
    [Symbol.asyncDispose]: async () => {
      await dispose();
      await owned.disposeAsync();
    },
  });
}

describeSandbox('our server, through our client', remoteSandbox, { describe, it, capabilities: [...capabilities], enforcesTimeouts: true });
