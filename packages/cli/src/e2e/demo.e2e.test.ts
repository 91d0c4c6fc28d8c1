import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const dev = join(import.meta.dirname, '../../../../dev');

// What needs no network of `./dev demo`, through the very script that a newcomer calls.
it('./dev demo ends with its three lines, and says so where it cannot fetch a package', () => {
  using rig = new Rig();
  const run = spawnSync(dev, ['demo'], {
    cwd: rig.root,
    env: rig.environment({ SANDWRIGHT_DEMO_OFFLINE: '1' }),
    encoding: 'utf8',
    timeout: 280_000,
  });
  expect({ status: run.status, stderr: run.status === 0 ? '' : run.stderr }).toEqual({ status: 0, stderr: '' });
  expect(run.stdout).toContain('examples/hello instead');
  expect(run.stdout).toContain('Hello, sandwright!\n');
  expect(run.stdout).toContain('Good day, sandwright!\n');
  expect(run.stdout).toMatch(
    /\ncold: 2 actions run, \d+\.\d\d s\nno-op: 0 actions run, \d+\.\d\d s\none changed: 2 actions run, \d+\.\d\d s\n$/u,
  );
});
