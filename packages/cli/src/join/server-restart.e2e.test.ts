import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { type Digest, MemoryContentAddressableStorage, readBlob, silentLogger } from '@sandwright/core';
import { ExecuteResponse, executionService, type Operation, operationsService, unpackAny } from '@sandwright/core/reapi';
import { soakFirst, soakRounds, waitUntil } from '@sandwright/core/testing';
import { connect, type RemoteConnection, RemoteSandbox } from '@sandwright/sandbox-remote';
import { type ActionLease, GrpcLeaseBroker } from '@sandwright/server';
import { Farm } from '../clients/farm.ts';
import { Rig } from '../test-rig/rig.ts';
import { shellAction } from '../test-rig/shell-action.ts';

/** How often the server is killed. */
const kills = soakRounds(100, 1);

async function upload(connection: RemoteConnection, script: string): Promise<Digest> {
  return (await shellAction(connection.storage, script)).digest;
}

function responseOf(operation: Operation | undefined): ExecuteResponse | undefined {
  if (operation === undefined || operation.response === null) return undefined;
  return unpackAny(operation.response, 'build.bazel.remote.execution.v2.ExecuteResponse', ExecuteResponse);
}

/** Sends Execute and leaves after the first message, as a client whose connection breaks; gives the operation's name. */
async function begin(connection: RemoteConnection, actionDigest: Digest): Promise<string> {
  for await (const { name } of connection.execution.serverStream(executionService.execute, { actionDigest })) return name;
  throw new Error('no operation');
}

/** What BuildStream does after a cut: it asks for the operation by its name, and never executes again. */
async function attach(connection: RemoteConnection, name: string): Promise<ExecuteResponse | undefined> {
  let last: Operation | undefined;
  for await (const operation of connection.execution.serverStream(executionService.waitExecution, { name })) last = operation;
  return responseOf(last);
}

/** All that the server has written down of operations, tasks and workers. */
function journal(rig: Rig): string {
  const folder = rig.path('data/operations');
  return readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'latin1'))
    .join('');
}

/** What the next worker is given. */
async function nextLease(broker: GrpcLeaseBroker, workerId: string): Promise<ActionLease> {
  for (;;) {
    const lease = await broker.acquire(workerId);
    if (lease !== undefined) return lease;
  }
}

describe('a server that is killed and started again', () => {
  test('finishes what its clients asked for, unseen by them, with all outputs right', async () => {
    using rig = new Rig();
    await using farm = new Farm(rig);
    const flags = ['--worker-concurrency', '3'];
    let server = await farm.serve('data', flags);
    const connection = connect({ storeAddress: farm.address, instanceName: 'main' });
    const local = new MemoryContentAddressableStorage();
    await using sandbox = new RemoteSandbox({ connection, local });
    const first = soakFirst();
    for (let kill = first; kill < first + kills; kill += 1) {
      const scripts = Array.from({ length: 8 }, (_, index) => `sleep 0.${3 + index}; echo ${kill} ${index}`);
      const results = scripts.map(async (script, index) => {
        const action = await shellAction(local, script, { doNotCache: index % 2 === 0 });
        const { result } = await sandbox.execute(action, { logger: silentLogger });
        const text = result.stdoutRaw ?? (await readBlob(connection.storage, result.stdout));
        return `${result.exitCode} ${Buffer.from(text).toString()}`;
      });
      await sleep(200 + ((kill * 137) % 700));
      server.kill('SIGKILL');
      server = await farm.serveAgain('data', flags);
      expect(await Promise.all(results)).toEqual(scripts.map((_, index) => `0 ${kill} ${index}\n`));
    }
    process.stdout.write(`kill -9 of the server mid-build: ${kills} (from ${first}), ${kills * 8} actions, all with the right output\n`);
  });

  test('knows the names of operations: queued, running and finished ones', async () => {
    using rig = new Rig();
    await using farm = new Farm(rig);
    const flags = ['--worker-concurrency', '1'];
    const server = await farm.serve('data', flags);
    using connection = connect({ storeAddress: farm.address });
    const finished = await begin(connection, await upload(connection, 'echo finished'));
    expect(String((await attach(connection, finished))?.result?.stdoutRaw)).toBe('finished\n');
    const running = await begin(connection, await upload(connection, 'sleep 0.5; echo running'));
    const queued = await begin(connection, await upload(connection, 'echo queued'));
    server.kill('SIGKILL');
    await farm.serveAgain('data', flags);
    using later = connect({ storeAddress: farm.address });
    const answer = responseOf(await later.execution.unary(operationsService.getOperation, { name: finished }));
    expect(String(answer?.result?.stdoutRaw)).toBe('finished\n');
    const [one, two] = await Promise.all([attach(later, running), attach(later, queued)]);
    expect([String(one?.result?.stdoutRaw), String(two?.result?.stdoutRaw)]).toEqual(['running\n', 'queued\n']);
    expect(one?.message).toContain('did not come back after a restart of the server, ');
    const { operations } = await later.execution.unary(operationsService.listOperations, { name: '' });
    expect(operations.map(({ name }) => name)).toEqual([finished, running, queued]);
  });

  test('lets workers keep what they hold, once; what nobody holds any more runs elsewhere', async () => {
    using rig = new Rig();
    await using farm = new Farm(rig);
    const flags = ['--worker-concurrency', '0', '--worker-wait', '30s', '--lease', '3s'];
    const server = await farm.serve('data', flags);
    using connection = connect({ storeAddress: farm.address });
    let broker = new GrpcLeaseBroker(connection.execution);
    const description = { name: 'outlives', properties: [], concurrency: 3 };
    const before = await broker.register(description);
    const begun: { readonly name: string; readonly lease: ActionLease }[] = [];
    for (const script of ['echo held', 'echo dropped']) {
      const name = await begin(connection, await upload(connection, script));
      begun.push({ name, lease: await nextLease(broker, before.workerId) });
    }
    const [{ lease: held }, { lease: dropped }] = begun as [(typeof begun)[0], (typeof begun)[0]];
    await waitUntil(() => [held, dropped].every(({ id }) => journal(rig).includes(id)), 'what was lent to be written down');
    server.kill('SIGKILL');
    await farm.serveAgain('data', flags);
    using later = connect({ storeAddress: farm.address });
    broker = new GrpcLeaseBroker(later.execution);
    const [one, two] = begun.map(({ name }) => attach(later, name));
    // Its old name is worth nothing; and it cannot claim with it what was never its own.
    await expect(broker.complete(before.workerId, held.id, { result: { exitCode: 9 } })).rejects.toThrow('register again');
    const thief = await broker.register({ ...description, name: 'thief' }, { former: { workerId: 'made up', heldLeaseIds: [held.id] } });
    expect(thief.endedLeaseIds).toEqual([held.id]);
    const after = await broker.register(description, { former: { workerId: before.workerId, heldLeaseIds: [held.id, 'made up'] } });
    expect([after.endedLeaseIds, after.workerId === before.workerId]).toEqual([['made up'], false]);
    const good = { result: { exitCode: 0, stdoutRaw: Buffer.from('from before\n') }, status: { code: 0 } };
    await broker.complete(after.workerId, held.id, good);
    await expect(broker.complete(after.workerId, held.id, good)).rejects.toThrow('lease is over');
    expect(String((await one)?.result?.stdoutRaw)).toBe('from before\n');
    const again = await nextLease(broker, after.workerId);
    expect([again.action, again.id === dropped.id]).toEqual([dropped.action, false]);
    await expect(broker.complete(after.workerId, dropped.id, good)).rejects.toThrow('lease is over');
    await broker.complete(after.workerId, again.id, good);
    expect((await two)?.message).toBe('2 attempts: outlives did not come back after a restart of the server, outlives ran it');
  });
});
