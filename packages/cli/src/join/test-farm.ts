import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLocalStore, silentLogger, systemClock } from '@sandwright/core';
import { bubblewrapBackend } from '@sandwright/sandbox-local';
import { type RunningServer, type ServerConfigInput, serverConfigSchema, startServer } from '@sandwright/server';

/** A server of ours with a worker in it. */
export interface TestFarm extends AsyncDisposable {
  readonly server: RunningServer;
  /** A folder of its own, removed with the farm. */
  readonly directory: string;
}

/** Starts a server on a free port, over an empty store, with a worker in it that runs actions in bubblewrap. */
export async function startTestFarm(settings: ServerConfigInput = {}): Promise<TestFarm> {
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'sandwright-join-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const store = stack.use(await openLocalStore({ directory: join(directory, 'store'), mode: 'exclusive' }));
  const config = serverConfigSchema.parse({ listen: '127.0.0.1:0', worker_concurrency: 4, ...settings });
  const server = stack.use(
    await startServer(config, {
      store,
      embeddedWorker: {
        createSandbox: (storage, concurrency) =>
          bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({}), {
            storage,
            clock: systemClock,
            logger: silentLogger,
            cacheDirectory: join(directory, 'worker'),
            concurrency,
          }),
      },
    }),
  );
  const owned = stack.move();
  return { server, directory, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
