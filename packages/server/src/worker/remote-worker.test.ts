import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from '@jest/globals';
import {
  digestOf,
  loadAction,
  MemoryContentAddressableStorage,
  type PlatformProperties,
  readBlob,
  silentLogger,
  systemClock,
} from '@sandwright/core';
import { Directory, type ExecuteResponseInit, executionService, workersService } from '@sandwright/core/reapi';
import { FakeSandbox, type FakeSandboxOptions, waitUntil } from '@sandwright/core/testing';
import type { ServerConfigInput } from '../config/server-config.ts';
import { execute, storeAction } from '../test-support/execution-calls.ts';
import { failureOf, GrpcTestClient } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { callerOf } from '../test-support/worker-caller.ts';
import { GrpcLeaseBroker } from './grpc-lease-broker.ts';
import { Worker } from './worker.ts';
import { WorkerStorage } from './worker-storage.ts';

async function startScheduler(config: ServerConfigInput = {}): Promise<TestServer> {
  return await startTestServer({ role: 'all', worker_concurrency: 0, worker_wait: '20s', ...config });
}

interface RemoteWorker extends AsyncDisposable {
  readonly worker: Worker;
  readonly sandbox: FakeSandbox;
  readonly local: MemoryContentAddressableStorage;
}

async function startWorker(
  server: TestServer,
  options: FakeSandboxOptions & { readonly name?: string; readonly properties?: PlatformProperties; readonly concurrency?: number } = {},
): Promise<RemoteWorker> {
  // Not one of the server's own clients: a worker may outlive its server.
  const client = new GrpcTestClient(server.address);
  const local = new MemoryContentAddressableStorage();
  const storage = new WorkerStorage(local, server.store.storage);
  const sandbox = new FakeSandbox(options);
  const { name = 'remote', properties = [{ name: 'OSFamily', value: 'linux' }], concurrency = 2 } = options;
  const worker = new Worker({
    broker: new GrpcLeaseBroker(callerOf(client)),
    description: { name, properties, concurrency },
    runtimeOf: async () => ({ storage, sandbox, publish: (digests, publishOptions) => storage.publish(digests, publishOptions) }),
    clock: systemClock,
    logger: silentLogger,
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

describe('workers on other machines', () => {
  test('fetch inputs, run, upload what the server lacks', async () => {
    await using server = await startScheduler();
    const input = Buffer.from('an input');
    const output = Buffer.from('an output');
    const root = Directory.encode({ files: [{ name: 'in', digest: digestOf(input) }] }).finish();
    await server.put(input, root);
    const seen: string[] = [];
    await using remote = await startWorker(server, {
      run: async (action) => {
        const storage = new WorkerStorage(remote.local, server.store.storage);
        for await (const piece of storage.read(digestOf(input))) seen.push(Buffer.from(piece).toString());
        expect(action.inputRoot).toEqual(digestOf(root));
        await remote.local.write(digestOf(output), output);
        return { outputs: [{ kind: 'file', path: 'out', digest: digestOf(output), isExecutable: false }] };
      },
    });
    const { response } = await execute(server, await storeAction(server, {}, { inputRootDigest: digestOf(root) }));
    expect(response).toMatchObject({ status: { code: 0 }, result: { executionMetadata: { worker: 'remote' } } });
    expect(seen).toEqual(['an input']);
    expect(await server.store.storage.findMissing([digestOf(output)])).toEqual([]);
    expect(await remote.local.findMissing([digestOf(input)])).toEqual([]);
  });

  test('actions are spread over all workers, and reach only those that fit', async () => {
    await using server = await startScheduler();
    const run = (): Promise<object> => sleep(30, {});
    await using one = await startWorker(server, { run, name: 'one' });
    await using two = await startWorker(server, { run, name: 'two' });
    await using arm = await startWorker(server, { run, name: 'arm', properties: [{ name: 'ISA', value: 'aarch64' }] });
    const linux = { platform: { properties: [{ name: 'OSFamily', value: 'linux' }] } };
    const actions = await Promise.all(Array.from({ length: 20 }, (_, index) => storeAction(server, { arguments: [`s${index}`] }, linux)));
    await Promise.all(actions.map((action) => execute(server, action)));
    expect(one.sandbox.executed.length + two.sandbox.executed.length).toBe(20);
    expect(Math.min(one.sandbox.executed.length, two.sandbox.executed.length)).toBeGreaterThan(2);
    expect(arm.sandbox.executed).toHaveLength(0);
    const forArm = await storeAction(server, {}, { platform: { properties: [{ name: 'ISA', value: 'aarch64' }] } });
    expect((await execute(server, forArm)).response.result?.executionMetadata?.worker).toBe('arm');
  });

  test('what a lost worker held is run elsewhere, unseen by the client', async () => {
    await using server = await startScheduler({ lease: '1s' });
    const { workerId } = await server.client.unary(workersService.registerWorker, { workerName: 'doomed', concurrency: 1 });
    const action = await storeAction(server, {});
    const answer = execute(server, action);
    const { lease } = await server.client.unary(workersService.acquireLease, { workerId });
    expect(lease?.actionDigest).toMatchObject(action);
    await using rescue = await startWorker(server, { name: 'rescue' });
    const { response } = await answer;
    expect(response).toMatchObject({ status: { code: 0 }, message: '2 attempts: doomed was lost, rescue ran it' });
    expect(rescue.sandbox.executed).toHaveLength(1);
    // It was only slow: what it brings now is refused, and changes nothing.
    const late = server.client.unary(workersService.completeLease, {
      workerId,
      leaseId: lease?.id ?? '',
      response: { result: { exitCode: 9 } },
    });
    expect((await failureOf(late)).code).toBe(status.NOT_FOUND);
    expect((await execute(server, action)).response).toMatchObject({ cachedResult: true, result: { exitCode: 0 } });
  });

  test('an action that takes its workers down is given up', async () => {
    await using server = await startScheduler({ lease: '800ms', max_attempts: 2 });
    const answer = execute(server, await storeAction(server, {}));
    for (const workerName of ['first', 'second']) {
      const { workerId } = await server.client.unary(workersService.registerWorker, { workerName, concurrency: 1 });
      while ((await server.client.unary(workersService.acquireLease, { workerId })).lease === null);
    }
    const { response } = await answer;
    expect(response).toMatchObject({ status: { code: status.ABORTED }, message: '2 attempts: first was lost, second was lost' });
  });

  test('a worker that lies is refused: foreign leases, missing outputs, malformed results', async () => {
    await using server = await startScheduler({ max_attempts: 5 });
    const register = (workerName: string): Promise<{ workerId: string }> =>
      server.client.unary(workersService.registerWorker, { workerName, concurrency: 1 });
    const [liar, honest] = [await register('liar'), await register('honest')];
    const answer = execute(server, await storeAction(server, {}));
    const { lease } = await server.client.unary(workersService.acquireLease, { workerId: honest.workerId });
    const complete = (workerId: string, leaseId: string, response: ExecuteResponseInit): Promise<unknown> =>
      server.client.unary(workersService.completeLease, { workerId, leaseId, response });
    const good = { result: { exitCode: 0 }, status: { code: 0 } };
    expect((await failureOf(complete(liar.workerId, lease?.id ?? '', good))).code).toBe(status.NOT_FOUND);
    expect((await failureOf(complete('nobody', lease?.id ?? '', good))).code).toBe(status.NOT_FOUND);
    const malformed = { result: { outputFiles: [{ path: 'x', digest: { hash: 'zz', sizeBytes: 1 } }] } };
    expect((await failureOf(complete(honest.workerId, lease?.id ?? '', malformed))).code).toBe(status.INVALID_ARGUMENT);
    const unsupported = { result: { stdoutDigest: digestOf(Buffer.from('never uploaded')) } };
    expect((await failureOf(complete(honest.workerId, lease?.id ?? '', unsupported))).code).toBe(status.NOT_FOUND);
    const again = await server.client.unary(workersService.acquireLease, { workerId: honest.workerId });
    expect(again.lease?.id).not.toBe(lease?.id);
    await complete(honest.workerId, again.lease?.id ?? '', good);
    expect((await answer).response.result?.exitCode).toBe(0);
    const never = execute(server, await storeAction(server, { arguments: ['never'] }));
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const next = await server.client.unary(workersService.acquireLease, { workerId: liar.workerId });
      await failureOf(complete(liar.workerId, next.lease?.id ?? '', malformed));
    }
    const { response } = await never;
    expect(response.status).toMatchObject({ code: status.ABORTED, message: expect.stringContaining('was given no result 5 times') });
    expect(response.message).toMatch(/^5 attempts: liar handed in what is no result, /u);
  });

  test('nonsense from workers is refused', async () => {
    await using server = await startScheduler();
    const { client } = server;
    for (const request of [
      { workerName: '', concurrency: 1 },
      { workerName: 'a', concurrency: 0 },
      { workerName: 'a', concurrency: 1e6 },
      { workerName: 'a', concurrency: 1, properties: [{ name: 'n', value: 'v'.repeat(20_000) }] },
    ]) {
      expect((await failureOf(client.unary(workersService.registerWorker, request))).code).toBe(status.INVALID_ARGUMENT);
    }
    expect((await failureOf(client.unary(workersService.acquireLease, { workerId: 'unknown' }))).code).toBe(status.NOT_FOUND);
    expect((await failureOf(client.unary(workersService.renewLeases, { workerId: 'unknown' }))).code).toBe(status.NOT_FOUND);
    expect((await failureOf(client.unary(workersService.returnLease, { workerId: 'unknown', leaseId: 'x' }))).code).toBe(status.NOT_FOUND);
  });

  test('draining finishes what runs; what is too slow goes to another worker without counting against the action', async () => {
    await using server = await startScheduler({ max_attempts: 1 });
    await using slow = await startWorker(server, {
      name: 'slow',
      run: (_, { signal }) => sleep(60_000, {}, signal === undefined ? {} : { signal }),
    });
    const answer = execute(server, await storeAction(server, {}));
    await waitUntil(() => slow.sandbox.running > 0, 'the action to run');
    const drained = slow.worker.drain(100);
    expect(slow.worker.state).toBe('draining');
    await using next = await startWorker(server, { name: 'next' });
    await drained;
    expect(slow.worker.state).toBe('drained');
    expect((await answer).response).toMatchObject({ status: { code: 0 }, result: { executionMetadata: { worker: 'next' } } });
    expect(next.sandbox.executed).toHaveLength(1);
  });

  test('a cancelled action is stopped on its worker at once, and the slot is free again', async () => {
    // Renewed as often as it must be, the lease would take three minutes.
    await using server = await startScheduler({ lease: '10m', abandon_after: '100ms' });
    await using remote = await startWorker(server, {
      concurrency: 1,
      run: (action, { signal }) =>
        action.command.arguments[0] === 'long' ? sleep(60_000, {}, signal === undefined ? {} : { signal }) : {},
    });
    await execute(server, await storeAction(server, { arguments: ['short'] }));
    using other = server.connect();
    const stream = other.stream(executionService.execute, { actionDigest: await storeAction(server, { arguments: ['long'] }) });
    stream.on('error', () => {}).on('data', () => {});
    await waitUntil(() => remote.sandbox.running > 0, 'the action to run');
    stream.cancel();
    const { response } = await execute(server, await storeAction(server, { arguments: ['after'] }));
    expect(response.status?.code).toBe(0);
  });

  test('a worker that outlives its server goes on with the next one', async () => {
    const first = await startScheduler({ lease: '1s' });
    const { port } = first.server.address;
    const [command, action] = [await storeAction(first, { arguments: ['one'] }), await storeAction(first, { arguments: ['two'] })];
    await using remote = await startWorker(first, { name: 'survivor' });
    await execute(first, command);
    // What the second action needs is with the worker already; the store of the first server goes away with it.
    for (const digest of [action, (await loadAction(first.store.storage, action)).commandDigest]) {
      await remote.local.write(digest, await readBlob(first.store.storage, digest));
    }
    await first[Symbol.asyncDispose]();
    await using second = await startScheduler({ lease: '1s', listen: `127.0.0.1:${port}` });
    expect(await storeAction(second, { arguments: ['two'] })).toEqual(action);
    const { response } = await execute(second, action);
    expect(response.result?.executionMetadata?.worker).toBe('survivor');
    expect(remote.worker.state).toBe('ready');
  });
});
