import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type ActionResult,
  type Digest,
  digestOf,
  emptyDigest,
  encodeDirectory,
  encodeTree,
  type Logger,
  MemoryContentAddressableStorage,
  systemClock,
  writeBlobs,
} from '@sandwright/core';
import { FakeClock, temporaryDirectory } from '@sandwright/core/testing';
import { openConnection } from '../remote-connection.ts';
import { ScriptedExecutionServer, type ScriptedServerOptions } from '../testing/index.ts';
import { RemoteResultCache, type RemoteResultCacheOptions } from './remote-result-cache.ts';
import { SlowCacheMemory } from './slow-cache-memory.ts';

let open = new AsyncDisposableStack();
afterEach(async () => {
  await open.disposeAsync();
  open = new AsyncDisposableStack();
});

const blobOf = (text: string) => ({ data: Buffer.from(text), digest: digestOf(Buffer.from(text)) });
const action = blobOf('action').digest;
const [said, file, inside] = [blobOf('said'), blobOf('file'), blobOf('inside')];
const folder = { files: [{ name: 'f', digest: inside.digest, isExecutable: false }], directories: [], symlinks: [] };
const treeData = encodeTree({ root: folder, children: [] });
const tree = { data: treeData, digest: digestOf(treeData) };
const result: ActionResult = {
  exitCode: 0,
  stdout: said.digest,
  stderr: emptyDigest,
  outputs: [
    { kind: 'directory', path: 'd', treeDigest: tree.digest },
    { kind: 'file', path: 'file', digest: file.digest, isExecutable: true },
  ],
  metadata: { worker: 'here' },
};
const all: readonly Digest[] = [said, file, inside, tree].map(({ digest }) => digest);

interface Machine {
  readonly local: MemoryContentAddressableStorage;
  readonly cache: RemoteResultCache;
  readonly warnings: string[];
}

function machine(address: string, changes: Partial<RemoteResultCacheOptions> & { readonly timeoutMs?: number } = {}): Machine {
  const { timeoutMs = 5_000, ...rest } = changes;
  const local = new MemoryContentAddressableStorage();
  const warnings: string[] = [];
  const logger: Logger = { log: (level, message) => void (level === 'warn' && warnings.push(message)), child: () => logger };
  const connection = openConnection({ storeAddress: address, rpcRetries: 0, cacheTimeoutMs: timeoutMs, storeTimeoutMs: timeoutMs });
  const options = { connection, local, clock: systemClock, logger, read: true, write: true, warnings: 'backoff' as const };
  return { local, warnings, cache: open.use(new RemoteResultCache({ ...options, ...rest })) };
}

async function serve(options: ScriptedServerOptions = {}): Promise<ScriptedExecutionServer> {
  return open.use(await ScriptedExecutionServer.start(options));
}

async function store({ local, cache }: Machine, what = result): Promise<void> {
  await writeBlobs(local, [said, file, inside, tree, { data: encodeDirectory(folder), digest: digestOf(encodeDirectory(folder)) }]);
  await cache.put(action, what);
  await cache.settled();
}

describe('RemoteResultCache', () => {
  test('what one machine stores, another gets, with every blob', async () => {
    const { address } = await serve();
    await store(machine(address));
    const other = machine(address);
    expect(await other.cache.get(action)).toMatchObject({ exitCode: 0, outputs: [{ path: 'd' }, { path: 'file', isExecutable: true }] });
    expect(await other.local.findMissing(all)).toEqual([]);
    expect(await other.cache.get(blobOf('another').digest)).toBeUndefined();
    expect(other.warnings).toEqual([]);
  });

  test('blobs go before the result that names them, and only those that are missing', async () => {
    const server = await serve();
    await writeBlobs(server.storage, [file]);
    await store(machine(server.address));
    const calls = server.received.map(({ method }) => method).filter((method) => method !== 'GetCapabilities');
    expect(calls).toEqual(['FindMissingBlobs', 'BatchUpdateBlobs', 'UpdateActionResult']);
    const sent = server.received.find(({ method }) => method === 'BatchUpdateBlobs')?.request['requests'] as readonly object[];
    expect(sent).toHaveLength(3);
  });

  test('a result whose blobs are gone is a miss', async () => {
    const server = await serve();
    await store(machine(server.address));
    server.storage = new MemoryContentAddressableStorage();
    const other = machine(server.address);
    expect(await other.cache.get(action)).toBeUndefined();
    expect(other.warnings).toEqual([]);
  });

  test('failures are neither stored nor found', async () => {
    const server = await serve({ handlers: { GetActionResult: (_, answer) => answer({ exitCode: 1 }) } });
    const one = machine(server.address);
    await store(one, { ...result, exitCode: 1 });
    expect(server.received.map(({ method }) => method)).not.toContain('UpdateActionResult');
    expect(await one.cache.get(action)).toBeUndefined();
  });

  test('forbidden reads and writes are not made', async () => {
    const server = await serve();
    const one = machine(server.address, { read: false, write: false });
    await store(one);
    expect(await one.cache.get(action)).toBeUndefined();
    expect(server.received).toEqual([]);
  });

  test('a server that takes no results is told of, and is not sent any', async () => {
    const server = await serve({
      capabilities: { cacheCapabilities: { digestFunctions: [1], actionCacheUpdateCapabilities: { updateEnabled: false } } },
    });
    const one = machine(server.address);
    await store(one);
    expect(server.received.map(({ method }) => method)).not.toContain('UpdateActionResult');
    expect(one.warnings).toEqual([expect.stringContaining('takes no results')]);
  });

  test('a lying server is told of, and is a miss', async () => {
    const lie = { exitCode: 0, outputFiles: [{ path: 'file', digest: file.digest, contents: Buffer.from('lies') }] };
    const { address } = await serve({ handlers: { GetActionResult: (_, answer) => answer(lie) } });
    const one = machine(address);
    expect(await one.cache.get(action)).toBeUndefined();
    expect(await one.local.findMissing([file.digest])).toHaveLength(1);
    expect(one.warnings).toHaveLength(1);
  });

  test('a server that does not answer costs a few time-outs, not one for each action', async () => {
    const server = await serve({ handlers: { GetActionResult: () => {} } });
    const one = machine(server.address, { timeoutMs: 100 });
    for (let n = 0; n < 50; n += 1) expect(await one.cache.get(blobOf(`action ${n}`).digest)).toBeUndefined();
    expect(server.received.filter(({ method }) => method === 'GetActionResult')).toHaveLength(3);
  });

  test('a slow server is waited for once, and by the builds of the next minute not at all; what it takes to bring a result is no slowness', async () => {
    const server = await serve();
    await store(machine(server.address));
    const slow = await serve({
      handlers: { GetActionResult: (_, answer) => setTimeout(() => answer(undefined, { code: 5, message: '', details: [] }), 1_300) },
    });
    await using folder = await temporaryDirectory('sandwright-slow-');
    let memory = new SlowCacheMemory({ directory: join(folder.path, 'new'), address: slow.address, clock: systemClock });
    expect(memory.wasSlow).toBe(false);
    const one = machine(slow.address, { memory });
    for (let n = 0; n < 20; n += 1) expect(await one.cache.get(blobOf(`action ${n}`).digest)).toBeUndefined();
    expect(slow.received.filter(({ method }) => method === 'GetActionResult')).toHaveLength(1);
    expect(memory.wasSlow).toBe(true);
    // Its clock stands still, so that whoever waited would wait for the server itself.
    const next = machine(slow.address, { memory, clock: new FakeClock() });
    const asked: string[] = [];
    const looking = Array.from({ length: 20 }, async (_, n) => {
      await next.cache.get(blobOf(`action ${n}`).digest);
      asked.push('answered');
    });
    await Promise.race([Promise.all(looking), systemClock.sleep(1_200).then(() => asked.push('the server'))]);
    expect(asked).toHaveLength(20);
    // Another server is not meant, and a minute is the end of it.
    memory = new SlowCacheMemory({ directory: join(folder.path, 'new'), address: server.address, clock: systemClock });
    expect(memory.wasSlow).toBe(false);
    const later = { now: () => systemClock.now() + 60_000 };
    expect(new SlowCacheMemory({ directory: join(folder.path, 'new'), address: slow.address, clock: later }).wasSlow).toBe(false);
    memory.note(true);
    const quick = machine(server.address, { memory });
    await quick.cache.get(action);
    for (let tries = 0; memory.wasSlow && tries < 200; tries += 1) await systemClock.sleep(20);
    expect(await quick.cache.get(action)).toMatchObject({ exitCode: 0 });
  });

  test('writes never hold up a build: those to a server that does not answer wait beside it, and what is too much is told and dropped', async () => {
    let updates = 0;
    const server = await serve({ handlers: { FindMissingBlobs: () => (updates += 1) } });
    const one = machine(server.address, { timeoutMs: 60_000 });
    await writeBlobs(one.local, [said, file, inside, tree]);
    for (let n = 0; n < 1_010; n += 1) await one.cache.put(blobOf(`action ${n}`).digest, result);
    expect(one.warnings).toEqual([
      expect.stringContaining('more slowly than they are made'),
      expect.anything(),
      expect.anything(),
      expect.anything(),
    ]);
    expect(updates).toBeLessThanOrEqual(64);
    // So that nobody waits for the last of them.
    await server[Symbol.asyncDispose]();
  });

  test.each([
    ['was slow a moment ago', true],
    ['turns out to be slow', false],
  ])('the end of a build does not wait for a server that %s, and says once what was not stored', async (_, wasSlow) => {
    const server = await serve({ handlers: { FindMissingBlobs: () => {}, GetActionResult: () => {} } });
    const noted: boolean[] = [];
    const memory = { wasSlow, note: (slow: boolean) => noted.push(slow) };
    const one = machine(server.address, { timeoutMs: 60_000, memory });
    await writeBlobs(one.local, [said, file, inside, tree]);
    for (let n = 0; n < 3; n += 1) await one.cache.put(blobOf(`action ${n}`).digest, result);
    let ended = 'the build';
    const patience = new AbortController();
    const over = systemClock.sleep(8_000, patience).then(
      () => (ended = 'the patience'),
      () => {},
    );
    await Promise.race([one.cache[Symbol.asyncDispose](), over]);
    patience.abort();
    expect([ended, one.warnings]).toEqual(['the build', [expect.stringContaining('3 results were still on their way')]]);
    if (!wasSlow) expect(noted).toEqual([true]);
  });

  test('a signal ends a look-up with its own reason', async () => {
    const { address } = await serve({ handlers: { GetActionResult: () => {} } });
    const controller = new AbortController();
    const reason = new RangeError('enough');
    const looking = machine(address).cache.get(action, { signal: controller.signal });
    setTimeout(() => controller.abort(reason), 50);
    await expect(looking).rejects.toBe(reason);
  });
});
