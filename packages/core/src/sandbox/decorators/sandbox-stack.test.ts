import { expect, test } from '@jest/globals';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { LogLevel } from '../../logging/logger.ts';
import { MemoryActionCache } from '../../storage/memory-action-cache.ts';
import { fakeAction } from '../../testing/fake-action.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeSandbox } from '../../testing/fake-sandbox.ts';
import { Semaphore } from '../../util/semaphore.ts';
import type { Sandbox } from '../sandbox.ts';
import { candidateStack, sandboxStack } from './sandbox-stack.ts';

const clock = new FakeClock();
const lines: string[] = [];
const logger = { log: (_level: LogLevel, message: string) => lines.push(message), child: () => logger };

function stack(leaf: Sandbox, where: 'local' | 'remote' = 'local', actionCache = new MemoryActionCache()): Sandbox {
  const shared = { clock, actionCache, localSlots: new Semaphore(2), remoteSlots: new Semaphore(8) };
  return sandboxStack({ candidates: [{ name: 'only', sandbox: candidateStack(leaf, where, shared) }] }, clock);
}

test('the name tells the layers from the outside in', () => {
  expect(stack(new FakeSandbox({ name: 'leaf' })).name).toBe(
    'logging(backtracking(fallback(caching(deduplicating(providing-inputs(timestamping(bounded(timeout(leaf)))))))))',
  );
  expect(stack(new FakeSandbox({ name: 'leaf' }), 'remote').name).toContain('providing-inputs(retrying(timestamping(');
});

test('inputs are provided before a run, once for equal actions, and not for a hit', async () => {
  const provided: string[] = [];
  const sandbox = stack(new FakeSandbox({ run: () => new Promise((resolve) => setImmediate(() => resolve({}))) }));
  const call = (caller: string) =>
    sandbox.execute(fakeAction(), {
      logger,
      provideInputs: async () => {
        provided.push(caller);
      },
    });
  await Promise.all([call('first'), call('second')]);
  await call('third');
  expect(provided).toEqual(['first']);
});

test('a missing input is provided again before the second try', async () => {
  let provided = 0;
  const leaf = new FakeSandbox({
    run: () => {
      if (provided < 2) throw new SandwrightError('BLOB_MISSING', 'evicted');
      return {};
    },
  });
  const provideInputs = async (): Promise<void> => {
    provided += 1;
  };
  expect((await stack(leaf).execute(fakeAction(), { logger, provideInputs })).result.exitCode).toBe(0);
  expect(provided).toBe(2);
});

test('what becomes of an action is logged', async () => {
  lines.length = 0;
  await stack(new FakeSandbox()).execute(fakeAction(), { logger });
  const broken = stack(new FakeSandbox({ run: () => Promise.reject(new Error('broken')) })).execute(fakeAction(), { logger });
  await expect(broken).rejects.toThrow('broken');
  expect(lines).toEqual(['action done', 'action not done']);
});

test('a shared cache is asked after the local one, is given what ran here, and what it gives is kept here', async () => {
  const near = new MemoryActionCache();
  const far = new MemoryActionCache();
  const shared = { clock, actionCache: near, remoteActionCache: far, localSlots: new Semaphore(2), remoteSlots: new Semaphore(8) };
  const run = async (leaf: FakeSandbox, where: 'local' | 'remote') =>
    (await candidateStack(leaf, where, shared).execute(fakeAction(where), { logger })).origin;
  await run(new FakeSandbox(), 'local');
  expect(await far.get(fakeAction('local').digest)).toBeDefined();
  const elsewhere = { ...shared, actionCache: new MemoryActionCache() };
  const leaf = new FakeSandbox();
  const other = candidateStack(leaf, 'local', elsewhere);
  expect((await other.execute(fakeAction('local'), { logger })).origin).toMatchObject({ where: 'remote', cached: true });
  expect((await other.execute(fakeAction('local'), { logger })).origin).toMatchObject({ where: 'local', cached: true });
  expect(leaf.executed).toEqual([]);
  // A server keeps its own results.
  await run(new FakeSandbox({ where: 'remote' }), 'remote');
  expect(await far.get(fakeAction('remote').digest)).toBeUndefined();
});
