import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from '@jest/globals';
import { digestKey, digestOf, type Logger, SandwrightError } from '@sandwright/core';
import {
  executionService,
  type Operation,
  operationsService,
  PreconditionFailure,
  RequestMetadata,
  unpackAny,
  workersService,
} from '@sandwright/core/reapi';
import { FakeSandbox, type FakeSandboxOptions, soakRounds, waitUntil } from '@sandwright/core/testing';
import type { ServerConfigInput } from '../config/server-config.ts';
import { execute, responseOf, stageOf, storeAction } from '../test-support/execution-calls.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';

const flood = soakRounds(10_000, 1_200);

async function startFarm(
  options: FakeSandboxOptions & { config?: ServerConfigInput },
): Promise<{ server: TestServer; sandbox: FakeSandbox }> {
  const sandbox = new FakeSandbox(options);
  const server = await startTestServer(
    { role: 'all', worker_concurrency: 4, ...options.config },
    { embeddedWorker: { createSandbox: async () => sandbox } },
  );
  return { server, sandbox };
}

const asInvocation = (header: string, toolInvocationId: string): { headers: Record<string, Buffer>; deadlineMs: number } => ({
  headers: { [header]: Buffer.from(RequestMetadata.encode({ toolInvocationId }).finish()) },
  deadlineMs: 240_000,
});

describe('a client that asks for too much', () => {
  test(
    `${flood} Executes at once are bounded, and another client is served in between`,
    async () => {
      const { server, sandbox } = await startFarm({ run: () => sleep(1, {}) });
      await using _server = server;
      const digests = [];
      for (let index = 0; index < flood; index += 500) {
        const some = Array.from({ length: Math.min(500, flood - index) }, (_, at) =>
          storeAction(server, { arguments: [`greedy ${index + at}`] }),
        );
        digests.push(...(await Promise.all(some)));
      }
      const modest = await Promise.all(Array.from({ length: 10 }, (_, index) => storeAction(server, { arguments: [`modest ${index}`] })));
      const greedyClients = Array.from({ length: Math.ceil(flood / 1_000) }, () => server.connect());
      const header = 'build.bazel.remote.execution.v2.requestmetadata-bin';
      let done = 0;
      const all = digests.map(async (actionDigest, index) => {
        const client = greedyClients[index % greedyClients.length] ?? server.client;
        const seen = await client.collect(executionService.execute, { actionDigest }, asInvocation(header, 'greedy'));
        done += 1;
        return responseOf(seen.at(-1)).status?.code;
      });
      await waitUntil(() => sandbox.executed.length >= 20, 'the flood to be served');
      using other = server.connect();
      const before = done;
      // Pants sends who it is under a header of former days.
      const pants = asInvocation('google.devtools.remoteexecution.v1test.requestmetadata-bin', 'modest');
      const answers = await Promise.all(modest.map((actionDigest) => other.collect(executionService.execute, { actionDigest }, pants)));
      const meanwhile = done - before;
      expect(answers.map((seen) => responseOf(seen.at(-1)).status?.code)).toEqual(modest.map(() => 0));
      expect(meanwhile).toBeLessThan(flood / 2);
      expect(new Set(await Promise.all(all))).toEqual(new Set([0]));
      expect(sandbox.executed).toHaveLength(flood + modest.length);
      expect(sandbox.mostAtOnce).toBeLessThanOrEqual(8);
      process.stdout.write(`flood: ${flood} Executes at once; ${meanwhile} of them ended while ${modest.length} of another client did\n`);
    },
    soakRounds(1, 0) === 1 ? 240_000 : 60_000,
  );
});

test('calls that wait for actions do not keep workers from the server; too many of them are refused', async () => {
  await using server = await startTestServer({ role: 'all', worker_concurrency: 0, worker_wait: '20s', max_calls: 4 });
  const actions = [];
  for (let index = 0; index < 9; index += 1) actions.push(await storeAction(server, { arguments: [`w${index}`] }));
  const [last = digestOf(Buffer.from('')), ...waiting] = actions;
  const ends = waiting.map((action) => execute(server, action));
  const operations = async (): Promise<number> =>
    (await server.client.unary(operationsService.listOperations, { name: '' })).operations.length;
  await waitUntil(async () => (await operations()) === waiting.length, 'all to wait');
  await expect(execute(server, last)).rejects.toThrow('setting max_calls');
  const { workerId } = await server.client.unary(workersService.registerWorker, { workerName: 'w', concurrency: 10 });
  for (const _ of waiting) {
    const { lease } = await server.client.unary(workersService.acquireLease, { workerId });
    await server.client.unary(workersService.completeLease, { workerId, leaseId: lease?.id ?? '', response: { result: { exitCode: 0 } } });
  }
  expect((await Promise.all(ends)).map(({ response }) => response.result?.exitCode)).toEqual(waiting.map(() => 0));
});

describe('while an action waits', () => {
  test('its inputs may be evicted: the client learns which, and can send them again', async () => {
    const gone = digestOf(Buffer.from('was here a moment ago'));
    const { server } = await startFarm({
      run: () => {
        throw new SandwrightError('BLOB_MISSING', 'an input is gone', { details: { missing: [gone] } });
      },
    });
    await using _server = server;
    const { response } = await execute(server, await storeAction(server, {}));
    expect(response.status?.code).toBe(status.FAILED_PRECONDITION);
    const [detail = { typeUrl: '', value: Buffer.alloc(0) }] = response.status?.details ?? [];
    const failure = unpackAny(detail, 'google.rpc.PreconditionFailure', PreconditionFailure);
    expect(failure?.violations.map(({ type, subject }) => `${type} ${subject}`)).toEqual([`MISSING blobs/${digestKey(gone)}`]);
  });

  test('one that is more urgent may come: the lower number runs sooner', async () => {
    await using server = await startTestServer({ role: 'all', worker_concurrency: 0, worker_wait: '20s' });
    const waiting = [];
    for (const priority of [5, 0, -5]) {
      const actionDigest = await storeAction(server, { arguments: [`${priority}`] });
      const stream = server.client.stream(executionService.execute, { actionDigest, executionPolicy: { priority } });
      await new Promise<void>((resolve) => {
        stream.on('error', () => {}).on('data', (operation: Operation) => (stageOf(operation) === 2 ? resolve() : undefined));
      });
      waiting.push({ actionDigest, stream });
    }
    const { workerId } = await server.client.unary(workersService.registerWorker, { workerName: 'w', concurrency: 3 });
    const order = [];
    for (const _ of waiting) order.push((await server.client.unary(workersService.acquireLease, { workerId })).lease?.actionDigest);
    expect(order).toEqual(waiting.map(({ actionDigest }) => actionDigest).reverse());
    for (const { stream } of waiting) stream.cancel();
  });

  test('its worker may be drained: another one runs it', async () => {
    await using server = await startTestServer({ role: 'all', worker_concurrency: 0, worker_wait: '20s' });
    const register = (workerName: string): Promise<{ workerId: string }> =>
      server.client.unary(workersService.registerWorker, { workerName, concurrency: 1 });
    const [first, second] = [await register('first'), await register('second')];
    using waiting = server.connect();
    const stream = waiting.stream(executionService.execute, { actionDigest: await storeAction(server, {}) });
    const ended = new Promise<Operation>((resolve) => {
      stream.on('error', () => {}).on('data', (operation: Operation) => (operation.done ? resolve(operation) : undefined));
    });
    const { lease } = await server.client.unary(workersService.acquireLease, { workerId: first.workerId });
    await server.client.unary(workersService.unregisterWorker, { workerId: first.workerId });
    const again = await server.client.unary(workersService.acquireLease, { workerId: second.workerId });
    expect([again.lease?.actionDigest, again.lease?.id === lease?.id]).toEqual([lease?.actionDigest, false]);
    await server.client.unary(workersService.completeLease, {
      workerId: second.workerId,
      leaseId: again.lease?.id ?? '',
      response: { result: { exitCode: 0 } },
    });
    expect(responseOf(await ended).message).toBe('2 attempts: first gave it back, second ran it');
  });

  test('for a worker that is not there, that is said at once, once, with the property and the nearest worker', async () => {
    const said: unknown[] = [];
    const logger: Logger = { log: (level, _message, fields) => void (level === 'warn' && said.push(fields?.['why'])), child: () => logger };
    await using server = await startTestServer({ role: 'all', worker_concurrency: 0, worker_wait: '400ms' }, { logger });
    const properties = [{ name: 'pool', value: 'small' }];
    await server.client.unary(workersService.registerWorker, { workerName: 'near', concurrency: 1, properties });
    const large = { platform: { properties: [{ name: 'pool', value: 'large' }] } };
    const some = [await storeAction(server, { arguments: ['a'] }, large), await storeAction(server, { arguments: ['b'] }, large)];
    const answers = await Promise.all(some.map((action) => execute(server, action)));
    const why = 'no worker offers what the action needs; the nearest, near, lacks pool=large (it offers small)';
    expect(said).toEqual([why]);
    expect(answers.map(({ response }) => response.status?.message)).toEqual([why, why]);
  });

  test('properties that do not choose a worker do not keep it from one; others do', async () => {
    const { server, sandbox } = await startFarm({});
    await using _server = server;
    const asRoot = { properties: ['unixGID', 'unixUID'].map((name) => ({ name, value: '0' })) };
    expect((await execute(server, await storeAction(server, {}, { platform: asRoot }))).response.status?.code).toBe(0);
    // The worker is told all the same: its sandbox looks at them.
    expect(sandbox.executed[0]?.platform).toEqual(asRoot.properties);
    const image = { properties: [{ name: 'container-image', value: 'docker://any' }] };
    const refused = await execute(server, await storeAction(server, {}, { platform: image }));
    expect(refused.response.status?.message).toContain('lacks container-image=docker://any');
    const { server: lenient } = await startFarm({ config: { ignored_properties: ['container-image'] } });
    await using _lenient = lenient;
    expect((await execute(lenient, await storeAction(lenient, {}, { platform: image }))).response.status?.code).toBe(0);
  });
});
