import { expect, test } from '@jest/globals';
import { silentLogger } from '../../logging/logger.ts';
import { MemoryActionCache } from '../../storage/memory-action-cache.ts';
import { fakeAction } from '../../testing/fake-action.ts';
import { FakeSandbox } from '../../testing/fake-sandbox.ts';
import { Semaphore } from '../../util/semaphore.ts';
import { bounded } from './bounded.ts';
import { caching } from './caching.ts';

test('never more at once than slots, and all slots are used', async () => {
  const leaf = new FakeSandbox({ run: async () => new Promise((resolve) => setImmediate(() => resolve({}))) });
  const sandbox = bounded(new Semaphore(3))(leaf);
  await Promise.all(Array.from({ length: 20 }, (_, index) => sandbox.execute(fakeAction(`${index}`), { logger: silentLogger })));
  expect(leaf.mostAtOnce).toBe(3);
  expect(leaf.executed.map((action) => action.command.arguments[0])).toEqual(Array.from({ length: 20 }, (_, index) => `${index}`));
});

test('an action that is cancelled while it waits never starts, and an error frees its slot', async () => {
  const slots = new Semaphore(1);
  const gate = Promise.withResolvers<object>();
  const leaf = new FakeSandbox({ run: () => gate.promise });
  const sandbox = bounded(slots)(leaf);
  const first = sandbox.execute(fakeAction('first'), { logger: silentLogger });
  const abort = new AbortController();
  const second = sandbox.execute(fakeAction('second'), { logger: silentLogger, signal: abort.signal });
  abort.abort();
  await expect(second).rejects.toMatchObject({ code: 'CANCELLED' });
  gate.reject(new Error('broken'));
  await expect(first).rejects.toThrow('broken');
  expect(slots.held).toBe(0);
  expect(leaf.executed).toHaveLength(1);
});

test('a cache hit takes no slot', async () => {
  const slots = new Semaphore(1);
  const actionCache = new MemoryActionCache();
  const sandbox = caching({ actionCache, where: 'local' })(bounded(slots)(new FakeSandbox()));
  await sandbox.execute(fakeAction('known'), { logger: silentLogger });
  using _all = await slots.acquire();
  const again = await sandbox.execute(fakeAction('known'), { logger: silentLogger });
  expect(again.origin.cached).toBe(true);
});
