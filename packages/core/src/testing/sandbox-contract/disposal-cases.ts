import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { failure, listing, mountsBelow } from './expectations.ts';
import type { SandboxCase, SandboxSubject } from './sandbox-case.ts';

/** The end of a sandbox; must come last. */
export const disposalCases: readonly SandboxCase[] = [
  {
    title: 'gives everything back when it is disposed of, also while an action runs',
    needs: [],
    run: async (subject) => {
      try {
        await disposedCleanly(subject);
      } finally {
        rmSync(subject.cacheDirectory, { recursive: true, force: true });
      }
    },
  },
];

async function disposedCleanly(subject: SandboxSubject): Promise<void> {
  const controller = new AbortController();
  const running = new Promise<void>((resolve) => {
    const attempt = subject.run(
      { script: 'sleep 60' },
      { signal: controller.signal, onStage: (stage) => stage === 'running' && resolve() },
    );
    attempt.catch(() => resolve());
    setTimeout(() => controller.abort(), 15_000).unref();
  });
  await running;
  const started = performance.now();
  await subject.dispose();
  assert.ok(performance.now() - started < 30_000, 'it waited for the action instead of ending it');
  await subject.dispose();
  controller.abort();
  const scratch = listing(subject.cacheDirectory).filter((path) => /\/\d+-\d+/.test(path));
  assert.deepEqual(scratch, [], 'working folders were left');
  if (process.platform === 'linux') assert.deepEqual(mountsBelow(subject.cacheDirectory), []);
  await failure(subject.run({ script: 'true' }), 'SANDBOX_FAILED', 'CANCELLED');
}
