import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from '@jest/globals';
import {
  type ContentAddressableStorage,
  type ActionResult as DomainResult,
  digestKey,
  digestOf,
  emptyDigest,
  SandwrightError,
} from '@sandwright/core';
import {
  actionCacheService,
  capabilitiesService,
  Directory,
  executionService,
  type Operation,
  operationsService,
  PreconditionFailure,
  unpackAny,
} from '@sandwright/core/reapi';
import { FakeSandbox, type FakeSandboxOptions, waitUntil } from '@sandwright/core/testing';
import type { ServerConfigInput } from '../config/server-config.ts';
import { execute, responseOf, stageOf, storeAction } from '../test-support/execution-calls.ts';
import { failureOf } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';

interface Farm extends AsyncDisposable {
  readonly server: TestServer;
  readonly sandbox: FakeSandbox;
  readonly storage: () => ContentAddressableStorage;
}

async function startFarm(options: FakeSandboxOptions & { config?: ServerConfigInput } = {}): Promise<Farm> {
  const { config, ...sandboxOptions } = options;
  const sandbox = new FakeSandbox(sandboxOptions);
  let storage: ContentAddressableStorage | undefined;
  const server = await startTestServer(
    { role: 'all', worker_concurrency: 4, ...config },
    {
      embeddedWorker: {
        createSandbox: async (given) => {
          storage = given;
          return sandbox;
        },
      },
    },
  );
  return {
    server,
    sandbox,
    storage: () => storage ?? server.store.storage,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

/** How many operations there are, of all kinds. */
async function operationsOf({ client }: TestServer): Promise<number> {
  return (await client.unary(operationsService.listOperations, { name: '' })).operations.length;
}

const untilAborted = (signal: AbortSignal | undefined): Promise<never> =>
  new Promise((_, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
  });

describe('Execute', () => {
  test('reports name and stages, runs, answers, and remembers', async () => {
    await using farm = await startFarm({
      run: async () => {
        const data = Buffer.from('made by an action');
        await farm.storage().write(digestOf(data), data);
        return {
          stdout: digestOf(data),
          outputs: [{ kind: 'file', path: 'out/file', digest: digestOf(data), isExecutable: true }],
        } satisfies Partial<DomainResult>;
      },
    });
    const { server, sandbox } = farm;
    const capabilities = await server.client.unary(capabilitiesService.getCapabilities, {});
    expect(capabilities.executionCapabilities).toMatchObject({ execEnabled: true, digestFunction: 1, digestFunctions: [1] });
    const action = await storeAction(server, { outputPaths: ['out/file'] });
    const first = await execute(server, action, { instanceName: 'team/main', inlineStdout: true, inlineOutputFiles: ['out/file'] });
    expect(new Set(first.names).size).toBe(1);
    expect(first.names[0]).toMatch(/^team\/main\/operations\/[0-9a-f-]{36}$/);
    expect(first.stages[0]).toBe(1);
    expect(first.stages.at(-1)).toBe(4);
    expect(first.response).toMatchObject({ cachedResult: false, status: { code: 0 }, message: '' });
    expect(String(first.response.result?.stdoutRaw)).toBe('made by an action');
    expect(String(first.response.result?.outputFiles[0]?.contents)).toBe('made by an action');
    const metadata = first.response.result?.executionMetadata;
    for (const time of [
      metadata?.queuedTimestamp,
      metadata?.workerStartTimestamp,
      metadata?.executionStartTimestamp,
      metadata?.workerCompletedTimestamp,
    ]) {
      expect(time?.seconds).toBeGreaterThan(1_600_000_000);
    }
    expect(metadata?.worker).not.toBe('');
    const again = await execute(server, action, { instanceName: 'team/main' });
    expect([again.response.cachedResult, sandbox.executed.length]).toEqual([true, 1]);
    expect(again.response.result?.stdoutRaw).toHaveLength(0);
    const forced = await execute(server, action, { instanceName: 'team/main', skipCacheLookup: true });
    expect([forced.response.cachedResult, sandbox.executed.length]).toEqual([false, 2]);
    const stored = await server.client.unary(actionCacheService.getActionResult, { instanceName: 'team/main', actionDigest: action });
    expect(stored.outputFiles[0]?.path).toBe('out/file');
  });

  test('an output that is a link stands in the list of 2.1 and in one of the older lists, the only ones that remote-apis-sdks reads', async () => {
    await using farm = await startFarm({ run: async () => ({ outputs: [{ kind: 'symlink', path: 'link', target: 'file' }] }) });
    const action = await storeAction(farm.server, { outputPaths: ['link'] });
    const { response } = await execute(farm.server, action);
    const cached = await farm.server.client.unary(actionCacheService.getActionResult, { actionDigest: action });
    for (const result of [response.result, cached]) {
      expect(result?.outputSymlinks).toMatchObject([{ path: 'link', target: 'file' }]);
      expect(result?.outputFileSymlinks).toMatchObject([{ path: 'link', target: 'file' }]);
    }
  });

  test('the first message comes before anything is looked up', async () => {
    await using farm = await startFarm();
    const stream = farm.server.client.stream(executionService.execute, {
      actionDigest: digestOf(Buffer.from('nothing of this is stored')),
    });
    const [first] = (await stream[Symbol.asyncIterator]().next()).value === undefined ? [] : [true];
    expect(first).toBe(true);
    stream.cancel();
  });

  test('a failing action is an answer, and is not cached', async () => {
    await using farm = await startFarm({ run: () => ({ exitCode: 3, stderrRaw: Buffer.from('why') }) });
    const action = await storeAction(farm.server, {});
    for (const runs of [1, 2]) {
      const { response } = await execute(farm.server, action);
      expect(response).toMatchObject({ cachedResult: false, status: { code: 0 }, result: { exitCode: 3 } });
      expect(farm.sandbox.executed).toHaveLength(runs);
    }
    expect((await failureOf(farm.server.client.unary(actionCacheService.getActionResult, { actionDigest: action }))).code).toBe(
      status.NOT_FOUND,
    );
  });

  test('do_not_cache is neither stored nor merged', async () => {
    await using farm = await startFarm({ run: () => sleep(50, {}) });
    const action = await storeAction(farm.server, {}, { doNotCache: true });
    await Promise.all([execute(farm.server, action), execute(farm.server, action)]);
    expect(farm.sandbox.executed).toHaveLength(2);
    expect((await failureOf(farm.server.client.unary(actionCacheService.getActionResult, { actionDigest: action }))).code).toBe(
      status.NOT_FOUND,
    );
  });

  test('equal actions in flight run once, also when the cache is not to be looked up', async () => {
    const gate = Promise.withResolvers<object>();
    await using farm = await startFarm({ run: () => gate.promise });
    const action = await storeAction(farm.server, {});
    const calls = Array.from({ length: 20 }, () => execute(farm.server, action, { skipCacheLookup: true }));
    await waitUntil(async () => (await operationsOf(farm.server)) === 20, 'all to be in flight');
    gate.resolve({});
    const all = await Promise.all(calls);
    expect(farm.sandbox.executed).toHaveLength(1);
    expect(new Set(all.map(({ names }) => names[0])).size).toBe(20);
  });

  test('every missing blob has a violation of its own, before anything is queued', async () => {
    await using farm = await startFarm();
    const [present = emptyDigest] = await farm.server.put('a present file');
    const file = digestOf(Buffer.from('a missing file'));
    const folder = digestOf(Buffer.from('a missing folder'));
    const root = Directory.encode({
      files: [
        { name: 'gone', digest: file },
        { name: 'here', digest: present },
      ],
      directories: [{ name: 'sub', digest: folder }],
    }).finish();
    await farm.server.put(root);
    const violationsOf = async (digest: Parameters<typeof execute>[1]): Promise<string[]> => {
      const { response } = await execute(farm.server, digest);
      expect(response.status?.code).toBe(status.FAILED_PRECONDITION);
      expect(response.status?.details).toHaveLength(1);
      const [detail = { typeUrl: '', value: Buffer.alloc(0) }] = response.status?.details ?? [];
      const failure = unpackAny(detail, 'google.rpc.PreconditionFailure', PreconditionFailure);
      return (failure?.violations ?? []).map(({ type, subject }) => `${type} ${subject}`).sort();
    };
    const action = await storeAction(farm.server, {}, { inputRootDigest: digestOf(root) });
    expect(await violationsOf(action)).toEqual([`MISSING blobs/${digestKey(file)}`, `MISSING blobs/${digestKey(folder)}`].sort());
    const unknown = digestOf(Buffer.from('an action that was never stored'));
    expect(await violationsOf(unknown)).toEqual([`MISSING blobs/${digestKey(unknown)}`]);
    expect(farm.sandbox.executed).toHaveLength(0);
  });

  test('what ran out of time keeps what it printed', async () => {
    await using farm = await startFarm({
      run: async (_, { signal }) => {
        await untilAborted(signal).catch(() => {});
        const result = {
          exitCode: 137,
          stdout: emptyDigest,
          stderr: emptyDigest,
          stdoutRaw: Buffer.from('so far'),
          outputs: [],
          metadata: { worker: '' },
        };
        throw new SandwrightError('TIMED_OUT', 'too slow', { details: { result } });
      },
    });
    const action = await storeAction(farm.server, {}, { timeout: { seconds: 0, nanos: 100_000_000 } });
    const { response } = await execute(farm.server, action);
    expect(response.status?.code).toBe(status.DEADLINE_EXCEEDED);
    expect(String(response.result?.stdoutRaw)).toBe('so far');
    expect((await failureOf(farm.server.client.unary(actionCacheService.getActionResult, { actionDigest: action }))).code).toBe(
      status.NOT_FOUND,
    );
  });

  test('timeouts have a default and a maximum', async () => {
    await using farm = await startFarm({ config: { max_timeout: '10s', default_timeout: '5s' } });
    const tooLong = await execute(farm.server, await storeAction(farm.server, {}, { timeout: { seconds: 11 } }));
    expect(tooLong.response.status).toMatchObject({ code: status.INVALID_ARGUMENT, message: expect.stringContaining('max_timeout') });
    await execute(farm.server, await storeAction(farm.server, {}, { timeout: { seconds: 7 } }));
    await execute(farm.server, await storeAction(farm.server, {}));
    expect(farm.sandbox.executed.map(({ timeoutMs }) => timeoutMs)).toEqual([7_000, 5_000]);
  });

  test('a sandbox that fails is told as it is', async () => {
    await using farm = await startFarm({
      run: () => {
        throw new SandwrightError('SANDBOX_FAILED', 'the mount was refused');
      },
    });
    const { response } = await execute(farm.server, await storeAction(farm.server, {}));
    expect(response.status).toMatchObject({ code: status.INTERNAL, message: expect.stringContaining('the mount was refused') });
    expect(response.message).toContain('on worker');
  });

  test('a result whose outputs were not stored is refused and tried again, three times', async () => {
    await using farm = await startFarm({ run: () => ({ stdout: digestOf(Buffer.from('never stored')) }) });
    const { response } = await execute(farm.server, await storeAction(farm.server, {}));
    expect(response.status?.code).toBe(status.ABORTED);
    expect(response.message).toMatch(/^3 attempts: /);
    expect(farm.sandbox.executed).toHaveLength(3);
  });

  test('malformed requests are refused at once', async () => {
    await using farm = await startFarm();
    const call = (request: Parameters<typeof execute>[2]): Promise<unknown> => execute(farm.server, emptyDigest, request);
    expect((await failureOf(call({ actionDigest: null }))).code).toBe(status.INVALID_ARGUMENT);
    expect((await failureOf(call({ instanceName: 'a/blobs' }))).code).toBe(status.INVALID_ARGUMENT);
    const [text = emptyDigest] = await farm.server.put('\u00ff this is no action');
    expect((await execute(farm.server, text)).response.status?.code).toBe(status.INVALID_ARGUMENT);
  });
});

describe('platforms', () => {
  test('what no worker offers is said at once, with the property and the nearest worker', async () => {
    await using farm = await startFarm();
    const action = await storeAction(
      farm.server,
      {},
      {
        platform: {
          properties: [
            { name: 'ISA', value: 'z80' },
            { name: 'OSFamily', value: 'Linux' },
          ],
        },
      },
    );
    const { response } = await execute(farm.server, action);
    expect(response.status).toMatchObject({
      code: status.FAILED_PRECONDITION,
      message: expect.stringMatching(/lacks ISA=z80 \(it offers .+\)/),
    });
  });

  test('the action is preferred to the command, and both places are read', async () => {
    await using farm = await startFarm();
    const impossible = { properties: [{ name: 'x', value: 'y' }] };
    const possible = { properties: [{ name: 'OSFamily', value: 'linux' }] };
    expect((await execute(farm.server, await storeAction(farm.server, { platform: impossible }))).response.status?.code).toBe(
      status.FAILED_PRECONDITION,
    );
    expect(
      (await execute(farm.server, await storeAction(farm.server, { platform: impossible }, { platform: possible }))).response.status?.code,
    ).toBe(0);
  });

  test('without any worker it may wait for one', async () => {
    await using farm = await startFarm({ config: { worker_concurrency: 0, worker_wait: '300ms' } });
    const started = performance.now();
    const { response, stages } = await execute(farm.server, await storeAction(farm.server, {}));
    expect(response.status).toMatchObject({ code: status.FAILED_PRECONDITION, message: 'no worker is connected' });
    expect(stages).toContain(2);
    expect(performance.now() - started).toBeGreaterThan(290);
  });
});

describe('operations', () => {
  test('WaitExecution goes on after a cut; an unknown name is NOT_FOUND', async () => {
    let finish = (): void => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await using farm = await startFarm({ run: () => gate.then(() => ({ exitCode: 0 })) });
    const { client } = farm.server;
    const stream = client.stream(executionService.execute, { actionDigest: await storeAction(farm.server, {}) });
    stream.on('error', () => {});
    const name = await new Promise<string>((resolve) => {
      stream.once('data', (operation: Operation) => resolve(operation.name));
    });
    stream.cancel();
    const waiting = client.collect(executionService.waitExecution, { name });
    finish();
    expect(responseOf((await waiting).at(-1)).status?.code).toBe(0);
    expect(responseOf((await client.collect(executionService.waitExecution, { name })).at(-1)).result?.exitCode).toBe(0);
    expect(responseOf(await client.unary(operationsService.getOperation, { name })).status?.code).toBe(0);
    expect((await failureOf(client.collect(executionService.waitExecution, { name: 'operations/none' }))).code).toBe(status.NOT_FOUND);
    expect((await failureOf(client.unary(operationsService.getOperation, { name: 'operations/none' }))).code).toBe(status.NOT_FOUND);
  });

  test('cancelling stops the action, and is quiet about what is finished or unknown', async () => {
    await using farm = await startFarm({ run: (_, { signal }) => untilAborted(signal), config: { lease: '1500ms' } });
    const { client } = farm.server;
    const stream = client.stream(executionService.execute, { actionDigest: await storeAction(farm.server, {}) });
    const seen: Operation[] = [];
    const ended = new Promise<void>((resolve) => {
      stream.on('data', (operation: Operation) => seen.push(operation));
      stream.on('end', () => resolve());
    });
    stream.on('error', () => {});
    // The message about it may be on its way while the action runs already.
    await waitUntil(() => seen.length > 0 && stageOf(seen.at(-1) as Operation) === 3, 'word of its run');
    const name = seen[0]?.name ?? '';
    await client.unary(operationsService.cancelOperation, { name });
    await ended;
    expect(responseOf(seen.at(-1)).status?.code).toBe(status.CANCELLED);
    await waitUntil(() => farm.sandbox.running === 0, 'the action to end');
    await client.unary(operationsService.cancelOperation, { name });
    await client.unary(operationsService.cancelOperation, { name: 'operations/unknown' });
    await client.unary(operationsService.deleteOperation, { name });
    expect((await failureOf(client.unary(operationsService.getOperation, { name }))).code).toBe(status.NOT_FOUND);
  });

  test('an operation that nobody waits for is ended after a while', async () => {
    await using farm = await startFarm({
      run: (_, { signal }) => untilAborted(signal),
      config: { lease: '1500ms', abandon_after: '200ms' },
    });
    const stream = farm.server.client.stream(executionService.execute, { actionDigest: await storeAction(farm.server, {}) });
    stream.on('error', () => {});
    stream.on('data', () => {});
    await waitUntil(() => farm.sandbox.running > 0, 'the action to run');
    await sleep(600);
    expect(farm.sandbox.running).toBe(1);
    stream.cancel();
    await waitUntil(() => farm.sandbox.running === 0, 'the action to be ended');
  });

  test('one of two who wait for the same action leaves without harm to the other', async () => {
    let finish = (): void => {};
    const gate = new Promise<void>((resolve) => {
      finish = resolve;
    });
    await using farm = await startFarm({ run: () => gate.then(() => ({ exitCode: 0 })) });
    const action = await storeAction(farm.server, {});
    const { client } = farm.server;
    const stream = client.stream(executionService.execute, { actionDigest: action });
    stream.on('error', () => {});
    const name = await new Promise<string>((resolve) => {
      stream.once('data', (operation: Operation) => resolve(operation.name));
    });
    const other = execute(farm.server, action);
    await waitUntil(async () => (await operationsOf(farm.server)) === 2 && farm.sandbox.running === 1, 'both to be in flight');
    await client.unary(operationsService.cancelOperation, { name });
    finish();
    expect((await other).response).toMatchObject({ status: { code: 0 }, result: { exitCode: 0 } });
    expect(farm.sandbox.executed).toHaveLength(1);
  });

  test('operations are listed in pages, each instance its own', async () => {
    await using farm = await startFarm();
    const action = await storeAction(farm.server, {});
    const names: (string | undefined)[] = [];
    for (let run = 0; run < 5; run += 1) names.push((await execute(farm.server, action, { instanceName: 'a/b' })).names[0]);
    await execute(farm.server, action, { instanceName: 'c' });
    const { client } = farm.server;
    const first = await client.unary(operationsService.listOperations, { name: 'a/b', pageSize: 3 });
    const second = await client.unary(operationsService.listOperations, {
      name: 'a/b/operations',
      pageSize: 3,
      pageToken: first.nextPageToken,
    });
    expect([...first.operations, ...second.operations].map(({ name }) => name)).toEqual(names);
    expect(second.nextPageToken).toBe('');
  });
});

describe('load and shutdown', () => {
  test('1,000 Executes at once from one client are bounded by the worker, and all answered', async () => {
    await using farm = await startFarm({ run: () => sleep(1, {}) });
    const actions = await Promise.all(Array.from({ length: 1_000 }, (_, index) => storeAction(farm.server, { arguments: [`n${index}`] })));
    const all = await Promise.all(actions.map((action) => execute(farm.server, action)));
    expect(all.every(({ response }) => response.status?.code === 0)).toBe(true);
    expect(farm.sandbox.mostAtOnce).toBeLessThanOrEqual(4);
    expect(farm.sandbox.executed).toHaveLength(1_000);
  });

  test('more than may wait are RESOURCE_EXHAUSTED', async () => {
    await using farm = await startFarm({
      run: (_, { signal }) => untilAborted(signal),
      config: { max_queued: 3, worker_concurrency: 1, lease: '1500ms' },
    });
    const actions = await Promise.all(Array.from({ length: 6 }, (_, index) => storeAction(farm.server, { arguments: [`q${index}`] })));
    const first = farm.server.client.stream(executionService.execute, { actionDigest: actions[0] });
    first.on('error', () => {});
    first.on('data', () => {});
    await waitUntil(() => farm.sandbox.running > 0, 'the action to run');
    const rest = actions.slice(1, 4).map((actionDigest) => farm.server.client.stream(executionService.execute, { actionDigest }));
    for (const stream of rest) stream.on('error', () => {}).on('data', () => {});
    await waitUntil(async () => (await operationsOf(farm.server)) === 4, 'all to be queued');
    const { response } = await execute(farm.server, actions[5] ?? emptyDigest);
    expect(response.status).toMatchObject({ code: status.RESOURCE_EXHAUSTED, message: expect.stringContaining('max_queued') });
    for (const stream of [first, ...rest]) stream.cancel();
  });

  test('draining lets what runs finish and refuses the rest', async () => {
    const gate = Promise.withResolvers<object>();
    await using farm = await startFarm({ run: () => gate.promise, config: { grace: '60s' } });
    const [running, late] = [await storeAction(farm.server, {}), await storeAction(farm.server, { arguments: ['late'] })];
    const answer = execute(farm.server, running);
    await waitUntil(() => farm.sandbox.running > 0, 'the action to run');
    const drained = farm.server.server.drain();
    expect((await execute(farm.server, late)).response.status?.code).toBe(status.UNAVAILABLE);
    gate.resolve({});
    expect((await answer).response.status?.code).toBe(0);
    await drained;
  });
});
