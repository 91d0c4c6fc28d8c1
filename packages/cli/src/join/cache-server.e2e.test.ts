import { expect, test } from '@jest/globals';
import { Farm } from '../clients/farm.ts';
import { Rig } from '../test-rig/rig.ts';

const project = 'targets:\n  t:\n    command: mkdir d; cp in d/copy; cp in file\n    sources: [in]\n    outputs: [d, file]\n';

/** Builds on a machine that knows nothing yet, with a server as its cache, and says where the result came from. */
async function buildAnew(address: string, instanceName: string, input = 'text'): Promise<string> {
  using rig = new Rig({ 'sandwright.yaml': project, in: input });
  const run = await rig.events(['build'], {
    environment: {
      SANDWRIGHT_REMOTE_STORE_ADDRESS: address,
      SANDWRIGHT_REMOTE_INSTANCE_NAME: instanceName,
      SANDWRIGHT_REMOTE_CACHE_READ: 'true',
      SANDWRIGHT_REMOTE_CACHE_WRITE: 'true',
    },
  });
  expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
  expect([rig.read('out/d/copy'), rig.read('out/file')]).toEqual([input, input]);
  const finished = run.events.find((event) => event.type === 'target-finished');
  if (finished?.type !== 'target-finished' || finished.outcome.status !== 'succeeded') throw new Error('the target did not succeed');
  return finished.outcome.origin.cached ? 'from the cache' : 'ran';
}

test('a server of storage and results alone is all that a client in caching mode needs', async () => {
  using rig = new Rig();
  await using farm = new Farm(rig);
  await farm.serve('data', ['--role', 'cache']);
  expect(await buildAnew(farm.address, 'main')).toBe('ran');
  expect(await buildAnew(farm.address, 'main')).toBe('from the cache');
  expect(await buildAnew(farm.address, 'main', 'other text')).toBe('ran');
});

test('one server keeps instances apart: each has results and blobs of its own', async () => {
  using rig = new Rig({ 'server.yaml': 'instances:\n  a: { storage: isolated }\n  team/b: { storage: isolated }\n' });
  await using farm = new Farm(rig);
  await farm.serve('data', ['--role', 'cache', '--config', 'server.yaml']);
  expect(await buildAnew(farm.address, 'a')).toBe('ran');
  expect(await buildAnew(farm.address, 'team/b')).toBe('ran');
  expect(await buildAnew(farm.address, 'unlisted')).toBe('ran');
  for (const instance of ['a', 'team/b', 'unlisted']) expect(await buildAnew(farm.address, instance)).toBe('from the cache');
});
