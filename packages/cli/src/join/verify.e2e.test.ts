import { existsSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';
import { startTestFarm, type TestFarm } from './test-farm.ts';

const project = `
environments:
  far: { type: remote_environment, fallback_environment: __local__ }
  plain: { type: local_environment, sandbox: [bubblewrap] }
  rooted: { type: local_environment, sandbox: [chroot] }
targets:
  base: { command: date +%N > base, outputs: [base] }
  steady:
    command: mkdir -p d/e; cat base > d/e/copy; echo said > file; chmod +x file; ln -s file link
    dependencies: [":base"]
    outputs: [d, file, link]
  random:
    command: mkdir r; echo same > r/same; cat /proc/sys/kernel/random/uuid > r/uuid; echo same > other
    outputs: [r, other]
  failing: { command: exit 3 }
`;

let farm: TestFarm;
beforeAll(async () => {
  farm = await startTestFarm();
});
afterAll(async () => {
  await farm[Symbol.asyncDispose]();
});
const on = () => ({
  SANDWRIGHT_REMOTE_EXECUTION: 'true',
  SANDWRIGHT_REMOTE_STORE_ADDRESS: farm.server.url,
  SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: farm.server.url,
});

test('verify: the same here and there, on the same inputs; out/ is left alone', async () => {
  using rig = new Rig({ 'sandwright.yaml': project });
  const run = await rig.run(['verify', '//:steady'], { environment: on() });
  expect({ exitCode: run.exitCode, stdout: run.stdout }).toEqual({ exitCode: 0, stdout: '//:steady: the same in __local__ and far.\n' });
  expect(run.stderr).toContain('(ran remotely)');
  expect(existsSync(rig.path('out/file'))).toBe(false);
  const again = await rig.run(['verify', '//:steady'], { environment: on() });
  expect(again.stderr).toContain('(ran remotely)');
});

test('verify: each path that differs is named, and nothing else', async () => {
  using rig = new Rig({ 'sandwright.yaml': project });
  const run = await rig.run(['verify', '//:random', '//:steady', '--environments=plain,rooted']);
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toMatch(
    /^\/\/:random: 1 path differs\.\n {2}r\/uuid\n {4}plain: file [0-9a-f]{64}\/37\n {4}rooted: file [0-9a-f]{64}\/37\n\/\/:steady: the same/,
  );
  const json = await rig.run(['verify', '//:random', '--json'], { environment: on() });
  expect(json.exitCode).toBe(1);
  const reports = json.stdout.trimEnd().split('\n');
  expect(JSON.parse(reports.at(-1) ?? '')).toMatchObject({
    type: 'target-verified',
    target: '//:random',
    environments: ['__local__', 'far'],
    identical: false,
    differences: [{ path: 'r/uuid' }],
  });
});

test('verify: one place compared with itself, a command that fails, and environments that are none are refused', async () => {
  using rig = new Rig({ 'sandwright.yaml': project });
  const off = await rig.run(['verify', '//:steady']);
  expect({ exitCode: off.exitCode, stderr: off.stderr }).toMatchObject({
    exitCode: 4,
    stderr: expect.stringContaining('"__local__" and "far" are both'),
  });
  expect((await rig.run(['verify', '//:failing'], { environment: on() })).exitCode).toBe(1);
  expect((await rig.run(['verify', '//:steady', '--environments=far'])).exitCode).toBe(2);
  expect((await rig.run(['verify', '//:steady', '--environments=far,nowhere'])).exitCode).toBe(2);
});
