import { expect, test } from '@jest/globals';
import { FakeClock } from '@sandwright/core/testing';
import { CircuitBreaker } from './circuit-breaker.ts';

const fail = () => Promise.reject(new Error('no'));
const never = () => false;

test('opens after some failures in a row, and lets one try after a rest', async () => {
  const clock = new FakeClock();
  const breaker = new CircuitBreaker({ clock, failures: 3, restMs: 1_000 });
  for (let n = 0; n < 3; n += 1) await expect(breaker.run(fail, never)).rejects.toThrow('no');
  expect(await breaker.run(async () => 1, never)).toBeUndefined();
  await clock.advance(1_000);
  const { promise, resolve } = Promise.withResolvers<number>();
  const trying = breaker.run(() => promise, never);
  expect(await breaker.run(async () => 1, never)).toBeUndefined();
  resolve(7);
  expect(await trying).toEqual({ result: 7 });
  expect(await breaker.run(async () => 1, never)).toEqual({ result: 1 });
});

test('a success between failures begins the row anew', async () => {
  const breaker = new CircuitBreaker({ clock: new FakeClock(), failures: 2 });
  for (let n = 0; n < 5; n += 1) {
    await expect(breaker.run(fail, never)).rejects.toThrow('no');
    expect(await breaker.run(async () => n, never)).toEqual({ result: n });
  }
});

test('slow calls that bring nothing may take the allowance and a twentieth of the time', async () => {
  const clock = new FakeClock();
  const breaker = new CircuitBreaker({ clock, allowanceMs: 2_000, slowMs: 250 });
  const slow = async () => {
    await clock.advance(1_000);
  };
  for (let n = 0; n < 2; n += 1) await breaker.run(slow, never);
  expect(breaker.closed).toBe(true);
  await breaker.run(slow, never);
  expect(breaker.closed).toBe(false);
});

test('quick misses and slow hits do not open it, and waits at the same time count once', async () => {
  const clock = new FakeClock();
  const breaker = new CircuitBreaker({ clock });
  for (let n = 0; n < 50; n += 1) await breaker.run(() => clock.advance(200), never);
  for (let n = 0; n < 50; n += 1)
    await breaker.run(
      () => clock.advance(1_000),
      () => true,
    );
  const wait = Promise.withResolvers<void>();
  const together = Array.from({ length: 20 }, () => breaker.run(() => wait.promise, never));
  await clock.advance(1_900);
  wait.resolve();
  await Promise.all(together);
  expect(breaker.closed).toBe(true);
});
