import { expect, test } from '@jest/globals';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { systemClock } from './clock.ts';

test('a wait longer than Node timers can be does not end at once', async () => {
  const abort = new AbortController();
  let ended = false;
  const wait = systemClock.sleep(2 ** 33, { signal: abort.signal }).finally(() => {
    ended = true;
  });
  await systemClock.sleep(20);
  expect(ended).toBe(false);
  abort.abort(new SandwrightError('CANCELLED', 'the reason'));
  await expect(wait).rejects.toMatchObject({ code: 'CANCELLED', message: 'the reason' });
});
