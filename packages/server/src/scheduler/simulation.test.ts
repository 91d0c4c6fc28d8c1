import { describe, expect, test } from '@jest/globals';
import { BinaryHeap } from './binary-heap.ts';
import type { Task } from './task.ts';
import { TaskScheduler } from './task-scheduler.ts';

const soak = process.env['SANDWRIGHT_SOAK'] === '1';

/** A generator of numbers from 0 to 1 that always says the same (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

interface Outcome {
  readonly finished: number;
  readonly twice: number;
  readonly lostWorkers: number;
  readonly virtualMs: number;
  readonly cpuMs: number;
}

/**
 * Runs a farm in virtual time: actions come, workers take them, some workers vanish and new ones come in their place.
 * @returns what came of it
 */
function simulate(options: { workers: number; actions: number; lossesPerMinute: number; seed: number }): Outcome {
  const random = seeded(options.seed);
  const effects = new Map<string, number>();
  const leaseMs = 20_000;
  let now = 0;
  let poisoned = 0;
  const scheduler = new TaskScheduler<string>(
    { leaseMs, maxAttempts: 1_000, maxQueued: options.actions, workerWaitMs: 1e9 },
    { leased: () => {}, requeued: () => {}, poisoned: () => (poisoned += 1) },
  );
  const events = new BinaryHeap<{ readonly at: number; readonly run: () => void }>((a, b) => a.at < b.at);
  const after = (ms: number, run: () => void): void => events.push({ at: now + ms, run });
  const idle = new Set<string>();
  const alive = new Set<string>();
  let nextWorker = 0;
  let lostWorkers = 0;
  const take = (id: string): void => {
    const lease = alive.has(id) ? scheduler.acquire(id, now) : undefined;
    if (lease === undefined) {
      if (alive.has(id)) idle.add(id);
      return;
    }
    idle.delete(id);
    const finish = (leftMs: number): void => {
      if (!alive.has(id)) return;
      if (leftMs > 0) {
        scheduler.renew(id, [lease.id], now);
        after(Math.min(leftMs, leaseMs / 3), () => finish(leftMs - leaseMs / 3));
        return;
      }
      const task: Task<string> | undefined = scheduler.complete(id, lease.id);
      if (task !== undefined) effects.set(task.payload, (effects.get(task.payload) ?? 0) + 1);
      take(id);
    };
    const runMs = 50 + random() * 30_000;
    after(Math.min(runMs, leaseMs / 3), () => finish(runMs - leaseMs / 3));
  };
  const addWorker = (): void => {
    nextWorker += 1;
    const id = `w${nextWorker}`;
    alive.add(id);
    scheduler.addWorker(id, { name: id, properties: [{ name: 'pool', value: String(nextWorker % 3) }], concurrency: 1 }, now);
    take(id);
  };
  const started = process.cpuUsage();
  for (let index = 0; index < options.workers; index += 1) addWorker();
  for (let index = 0; index < options.actions; index += 1) {
    const platform = random() < 0.3 ? [{ name: 'pool', value: String(Math.floor(random() * 3)) }] : [];
    scheduler.submit(
      {
        key: undefined,
        platform,
        instanceName: '',
        priority: Math.floor(random() * 3),
        invocation: `i${index % 20}`,
        payload: `a${index}`,
      },
      now,
    );
  }
  const beat = (): void => {
    scheduler.tick(now);
    // Those who wait ask again, as a long poll does; it also tells the scheduler that they live.
    for (const id of idle) take(id);
    for (const id of alive) scheduler.seeWorker(id, now);
    for (const id of alive) {
      if (random() >= options.lossesPerMinute / 12) continue;
      alive.delete(id);
      idle.delete(id);
      lostWorkers += 1;
      after(random() * 30_000, addWorker);
    }
    if (effects.size < options.actions) after(5_000, beat);
  };
  after(0, beat);
  while (effects.size < options.actions) {
    const next = events.pop();
    if (next === undefined) break;
    now = next.at;
    next.run();
  }
  const { user, system } = process.cpuUsage(started);
  expect(poisoned).toBe(0);
  return {
    finished: effects.size,
    twice: [...effects.values()].filter((count) => count !== 1).length,
    lostWorkers,
    virtualMs: now,
    cpuMs: (user + system) / 1000,
  };
}

/**
 * A farm that has workers to spare, and two clients: one sends in bursts, the other steadily.
 * @param tellInputs whether the scheduler knows which actions have the same inputs
 * @returns which part of the actions ran where the same inputs were used a moment ago, and how many turns the clients were apart at most
 */
function simulateLocality(tellInputs: boolean): { readonly hits: number; readonly furthestApart: number } {
  const random = seeded(11);
  const scheduler = new TaskScheduler<string>(
    { leaseMs: 1e9, maxAttempts: 3, maxQueued: 100_000, workerWaitMs: 1e9 },
    { leased: () => {}, requeued: () => {}, poisoned: () => {} },
  );
  /** The last few input roots of each worker. */
  const held = new Map<string, string[]>();
  const running = new Set<{ readonly endsAt: number; readonly worker: string; readonly lease: string }>();
  for (let index = 0; index < 16; index += 1) {
    const id = `w${index}`;
    scheduler.addWorker(id, { name: id, properties: [], concurrency: 1 }, 0);
    scheduler.wait(id);
    held.set(id, []);
  }
  const submit = (invocation: string): void => {
    const root = `root ${Math.floor(random() * 48)}`;
    const inputs = tellInputs ? [root] : [];
    scheduler.submit({ key: undefined, platform: [], instanceName: '', priority: 0, invocation, payload: root, inputs }, 0);
  };
  let [hits, dispatched, apart, furthestApart] = [0, 0, 0, 0];
  for (let now = 0; now < 2_000; now += 1) {
    for (const done of running) {
      if (done.endsAt > now) continue;
      running.delete(done);
      scheduler.complete(done.worker, done.lease);
      scheduler.wait(done.worker);
    }
    if (now % 10 === 0) for (let index = 0; index < 5; index += 1) submit('bursts');
    if (now % 2 === 0) submit('steady');
    for (let lease = scheduler.dispatch(now); lease !== undefined; lease = scheduler.dispatch(now)) {
      const { task, workerId } = lease;
      const roots = held.get(workerId) ?? [];
      if (roots.includes(task.payload)) hits += 1;
      held.set(workerId, [task.payload, ...roots].slice(0, 8));
      dispatched += 1;
      apart += task.invocation === 'bursts' ? 1 : -1;
      furthestApart = Math.max(furthestApart, Math.abs(apart));
      running.add({ endsAt: now + 1 + Math.floor(random() * 8), worker: workerId, lease: lease.id });
    }
  }
  return { hits: hits / dispatched, furthestApart };
}

describe('a farm in virtual time', () => {
  const size = soak ? { workers: 10_000, actions: 1_000_000 } : { workers: 200, actions: 20_000 };

  test(
    `${size.workers} workers, ${size.actions} actions, 5 % of the workers lost a minute: each action takes effect once`,
    () => {
      const outcome = simulate({ ...size, lossesPerMinute: 0.05, seed: 42 });
      process.stdout.write(
        `simulation: ${outcome.finished} actions of ${size.actions}, ${outcome.lostWorkers} workers lost, ${outcome.twice} twice, ` +
          `${(outcome.virtualMs / 60_000).toFixed(0)} virtual minutes, ${((outcome.cpuMs * 1000) / size.actions).toFixed(1)} µs an action\n`,
      );
      expect(outcome.finished).toBe(size.actions);
      expect(outcome.twice).toBe(0);
      expect(outcome.lostWorkers).toBeGreaterThan(size.workers / 20);
    },
    soak ? 600_000 : 60_000,
  );

  test('the same seed gives the same run', () => {
    const [one, two] = [1, 2].map(() => simulate({ workers: 20, actions: 500, lossesPerMinute: 0.2, seed: 7 }));
    expect({ ...one, cpuMs: 0 }).toEqual({ ...two, cpuMs: 0 });
  });

  test('workers that hold inputs are preferred, and invocations take turns all the same', () => {
    const [chance, preferred] = [false, true].map((tellInputs) => simulateLocality(tellInputs));
    const percent = (part = 0): string => `${(part * 100).toFixed(0)} %`;
    process.stdout.write(
      `locality: ${percent(preferred?.hits)} of the actions went to a worker that had just run with the same inputs, by chance ${percent(chance?.hits)}\n`,
    );
    expect(preferred?.hits).toBeGreaterThan(2 * (chance?.hits ?? 1));
    expect(preferred?.furthestApart).toBeLessThanOrEqual(chance?.furthestApart ?? 0);
  });

  test('dispatch stays quick with 10,000 and with 100,000 queued', () => {
    const perTask = (queued: number): number => {
      const scheduler = new TaskScheduler<number>(
        { leaseMs: 1e9, maxAttempts: 3, maxQueued: queued, workerWaitMs: 1e9 },
        { leased: () => {}, requeued: () => {}, poisoned: () => {} },
      );
      for (let index = 0; index < queued; index += 1) {
        scheduler.submit(
          { key: String(index), platform: [], instanceName: '', priority: index % 5, invocation: `i${index % 50}`, payload: index },
          0,
        );
      }
      scheduler.addWorker('w', { name: 'w', properties: [], concurrency: 1 }, 0);
      const started = process.cpuUsage();
      for (let index = 0; index < 10_000; index += 1) scheduler.complete('w', scheduler.acquire('w', 0)?.id ?? '');
      const { user, system } = process.cpuUsage(started);
      return (user + system) / 10_000;
    };
    perTask(10_000);
    const [some, many] = [perTask(10_000), perTask(100_000)];
    process.stdout.write(`dispatch: ${some.toFixed(1)} µs with 10,000 queued, ${many.toFixed(1)} µs with 100,000\n`);
    // Far below the 2 ms that are aimed at; the bound only catches what is not logarithmic.
    expect(some).toBeLessThan(500);
    expect(many).toBeLessThan(500);
  });
});
