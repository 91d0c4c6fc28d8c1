import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { digestOf, MemoryContentAddressableStorage, readBlob, silentLogger } from '@sandwright/core';
import { connect, RemoteSandbox } from '@sandwright/sandbox-remote';
import { Farm } from '../clients/farm.ts';
import { Rig } from '../test-rig/rig.ts';
import { shellAction } from '../test-rig/shell-action.ts';

const said = 'mkdir -p a; echo made > a/b; echo said';

interface Ran {
  readonly exitCode: number;
  readonly cached: boolean;
  readonly text: string;
  readonly made: string;
}

/** Runs an action with store and execution at two addresses. */
async function run(storeAddress: string, executionAddress: string, script = said): Promise<Ran> {
  const connection = connect({ storeAddress, executionAddress, instanceName: 'main' });
  const local = new MemoryContentAddressableStorage();
  await using sandbox = new RemoteSandbox({ connection, local });
  const action = await shellAction(local, script, { outputPaths: ['a/b'] });
  const { result, origin } = await sandbox.execute(action, { logger: silentLogger });
  const [output] = result.outputs;
  const made = output?.kind === 'file' ? Buffer.from(await readBlob(connection.storage, output.digest)).toString() : '';
  const text = Buffer.from(result.stdoutRaw ?? (await readBlob(connection.storage, result.stdout))).toString();
  return { exitCode: result.exitCode, cached: origin.cached, text, made };
}

describe('store and execution on two servers', () => {
  test('actions run where the blobs are not, by its own worker and by others; results are known to the store', async () => {
    using rig = new Rig();
    await using store = new Farm(rig);
    await using executor = new Farm(rig);
    await store.serve('store', ['--role', 'cache']);
    await executor.serve('executor', ['--role', 'execution', '--store', store.address, '--worker-concurrency', '1']);
    const first = await run(store.address, executor.address);
    expect(first).toEqual({ exitCode: 0, cached: false, text: 'said\n', made: 'made\n' });
    expect(await run(store.address, executor.address)).toEqual({ ...first, cached: true });
    // The result is the store's: another execution server has it too, and a client with one address.
    await using other = new Farm(rig);
    const flags = ['--role', 'execution', '--store', store.address, '--worker-concurrency', '0', '--worker-wait', '30s'];
    await other.serve('other', [...flags, '--http', '127.0.0.1:0']);
    expect(await run(other.address, other.address)).toEqual({ ...first, cached: true });
    expect(existsSync(rig.path('executor/store'))).toBe(false);
    // A worker that knows the store fetches and uploads there; one that does not, through the server.
    const blobCalls = async (): Promise<readonly string[]> => {
      const metrics = await (await fetch(new URL('metrics', other.http))).text();
      return metrics.split('\n').filter((line) => /_calls_total.*(ByteStream|ContentAddressableStorage)/u.test(line));
    };
    const before = await blobCalls();
    const near = await other.work('near', ['--store', store.address]);
    expect(await run(store.address, other.address, `${said}; exit 0`)).toEqual(first);
    expect(await blobCalls()).toEqual(before);
    near.kill('SIGKILL');
    await other.work('worker');
    expect(await run(store.address, other.address, `${said}; exit 0 `)).toEqual(first);
    expect(await blobCalls()).not.toEqual(before);
    const blob = Buffer.from('in the store only');
    using direct = connect({ storeAddress: store.address, instanceName: 'main' });
    await direct.storage.write(digestOf(blob), blob);
    using through = connect({ storeAddress: other.address, instanceName: 'main' });
    expect(Buffer.from(await readBlob(through.storage, digestOf(blob))).toString()).toBe('in the store only');
  });

  test('the two settings go together', async () => {
    using rig = new Rig();
    const alone = await rig.run(['serve', '--listen', '127.0.0.1:0', '--role', 'execution']);
    expect([alone.exitCode, alone.stderr]).toEqual([2, expect.stringContaining('setting store')]);
    const useless = await rig.run(['serve', '--listen', '127.0.0.1:0', '--store', '127.0.0.1:1']);
    expect([useless.exitCode, useless.stderr]).toEqual([2, expect.stringContaining('role execution only')]);
  });
});
