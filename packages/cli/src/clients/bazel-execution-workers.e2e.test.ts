import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { soakRounds, waitUntil } from '@sandwright/core/testing';
import { processesWith } from '../test-rig/left-behind.ts';
import { Rig } from '../test-rig/rig.ts';
import { Bazel, type BazelRun } from './bazel.ts';
import { pieces, writeWord, writeWorkspace } from './bazel-workspace.ts';
import { commandsBelow } from './commands-below.ts';
import { describeWith, findBazel } from './describe-with.ts';
import { Farm } from './farm.ts';

/** How often a worker is killed, and the server; `join/execution-kills` kills far more of them, with a client that is quicker. */
const workerKills = soakRounds(10, 1);
const serverKills = soakRounds(10, 1);
/** No worker in the server; and a lost one is noticed soon. */
const serverFlags = ['--worker-concurrency', '0', '--lease', '3s'];

/** What Bazel asked the server, from its log of calls. */
interface Calls {
  readonly execute: number;
  readonly waitExecution: number;
  /** Everything that was said, as text. */
  readonly text: string;
}

describeWith('Bazel with workers in processes of their own', [findBazel()], (program = '') => {
  const rig = new Rig();
  const farm = new Farm(rig);
  const bazel = new Bazel(program, rig);
  let server: ChildProcess;
  let worker: ChildProcess;

  const log = rig.path('calls');
  const build = (): Promise<BazelRun> =>
    bazel.succeed(
      'build',
      `--remote_executor=grpc://${farm.address}`,
      '--spawn_strategy=remote',
      '--genrule_strategy=remote',
      '--noremote_local_fallback',
      `--experimental_remote_grpc_log=${log}`,
      '//:pieces',
    );
  const calls = (): Calls => {
    const text = readFileSync(log, 'latin1');
    const count = (method: string): number => text.split(`remote.execution.v2.Execution/${method}`).length - 1;
    return { execute: count('Execute'), waitExecution: count('WaitExecution'), text };
  };
  const startWorker = (name: string): Promise<ChildProcess> => farm.work(name, ['--worker-concurrency', '2']);
  const expectPieces = (built: BazelRun, word: string): void => {
    expect(built).toMatchObject({ ran: { remote: pieces + 1 } });
    const expected = Array.from({ length: pieces }, (_, n) => `${word}\npiece ${n}\n`).join('');
    expect(readFileSync(bazel.output('pieces.txt'), 'utf8')).toBe(expected);
  };
  /** Builds anew, and does something while that worker has a command running. */
  const buildWhile = async (word: string, act: () => Promise<void>): Promise<void> => {
    writeWord(rig, word);
    const runsPiece = (): boolean => commandsBelow(worker.pid).some((line) => line.startsWith('sleep 1.0625'));
    const [built] = await Promise.all([build(), waitUntil(runsPiece, 'the worker to run an action', 60_000).then(act)]);
    expectPieces(built, word);
  };

  beforeAll(async () => {
    writeWorkspace(rig, 'both');
    server = await farm.serve('data', serverFlags);
    await startWorker('worker-that-stays');
    worker = await startWorker('worker-0');
  });
  afterAll(async () => {
    await bazel[Symbol.asyncDispose]();
    await farm[Symbol.asyncDispose]();
    rig[Symbol.dispose]();
  });

  test('both get work', async () => {
    expectPieces(await build(), 'both');
    expect(calls()).toMatchObject({ execute: pieces + 1, waitExecution: 0 });
    // Results name who made them.
    expect(calls().text).toContain('worker-that-stays');
    expect(calls().text).toContain('worker-0');
  });

  test('Bazel never learns that a worker was killed while it ran actions; and nothing of it is left running', async () => {
    for (let kill = 1; kill <= workerKills; kill += 1) {
      await buildWhile(`worker killed ${kill}`, async () => {
        worker.kill('SIGKILL');
      });
      expect(calls()).toMatchObject({ execute: pieces + 1, waitExecution: 0 });
      await waitUntil(() => processesWith(rig.path(`worker-${kill - 1}`)).length === 0, 'what the killed worker ran to end');
      worker = await startWorker(`worker-${kill}`);
    }
  });

  test('Bazel gets over a server that is killed during a build and comes back', async () => {
    for (let kill = 1; kill <= serverKills; kill += 1) {
      await buildWhile(`server killed ${kill}`, async () => {
        server.kill('SIGKILL');
        server = await farm.serveAgain('data', serverFlags);
      });
      expect(calls().waitExecution).toBeGreaterThan(0);
    }
  });
});
