import { expect, test } from '@jest/globals';
import { silentLogger } from '../../logging/logger.ts';
import { fakeAction } from '../../testing/fake-action.ts';
import { FakeSandbox } from '../../testing/fake-sandbox.ts';
import { abortError } from '../../util/abort.ts';
import { deduplicating } from './deduplicating.ts';

function gated(): { readonly leaf: FakeSandbox; readonly open: () => void; readonly stopped: () => boolean } {
  const gate = Promise.withResolvers<object>();
  let stopped = false;
  const leaf = new FakeSandbox({
    run: (_action, { signal }) =>
      new Promise((resolve, reject) => {
        void gate.promise.then(resolve);
        // A process takes its time to die.
        signal?.addEventListener('abort', () =>
          setImmediate(() => {
            stopped = true;
            reject(abortError(signal));
          }),
        );
      }),
  });
  return { leaf, open: () => gate.resolve({}), stopped: () => stopped };
}

test('equal actions in flight run once, and each caller sees where it is', async () => {
  const { leaf, open } = gated();
  const sandbox = deduplicating()(leaf);
  const stages: string[] = [];
  const callers = [1, 2, 3].map((caller) =>
    sandbox.execute(fakeAction('same'), { logger: silentLogger, onStage: (stage) => stages.push(`${caller} ${stage}`) }),
  );
  const other = sandbox.execute(fakeAction('other'), { logger: silentLogger });
  open();
  const [first, second] = await Promise.all(callers);
  await other;
  expect(leaf.executed).toHaveLength(2);
  expect(first?.result).toBe(second?.result);
  expect(stages).toEqual(['1 running', '2 running', '3 running']);
});

test('an action that is done runs again when asked again', async () => {
  const leaf = new FakeSandbox();
  const sandbox = deduplicating()(leaf);
  await sandbox.execute(fakeAction(), { logger: silentLogger });
  await sandbox.execute(fakeAction(), { logger: silentLogger });
  expect(leaf.executed).toHaveLength(2);
});

test('actions not to be cached run each on their own', async () => {
  const leaf = new FakeSandbox();
  const sandbox = deduplicating()(leaf);
  const action = fakeAction('own', { doNotCache: true });
  await Promise.all([1, 2].map(() => sandbox.execute(action, { logger: silentLogger })));
  expect(leaf.executed).toHaveLength(2);
});

test("one caller's cancel leaves the others theirs, at once for the one", async () => {
  const { leaf, open, stopped } = gated();
  const sandbox = deduplicating()(leaf);
  const abort = new AbortController();
  const leaving = sandbox.execute(fakeAction(), { logger: silentLogger, signal: abort.signal });
  const staying = sandbox.execute(fakeAction(), { logger: silentLogger });
  abort.abort();
  await expect(leaving).rejects.toMatchObject({ code: 'CANCELLED' });
  open();
  expect((await staying).result.exitCode).toBe(0);
  expect(stopped()).toBe(false);
});

test("the last caller's cancel stops the run and waits for its end, also when all leave by one signal", async () => {
  const { leaf, stopped } = gated();
  const sandbox = deduplicating()(leaf);
  const abort = new AbortController();
  const callers = [1, 2, 3].map(() => sandbox.execute(fakeAction(), { logger: silentLogger, signal: abort.signal }));
  const ends = Promise.allSettled(callers);
  abort.abort();
  await ends;
  expect(stopped()).toBe(true);
  expect(leaf.running).toBe(0);
});

test('nobody joins a run that is being stopped', async () => {
  const { leaf, open } = gated();
  const sandbox = deduplicating()(leaf);
  const abort = new AbortController();
  const stopped = sandbox.execute(fakeAction(), { logger: silentLogger, signal: abort.signal });
  const rejected = stopped.catch((error: unknown) => error);
  abort.abort();
  const late = sandbox.execute(fakeAction(), { logger: silentLogger });
  expect(await rejected).toMatchObject({ code: 'CANCELLED' });
  open();
  expect((await late).result.exitCode).toBe(0);
  expect(leaf.executed).toHaveLength(2);
});

test('an error reaches every caller', async () => {
  const sandbox = deduplicating()(new FakeSandbox({ run: () => Promise.reject(new Error('broken')) }));
  const ends = await Promise.allSettled([1, 2].map(() => sandbox.execute(fakeAction(), { logger: silentLogger })));
  expect(ends.map((end) => end.status)).toEqual(['rejected', 'rejected']);
});
