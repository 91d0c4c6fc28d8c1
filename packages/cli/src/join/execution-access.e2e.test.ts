import { expect, test } from '@jest/globals';
import { createAction, emptyDigest, type PlatformProperties } from '@sandwright/core';
import { ExecuteResponse, executionService, type Operation, timestampToMs, unpackAny } from '@sandwright/core/reapi';
import { connect, type RemoteConnection } from '@sandwright/sandbox-remote';
import { Farm } from '../clients/farm.ts';
import { Rig } from '../test-rig/rig.ts';

/** Sends an Execute with a script of bash, which can connect without any other program. */
async function* begin(connection: RemoteConnection, script: string, platform: PlatformProperties): AsyncGenerator<Operation, void> {
  const command = {
    arguments: ['bash', '-c', script],
    environment: [],
    outputPaths: [],
    outputFiles: [],
    outputDirectories: [],
    workingDirectory: '',
    platform: [],
    outputNodeProperties: [],
    outputDirectoryFormat: 'TREE_ONLY' as const,
  };
  const { action, blobs } = createAction({ command, inputRoot: emptyDigest, platform });
  for (const { error } of await connection.storage.writeBatch(blobs)) if (error !== undefined) throw error;
  yield* connection.execution.serverStream(executionService.execute, { actionDigest: action.digest });
}

/** The same, to its end. */
async function run(connection: RemoteConnection, script: string, platform: PlatformProperties = []): Promise<ExecuteResponse> {
  let response: ExecuteResponse | undefined;
  for await (const operation of begin(connection, script, platform)) {
    if (operation.response === null) continue;
    response = unpackAny(operation.response, 'build.bazel.remote.execution.v2.ExecuteResponse', ExecuteResponse);
  }
  if (response === undefined) throw new Error('no response');
  return response;
}

const lookUp = 'exec 3<>/dev/tcp/nowhere.invalid/80';
const wantsNetwork = [{ name: 'network', value: 'on' }];

test('actions have no network, and are told so; --allow-network lets those have it that ask', async () => {
  using rig = new Rig();
  await using closed = new Farm(rig);
  await closed.serve('closed', ['--worker-concurrency', '1']);
  using toClosed = connect({ storeAddress: closed.address });
  const failed = await run(toClosed, lookUp);
  expect(failed.result?.exitCode).not.toBe(0);
  expect(failed.message).toBe(
    'a name could not be looked up, for actions have no network here; with --allow-network the platform property network=on opens it, ' +
      '--default-network=on opens it for all',
  );
  expect((await run(toClosed, 'exit 3')).message).toBe('');
  expect((await run(toClosed, 'true', wantsNetwork)).status?.message).toContain('lacks network=on (it offers off)');
  await using opened = new Farm(rig);
  await opened.serve('opened', ['--worker-concurrency', '1', '--allow-network']);
  using toOpened = connect({ storeAddress: opened.address });
  const reach = `exec 3<>/dev/tcp/${opened.address.replace(':', '/')}`;
  expect((await run(toOpened, reach)).result?.exitCode).not.toBe(0);
  expect((await run(toOpened, reach, wantsNetwork)).result?.exitCode).toBe(0);
  expect((await run(toOpened, lookUp)).message).toContain('here; the platform property network=on opens it');
  // A name that nobody has is not for want of a network.
  expect((await run(toOpened, lookUp, wantsNetwork)).message).toBe('');
});

test('a worker with the token of its server is let in, and its --default-network=on opens the network to all; one without is not', async () => {
  using rig = new Rig({ tokens: 'secret\n' });
  await using farm = new Farm(rig);
  const token = ['--token-file', 'tokens'];
  await farm.serve('data', [...token, '--worker-concurrency', '0', '--worker-wait', '30s']);
  const refused = await rig.run(['worker', '--server', farm.address, '--cache-directory', 'refused']);
  expect(refused).toMatchObject({ exitCode: 3, stderr: expect.stringContaining('UNAUTHORISED') });
  await farm.work('worker', [...token, '--default-network', 'on']);
  using connection = connect({ storeAddress: farm.address, bearerToken: 'secret' });
  // It has said by itself what machine it is.
  const [isa, otherIsa] = process.arch === 'arm64' ? ['aarch64', 'x86-64'] : ['x86-64', 'aarch64'];
  const here = await run(connection, 'true', [
    { name: 'ISA', value: isa },
    { name: 'OSFamily', value: 'Linux' },
  ]);
  expect(here.result?.exitCode).toBe(0);
  const elsewhere = begin(connection, 'true', [{ name: 'ISA', value: otherIsa }]);
  expect((await elsewhere.next()).value).toMatchObject({ done: false });
  const waiting = await rig.run(['operations', '--server', farm.address, '--token-file', 'tokens']);
  expect(waiting.stdout).toContain(`lacks ISA=${otherIsa} (it offers ${isa}`);
  await elsewhere.return();
  const response = await run(connection, `exec 3<>/dev/tcp/${farm.address.replace(':', '/')}`);
  expect(response.result).toMatchObject({ exitCode: 0, executionMetadata: { worker: 'worker' } });
  const metadata = response.result?.executionMetadata;
  const times = [
    metadata?.queuedTimestamp,
    metadata?.workerStartTimestamp,
    metadata?.inputFetchStartTimestamp,
    metadata?.inputFetchCompletedTimestamp,
    metadata?.executionStartTimestamp,
    metadata?.executionCompletedTimestamp,
    metadata?.outputUploadStartTimestamp,
    metadata?.outputUploadCompletedTimestamp,
    metadata?.workerCompletedTimestamp,
  ].map((time) => (time === null || time === undefined ? -1 : timestampToMs(time)));
  // Each is there, and they are in the order in which it happened.
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(times[0]).toBeGreaterThan(Date.now() - 600_000);
  expect(metadata?.auxiliaryMetadata).not.toEqual([]);
});
