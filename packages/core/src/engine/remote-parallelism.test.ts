import { expect, test } from '@jest/globals';
import { FakeSandbox } from '../testing/fake-sandbox.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { EngineRig, fixedEnvironment } from './engine-rig.ts';

/** A sandbox that ends nothing before so many run at once; a little later, more would. */
function filled(atOnce: number): FakeSandbox {
  const sandbox: FakeSandbox = new FakeSandbox({
    where: 'remote',
    run: async () => {
      await waitUntil(() => sandbox.mostAtOnce >= atOnce, `${atOnce} to run at once`);
      return {};
    },
  });
  return sandbox;
}

const ready = Array.from({ length: 100 }, (_, index) => `  t${index}: {command: ["true", "${index}"]}\n`).join('');

test.each([20, 16])('with 100 ready actions and a cap of %d, that many are in flight, and never more', async (cap) => {
  const sandbox = filled(cap);
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
  const sandbox = filled(3);
  using rig = new EngineRig({ 'sandwright.yaml': `targets:\n${ready}` }, {}, () => ({
    environments: fixedEnvironment({ name: 'local', where: 'local', sandbox }),
    remoteParallelism: 50,
    jobs: 3,
  }));
  await rig.build();
  expect(sandbox.mostAtOnce).toBe(3);
});
