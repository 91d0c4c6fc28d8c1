import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from '@jest/globals';
import { sandboxCases } from '@sandwright/core/testing';
import { contractVariants } from './contract-variants.ts';

const program = fileURLToPath(new URL('./unprivileged-contract.ts', import.meta.url));

it('keeps the whole contract without privileges', () => {
  // Root of the machine is nobody in particular in a user namespace that maps it to another id: no capability is left.
  const demotion = process.geteuid?.() === 0 ? ['unshare', '--user', '--map-user=1234', '--map-group=1234', '--'] : [];
  const node = [process.execPath, '--conditions=source', '--disable-warning=ExperimentalWarning', '--test-reporter=tap', program];
  const [file = '', ...args] = [...demotion, ...node];
  const env = { ...process.env };
  // Else the test runner would take this process for one of its own.
  delete env.NODE_TEST_CONTEXT;
  delete env.NODE_OPTIONS;
  const { stdout, stderr, status } = spawnSync(file, args, { env, encoding: 'utf8', timeout: 280_000, maxBuffer: 64 * 1024 * 1024 });
  const count = (what: string): number => Number(new RegExp(`^# ${what} (\\d+)$`, 'm').exec(stdout)?.[1] ?? Number.NaN);
  expect({ failed: count('fail'), status, failures: stdout.match(/^ *not ok .*(\n.*){1,12}/gm), stderr }).toEqual({
    failed: 0,
    status: 0,
    failures: null,
    stderr: '',
  });
  // One case of each variant is for another kind of root.
  expect(count('skipped')).toBe(contractVariants.filter(([root]) => root === 'host').length);
  expect(count('pass')).toBeGreaterThan(sandboxCases.length * contractVariants.length - 3);
});

it('fails, and skips nothing, on a machine where bubblewrap does not work', () => {
  const args = [
    '--conditions=source',
    '--disable-warning=ExperimentalWarning',
    '--test-reporter=tap',
    '--test-name-pattern=gives the exit code',
  ];
  const { NODE_TEST_CONTEXT: _context, NODE_OPTIONS: _options, ...env } = process.env;
  const { stdout, status } = spawnSync(process.execPath, [...args, program], {
    env: { ...env, PATH: '/nowhere' },
    encoding: 'utf8',
    timeout: 280_000,
  });
  const failed = stdout.match(/not ok .*gives the exit code/g);
  expect({ status, failed: failed?.length, skipped: /# skipped (\d+)/.exec(stdout)?.[1] }).toEqual({
    status: 1,
    failed: contractVariants.length,
    skipped: '0',
  });
  expect(stdout).toContain('it does not work here: bubblewrap is not installed');
});
