import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';
import { waitUntil } from '../test-rig/wait-until.ts';
import { Bazel } from './bazel.ts';
import { pieces, writeWord, writeWorkspace } from './bazel-workspace.ts';
import { commandsBelow } from './commands-below.ts';
import { describeWith, findBazel } from './describe-with.ts';
import { Farm } from './farm.ts';

/** How often a worker is killed. */
const kills = process.env.SANDWRIGHT_SOAK === '1' ? Number(process.env.SANDWRIGHT_SOAK_RUNS ?? 50) : 1;

describeWith('Bazel with workers in processes of their own', [findBazel()], (program = '') => {
  const rig = new Rig();
  const farm = new Farm(rig);
  const bazel = new Bazel(program, rig);
  const build = (log: string) =>
    bazel.succeed(
      'build',
      `--remote_executor=grpc://${farm.address}`,
      '--spawn_strategy=remote',
      '--genrule_strategy=remote',
      '--noremote_local_fallback',
      `--experimental_remote_grpc_log=${rig.path(log)}`,
      '//:pieces',
    );
  const expected = (word: string): string => Array.from({ length: pieces }, (_, n) => `${word}\npiece ${n}\n`).join('');

  beforeAll(async () => {
    writeWorkspace(rig, 'both');
    await farm.serve('data', ['--worker-concurrency', '0', '--lease', '3s']);
  });
  afterAll(async () => {
    await bazel[Symbol.asyncDispose]();
    await farm[Symbol.asyncDispose]();
    rig[Symbol.dispose]();
  });

  test('both get work, and one of them can be killed in the middle of a build', async () => {
    await farm.work('worker-that-stays', ['--worker-concurrency', '2']);
    let lost = await farm.work('worker-0', ['--worker-concurrency', '2']);
    const cold = await build('log');
    expect(cold).toMatchObject({ ran: { remote: pieces + 1 } });
    expect(readFileSync(bazel.output('pieces.txt'), 'utf8')).toBe(expected('both'));
    // Results name who made them, and Bazel's log holds the results.
    const log = readFileSync(rig.path('log'), 'latin1');
    expect(log).toContain('worker-that-stays');
    expect(log).toContain('worker-0');

    for (let kill = 1; kill <= kills; kill += 1) {
      writeWord(rig, `killed ${kill}`);
      const building = build(`log-${kill}`);
      await waitUntil(() => commandsBelow(lost.pid).some((line) => line.startsWith('sleep 1.0625')), 'the worker to run an action', 60_000);
      lost.kill('SIGKILL');
      const built = await building;
      expect(built).toMatchObject({ ran: { remote: pieces + 1 } });
      expect(readFileSync(bazel.output('pieces.txt'), 'utf8')).toBe(expected(`killed ${kill}`));
      if (kill < kills) lost = await farm.work(`worker-${kill}`, ['--worker-concurrency', '2']);
    }
  });
});
