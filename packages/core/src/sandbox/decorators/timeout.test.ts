import { expect, test } from '@jest/globals';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { silentLogger } from '../../logging/logger.ts';
import { fakeAction } from '../../testing/fake-action.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeSandbox } from '../../testing/fake-sandbox.ts';
import { abortError } from '../../util/abort.ts';
import type { ExecutionStage } from '../execution-context.ts';
import { decorateSandbox } from './decorate-sandbox.ts';
import { timeout } from './timeout.ts';

const action = fakeAction('slow', { timeoutMs: 1000 });

function untilAborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(abortError(signal)));
  });
}

test('a command over its time is aborted with TIMED_OUT as the reason', async () => {
  const clock = new FakeClock();
  let reason: unknown;
  const leaf = new FakeSandbox({
    run: async (_action, { signal }) => {
      await untilAborted(signal).catch(() => {});
      reason = signal?.reason;
      throw new SandwrightError('TIMED_OUT', 'killed', { details: { result: 'the output so far' } });
    },
  });
  const outcome = timeout({ clock })(leaf).execute(action, { logger: silentLogger });
  const rejected = outcome.catch((error: unknown) => error);
  await clock.untilSleepers(1);
  await clock.advance(999);
  expect(leaf.running).toBe(1);
  await clock.advance(1);
  expect(await rejected).toMatchObject({ code: 'TIMED_OUT', details: { result: 'the output so far' } });
  expect(reason).toMatchObject({ code: 'TIMED_OUT', details: { limitMs: 1000 } });
  expect(clock.sleepers).toBe(0);
});

test('staging and collecting are not counted', async () => {
  const clock = new FakeClock();
  const stages = Promise.withResolvers<(stage: ExecutionStage) => void>();
  const done = Promise.withResolvers<void>();
  const leaf = decorateSandbox(new FakeSandbox(), 'steered', async (_action, context) => {
    stages.resolve((stage) => context.onStage?.(stage));
    await Promise.race([done.promise, untilAborted(context.signal)]);
    return new FakeSandbox().execute(action, { logger: silentLogger });
  });
  const outcome = timeout({ clock })(leaf).execute(action, { logger: silentLogger });
  const enter = await stages.promise;
  enter('staging');
  await clock.advance(5000);
  enter('running');
  await clock.advance(900);
  enter('collecting');
  await clock.advance(5000);
  done.resolve();
  expect((await outcome).result.exitCode).toBe(0);
});

test('a leaf that reports its killing as something else still gives TIMED_OUT', async () => {
  const clock = new FakeClock();
  const leaf = new FakeSandbox({ run: (_action, { signal }) => untilAborted(signal).catch(() => Promise.reject(new Error('killed'))) });
  const outcome = timeout({ clock })(leaf).execute(action, { logger: silentLogger });
  const rejected = outcome.catch((error: unknown) => error);
  await clock.untilSleepers(1);
  await clock.advance(1000);
  expect(await rejected).toMatchObject({ code: 'TIMED_OUT' });
});

test("the caller's abort passes through and is not called a timeout", async () => {
  const clock = new FakeClock();
  const leaf = new FakeSandbox({ run: (_action, { signal }) => untilAborted(signal) });
  const abort = new AbortController();
  const outcome = timeout({ clock })(leaf).execute(action, { logger: silentLogger, signal: abort.signal });
  const rejected = outcome.catch((error: unknown) => error);
  await clock.untilSleepers(1);
  abort.abort();
  expect(await rejected).toMatchObject({ code: 'CANCELLED' });
  expect(clock.sleepers).toBe(0);
});

test('without a limit nothing is timed', async () => {
  const clock = new FakeClock();
  await timeout({ clock })(new FakeSandbox()).execute(fakeAction(), { logger: silentLogger });
  expect(clock.slept).toEqual([]);
});

test('a command that is stopped and says that all is well has still run out of time', async () => {
  const clock = new FakeClock();
  const leaf = new FakeSandbox({
    run: async (_action, { signal }) => {
      await untilAborted(signal).catch(() => {});
      return { exitCode: 0 };
    },
  });
  const outcome = timeout({ clock })(leaf).execute(action, { logger: silentLogger });
  const rejected = outcome.catch((error: unknown) => error);
  await clock.untilSleepers(1);
  await clock.advance(1000);
  expect(await rejected).toMatchObject({ code: 'TIMED_OUT', details: { result: { exitCode: 0 } } });
});
