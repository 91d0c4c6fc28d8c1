import { symlinkSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { adminService, ExecutionStage } from '@sandwright/core/reapi';
import { waitUntil } from '@sandwright/core/testing';
import { connect } from '@sandwright/sandbox-remote';
import { Rig } from '../test-rig/rig.ts';
import { BuildStream } from './buildstream.ts';
import { project, writeProject } from './buildstream-project.ts';
import { describeWith, findBuildStream, findStaticBusybox } from './describe-with.ts';
import { Farm } from './farm.ts';

const slow = `
kind: manual
build-depends: [base.bst]
config:
  install-commands:
  - mkdir -p %{install-root} && sleep 2 && echo made > %{install-root}/made
`;

describeWith('BuildStream and a server that is killed', [findBuildStream(), findStaticBusybox()], (program = '', busybox = '') => {
  const rig = new Rig();
  const farm = new Farm(rig);

  beforeAll(() => {
    writeProject(rig, busybox, 'restart');
    rig.write(`${project}/elements/slow.bst`, slow.trimStart());
    symlinkSync('busybox', rig.path(`${project}/files/sysroot/bin/sleep`));
  });
  afterAll(async () => {
    await farm[Symbol.asyncDispose]();
    rig[Symbol.dispose]();
  });

  // It asks for the operation by its name and never executes again: so a server that had forgotten it would end the build.
  test('goes on with the same operation', async () => {
    const server = await farm.serve('data');
    const client = new BuildStream(rig, { program, name: 'restarted', address: farm.address, uses: { execution: true, artifacts: false } });
    const building = client.succeed('build', 'slow.bst');
    using connection = connect({ storeAddress: farm.address });
    const runs = async (): Promise<boolean> => {
      const { executions } = await connection.execution.unary(adminService.listExecutions, {}, { timeoutMs: 5_000 });
      return executions.some(({ stage }) => stage === ExecutionStage.Value.EXECUTING);
    };
    await Promise.race([waitUntil(runs, 'the element to be built', 60_000), building]);
    server.kill('SIGKILL');
    await farm.serveAgain('data');
    expect(await building).toMatch(/SUCCESS Waiting for the remote build/u);
    expect(await client.checkout('slow')).not.toBe('');
  });
});
