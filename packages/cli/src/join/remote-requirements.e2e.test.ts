import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';
import { startTestFarm, type TestFarm } from './test-farm.ts';

let farm: TestFarm;
beforeAll(async () => {
  farm = await startTestFarm();
});
afterAll(async () => {
  await farm[Symbol.asyncDispose]();
});

const environments = `environments:
  remote: { type: remote_environment, fallback_environment: __local__ }
  here: { type: local_environment, sandbox: bubblewrap }
`;

const settings = (more: Readonly<Record<string, string>> = {}) => ({
  environment: {
    SANDWRIGHT_REMOTE_EXECUTION: 'true',
    SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: farm.server.url,
    SANDWRIGHT_REMOTE_STORE_ADDRESS: farm.server.url,
    ...more,
  },
});

test('each action goes its own way: one build runs some here and some there', async () => {
  using rig = new Rig({
    'sandwright.yaml': `${environments}targets:
  there: { command: echo there > there.txt, outputs: [there.txt], environment: remote }
  here: { command: cat there.txt > here.txt, dependencies: [":there"], outputs: [here.txt], environment: here }
  again: { command: cat here.txt > again.txt, dependencies: [":here"], outputs: [again.txt], environment: remote }
`,
  });
  const run = await rig.run(['build'], settings());
  expect(run).toMatchObject({ exitCode: 0, stderr: '' });
  expect(run.stdout).toMatch(/^✓ \/\/:there succeeded in \d+\.\d\ds \(ran remotely\)\.$/mu);
  expect(run.stdout).toMatch(/^✓ \/\/:here succeeded in \d+\.\d\ds \(ran locally\)\.$/mu);
  expect(run.stdout).toMatch(/^✓ \/\/:again succeeded in \d+\.\d\ds \(ran remotely\)\.$/mu);
  expect(rig.read('out/again.txt')).toBe('there\n');
});

test('platform properties of the options go along with every action: where no worker has them, none runs it', async () => {
  using rig = new Rig({ 'sandwright.yaml': `${environments}targets:\n  t: { command: "true", environment: remote }\n` });
  const { events } = await rig.events(['build'], settings({ SANDWRIGHT_REMOTE_EXECUTION_EXTRA_PLATFORM_PROPERTIES: 'gpu=yes' }));
  const skipped = [{ candidate: 'remote', cause: 'no_worker', reason: expect.stringContaining('gpu=yes') as unknown }];
  const origin = { where: 'local', skipped };
  expect(events.find((event) => event.type === 'target-finished')).toMatchObject({ outcome: { status: 'succeeded', origin } });
  const plain = await rig.events(['build', '--force'], settings());
  expect(plain.events.find((event) => event.type === 'target-finished')).toMatchObject({ outcome: { origin: { where: 'remote' } } });
});

test('a tool that the worker lacks is named', async () => {
  using rig = new Rig({
    'sandwright.yaml': `${environments}targets:\n  t: { command: [no-such-protoc, --version], environment: remote }\n`,
  });
  const run = await rig.run(['build'], settings());
  expect(run.exitCode).toBe(1);
  expect(run.stdout).toContain('exit 127');
  expect(run.stdout).toMatch(/stderr:\n.*no-such-protoc.*not found/u);
});
