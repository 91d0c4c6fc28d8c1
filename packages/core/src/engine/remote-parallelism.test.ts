import { expect, test } from '@jest/globals';
import { FakeSandbox } from '../testing/fake-sandbox.ts';
import { EngineRig, fixedEnvironment } from './engine-rig.ts';

/** A sandbox on a server that takes its time. */
const slow = () =>
  new FakeSandbox({
    where: 'remote',
    run: async () => {
      await new Promise((resolve) => setTimeout(resolve, 5));
      return {};
    },
  });

const ready = Array.from({ length: 100 }, (_, index) => `  t${index}: {command: ["true", "${index}"]}\n`).join('');

test.each([20, 16])('with 100 ready actions and a cap of %d, that many are in flight, and never more', async (cap) => {
  const sandbox = slow();
  using rig = new EngineRig({ 'sandwright.yaml': `targets:\n${ready}` }, {}, () => ({
    environments: fixedEnvironment({ name: 'remote', where: 'remote', sandbox }),
    remoteParallelism: cap,
    jobs: 2,
  }));
  const { ran } = await rig.build();
  expect(ran).toBe(100);
  expect(sandbox.mostAtOnce).toBe(cap);
});

test('the cap of this machine does not hold for servers, nor the other way round', async () => {
  const sandbox = slow();
  using rig = new EngineRig({ 'sandwright.yaml': `targets:\n${ready}` }, {}, () => ({
    environments: fixedEnvironment({ name: 'local', where: 'local', sandbox }),
    remoteParallelism: 50,
    jobs: 3,
  }));
  await rig.build();
  expect(sandbox.mostAtOnce).toBe(3);
});
