import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { MemoryContentAddressableStorage, silentLogger } from '@sandwright/core';
import { waitUntil } from '@sandwright/core/testing';
import { connect, RemoteSandbox } from '@sandwright/sandbox-remote';
import { Farm } from '../clients/farm.ts';
import { Rig } from '../test-rig/rig.ts';
import { shellAction } from '../test-rig/shell-action.ts';

/** Has a server run a shell command. */
async function sh(address: string, script: string): Promise<number> {
  const local = new MemoryContentAddressableStorage();
  await using sandbox = new RemoteSandbox({ connection: connect({ storeAddress: address }), local });
  const action = await shellAction(local, script);
  return (await sandbox.execute(action, { logger: silentLogger })).result.exitCode;
}

/** Inodes of the sockets on which anybody listens, from the tables of the kernel. */
function listeningSockets(): Set<string> {
  const rows = ['/proc/net/tcp', '/proc/net/tcp6'].flatMap((table) => readFileSync(table, 'utf8').split('\n').slice(1));
  return new Set(rows.map((row) => row.trim().split(/\s+/u)).flatMap(([, , , state, ...rest]) => (state === '0A' ? [rest[5] ?? ''] : [])));
}

/** How many of them a process holds. */
function listensOn(pid: number | undefined): number {
  const sockets = listeningSockets();
  const held = readdirSync(`/proc/${pid}/fd`).map((fd) => {
    try {
      return /^socket:\[(\d+)\]$/u.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? '';
    } catch {
      return '';
    }
  });
  return held.filter((inode) => sockets.has(inode)).length;
}

describe('those who run a farm', () => {
  test('see workers and operations, drain and resume workers, cancel operations', async () => {
    using rig = new Rig();
    await using farm = new Farm(rig);
    const server = await farm.serve('data', ['--worker-concurrency', '0', '--worker-wait', '60s']);
    const ask = async (...argv: string[]): Promise<string> => {
      const { exitCode, stdout, stderr } = await rig.run([...argv, '--server', farm.address]);
      if (exitCode !== 0) throw new Error(`${exitCode}: ${stderr}`);
      return stdout;
    };
    const facts = async (...argv: string[]): Promise<Record<string, unknown>[]> =>
      (await ask(...argv, '--json'))
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(await ask('workers')).toBe('no worker is connected\n');
    expect(await ask('operations')).toBe('nothing is queued or running\n');
    const worker = await farm.work('one', ['--worker-concurrency', '2', '--platform', 'pool=small']);
    // A worker connects out and needs no port of its own.
    expect([listensOn(server.pid), listensOn(worker.pid)]).toEqual([1, 0]);
    expect(await facts('workers')).toEqual([
      expect.objectContaining({ worker: 'one', state: 'ready', running: 0, concurrency: 2, embedded: false, actions: [] }),
    ]);
    expect((await facts('workers'))[0]?.properties).toContain('pool=small');
    const running = sh(farm.address, 'sleep 60').catch((caught: Error) => caught.message);
    await waitUntil(async () => (await facts('operations'))[0]?.stage === 'executing', 'the action to run');
    const [operation] = await facts('operations');
    expect(operation).toMatchObject({ watchers: 1, workers: ['one'], priority: 0 });
    expect(await ask('operations')).toContain(String(operation?.operation));
    expect(await ask('workers')).toMatch(/^one ready \([0-9a-f-]{36}\)\n {2}1 of 2 running, .*pool=small/u);
    expect(await ask('workers', 'drain', 'one')).toContain('one draining');
    const waiting = sh(farm.address, 'exit 7');
    await waitUntil(async () => (await facts('operations')).length === 2, 'the second action to be queued');
    await sleep(300);
    expect((await facts('operations')).map(({ stage }) => stage)).toEqual(['executing', 'queued']);
    expect(await ask('operations', 'cancel', String(operation?.operation))).toBe(`cancelled ${String(operation?.operation)}\n`);
    expect(await running).toContain('cancelled');
    await waitUntil(async () => (await facts('workers'))[0]?.state === 'drained', 'the worker to have nothing left');
    expect((await facts('operations')).map(({ stage }) => stage)).toEqual(['queued']);
    await ask('workers', 'resume', 'one');
    expect(await waiting).toBe(7);
    expect((await facts('operations', '--finished')).map(({ stage }) => stage)).toEqual(['completed', 'completed']);
  });

  test('are told what is not there', async () => {
    using rig = new Rig();
    await using farm = new Farm(rig);
    await farm.serve('data', ['--worker-concurrency', '1']);
    const nobody = await rig.run(['workers', 'drain', 'nobody', '--server', farm.address]);
    expect([nobody.exitCode, nobody.stderr]).toEqual([2, expect.stringContaining('there is no worker "nobody"')]);
    const nothing = await rig.run(['operations', 'cancel', 'operations/none', '--server', farm.address]);
    expect([nothing.exitCode, nothing.stderr]).toEqual([2, expect.stringContaining('is not known here')]);
    expect((await rig.run(['workers', '--server', farm.address])).stdout).toContain('part of the server');
    await using cache = new Farm(rig);
    await cache.serve('cache', ['--role', 'cache']);
    const cacheOnly = await rig.run(['workers', '--server', cache.address]);
    expect([cacheOnly.exitCode, cacheOnly.stderr]).toEqual([3, expect.stringContaining('--role=cache')]);
  });
});
