import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';
import { Bazel } from './bazel.ts';
import { actions, expectOutputs, outputsOf } from './bazel-outputs.ts';
import { writeWord, writeWorkspace } from './bazel-workspace.ts';
import { describeWith, findBazel } from './describe-with.ts';
import { Farm } from './farm.ts';

describeWith('Bazel with the server as its cache', [findBazel()], (program = '') => {
  const rig = new Rig();
  const farm = new Farm(rig);
  const bazel = new Bazel(program, rig);
  const flags = (): readonly string[] => [`--remote_cache=grpc://${farm.address}`, '--spawn_strategy=local', '--genrule_strategy=local'];
  const hit = 'remote cache hit';

  beforeAll(async () => {
    writeWorkspace(rig, 'first');
    await farm.serve('data', ['--role', 'cache']);
  });
  afterAll(async () => {
    await bazel[Symbol.asyncDispose]();
    await farm[Symbol.asyncDispose]();
    rig[Symbol.dispose]();
  });

  test('what ran here is a hit after clean, with equal outputs', async () => {
    const cold = await bazel.succeed('build', ...flags(), '//:all_kinds');
    expect(cold).toMatchObject({ ran: { local: actions } });
    expect(cold.ran[hit]).toBeUndefined();
    expect(cold.output).not.toMatch(/warning.*(remote cache|upload)/iu);
    expectOutputs(bazel, 'first');
    const built = outputsOf(bazel);

    await bazel.clean();
    expect(outputsOf(bazel)).toEqual({});
    const warm = await bazel.succeed('build', ...flags(), '//:all_kinds');
    expect(warm).toMatchObject({ ran: { [hit]: actions } });
    expect(warm.ran.local).toBeUndefined();
    expect(outputsOf(bazel)).toEqual(built);
  });

  test('--remote_download_minimal: hits whose outputs stay on the server', async () => {
    await bazel.clean();
    const minimal = await bazel.succeed('build', ...flags(), '--remote_download_minimal', '//:all_kinds');
    expect(minimal).toMatchObject({ ran: { [hit]: actions } });
    expect(existsSync(bazel.output('large.bin'))).toBe(false);
    expect(existsSync(bazel.output('forest/low/tool'))).toBe(false);
  });

  test('a changed input is a miss for what depends on it', async () => {
    writeWord(rig, 'second');
    const changed = await bazel.succeed('build', ...flags(), '//:all_kinds');
    expect(changed.ran.local).toBeGreaterThanOrEqual(actions - 2);
    expectOutputs(bazel, 'second');
  });

  test('the result of a test is a hit, log and all', async () => {
    await bazel.succeed('test', ...flags(), '//:passes');
    await bazel.clean();
    const again = await bazel.succeed('test', ...flags(), '//:passes');
    expect(again.ran.local).toBeUndefined();
    expect(bazel.testLog('passes')).toContain('the test was here');
  });

  test('a failure is never a hit', async () => {
    for (const times of [1, 2]) {
      const broken = await bazel.run('build', ...flags(), '//:broken');
      expect(broken.exitCode).toBe(1);
      expect(broken.output).toContain('told on stderr: second');
      expect(rig.read('ran-broken')).toBe('ran\n'.repeat(times));
      await bazel.clean();
    }
  });

  test('hits outlive the server, even one that was killed', async () => {
    const server = await farm.serve('other', ['--role', 'cache']);
    await bazel.succeed('build', ...flags(), '//:all_kinds');
    server.kill('SIGKILL');
    await farm.serve('other', ['--role', 'cache']);
    await bazel.clean();
    const warm = await bazel.succeed('build', ...flags(), '//:all_kinds');
    expect(warm).toMatchObject({ ran: { [hit]: actions } });
    expectOutputs(bazel, 'second');
  });

  test('who asks a cache for execution is told that there is none', async () => {
    const refused = await bazel.run('build', `--remote_executor=grpc://${farm.address}`, '//:copy');
    expect(refused.exitCode).not.toBe(0);
    expect(refused.output).toMatch(/remote execution is not supported by the remote server/iu);
  });
});
