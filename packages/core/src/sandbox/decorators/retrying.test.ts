import { expect, test } from '@jest/globals';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { silentLogger } from '../../logging/logger.ts';
import { fakeAction } from '../../testing/fake-action.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FakeSandbox } from '../../testing/fake-sandbox.ts';
import { retrying } from './retrying.ts';

const backoff = { initialMs: 100, maximumMs: 1000, factor: 2 };

function failing(times: number, error: SandwrightError): FakeSandbox {
  let left = times;
  return new FakeSandbox({
    run: () => {
      left -= 1;
      if (left >= 0) throw error;
      return {};
    },
  });
}

test('a retryable error is tried again after growing waits', async () => {
  const clock = new FakeClock();
  const leaf = failing(2, new SandwrightError('WORKER_LOST', 'gone'));
  const outcome = retrying({ clock, backoff, random: () => 0.5 })(leaf).execute(fakeAction(), { logger: silentLogger });
  await clock.untilSleepers(1);
  await clock.advance(75);
  await clock.untilSleepers(1);
  await clock.advance(150);
  expect((await outcome).result.exitCode).toBe(0);
  expect(clock.slept).toEqual([75, 150]);
});

test('it gives up after so many tries, with the last error', async () => {
  const clock = new FakeClock();
  const leaf = failing(9, new SandwrightError('REMOTE_UNAVAILABLE', 'down'));
  const outcome = retrying({ clock, backoff, attempts: 3 })(leaf).execute(fakeAction(), { logger: silentLogger });
  const rejected = outcome.catch((error: unknown) => error);
  await clock.untilSleepers(1);
  await clock.advance(100);
  await clock.untilSleepers(1);
  await clock.advance(200);
  expect(await rejected).toMatchObject({ code: 'REMOTE_UNAVAILABLE' });
  expect(leaf.executed).toHaveLength(3);
});

test('other errors are not tried again', async () => {
  const leaf = failing(1, new SandwrightError('UNAUTHORISED', 'no'));
  const outcome = retrying({ clock: new FakeClock() })(leaf).execute(fakeAction(), { logger: silentLogger });
  await expect(outcome).rejects.toMatchObject({ code: 'UNAUTHORISED' });
  expect(leaf.executed).toHaveLength(1);
});

test('cancelling ends the wait', async () => {
  const clock = new FakeClock();
  const abort = new AbortController();
  const leaf = failing(1, new SandwrightError('WORKER_LOST', 'gone'));
  const outcome = retrying({ clock })(leaf).execute(fakeAction(), { logger: silentLogger, signal: abort.signal });
  await clock.untilSleepers(1);
  abort.abort();
  await expect(outcome).rejects.toMatchObject({ code: 'CANCELLED' });
  expect(leaf.executed).toHaveLength(1);
});

test('a server that says when to come back is heard', async () => {
  const clock = new FakeClock();
  const leaf = failing(1, new SandwrightError('REMOTE_UNAVAILABLE', 'busy', { details: { retryAfterMs: 700 } }));
  const outcome = retrying({ clock, backoff })(leaf).execute(fakeAction(), { logger: silentLogger });
  await clock.untilSleepers(1);
  await clock.advance(700);
  await outcome;
  expect(clock.slept).toEqual([700]);
});
