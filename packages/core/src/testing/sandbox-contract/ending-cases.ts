import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ActionResult } from '../../action/action-result.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { ExecutionStage } from '../../sandbox/execution-context.ts';
import { contentsBelow, eventually, failure, mountsBelow, processExists, uniqueSeconds, untilNothingNew } from './expectations.ts';
import type { SandboxCase, SandboxSubject } from './sandbox-case.ts';

/** Runs something that takes too long, as the decorator that keeps timeouts would end it. */
async function runTooLong(subject: SandboxSubject, script: string, seconds: string): Promise<SandwrightError> {
  const controller = new AbortController();
  const tooLong = (): void => controller.abort(new SandwrightError('TIMED_OUT', 'too long'));
  const onStage = (stage: ExecutionStage): void => {
    if (stage !== 'running' || subject.enforcesTimeouts) return;
    // Not before what it starts is there, however busy the machine is; and a moment later.
    const begun = process.platform === 'linux' ? eventually(() => processExists(seconds), 'it has begun') : sleep(1_000);
    void begun.then(() => sleep(100)).finally(tooLong);
  };
  return await failure(subject.run({ script, timeoutMs: 1_500 }, { signal: controller.signal, onStage }), 'TIMED_OUT');
}

/** What is in a folder once whatever still cleans up there has had the time for it. */
async function settled(folder: string): Promise<readonly string[]> {
  await sleep(200);
  return contentsBelow(folder);
}

async function noTraceOf(seconds: string): Promise<void> {
  if (process.platform === 'linux') await eventually(() => !processExists(seconds), 'the processes are gone');
}

const stages: readonly ExecutionStage[] = ['staging', 'running', 'collecting'];

/** How an execution ends before its time, and what is left after any end. */
export const endingCases: readonly SandboxCase[] = [
  {
    title: 'ends what runs too long and gives the output so far',
    needs: [],
    run: async (subject) => {
      const seconds = uniqueSeconds();
      const error = await runTooLong(subject, `echo begun; echo trouble >&2; sleep ${seconds}; echo never`, seconds);
      const result = error.details.result as ActionResult;
      assert.equal(await subject.text(result.stdout), 'begun\n');
      // The shell may see what it waits for end before its own end comes, and says so.
      assert.match(await subject.text(result.stderr), /^trouble\n(?:Killed\n)?$/u);
      assert.notEqual(result.exitCode, 0);
      await noTraceOf(seconds);
    },
  },
  {
    title: 'ends what will not end, with all that it started',
    needs: [],
    run: async (subject) => {
      const seconds = uniqueSeconds();
      await runTooLong(
        subject,
        `trap "" TERM INT HUP QUIT; (setsid sleep ${seconds} &); sh -c 'trap "" TERM; sleep ${seconds}' & sleep ${seconds}`,
        seconds,
      );
      await noTraceOf(seconds);
    },
  },
  ...stages.map(
    (stage): SandboxCase => ({
      title: `stops when it is aborted while ${stage}`,
      needs: [],
      run: async (subject) => {
        const controller = new AbortController();
        const seconds = uniqueSeconds();
        let entered = false;
        const attempt = subject.run(
          {
            script: stage === 'collecting' ? 'echo x > out' : `sleep ${seconds}`,
            files: { input: 'x' },
            outputPaths: ['out'],
            timeoutMs: 60_000,
          },
          {
            signal: controller.signal,
            onStage: (now) => {
              if (entered) return;
              // A sandbox that is elsewhere may not tell of every stage; then there is nothing to abort.
              if (stages.indexOf(now) > stages.indexOf(stage)) controller.abort();
              if (now !== stage) return;
              entered = true;
              // For `running` a moment later, so that there is something to kill.
              if (stage === 'running') setTimeout(() => controller.abort(), 100);
              else controller.abort();
            },
          },
        );
        const outcome = await attempt.then(
          (result) => ({ result }),
          (error: unknown) => ({ error }),
        );
        if (!entered) return;
        assert.ok('error' in outcome, 'it was aborted and gave a result');
        assert.ok(SandwrightError.is(outcome.error) && outcome.error.code === 'CANCELLED', String(outcome.error));
        await noTraceOf(seconds);
      },
    }),
  ),
  {
    title: 'does not begin when it is aborted already',
    needs: [],
    run: async (subject) => {
      await failure(subject.run({ script: 'true' }, { signal: AbortSignal.abort() }), 'CANCELLED');
    },
  },
  {
    title: 'executes 50 actions at once and confuses none of them',
    needs: [],
    run: async (subject) => {
      const numbers = Array.from({ length: 50 }, (_, index) => String(index));
      const results = await Promise.all(
        numbers.map((number) =>
          subject.run({ script: 'cat number; cat number > out; echo err$(cat number) >&2', files: { number }, outputPaths: ['out'] }),
        ),
      );
      for (const [index, result] of results.entries()) {
        assert.equal(await subject.text(result.stdout), String(index));
        assert.equal(await subject.text(result.stderr), `err${index}\n`);
        const [out] = result.outputs;
        assert.ok(out?.kind === 'file');
        assert.equal(await subject.text(out.digest), String(index));
      }
    },
  },
  {
    title: 'gives equal outputs for the same action',
    needs: [],
    run: async (subject) => {
      const sample = {
        script: 'mkdir -p out/sub; cat in > out/sub/copy; ln -s sub/copy out/link; cp tool out/tool; : > out/z; : > out/a; ls out',
        files: { in: 'in', tool: '#!/bin/sh\n' },
        outputPaths: ['out', 'out/sub/copy'],
      };
      const [first, second] = [await subject.run(sample), await subject.run(sample)];
      assert.equal(first.exitCode, 0);
      assert.equal(first.outputs.length, 2);
      assert.deepEqual(second.outputs, first.outputs);
      assert.deepEqual([second.stdout, second.stderr, second.exitCode], [first.stdout, first.stderr, first.exitCode]);
    },
  },
  {
    title: 'tells what each action used: time of the processor, and the most memory that a process had',
    needs: ['usage'],
    run: async (subject) => {
      const usageOf = async (script: string) => (await subject.run({ script })).metadata.resourceUsage;
      // `tail` keeps what has no line break.
      const large = await usageOf('head -c 60000000 /dev/zero | tail > /dev/null');
      const small = await usageOf('true');
      assert.ok((large?.cpuMs ?? 0) > 5, `${large?.cpuMs} ms`);
      assert.ok((large?.peakMemoryBytes ?? 0) > 55e6, `${large?.peakMemoryBytes} bytes`);
      // Not that of the action before.
      assert.ok((small?.peakMemoryBytes ?? 1e9) < 40e6 && (small?.peakMemoryBytes ?? 0) > 100_000, `${small?.peakMemoryBytes} bytes`);
    },
  },
  {
    title: 'leaves nothing of an action on disk or in the mount table',
    needs: [],
    run: async (subject) => {
      const sample = { script: 'mkdir -p deep/er; echo x > deep/er/file; chmod 000 deep; exit 1', files: { f: 'f' }, outputPaths: ['f'] };
      const bad = { script: 'mkdir out', outputFiles: ['out'], files: { f: 'f' } };
      const round = async (): Promise<void> => {
        await subject.run(sample);
        await failure(subject.run(bad), 'ACTION_FAILED');
      };
      await round(); // what is kept for later, such as cached inputs, is there from now on
      const before = await settled(subject.cacheDirectory);
      for (let rounds = 0; rounds < 3; rounds += 1) await round();
      await untilNothingNew(subject.cacheDirectory, before);
      if (process.platform === 'linux') assert.deepEqual(mountsBelow(subject.cacheDirectory), []);
    },
  },
];
