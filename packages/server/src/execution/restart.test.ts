import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from '@jest/globals';
import { digestOf, openLocalStore, silentLogger } from '@sandwright/core';
import { adminService, ExecuteResponse, executionService, type Operation, operationsService, workersService } from '@sandwright/core/reapi';
import { temporaryDirectory, waitUntil } from '@sandwright/core/testing';
import { Journal } from '../journal/journal.ts';
import { responseOf, storeAction } from '../test-support/execution-calls.ts';
import { failureOf } from '../test-support/grpc-test-client.ts';
import { startTestServer } from '../test-support/test-server.ts';

const config = { role: 'all', worker_concurrency: 0, worker_wait: '20s', lease: '2s' } as const;

describe('a server with a journal', () => {
  test('is shut down in the middle, and the next one finishes what was queued', async () => {
    await using folder = await temporaryDirectory();
    let name = '';
    {
      await using first = await startTestServer(config, { journalDirectory: folder.path });
      const stream = first.client.stream(executionService.execute, { actionDigest: await storeAction(first, {}) });
      stream.on('error', () => {});
      name = await new Promise<string>((resolve) => stream.once('data', (operation: Operation) => resolve(operation.name)));
      stream.cancel();
    }
    await using second = await startTestServer(config, { journalDirectory: folder.path });
    const action = await storeAction(second, {});
    const { workerId } = await second.client.unary(workersService.registerWorker, { workerName: 'w', concurrency: 1 });
    const { lease } = await second.client.unary(workersService.acquireLease, { workerId });
    expect(lease?.actionDigest).toMatchObject(action);
    const response = { result: { exitCode: 5 } };
    await second.client.unary(workersService.completeLease, { workerId, leaseId: lease?.id ?? '', response });
    const answer = responseOf((await second.client.collect(executionService.waitExecution, { name })).at(-1));
    expect(answer).toMatchObject({ result: { exitCode: 5 }, message: '' });
  });

  test('begins again what had only begun, and forgets what was deleted', async () => {
    await using folder = await temporaryDirectory();
    const never = digestOf(Buffer.from('an action that was never stored'));
    const { journal } = await Journal.open({ directory: folder.path, logger: silentLogger });
    const begun = (operation: string, instanceName = ''): void =>
      journal.add({ operation: { name: operation, instanceName, actionDigest: never, acceptedTimestamp: { seconds: 1 } } });
    begun('operations/begun');
    begun('a/blobs/operations/refused', 'a/blobs');
    const response = ExecuteResponse.encode({ result: { exitCode: 3 } }).finish();
    const seconds = Math.floor(Date.now() / 1_000);
    for (const [operation, at] of [
      ['operations/fresh', seconds - 3_000],
      ['operations/old', seconds - 3_700],
    ] as const) {
      journal.add({ operation: { name: operation, actionDigest: never, finishedTimestamp: { seconds: at }, response } });
    }
    // A digest function of another build of the server, say.
    journal.add({ operation: { name: 'operations/strange', actionDigest: never, digestFunction: 99 } });
    // Left over by a server that was killed between two records.
    journal.add({ task: { id: '1.1', operations: ['operations/gone'], lease: { id: 'l', workerId: 'w' } } });
    await journal[Symbol.asyncDispose]();
    await using server = await startTestServer({ ...config, operation_keep: '1h' }, { journalDirectory: folder.path });
    const endOf = async (operation: string): Promise<ReturnType<typeof responseOf>> =>
      responseOf((await server.client.collect(executionService.waitExecution, { name: operation })).at(-1));
    expect((await endOf('operations/begun')).status?.code).toBe(status.FAILED_PRECONDITION);
    expect((await endOf('a/blobs/operations/refused')).status?.code).toBe(status.INVALID_ARGUMENT);
    expect((await endOf('operations/fresh')).result?.exitCode).toBe(3);
    // It was finished longer ago than finished operations are kept.
    const get = (operation: string): Promise<unknown> => server.client.unary(operationsService.getOperation, { name: operation });
    while ((await get('operations/old').catch(() => undefined)) !== undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    await server.client.unary(operationsService.deleteOperation, { name: 'operations/fresh' });
    await server[Symbol.asyncDispose]();
    await using next = await startTestServer(config, { journalDirectory: folder.path });
    const { operations } = await next.client.unary(operationsService.listOperations, { name: '' });
    expect(operations.map(({ name }) => name)).toEqual(['operations/begun']);
    expect((await failureOf(next.client.unary(operationsService.getOperation, { name: 'operations/gone' }))).code).toBe(status.NOT_FOUND);
  });

  test('an action that many wait for runs once for all of them, and its record does not grow with them', async () => {
    await using folder = await temporaryDirectory();
    await using store = await openLocalStore({ directory: join(folder.path, 'store'), mode: 'exclusive' });
    const services = { store, journalDirectory: join(folder.path, 'journal') };
    const names: string[] = [];
    const waiting = 60;
    {
      await using first = await startTestServer(config, services);
      const actionDigest = await storeAction(first, {});
      const streams = Array.from({ length: waiting }, () => first.client.stream(executionService.execute, { actionDigest }));
      for (const stream of streams) {
        stream.on('error', () => {});
        names.push(await new Promise<string>((resolve) => stream.once('data', (operation: Operation) => resolve(operation.name))));
      }
      for (const stream of streams) stream.cancel();
    }
    const { journal, state } = await Journal.open({ directory: services.journalDirectory, logger: silentLogger });
    await journal[Symbol.asyncDispose]();
    expect([...state.tasks.values()].map(({ operations }) => operations.length < 30)).toEqual([true]);
    await using second = await startTestServer(config, services);
    const answers = names.map(async (name) => responseOf((await second.client.collect(executionService.waitExecution, { name })).at(-1)));
    const { workerId } = await second.client.unary(workersService.registerWorker, { workerName: 'w', concurrency: 1 });
    const joined = async (): Promise<boolean> => {
      const { workers } = await second.client.unary(adminService.listWorkers, {});
      return workers[0]?.actions[0]?.operationNames.length === waiting;
    };
    const { lease } = await second.client.unary(workersService.acquireLease, { workerId });
    await waitUntil(joined, 'all to wait for the one action again');
    await second.client.unary(workersService.completeLease, {
      workerId,
      leaseId: lease?.id ?? '',
      response: { result: { exitCode: 5 } },
    });
    expect((await Promise.all(answers)).map(({ result }) => result?.exitCode)).toEqual(names.map(() => 5));
  });

  test('remembers that a worker is drained, and who is expected back', async () => {
    await using folder = await temporaryDirectory();
    const strict = { ...config, worker_wait: '0s' };
    const properties = [{ name: 'pool', value: 'large' }];
    let before = '';
    {
      await using first = await startTestServer(strict, { journalDirectory: folder.path });
      ({ workerId: before } = await first.client.unary(workersService.registerWorker, { workerName: 'w', concurrency: 1, properties }));
      await first.client.unary(adminService.drainWorker, { worker: 'w' });
    }
    await using second = await startTestServer(strict, { journalDirectory: folder.path });
    // Nobody has come yet; but what the worker could run is not refused.
    const action = await storeAction(second, {}, { platform: { properties } });
    const answer = second.client.collect(executionService.execute, { actionDigest: action });
    const register = { workerName: 'w', concurrency: 1, properties, previousWorkerId: before };
    const { workerId } = await second.client.unary(workersService.registerWorker, register);
    const { workers } = await second.client.unary(adminService.listWorkers, {});
    expect(workers.map(({ id, state }) => [id, state])).toEqual([[workerId, 'drained']]);
    await second.client.unary(adminService.drainWorker, { worker: workerId, resume: true });
    const { lease } = await second.client.unary(workersService.acquireLease, { workerId });
    await second.client.unary(workersService.completeLease, { workerId, leaseId: lease?.id ?? '', response: { result: { exitCode: 0 } } });
    expect(responseOf((await answer).at(-1)).result?.exitCode).toBe(0);
  });
});
