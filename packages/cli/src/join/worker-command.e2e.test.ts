import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  type Action,
  type ActionResult,
  MemoryContentAddressableStorage,
  type PlatformProperties,
  readBlob,
  silentLogger,
} from '@sandwright/core';
import { connect, RemoteSandbox } from '@sandwright/sandbox-remote';
import { Farm } from '../clients/farm.ts';
import { Rig } from '../test-rig/rig.ts';
import { shellAction } from '../test-rig/shell-action.ts';

const local = new MemoryContentAddressableStorage();

const actionOf = (script: string, input: Buffer, platform: PlatformProperties = []): Promise<Action> =>
  shellAction(local, script, { input, outputPaths: ['out'], platform });

async function run(farm: Farm, action: Action, instanceName = ''): Promise<ActionResult & { readonly out: string }> {
  const connection = connect({ storeAddress: `grpc://${farm.address}`, instanceName });
  await using sandbox = new RemoteSandbox({ connection, local, overallDeadlineMs: 60_000 });
  const { result } = await sandbox.execute(action, { logger: silentLogger });
  const [out] = result.outputs;
  return { ...result, out: out?.kind === 'file' ? Buffer.from(await readBlob(local, out.digest)).toString() : '' };
}

/** Bytes of all files below a folder. */
function bytesBelow(folder: string): number {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => statSync(join(folder, name), { throwIfNoEntry: false }))
    .reduce((sum, stats) => sum + (stats?.isFile() === true ? stats.size : 0), 0);
}

const serverFlags = ['--worker-concurrency', '0', '--lease', '3s'];

describe('sandwright worker', () => {
  test('serves the instance, offers the properties, mounts the caches that it is told to; the input root may be the file system', async () => {
    using rig = new Rig();
    await using farm = new Farm(rig);
    await farm.serve('data', [...serverFlags, '--worker-wait', '1s']);
    const caches = rig.path('caches');
    mkdirSync(caches);
    const flags = ['--instance', 'team/a', '--platform', 'color=red', '--append-only-caches', caches, '--root', 'host'];
    await farm.work('special', flags);
    await farm.work('plain');
    const script = `test ! -e ${caches} || echo cached >> ${caches}/log; cat in > out`;
    const special = await run(farm, await actionOf(script, Buffer.from('one'), [{ name: 'color', value: 'red' }]), 'team/a');
    expect(special).toMatchObject({ exitCode: 0, out: 'one', metadata: { worker: 'special' } });
    expect(readFileSync(join(caches, 'log'), 'utf8')).toBe('cached\n');
    expect(await run(farm, await actionOf(script, Buffer.from('two')), 'team/b')).toMatchObject({
      out: 'two',
      metadata: { worker: 'plain' },
    });
    const impossible = run(farm, await actionOf(script, Buffer.from('three'), [{ name: 'color', value: 'red' }]), 'team/b');
    await expect(impossible).rejects.toMatchObject({ code: 'NO_WORKER', message: expect.stringContaining('color') });
  });

  test('uses its cache again after a restart: an input comes over the network once', async () => {
    using rig = new Rig();
    await using farm = new Farm(rig);
    await farm.serve('data', serverFlags);
    const input = Buffer.alloc(2_000_000, 'a large input ');
    const worker = await farm.work('kept');
    expect((await run(farm, await actionOf('wc -c < in > out', input))).out.trim()).toBe('2000000');
    const before = bytesBelow(rig.path('kept/store'));
    worker.kill('SIGKILL');
    await farm.work('kept');
    expect((await run(farm, await actionOf('wc -c < in > out; echo again >> out', input))).out).toContain('again');
    expect(bytesBelow(rig.path('kept/store')) - before).toBeLessThan(500_000);
  });

  test('on a full disk it leaves actions to a worker that has room', async () => {
    using rig = new Rig();
    await using farm = new Farm(rig);
    await farm.serve('data', [...serverFlags, '--worker-wait', '20s']);
    const full = rig.path('full');
    mkdirSync(full);
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', full]);
    try {
      await farm.work('full');
      const actions = await Promise.all(['a', 'b'].map((letter) => actionOf('wc -c < in > out', Buffer.alloc(12 << 20, letter))));
      const answers = actions.map((action) => run(farm, action));
      await farm.work('roomy');
      for (const answer of answers) {
        expect(await answer).toMatchObject({ exitCode: 0, out: `${12 << 20}\n`, metadata: { worker: 'roomy' } });
      }
    } finally {
      await farm[Symbol.asyncDispose]();
      execFileSync('umount', ['-l', full]);
    }
  });

  test('refuses to start without a sandbox that confines, unless told so; and without a server', async () => {
    using rig = new Rig();
    const server = ['worker', '--server', '127.0.0.1:1'];
    const refused = await rig.run([...server, '--sandbox', 'bubblewrap'], { environment: { PATH: rig.path('empty') } });
    expect(refused).toMatchObject({ exitCode: 4, stderr: expect.stringContaining('--sandbox host') });
    expect(await rig.run(['worker'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--server') });
    expect(await rig.run([...server, '--store-ca', 'ca.pem'])).toMatchObject({ exitCode: 2, stderr: expect.stringContaining('--store') });
    expect(await rig.run([...server, '--cache-quota', 'much'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('--cache-quota'),
    });
  });
});
