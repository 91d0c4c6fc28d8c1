import { describe, expect, test } from '@jest/globals';
import { MemoryContentAddressableStorage, SandwrightError, silentLogger, systemClock } from '@sandwright/core';
import { FakeSandbox } from '@sandwright/core/testing';
import { execute, storeAction } from '../test-support/execution-calls.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { callerOf } from '../test-support/worker-caller.ts';
import { GrpcLeaseBroker } from './grpc-lease-broker.ts';
import type { WorkerRuntime } from './run-action.ts';
import { Worker } from './worker.ts';
import { WorkerFaults } from './worker-faults.ts';
import { WorkerStorage } from './worker-storage.ts';

async function startWorker(server: TestServer, name: string, runtimeOf: () => Promise<WorkerRuntime>): Promise<Worker> {
  const worker = new Worker({
    broker: new GrpcLeaseBroker(callerOf(server.connect())),
    description: { name, properties: [], concurrency: 1, instanceName: undefined },
    runtimeOf,
    clock: systemClock,
    logger: silentLogger,
  });
  await worker.start();
  return worker;
}

describe('a worker that has nothing to run actions with', () => {
  test('leaves an action to others once, then tells the client; and goes on once it has', async () => {
    await using server = await startTestServer({ role: 'all', worker_concurrency: 0, worker_wait: '20s' });
    let works = false;
    let asked = 0;
    let released = 0;
    const storage = new WorkerStorage(new MemoryContentAddressableStorage(), server.store.storage);
    await using worker = await startWorker(server, 'bare', async () => {
      asked += 1;
      if (!works) throw new SandwrightError('SANDBOX_FAILED', 'no sandbox works here');
      return { storage, sandbox: new FakeSandbox(), release: () => void (released += 1) };
    });
    const action = await storeAction(server, {});
    const { response } = await execute(server, action);
    expect(response).toMatchObject({ status: { code: 13, message: 'no sandbox works here' } });
    expect(response.message).toBe('on worker bare: no sandbox works here; 2 attempts: bare gave it back, bare ran it');
    expect(asked).toBe(2);
    works = true;
    expect((await execute(server, action)).response.result?.exitCode).toBe(0);
    await worker.drain(1_000);
    expect([asked, released]).toEqual([3, 1]);
  });
});

test.each([
  ['STORAGE_FAILED', true],
  ['SANDBOX_UNAVAILABLE', true],
  ['REMOTE_UNAVAILABLE', true],
  ['ACTION_INVALID', false],
  ['SANDBOX_FAILED', false],
] as const)('%s is left to another worker: %s, but only once', (code, left) => {
  const faults = new WorkerFaults();
  const error = new SandwrightError(code, 'it failed');
  expect([faults.leaveToOthers('a', error), faults.leaveToOthers('a', error), faults.pauseMs > 0]).toEqual([left, false, left]);
});
