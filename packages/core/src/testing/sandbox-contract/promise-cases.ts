import assert from 'node:assert/strict';
import { silentLogger } from '../../logging/logger.ts';
import { listing } from './expectations.ts';
import type { SandboxCase } from './sandbox-case.ts';

/** What a sandbox says of itself. */
export const promiseCases: readonly SandboxCase[] = [
  {
    title: 'says that it is available, as often as it is asked, and leaves nothing behind by that',
    needs: [],
    run: async ({ sandbox, cacheDirectory }) => {
      const before = listing(cacheDirectory);
      assert.deepEqual(await sandbox.probe(), { available: true });
      assert.deepEqual(await sandbox.probe({ signal: new AbortController().signal }), { available: true });
      assert.deepEqual(listing(cacheDirectory), before);
      assert.notEqual(sandbox.name, '');
    },
  },
  {
    title: 'tells its stages in order, and where the result comes from',
    needs: [],
    run: async (subject) => {
      const stages: string[] = [];
      const action = await subject.action({ script: 'true' });
      const executed = await subject.sandbox.execute(action, { logger: silentLogger, onStage: (stage) => stages.push(stage) });
      const order = ['cache-check', 'queued', 'staging', 'running', 'collecting'];
      assert.deepEqual(
        stages,
        stages.toSorted((a, b) => order.indexOf(a) - order.indexOf(b)),
      );
      assert.ok(stages.includes('running'));
      assert.equal(executed.origin.cached, false);
      assert.notEqual(executed.result.metadata.worker, '');
    },
  },
];
