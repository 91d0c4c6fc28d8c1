import { afterEach, describe, expect, test } from '@jest/globals';
import { digestOf, SandwrightError } from '@sandwright/core';
import { ends, execute, good, output } from '../execution/execution-rig.ts';
import {
  failedOperation,
  missingBlobs,
  runningOperation,
  type ScriptedCall,
  ScriptedExecutionServer,
  type ScriptedServerOptions,
  succeeded,
} from '../testing/index.ts';
import { type ConnectOptions, connect } from './connect.ts';
import type { RemoteEvent } from './execution-events.ts';
import type { RemoteClient } from './remote-client.ts';

let open = new AsyncDisposableStack();
afterEach(async () => {
  await open.disposeAsync();
  open = new AsyncDisposableStack();
});

async function play(
  script: readonly ScriptedCall[],
  options: ScriptedServerOptions & { readonly client?: Partial<ConnectOptions> } = {},
): Promise<{ server: ScriptedExecutionServer; client: RemoteClient }> {
  const server = open.use(await ScriptedExecutionServer.start({ script, ...options }));
  return { server, client: open.use(connect({ address: server.address, rpcRetries: 0, executionRetries: 0, ...options.client })) };
}

const input = Buffer.from('what it reads');
const command = { arguments: ['make', 'out'], outputPaths: ['out'], inputRoot: { in: input } };
const queued = { send: runningOperation('a', 'queued') };
const running = { send: runningOperation('a') };

async function all(events: AsyncIterable<RemoteEvent>): Promise<readonly RemoteEvent[]> {
  const seen: RemoteEvent[] = [];
  for await (const event of events) seen.push(event);
  return seen;
}

describe('execute', () => {
  test('gives its result when awaited, and events in their order, from the beginning and as often as wanted', async () => {
    const { client } = await play([execute(queued, queued, running, { send: succeeded('a', good) })]);
    const execution = client.execute(command);
    const events = await all(execution);
    const result = await execution;
    expect(result).toMatchObject({ exitCode: 0, stdout: 'hello', stderr: '', cached: false });
    expect(result.outputs).toEqual([expect.objectContaining({ path: 'out', digest: digestOf(output) })]);
    expect(events).toEqual([
      { type: 'uploaded', blobs: 4, bytes: expect.any(Number) },
      { type: 'queued' },
      { type: 'executing' },
      { type: 'stdout', text: 'hello' },
      { type: 'completed', result },
    ]);
    expect(await all(execution)).toEqual(events);
  });

  test('a result that was found is told, and a failure is a result', async () => {
    const { client } = await play([
      execute({ send: succeeded('a', good, true) }),
      execute({ send: succeeded('b', { exitCode: 3, stderrRaw: Buffer.from('no') }) }),
    ]);
    expect((await all(client.execute({ ...command, outputPaths: [] }))).map(({ type }) => type)).toContain('cache-hit');
    expect(await client.execute(command)).toMatchObject({ exitCode: 3, stderr: 'no', cached: false });
  });

  test('says all that it was told: environment, platform, folder, time, priority, salt', async () => {
    const { server, client } = await play([ends, ends]);
    const { actionDigest } = await client.execute({
      ...command,
      environment: { LANG: 'C' },
      platform: { OSFamily: 'linux', label: ['b', 'a'] },
      workingDirectory: 'sub',
      timeoutMs: 1_500,
      priority: 7,
      skipCacheLookup: true,
      targetId: '//lib:greet',
    });
    const sent = server.received.find(({ method }) => method === 'Execute');
    expect(sent?.request).toMatchObject({ skipCacheLookup: true, executionPolicy: { priority: 7 }, actionDigest });
    expect(String(sent?.metadata.get('build.bazel.remote.execution.v2.requestmetadata-bin')[0])).toContain('//lib:greet');
    const plain = await client.execute(command);
    expect(plain.actionDigest).not.toEqual(actionDigest);
    // PATH is there although nobody named it, for there are servers that look for programs nowhere without it.
    const blobs = server.received.filter(({ method }) => method === 'BatchUpdateBlobs');
    const texts = blobs.flatMap(({ request }) => (request['requests'] as readonly { data: Uint8Array }[]).map(({ data }) => String(data)));
    for (const words of [/PATH.*\/usr\/bin/su, /LANG/u, /OSFamily.*linux.*label.*a.*label.*b/su]) {
      expect(texts.some((text) => words.test(text))).toBe(true);
    }
  });

  test('an input root that was uploaded is neither asked for nor sent again', async () => {
    const { server, client } = await play([ends, ends]);
    const inputRoot = await client.upload(command.inputRoot);
    server.received.length = 0;
    await client.execute({ ...command, inputRoot });
    const [find] = server.received;
    expect(find?.request['blobDigests']).toHaveLength(2);
    await client.execute({ ...command, inputRoot: inputRoot.digest });
    expect(server.received.map(({ method }) => method)).toEqual([
      'FindMissingBlobs',
      'BatchUpdateBlobs',
      'Execute',
      'FindMissingBlobs',
      'Execute',
    ]);
  });

  test('a folder that was uploaded is known to be there in any other', async () => {
    const { server, client } = await play([ends]);
    await client.upload({ 'library/of/one': Buffer.from('1'), 'library/of/two': Buffer.from('2') });
    server.received.length = 0;
    await client.execute({ ...command, inputRoot: { 'library/of/one': Buffer.from('1'), 'library/of/two': Buffer.from('2'), in: input } });
    // The action, the command, the root, and the one new file.
    expect(server.received[0]?.request['blobDigests']).toHaveLength(4);
  });

  test('what the server lost is sent again where it is here, and named where it is not', async () => {
    const digest = digestOf(input);
    const lost = { send: failedOperation('a', 9, 'lost', missingBlobs([digest])) };
    const { server, client } = await play([execute('forget', lost), ends, execute('forget', lost)]);
    await client.execute(command);
    expect(await server.storage.findMissing([digest])).toEqual([]);
    const inputRoot = await client.upload(command.inputRoot);
    await expect(client.execute({ ...command, inputRoot })).rejects.toMatchObject({
      code: 'BLOB_MISSING',
      message: expect.stringContaining(digest.hash),
    });
  });

  test('a result whose outputs are gone is none: the command runs', async () => {
    const gone = { exitCode: 0, outputFiles: [{ path: 'out', digest: digestOf(Buffer.from('gone')) }] };
    const back = Buffer.from('gone');
    const made = { then: () => void server.storage.write(digestOf(back), back) };
    const { server, client } = await play([execute({ send: succeeded('a', gone, true) }), execute(made, { send: succeeded('b', gone) })]);
    expect(await client.execute(command)).toMatchObject({ exitCode: 0, cached: false });
    expect(server.executionCalls).toEqual(['Execute', 'Execute']);
  });

  test('a failure comes to who awaits and to who looks at the events, and to nobody else', async () => {
    const { client } = await play([execute(queued, { fail: { code: 7, message: 'you may not' } })]);
    const execution = client.execute(command);
    const seen: string[] = [];
    const looking = (async () => {
      for await (const { type } of execution) seen.push(type);
    })();
    await expect(looking).rejects.toMatchObject({ code: 'UNAUTHORISED' });
    await expect(execution).rejects.toMatchObject({ code: 'UNAUTHORISED' });
    expect(seen).toEqual(['uploaded', 'queued']);
    client.execute({ arguments: [] });
    await expect(client.execute({ arguments: [] })).rejects.toMatchObject({ code: 'ACTION_INVALID' });
  });

  test('a signal cancels the operation and is the reason; leaving the loop is not', async () => {
    const { server, client } = await play([execute(running, 'hang')]);
    const controller = new AbortController();
    const execution = client.execute(command, { signal: controller.signal });
    for await (const { type } of execution) if (type === 'executing') break;
    expect(server.executionCalls).toEqual(['Execute']);
    const reason = new RangeError('enough');
    controller.abort(reason);
    await expect(execution).rejects.toBe(reason);
    expect(server.executionCalls).toEqual(['Execute', 'CancelOperation']);
  });

  test.each(['its own signal', 'disposal'])('%s of the client ends all, and cancels what runs', async (how) => {
    const controller = new AbortController();
    const { server, client } = await play([execute(running, 'hang')], { client: { signal: controller.signal } });
    const execution = client.execute(command);
    for await (const { type } of execution) if (type === 'executing') break;
    if (how === 'disposal') await client[Symbol.asyncDispose]();
    else controller.abort(new SandwrightError('CANCELLED', 'the client was closed'));
    await expect(execution).rejects.toMatchObject({ code: 'CANCELLED', message: 'the client was closed' });
    expect(server.executionCalls).toEqual(['Execute', 'CancelOperation']);
    await expect(client.upload(input)).rejects.toMatchObject({ code: 'CANCELLED' });
  });
});

describe('connect', () => {
  test('needs an address', () => {
    expect(() => connect({})).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining('address') }));
    expect(() => connect({ address: 'ftp://x' })).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  });

  test('instance, token, headers and tool go along with every request; storage and execution may be two servers', async () => {
    const store = await play([]);
    const { server, client } = await play([ends], {
      client: {
        storeAddress: store.server.address,
        instanceName: 'main',
        bearerToken: 'secret',
        headers: { 'x-team': 'blue' },
        storeHeaders: { 'x-part': 'store' },
        tool: { name: 'my-build-tool', version: '7' },
      },
    });
    await client.execute(command);
    await client.actionCache.get(digestOf(input));
    const metadata = 'build.bazel.remote.execution.v2.requestmetadata-bin';
    for (const [calls, part] of [[server.received, []] as const, [store.server.received, ['store']] as const]) {
      expect(calls).not.toEqual([]);
      for (const call of calls) {
        expect(call.metadata.get('authorization')).toEqual(['Bearer secret']);
        expect(call.metadata.get('x-team')).toEqual(['blue']);
        expect(call.metadata.get('x-part')).toEqual(part);
        expect(call.request['instanceName']).toBe('main');
        if (call.method !== 'GetCapabilities') expect(String(call.metadata.get(metadata)[0])).toContain('my-build-tool');
      }
    }
    expect(server.received.map(({ method }) => method)).toEqual(['GetCapabilities', 'Execute']);
  });

  test('a server that does not execute is not sent anything', async () => {
    const { server, client } = await play([], { capabilities: { executionCapabilities: { execEnabled: false } } });
    await expect(client.execute(command)).rejects.toMatchObject({
      code: 'CAPABILITY_MISSING',
      message: expect.stringContaining('is a cache'),
    });
    expect(server.received.map(({ method }) => method)).toEqual(['GetCapabilities']);
  });

  test('capabilities of all servers are one answer', async () => {
    const { client } = await play([], {
      capabilities: {
        cacheCapabilities: { digestFunctions: [1], maxBatchTotalSizeBytes: 1_000_000 },
        executionCapabilities: { execEnabled: false },
      },
    });
    expect(await client.capabilities()).toMatchObject({ maxBatchBytes: 1_000_000, execution: false, actionCacheUpdates: true });
  });
});
