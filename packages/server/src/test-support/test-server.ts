import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClientOptions } from '@grpc/grpc-js';
import { type Clock, type Digest, digestOf, type LocalStore, openLocalStore } from '@sandwright/core';
import { type ServerConfigInput, serverConfigSchema } from '../config/server-config.ts';
import { type RunningServer, type ServerServices, startServer } from '../server.ts';
import { GrpcTestClient } from './grpc-test-client.ts';
import { batchUpdate } from './wire-calls.ts';

/** A server on a free port with a store in a folder of its own, and a client of it. */
export interface TestServer extends AsyncDisposable {
  readonly server: RunningServer;
  readonly store: LocalStore;
  readonly client: GrpcTestClient;
  /** `HOST:PORT` */
  readonly address: string;
  connect(options?: Partial<ClientOptions>): GrpcTestClient;
  /** Uploads blobs and gives their digests. */
  put(...blobs: readonly (string | Uint8Array)[]): Promise<Digest[]>;
}

/** Starts one. Everything is taken away when it is disposed of. */
export async function startTestServer(
  config: ServerConfigInput = {},
  services: Partial<ServerServices> & { readonly clock?: Clock } = {},
): Promise<TestServer> {
  await using stack = new AsyncDisposableStack();
  const directory = await mkdtemp(join(tmpdir(), 'sandwright-server-'));
  stack.defer(() => rm(directory, { recursive: true, force: true }));
  const store = stack.use(await openLocalStore({ directory: join(directory, 'store'), mode: 'exclusive' }));
  const server = stack.use(
    await startServer(serverConfigSchema.parse({ listen: '127.0.0.1:0', role: 'cache', ...config }), {
      store,
      openIsolatedStore: (name) => openLocalStore({ directory: join(directory, 'isolated', encodeURIComponent(name)), mode: 'exclusive' }),
      ...services,
    }),
  );
  const address = `${server.address.host}:${server.address.port}`;
  const client = stack.use(new GrpcTestClient(address));
  const owned = stack.move();
  return {
    server,
    store,
    client,
    address,
    connect: (options) => owned.use(new GrpcTestClient(address, options)),
    async put(...blobs) {
      const data = blobs.map((blob) => (typeof blob === 'string' ? Buffer.from(blob) : blob));
      await batchUpdate(client, data);
      return data.map((each) => digestOf(each));
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
