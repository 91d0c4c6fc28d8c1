import { describe, expect, test } from '@jest/globals';
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

test('slow calls that bring nothing may take the allowance and a small part of the time', async () => {
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
  await clock.advance(900);
  wait.resolve();
  await Promise.all(together);
  expect(breaker.closed).toBe(true);
});

test('a slow answer in vain to the one that tries keeps it open, for twice as long', async () => {
  const clock = new FakeClock();
  const breaker = new CircuitBreaker({ clock, failures: 1, restMs: 1_000, slowMs: 250 });
  await expect(breaker.run(fail, never)).rejects.toThrow('no');
  await clock.advance(1_000);
  await breaker.run(() => clock.advance(500), never);
  await clock.advance(1_999);
  expect(await breaker.run(async () => 1, never)).toBeUndefined();
  await clock.advance(1);
  expect(await breaker.run(async () => 2, never)).toEqual({ result: 2 });
  expect(breaker.closed).toBe(true);
});

test('calls that fail together open it once, and after a cure it rests as long as at first', async () => {
  const clock = new FakeClock();
  const breaker = new CircuitBreaker({ clock, failures: 3, restMs: 1_000, slowMs: 250, allowanceMs: 0 });
  for (let round = 0; round < 3; round += 1) {
    const { promise, reject } = Promise.withResolvers<number>();
    const together = Promise.allSettled(Array.from({ length: 16 }, () => breaker.run(() => promise, never)));
    await clock.advance(300);
    reject(new Error('no'));
    await together;
    expect(breaker.closed).toBe(false);
    await clock.advance(999);
    expect(await breaker.run(async () => round, never)).toBeUndefined();
    await clock.advance(1);
    expect(await breaker.run(async () => round, never)).toEqual({ result: round });
    expect(breaker.closed).toBe(true);
  }
});

test('nobody waits for a try in the background, and what it finds closes the circuit', async () => {
  const clock = new FakeClock();
  const breaker = new CircuitBreaker({ clock, failures: 1, restMs: 1_000, triesInBackground: true });
  await expect(breaker.run(fail, never)).rejects.toThrow('no');
  await clock.advance(1_000);
  const { promise, resolve } = Promise.withResolvers<number>();
  expect(await breaker.run(() => promise, never)).toBeUndefined();
  expect(breaker.closed).toBe(false);
  resolve(1);
  await promise;
  await Promise.resolve();
  expect(breaker.closed).toBe(true);
});

/** How a server answers the look-up of a number: after so many milliseconds, with a result, nothing, or an error. */
type Answers = (n: number) => readonly [afterMs: number, what: 'hit' | 'miss' | 'error'];

const answers: Readonly<Record<string, Answers>> = {
  'never answers in time': () => [1_500, 'error'],
  'misses slowly': () => [1_400, 'miss'],
  'misses just slowly enough to count': () => [260, 'miss'],
  'is slow now and then': (n) => (n % 10 === 9 ? [1_400, 'miss'] : [5, 'miss']),
  'is quick whenever it is only tried': (n) => (n % 2 === 0 ? [1_400, 'miss'] : [5, 'miss']),
  'fails at once': () => [1, 'error'],
};

/** Lets time pass until something has ended. */
async function until<T>(clock: FakeClock, work: Promise<T>): Promise<T | undefined> {
  const ended = new AbortController();
  const settled = work.catch(() => undefined).finally(() => ended.abort());
  while (!ended.signal.aborted) await clock.advance(5);
  return await settled;
}

test.each(Object.entries(answers))('a build of a minute, or ten, slows by under 5 % where the cache %s', async (_, answer) => {
  for (const actions of [120, 1_200]) {
    for (const atOnce of [1, 8]) {
      const clock = new FakeClock();
      const breaker = new CircuitBreaker({ clock, triesInBackground: true });
      let asked = 0;
      let waitedMs = 0;
      const look = async (): Promise<boolean> => {
        const [afterMs, what] = answer(asked++);
        await clock.sleep(afterMs);
        if (what === 'error') throw new Error('no');
        return what === 'hit';
      };
      for (let action = 0; action < actions; action += 1) {
        const before = clock.now();
        const looks = Array.from({ length: atOnce }, () => breaker.run(look, (found) => found).catch(() => undefined));
        await until(clock, Promise.all(looks));
        waitedMs += clock.now() - before;
        // The command itself.
        await clock.advance(500);
      }
      expect(waitedMs).toBeLessThan(0.05 * actions * 500);
    }
  }
});

describe('where nobody waits for tries', () => {
  test('nobody waits longer in all than slow calls may take, whatever one call takes', async () => {
    const clock = new FakeClock();
    const breaker = new CircuitBreaker({ clock, triesInBackground: true });
    const before = clock.now();
    const [one, other] = [() => clock.sleep(30_000), () => clock.sleep(40_000)].map((call) => breaker.run(call, never));
    expect(await until(clock, Promise.all([one, other]))).toEqual([undefined, undefined]);
    expect(clock.now() - before).toBe(1_000);
    expect(await breaker.run(async () => 1, never)).toBeUndefined();
  });

  test('a late answer that brings something shows that waiting is worth it', async () => {
    const clock = new FakeClock();
    const changes: boolean[] = [];
    const breaker = new CircuitBreaker({ clock, triesInBackground: true, onChange: (closed) => changes.push(closed) });
    const late = async () => {
      await clock.sleep(1_400);
      return 'found';
    };
    const isFound = (result: string) => result === 'found';
    expect(await until(clock, breaker.run(late, isFound))).toBeUndefined();
    expect(changes).toEqual([false]);
    await clock.advance(400);
    expect(changes).toEqual([false, true]);
    expect(await until(clock, breaker.run(late, isFound))).toEqual({ result: 'found' });
  });

  test('one that was slow a moment ago is tried by the first call, and nobody waits', async () => {
    const clock = new FakeClock();
    const breaker = new CircuitBreaker({ clock, triesInBackground: true, startsOpen: true });
    let calls = 0;
    const quick = async () => (calls += 1);
    expect([await breaker.run(quick, never), calls]).toEqual([undefined, 1]);
    await clock.advance(1);
    expect(await breaker.run(quick, never)).toEqual({ result: 2 });
  });
});
