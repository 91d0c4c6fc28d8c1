import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Digest, digestOf, encodeTree, loadAction, openLocalStore, walkDirectoryTree } from '@sandwright/core';
import { connect } from '@sandwright/sandbox-remote';
import { ScriptedExecutionServer, succeeded } from '@sandwright/sandbox-remote/testing';
import { Rig } from '../test-rig/rig.ts';
import { startTestFarm, type TestFarm } from './test-farm.ts';

let farm: TestFarm;
beforeAll(async () => {
  farm = await startTestFarm();
});
afterAll(async () => {
  await farm[Symbol.asyncDispose]();
});

const on = (address: string) => ({
  SANDWRIGHT_REMOTE_EXECUTION: 'true',
  SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: address,
  SANDWRIGHT_REMOTE_STORE_ADDRESS: address,
});
const outcomes = (events: Awaited<ReturnType<Rig['events']>>['events']) =>
  events.flatMap((event) =>
    event.type === 'target-finished' && event.outcome.status === 'succeeded'
      ? [`${event.outcome.origin.where} ${event.outcome.origin.cached}`]
      : [],
  );

test('all that an action is stands in the local storage and on the server before Execute, and all that came of it here afterwards', async () => {
  using rig = new Rig({
    'sandwright.yaml': `environments: { far: { type: remote_environment, platform_properties: [ISA=x86-64] } }
targets:
  t: { command: make it, sources: [in, sub/deep], outputs: [made, tree], environment: far }
`,
    in: 'what it reads',
    'sub/deep': 'and more',
  });
  const [made, said] = [Buffer.from('what it made'), Buffer.from('what it said, which is too long to come along')];
  const folder = { files: [{ name: 'f', digest: digestOf(made) }] };
  const directory = join(rig.cache, 'sandwright/store');
  const openStore = () => openLocalStore({ directory, mode: 'shared' });
  let whole: readonly Digest[] = [];
  const lacking: unknown[] = [];
  await using server = await ScriptedExecutionServer.start({
    execute: async ({ actionDigest }) => {
      await using store = await openStore();
      const digest = actionDigest as Digest;
      // Both read the command and the input root; either throws where it lacks one.
      for (const storage of [store.storage, server.storage]) {
        const action = await loadAction(storage, digest);
        const digests = [digest, action.commandDigest];
        for await (const visited of walkDirectoryTree(storage, action.inputRoot)) {
          digests.push(visited.digest, ...visited.directory.files.map((file) => file.digest));
        }
        whole = digests;
        lacking.push(...(await storage.findMissing(digests)));
      }
      const tree = Buffer.from(
        encodeTree({
          root: { files: folder.files.map((file) => ({ ...file, isExecutable: false })), directories: [], symlinks: [] },
          children: [],
        }),
      );
      for (const data of [made, said, tree]) await server.storage.write(digestOf(data), data);
      whole = [...whole, digestOf(made), digestOf(said), digestOf(tree)];
      return succeeded('a', {
        exitCode: 0,
        stdoutDigest: digestOf(said),
        stderrDigest: digestOf(said),
        outputFiles: [{ path: 'made', digest: digestOf(made) }],
        outputDirectories: [{ path: 'tree', treeDigest: digestOf(tree) }],
      });
    },
  });
  const run = await rig.events(['build'], { environment: on(server.address) });
  expect({ exitCode: run.exitCode, stderr: run.stderr, lacking, blobs: whole.length }).toEqual({
    exitCode: 0,
    stderr: '',
    lacking: [],
    blobs: 9,
  });
  await using store = await openStore();
  expect(await store.storage.findMissing(whole)).toEqual([]);
  expect([rig.read('out/made'), rig.read('out/tree/f')]).toEqual(['what it made', 'what it made']);
});

test('a file of CI alone turns it on: tests run there by a definition and a default; with execution off again the cache stays in use', async () => {
  const files = {
    'sandwright.yaml': `environments:
  remote: { type: remote_environment, fallback_environment: __local__ }
defaults:
  all: { environment: remote }
targets:
  checked: { command: grep -q right in, sources: [in], test: true }
`,
    in: 'all right\n',
    'sandwright.ci.yaml': `options:
  remote_execution: true
  remote_store_address: ${farm.server.url}
  remote_execution_address: ${farm.server.url}
  remote_cache_read: true
  remote_cache_write: true
`,
  };
  const tested = async (...argv: readonly string[]) => {
    using rig = new Rig(files);
    const { events, exitCode, stderr } = await rig.events(['test', ...argv]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    return outcomes(events);
  };
  expect(await tested()).toEqual(['local false']);
  expect(await tested('--config=sandwright.ci.yaml')).toEqual(['remote false']);
  const off = ['--config=sandwright.ci.yaml', '--remote-execution=false'];
  expect(await tested(...off)).toEqual(['local false']);
  expect(await tested(...off)).toEqual(['remote true']);
});

describe('what remote execution is for', () => {
  test('shared resources: several clients have one farm, and what one of them made serves all', async () => {
    await using one = connect({ address: farm.server.url });
    await using other = connect({ address: farm.server.url });
    const command = { arguments: ['sh', '-c', 'cat in > out'], inputRoot: { in: Buffer.from('shared') }, outputPaths: ['out'] };
    expect(await one.execute(command)).toMatchObject({ exitCode: 0, cached: false });
    const { cached, outputs } = await other.execute(command);
    expect([cached, outputs]).toEqual([true, [expect.objectContaining({ path: 'out', digest: digestOf(Buffer.from('shared')) })]]);
    const both = await Promise.all([one, other].map((client, n) => client.execute({ arguments: ['echo', String(n)] })));
    expect(both.map(({ stdout }) => stdout)).toEqual(['0\n', '1\n']);
  });

  test('other capabilities: what this machine cannot run is run by a worker of another architecture, which is asked for', async () => {
    const asked: string[] = [];
    await using server = await ScriptedExecutionServer.start({
      execute: async ({ actionDigest }) => {
        const action = await loadAction(server.storage, actionDigest as Digest);
        asked.push(...action.platform.map(({ name, value }) => `${name}=${value}`));
        return succeeded('a', { exitCode: 0, stdoutRaw: Buffer.from('riscv64\n') });
      },
    });
    using rig = new Rig({
      'sandwright.yaml': `environments:
  board: { type: remote_environment, platform_properties: [OSFamily=linux, ISA=riscv64] }
targets:
  machine: { command: uname -m, environment: board }
`,
    });
    const run = await rig.events(['build', '--output=all'], { environment: on(server.address) });
    expect(run.events.find(({ type }) => type === 'target-finished')).toMatchObject({
      stdout: 'riscv64\n',
      outcome: { status: 'succeeded', origin: { where: 'remote' } },
    });
    expect(asked).toEqual(['ISA=riscv64', 'OSFamily=linux']);
    // Without the server there is nobody who could.
    expect((await rig.run(['build', '--force'])).exitCode).toBe(4);
  });

  test('faster builds: as many commands of one client run at once as the farm has room for', async () => {
    await using client = connect({ address: farm.server.url });
    const controller = new AbortController();
    const runs = Array.from({ length: 4 }, (_, n) =>
      client.execute({ arguments: ['sh', '-c', `trap exit TERM; sleep 30${n} & wait`] }, controller),
    );
    // Each ends its loop when it runs, so that all do at this moment.
    for (const run of runs) for await (const { type } of run) if (type === 'executing') break;
    controller.abort(new RangeError('seen'));
    expect((await Promise.allSettled(runs)).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected', 'rejected']);
  });
});
