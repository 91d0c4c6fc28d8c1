import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, test as it } from '@jest/globals';
import { describeHostileActions } from '@sandwright/core/testing';
import { bubblewrapBackend } from './bubblewrap-backend.ts';
import { bubblewrapCapabilities } from './bubblewrap-sandbox.ts';
import { hostileLimits, limitsAreNamed } from './hostile-limits.ts';

describeHostileActions(
  'bubblewrap',
  (services) => bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({ limits: hostileLimits }), services),
  {
    describe,
    it,
    capabilities: [...bubblewrapCapabilities()],
    limits: { ...hostileLimits, named: limitsAreNamed() },
  },
);

it('bears hostile actions without privileges, too', () => {
  const program = fileURLToPath(new URL('./unprivileged-hostile.fixture.ts', import.meta.url));
  const demotion = process.geteuid?.() === 0 ? ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'] : [];
  const node = [process.execPath, '--conditions=source', '--disable-warning=ExperimentalWarning', '--test-reporter=tap', program];
  const [file = '', ...args] = [...demotion, ...node];
  // Else the test runner would take this process for one of its own.
  const { NODE_TEST_CONTEXT: _context, NODE_OPTIONS: _options, ...env } = process.env;
  const { stdout, status } = spawnSync(file, args, { env, encoding: 'utf8', timeout: 280_000, maxBuffer: 64 * 1024 * 1024, cwd: '/' });
  const count = (what: string): number => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(stdout)?.[1] ?? Number.NaN);
  expect({ status, failures: stdout.match(/^ *not ok .*(\n.*){1,14}/gm) }).toEqual({ status: 0, failures: null });
  expect(count('pass')).toBeGreaterThan(20);
  expect(count('skipped')).toBe(0);
});
