import { expect, test } from '@jest/globals';
import { digestOf } from '../../digest/digest.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { silentLogger } from '../../logging/logger.ts';
import type { ActionCache } from '../../storage/action-cache.ts';
import { MemoryActionCache } from '../../storage/memory-action-cache.ts';
import { fakeAction } from '../../testing/fake-action.ts';
import { type FakeRun, FakeSandbox } from '../../testing/fake-sandbox.ts';
import { caching } from './caching.ts';

const context = { logger: silentLogger };

function cached(run?: FakeRun, actionCache: ActionCache = new MemoryActionCache()) {
  const leaf = new FakeSandbox(run === undefined ? {} : { run });
  return { leaf, actionCache, sandbox: caching({ actionCache, where: 'local' })(leaf) };
}

test('what ran is found the next time, and says so', async () => {
  const { leaf, sandbox } = cached(() => ({ metadata: { worker: 'here' } }));
  const first = await sandbox.execute(fakeAction(), context);
  const second = await sandbox.execute(fakeAction(), context);
  expect([first.origin.cached, second.origin.cached]).toEqual([false, true]);
  expect(second.origin.where).toBe('local');
  expect(leaf.executed).toHaveLength(1);
});

test.each([1, 137])('exit code %i is a result, but never stored', async (exitCode) => {
  const { leaf, sandbox } = cached(() => ({ exitCode }));
  await sandbox.execute(fakeAction(), context);
  expect((await sandbox.execute(fakeAction(), context)).result.exitCode).toBe(exitCode);
  expect(leaf.executed).toHaveLength(2);
});

test('a result that lacks a declared output is never stored', async () => {
  const output = { kind: 'file', path: 'made', digest: digestOf(Buffer.from('x')), isExecutable: false } as const;
  const { leaf, sandbox } = cached(() => ({ outputs: [output] }));
  const lacking = fakeAction('lacking', { outputPaths: ['made', 'forgotten'] });
  const complete = fakeAction('complete', { outputPaths: ['made'] });
  for (const action of [lacking, lacking, complete, complete]) await sandbox.execute(action, context);
  expect(leaf.executed.map((action) => action.command.arguments[0])).toEqual(['lacking', 'lacking', 'complete']);
});

test('a skipped look-up runs and replaces what was stored', async () => {
  let run = 0;
  const { sandbox, actionCache } = cached(() => {
    run += 1;
    return { metadata: { worker: `run ${run}` } };
  });
  await sandbox.execute(fakeAction(), context);
  await sandbox.execute(fakeAction(), { ...context, skipCacheLookup: true });
  expect((await actionCache.get(fakeAction().digest))?.metadata.worker).toBe('run 2');
});

test('an action not to be cached is neither looked up nor stored', async () => {
  const { sandbox, actionCache } = cached();
  const action = fakeAction('never', { doNotCache: true });
  await sandbox.execute(action, context);
  expect(await actionCache.get(action.digest)).toBeUndefined();
  await actionCache.put(action.digest, { ...(await new FakeSandbox().execute(action, context)).result, exitCode: 5 });
  expect((await sandbox.execute(action, context)).origin.cached).toBe(false);
});

test('a cache that fails costs a warning, not the build', async () => {
  const broken: ActionCache = {
    get: () => Promise.reject(new SandwrightError('STORAGE_FAILED', 'unreadable')),
    put: () => Promise.reject(new SandwrightError('RESOURCE_EXHAUSTED', 'full')),
  };
  const lines: string[] = [];
  const { sandbox } = cached(undefined, broken);
  const logger = { ...silentLogger, log: (_level: string, message: string) => lines.push(message) };
  expect((await sandbox.execute(fakeAction(), { logger })).result.exitCode).toBe(0);
  expect(lines).toEqual(['the action cache could not be read: unreadable', 'the action cache could not be written: full']);
});

test('a caller that gave up gets the reason instead of a warning', async () => {
  const abort = new AbortController();
  const broken: ActionCache = {
    get: () => {
      abort.abort();
      return Promise.reject(new SandwrightError('CANCELLED', 'cancelled'));
    },
    put: async () => {},
  };
  const { leaf, sandbox } = cached(undefined, broken);
  await expect(sandbox.execute(fakeAction(), { ...context, signal: abort.signal })).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(leaf.executed).toEqual([]);
});

test('what ended while it was being stopped is not stored', async () => {
  const abort = new AbortController();
  const { sandbox, actionCache } = cached(() => {
    abort.abort();
    return {};
  });
  await sandbox.execute(fakeAction(), { ...context, signal: abort.signal });
  expect(await actionCache.get(fakeAction().digest)).toBeUndefined();
});
