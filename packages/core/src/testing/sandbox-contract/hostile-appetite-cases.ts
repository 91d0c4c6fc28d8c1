import assert from 'node:assert/strict';
import type { ActionResult } from '../../action/action-result.ts';
import { countProcesses, eventually, uniqueSeconds } from './expectations.ts';
import type { SandboxCase, SandboxSubject, TestedLimits } from './sandbox-case.ts';

function limitsOf(subject: SandboxSubject): TestedLimits {
  return subject.limits ?? assert.fail('no limits');
}

/** The limit ended it, and is named where it can be. */
function ended(subject: SandboxSubject, result: ActionResult, ...limits: readonly string[]): void {
  assert.notEqual(result.exitCode, 0);
  if (limitsOf(subject).named)
    assert.ok(limits.includes(result.metadata.limitExceeded ?? ''), `ended by ${result.metadata.limitExceeded ?? 'nothing'}`);
}

/** Actions that want too much. Each is bounded by itself, so that a missing limit fails the test and not the machine. */
export const hostileAppetiteCases: readonly SandboxCase[] = [
  {
    title: 'ends what fills stdout for ever, and keeps the start of it',
    needs: ['limits'],
    run: async (subject) => {
      // At most 2 GiB, were there no limit.
      const script = 'i=0; while [ $i -lt 2048 ]; do head -c 1048576 /dev/zero; i=$((i+1)); done';
      const result = await subject.run({ script });
      ended(subject, result, 'output');
      assert.ok(result.stdout.sizeBytes > 0 && result.stdout.sizeBytes <= limitsOf(subject).outputBytes);
    },
  },
  {
    title: 'bounds a fork bomb, and leaves none of it',
    needs: ['limits', '/proc'],
    run: async (subject) => {
      // 255 processes that sleep for 2 s, were there no limit.
      const seconds = `2.${uniqueSeconds()}`;
      let most = 0;
      const look = setInterval(() => {
        most = Math.max(most, countProcesses(seconds));
      }, 100);
      try {
        const result = await subject.run({
          script: `f() { [ $1 -eq 0 ] || { f $(($1-1)) & f $(($1-1)) & }; sleep ${seconds}; }; f 7; wait`,
        });
        assert.ok(most <= limitsOf(subject).processes + 8, `${most} processes were seen`);
        if (limitsOf(subject).named) assert.equal(result.metadata.limitExceeded, 'processes');
      } finally {
        clearInterval(look);
      }
      await eventually(() => countProcesses(seconds) === 0, 'the processes are gone');
    },
  },
  {
    title: 'ends a memory hog',
    needs: ['limits'],
    run: async (subject) => {
      // Without a line break `tail` keeps it all: 800 MB, were there no limit.
      const result = await subject.run({ script: 'head -c 800000000 /dev/zero | tail > /dev/null; exit $?' });
      ended(subject, result, 'memory');
    },
  },
  {
    title: 'ends what fills the disk',
    needs: ['limits'],
    run: async (subject) => {
      // 400 MB in 4 s, were there no limit.
      const script = 'i=0; while [ $i -lt 40 ]; do head -c 10000000 /dev/zero > f$i; sleep 0.1; i=$((i+1)); done';
      ended(subject, await subject.run({ script }), 'disk');
    },
  },
  ...['/tmp', '/dev/shm'].map(
    (folder): SandboxCase => ({
      title: `ends what fills ${folder}, which may be memory`,
      needs: ['limits', 'isolated-filesystem'],
      run: async (subject) => {
        // 200 MB in 2 s, were there no limit. Where the input root is the root, there may be no such folder.
        const fill = `head -c 10000000 /dev/zero > ${folder}/f$i || exit 1; sleep 0.1; i=$((i+1))`;
        const result = await subject.run({ script: `[ -d ${folder} ] || exit 9; i=0; while [ $i -lt 20 ]; do ${fill}; done` });
        ended(subject, result, 'disk', 'memory');
      },
    }),
  ),
  {
    title: 'ends what computes too long',
    needs: ['limits'],
    run: async (subject) => {
      const started = performance.now();
      // Some ten seconds, were there no limit. The soft rlimit can be ignored; where that is all there is, it is not held against the sandbox.
      const stubborn = limitsOf(subject).named ? 'trap "" XCPU; ' : '';
      const result = await subject.run({ script: `${stubborn}i=0; while [ $i -lt 4000000 ]; do i=$((i+1)); done; echo done` });
      ended(subject, result, 'cpu');
      assert.ok(performance.now() - started < 60_000);
      assert.ok((result.metadata.resourceUsage?.cpuMs ?? 0) > 500, 'its time is told');
    },
  },
];
