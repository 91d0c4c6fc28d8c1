import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import {
  type Blob,
  type Clock,
  type ContentAddressableStorage,
  digestOf,
  type Logger,
  MemoryContentAddressableStorage,
  SandwrightError,
  silentLogger,
  systemClock,
} from '@sandwright/core';
import { Directory } from '@sandwright/core/reapi';
import { FakeSandbox, type FakeSandboxOptions, waitUntil } from '@sandwright/core/testing';
import type { ServerConfigInput } from '../config/server-config.ts';
import { execute, storeAction } from '../test-support/execution-calls.ts';
import { GrpcTestClient } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { callerOf } from '../test-support/worker-caller.ts';
import { startFaultyProxy } from '../testing/index.ts';
import { GrpcLeaseBroker } from './grpc-lease-broker.ts';
import { Worker, type WorkerOptions } from './worker.ts';
import { WorkerStorage } from './worker-storage.ts';

const startScheduler = (config: ServerConfigInput = {}): Promise<TestServer> =>
  startTestServer({ role: 'all', worker_concurrency: 0, worker_wait: '20s', ...config });

interface Options extends FakeSandboxOptions {
  readonly name?: string;
  readonly concurrency?: number;
  readonly instanceName?: string;
  readonly address?: string;
  readonly local?: ContentAddressableStorage;
  readonly remote?: ContentAddressableStorage;
  readonly worker?: Partial<WorkerOptions>;
}

interface Started extends AsyncDisposable {
  readonly worker: Worker;
  readonly sandbox: FakeSandbox;
  readonly local: ContentAddressableStorage;
}

async function startWorker(server: TestServer, options: Options = {}): Promise<Started> {
  const { name = 'remote', concurrency = 1, instanceName, address = server.address, ...rest } = options;
  const client = new GrpcTestClient(address);
  const local = rest.local ?? new MemoryContentAddressableStorage();
  const storage = new WorkerStorage(local, rest.remote ?? server.store.storage);
  const sandbox = new FakeSandbox(options);
  const worker = new Worker({
    broker: new GrpcLeaseBroker(callerOf(client)),
    description: { name, properties: [{ name: 'OSFamily', value: 'linux' }], concurrency, instanceName },
    runtimeOf: async () => ({
      storage,
      sandbox,
      prefetch: (action, fetchOptions) => storage.prefetch(action, fetchOptions),
      publish: (digests, publishOptions) => storage.publish(digests, publishOptions),
    }),
    fetchesAhead: true,
    clock: systemClock,
    logger: silentLogger,
    ...rest.worker,
  });
  await worker.start();
  return {
    worker,
    sandbox,
    local,
    async [Symbol.asyncDispose]() {
      await worker[Symbol.asyncDispose]();
      client[Symbol.dispose]();
    },
  };
}

/** An action with one input of its own. */
async function actionOn(
  server: TestServer,
  text: string,
): Promise<{ action: ReturnType<typeof digestOf>; input: ReturnType<typeof digestOf> }> {
  const input = Buffer.from(`input ${text}`);
  const root = Directory.encode({ files: [{ name: 'in', digest: digestOf(input) }] }).finish();
  await server.put(input, root);
  return { action: await storeAction(server, { arguments: [text] }, { inputRootDigest: digestOf(root) }), input: digestOf(input) };
}

const until = (condition: () => boolean | Promise<boolean>): Promise<void> => waitUntil(condition, 'it to come to pass');

const forever = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true }));

describe('what a worker does besides running', () => {
  test('fetches the inputs of the next action while one runs, and runs no more at once than it may', async () => {
    await using server = await startScheduler();
    const gate = Promise.withResolvers<object>();
    await using remote = await startWorker(server, { run: () => gate.promise });
    const [one, two] = [await actionOn(server, 'one'), await actionOn(server, 'two')];
    const first = execute(server, one.action);
    await until(() => remote.sandbox.running === 1);
    const second = execute(server, two.action);
    await until(async () => (await remote.local.findMissing([two.input])).length === 0);
    expect(remote.sandbox.executed).toHaveLength(1);
    gate.resolve({});
    expect((await Promise.all([first, second])).map(({ response }) => response.result?.exitCode)).toEqual([0, 0]);
    expect(remote.sandbox.mostAtOnce).toBe(1);
  });

  test('lets go of the next action where the one before it runs long, so that an idle worker gets it', async () => {
    await using server = await startScheduler({ lease: '2s' });
    await using busy = await startWorker(server, { name: 'busy', run: (_, { signal }) => forever(signal) });
    using client = server.connect();
    void execute({ ...server, client }, (await actionOn(server, 'long')).action).catch(() => {});
    await until(() => busy.sandbox.running === 1);
    const next = execute(server, (await actionOn(server, 'next')).action);
    await until(() => busy.worker.running === 2);
    await using idle = await startWorker(server, { name: 'idle' });
    expect((await next).response.result?.executionMetadata?.worker).toBe('idle');
    expect([busy.sandbox.executed.length, idle.sandbox.executed.length]).toEqual([1, 1]);
  });

  test('sends an output once, however many actions make it at the same time; a large one in pieces', async () => {
    await using server = await startScheduler();
    const sent: string[] = [];
    const remote: ContentAddressableStorage = Object.assign(Object.create(server.store.storage) as ContentAddressableStorage, {
      findMissing: (...args: Parameters<ContentAddressableStorage['findMissing']>) => server.store.storage.findMissing(...args),
      readBatch: (...args: Parameters<ContentAddressableStorage['readBatch']>) => server.store.storage.readBatch(...args),
      read: (...args: Parameters<ContentAddressableStorage['read']>) => server.store.storage.read(...args),
      writeBatch: async (...args: Parameters<ContentAddressableStorage['writeBatch']>) => {
        sent.push(...args[0].map(({ digest }) => `batch ${digest.sizeBytes}`));
        await sleep(50);
        return server.store.storage.writeBatch(...args);
      },
      write: (...args: Parameters<ContentAddressableStorage['write']>) => {
        sent.push(`${args[1] instanceof Uint8Array ? 'whole' : 'pieces'} ${args[0].sizeBytes}`);
        return server.store.storage.write(...args);
      },
    });
    const [small, large] = [Buffer.from('the same output'), Buffer.alloc(4 << 20, 'large')];
    const local = new MemoryContentAddressableStorage();
    await using worker = await startWorker(server, {
      concurrency: 4,
      local,
      remote,
      run: async () => {
        await local.write(digestOf(small), small);
        await local.write(digestOf(large), large);
        return {
          outputs: [small, large].map((data, index) => ({ kind: 'file', path: `${index}`, digest: digestOf(data), isExecutable: false })),
        };
      },
    });
    const actions = await Promise.all(['a', 'b', 'c', 'd'].map((text) => actionOn(server, text)));
    const all = await Promise.all(actions.map(({ action }) => execute(server, action)));
    expect(all.map(({ response }) => response.result?.outputFiles.length)).toEqual([2, 2, 2, 2]);
    expect(sent.toSorted()).toEqual([`batch ${small.byteLength}`, `pieces ${large.byteLength}`]);
    expect(worker.sandbox.executed).toHaveLength(4);
  });

  test('its states have names', async () => {
    await using server = await startScheduler();
    const states: unknown[] = [];
    const logger: Logger = {
      log: (_level, message, fields) => void (message === 'worker state' && states.push(fields?.['state'])),
      child: () => logger,
    };
    const started = await startWorker(server, { worker: { logger } });
    expect(started.worker.state).toBe('ready');
    await started.worker.drain(1_000);
    await started[Symbol.asyncDispose]();
    expect(states).toEqual(['ready', 'draining', 'drained', 'stopped']);
  });

  test('one that serves an instance gets actions of no other', async () => {
    await using server = await startScheduler();
    await using own = await startWorker(server, { name: 'own', instanceName: 'team/a' });
    await using all = await startWorker(server, { name: 'all' });
    const workers = await Promise.all(
      ['team/a', 'team/b', ''].map(async (instanceName) => {
        const { response } = await execute(server, (await actionOn(server, `in ${instanceName}`)).action, { instanceName });
        return response.result?.executionMetadata?.worker;
      }),
    );
    expect(workers.slice(1)).toEqual(['all', 'all']);
    expect(own.sandbox.executed.length + all.sandbox.executed.length).toBe(3);
  });
});

describe('faults', () => {
  test('two workers with one name are two workers', async () => {
    await using server = await startScheduler();
    const run = (): Promise<object> => sleep(30, {});
    await using one = await startWorker(server, { name: 'twin', run });
    await using two = await startWorker(server, { name: 'twin', run });
    const actions = await Promise.all(Array.from({ length: 8 }, (_, index) => actionOn(server, `t${index}`)));
    const all = await Promise.all(actions.map(({ action }) => execute(server, action)));
    expect(all.every(({ response }) => response.result?.executionMetadata?.worker === 'twin')).toBe(true);
    expect(Math.min(one.sandbox.executed.length, two.sandbox.executed.length)).toBeGreaterThan(0);
    expect(one.sandbox.executed.length + two.sandbox.executed.length).toBe(8);
  });

  test.each([-86_400_000, 86_400_000])('a clock that is wrong by %d ms loses no lease', async (skewMs) => {
    await using server = await startScheduler({ lease: '1s' });
    const clock: Clock = { now: () => Date.now() + skewMs, sleep: (milliseconds, options) => systemClock.sleep(milliseconds, options) };
    await using skewed = await startWorker(server, { worker: { clock }, run: () => sleep(1_500, {}) });
    const { response } = await execute(server, (await actionOn(server, 'skewed')).action);
    expect(response).toMatchObject({ status: { code: 0 }, message: '', result: { exitCode: 0 } });
    expect(skewed.sandbox.executed).toHaveLength(1);
  });

  test('a worker whose disk is full leaves the action to another; where there is none the client is told', async () => {
    await using server = await startScheduler();
    const full = (): never => {
      throw new SandwrightError('RESOURCE_EXHAUSTED', 'the disk is full: no space left on device');
    };
    await using broken = await startWorker(server, { name: 'full', run: full });
    const first = execute(server, (await actionOn(server, 'first')).action);
    await until(() => broken.sandbox.executed.length === 1);
    {
      await using healthy = await startWorker(server, { name: 'healthy' });
      expect((await first).response).toMatchObject({ status: { code: 0 }, result: { executionMetadata: { worker: 'healthy' } } });
      expect(healthy.sandbox.executed).toHaveLength(1);
    }
    const { response } = await execute(server, (await actionOn(server, 'second')).action);
    expect(response).toMatchObject({ status: { code: 8, message: expect.stringContaining('the disk is full') } });
    expect(broken.sandbox.executed).toHaveLength(3);
  });

  test('a cache in which all is in use stops nothing: inputs pass through', async () => {
    await using server = await startScheduler();
    const noRoom = new SandwrightError('RESOURCE_EXHAUSTED', 'the store is full');
    const local = Object.assign(new MemoryContentAddressableStorage(), {
      write: () => Promise.reject(noRoom),
      writeBatch: async (blobs: readonly Blob[]) => blobs.map(({ digest }) => ({ digest, error: noRoom })),
    });
    const { action, input } = await actionOn(server, 'through');
    const seen: string[] = [];
    await using worker = await startWorker(server, {
      local,
      run: async () => {
        const storage = new WorkerStorage(local, server.store.storage);
        const [read] = await storage.readBatch([input]);
        if (read !== undefined && 'data' in read) seen.push(Buffer.from(read.data).toString());
        for await (const piece of storage.read(input)) seen.push(Buffer.from(piece).toString());
        return {};
      },
    });
    expect((await execute(server, action)).response.result?.exitCode).toBe(0);
    expect(seen).toEqual(['input through', 'input through']);
    expect(worker.sandbox.executed).toHaveLength(1);
  });

  test('actions go on while the server is away for less than a lease, and nobody notices', async () => {
    await using server = await startScheduler({ lease: '30s' });
    await using proxy = await startFaultyProxy({ port: server.server.address.port, random: () => 0, faults: [] });
    await using worker = await startWorker(server, { address: proxy.address, run: () => sleep(400, {}) });
    const answer = execute(server, (await actionOn(server, 'partitioned')).action);
    await until(() => worker.sandbox.running === 1);
    proxy.partition(true);
    await until(() => worker.sandbox.running === 0);
    proxy.partition(false);
    expect((await answer).response).toMatchObject({ status: { code: 0 }, message: '', result: { exitCode: 0 } });
    expect(worker.sandbox.executed).toHaveLength(1);
  });

  test('a worker that was away for longer than a lease hands nothing in: the action has run elsewhere, once in effect', async () => {
    await using server = await startScheduler({ lease: '500ms' });
    await using proxy = await startFaultyProxy({ port: server.server.address.port, random: () => 0, faults: [] });
    await using lost = await startWorker(server, { name: 'lost', address: proxy.address, run: () => sleep(1_000, { exitCode: 9 }) });
    const { action } = await actionOn(server, 'partitioned');
    const answer = execute(server, action);
    await until(() => lost.sandbox.running === 1);
    proxy.partition(true);
    await using other = await startWorker(server, { name: 'other' });
    expect((await answer).response.result).toMatchObject({ exitCode: 0, executionMetadata: { worker: 'other' } });
    proxy.partition(false);
    await until(() => lost.worker.running === 0);
    expect((await execute(server, action)).response).toMatchObject({ cachedResult: true, result: { exitCode: 0 } });
    // It is as good as any again.
    await other.worker.drain(0);
    expect((await execute(server, (await actionOn(server, 'afterwards')).action)).response.result?.exitCode).toBe(9);
  });

  test('when the server is away for too long, what runs is ended', async () => {
    await using server = await startScheduler({ lease: '300ms' });
    await using proxy = await startFaultyProxy({ port: server.server.address.port, random: () => 0, faults: [] });
    await using worker = await startWorker(server, {
      address: proxy.address,
      run: (_, { signal }) => forever(signal),
      worker: { lostServerGraceMs: 300 },
    });
    using client = server.connect();
    void execute({ ...server, client }, (await actionOn(server, 'endless')).action).catch(() => {});
    await until(() => worker.sandbox.running === 1);
    proxy.partition(true);
    await until(() => worker.sandbox.running === 0);
    expect(worker.worker.state).toBe('ready');
  });
});
