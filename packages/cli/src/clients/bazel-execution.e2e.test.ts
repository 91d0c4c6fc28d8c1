import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';
import { Bazel } from './bazel.ts';
import { actions, expectOutputs } from './bazel-outputs.ts';
import { writeWord, writeWorkspace } from './bazel-workspace.ts';
import { describeWith, findBazel } from './describe-with.ts';
import { Farm } from './farm.ts';

describeWith('Bazel with the server as its executor', [findBazel()], (program = '') => {
  const rig = new Rig();
  const farm = new Farm(rig);
  const bazel = new Bazel(program, rig);
  const flags = (): readonly string[] => [
    `--remote_executor=grpc://${farm.address}`,
    '--spawn_strategy=remote',
    '--genrule_strategy=remote',
    '--noremote_local_fallback',
  ];
  const hit = 'remote cache hit';

  beforeAll(async () => {
    writeWorkspace(rig, 'first');
    await farm.serve('data');
  });
  afterAll(async () => {
    await bazel[Symbol.asyncDispose]();
    await farm[Symbol.asyncDispose]();
    rig[Symbol.dispose]();
  });

  test('every action runs on the server, and leaves what it should', async () => {
    const cold = await bazel.succeed('build', ...flags(), '//:all_kinds');
    expect(cold).toMatchObject({ ran: { remote: actions } });
    expect(cold.ran.local).toBeUndefined();
    expectOutputs(bazel, 'first');
  });

  test('a passing, a failing and a hanging test, each with its log', async () => {
    const ended = await bazel.run('test', ...flags(), '--keep_going', '//:passes', '//:fails');
    expect(ended.exitCode).toBe(3);
    expect(ended.output).toMatch(/^\/\/:passes +PASSED/mu);
    expect(ended.output).toMatch(/^\/\/:fails +FAILED/mu);
    const hung = await bazel.run('test', ...flags(), '--test_timeout=2', '//:hangs');
    expect(hung.exitCode).toBe(3);
    expect(hung.output).toMatch(/^\/\/:hangs +TIMEOUT/mu);
    expect(bazel.testLog('passes')).toContain('the test was here');
    expect(bazel.testLog('fails')).toContain('the reason of the failure');
    expect(bazel.testLog('hangs')).toContain('said before it hung');
    expect(bazel.testLog('hangs')).not.toContain('never said');
  });

  test('a failing action shows its exit code and its stderr, each time anew, and cannot write outside', async () => {
    for (const word of ['first', 'first']) {
      const broken = await bazel.run('build', ...flags(), '//:broken');
      expect(broken.exitCode).toBe(1);
      expect(broken.output).toContain(`told on stderr: ${word}`);
      expect(broken.output).toMatch(/exit 7/iu);
      await bazel.clean();
    }
    expect(existsSync(rig.path('ran-broken'))).toBe(false);
  });

  test('after clean all are hits, those of tests too', async () => {
    const warm = await bazel.succeed('build', ...flags(), '//:all_kinds');
    expect(warm).toMatchObject({ ran: { [hit]: actions } });
    expect(warm.ran.remote).toBeUndefined();
    expectOutputs(bazel, 'first');
    const tested = await bazel.succeed('test', ...flags(), '//:passes');
    expect(tested.ran.remote).toBeUndefined();
  });

  test('--remote_download_minimal: actions run on outputs that were never fetched', async () => {
    writeWord(rig, 'second');
    await bazel.clean();
    const minimal = await bazel.succeed('build', ...flags(), '--remote_download_minimal', '//:all_kinds');
    expect(minimal.ran.remote).toBeGreaterThanOrEqual(actions - 2);
    expect(existsSync(bazel.output('large.bin'))).toBe(false);
    await bazel.succeed('build', ...flags(), '--remote_download_toplevel', '//:all_kinds');
    expectOutputs(bazel, 'second');
  });
});
