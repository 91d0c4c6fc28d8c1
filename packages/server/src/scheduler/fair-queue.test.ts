import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { FairQueue, type QueueItem } from './fair-queue.ts';

const item = (sequence: number, invocation = 'a', priority = 0): QueueItem => ({ sequence, invocation, priority });

function drain(queue: FairQueue<QueueItem>): QueueItem[] {
  const all: QueueItem[] = [];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) all.push(next);
  return all;
}

describe('FairQueue', () => {
  test('within an invocation: lower priority numbers first, then age', () => {
    const queue = new FairQueue<QueueItem>();
    for (const each of [item(1, 'a', 5), item(2, 'a', -3), item(3, 'a', 5), item(4, 'a', -3), item(5, 'a', 0)]) queue.push(each);
    expect(drain(queue).map(({ sequence }) => sequence)).toEqual([2, 4, 5, 1, 3]);
  });

  test('a client that sends 10,000 at once does not keep another waiting', () => {
    const queue = new FairQueue<QueueItem>();
    for (let sequence = 0; sequence < 10_000; sequence += 1) queue.push(item(sequence, 'greedy'));
    queue.pop();
    queue.pop();
    queue.push(item(10_001, 'modest'));
    queue.push(item(10_002, 'modest'));
    const order = drain(queue).map(({ invocation }) => invocation);
    expect(order.slice(0, 5).filter((name) => name === 'modest')).toHaveLength(2);
    expect(order).toHaveLength(10_000);
  });

  test('who comes new has no credit for the time before', () => {
    const queue = new FairQueue<QueueItem>();
    for (let sequence = 0; sequence < 100; sequence += 1) queue.push(item(sequence, 'early'));
    for (let turn = 0; turn < 50; turn += 1) queue.pop();
    for (let sequence = 200; sequence < 250; sequence += 1) queue.push(item(sequence, 'late'));
    const order = drain(queue)
      .slice(0, 20)
      .map(({ invocation }) => invocation);
    expect(order.filter((name) => name === 'late').length).toBeGreaterThanOrEqual(9);
    expect(order.filter((name) => name === 'late').length).toBeLessThanOrEqual(11);
  });

  test('whatever is pushed and not removed comes out exactly once', () => {
    const steps = fc.array(
      fc.record({
        invocation: fc.constantFrom('a', 'b', 'c'),
        priority: fc.integer({ min: -2, max: 2 }),
        step: fc.constantFrom('push', 'push', 'pop', 'remove'),
      }),
      { maxLength: 300 },
    );
    fc.assert(
      fc.property(steps, (all) => {
        const queue = new FairQueue<QueueItem>();
        const waiting = new Set<QueueItem>();
        all.forEach(({ invocation, priority, step }, sequence) => {
          if (step === 'push') {
            const added = item(sequence, invocation, priority);
            waiting.add(added);
            queue.push(added);
          } else if (step === 'pop') {
            const popped = queue.pop();
            expect(popped === undefined).toBe(waiting.size === 0);
            if (popped !== undefined) expect(waiting.delete(popped)).toBe(true);
          } else {
            const [some] = waiting;
            if (some !== undefined && waiting.delete(some)) queue.remove(some);
          }
          expect(queue.size).toBe(waiting.size);
        });
        expect(new Set(drain(queue))).toEqual(waiting);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  test('items that are removed before their turn do not gather', () => {
    const queue = new FairQueue<QueueItem>();
    queue.push(item(-1, 'stays', -9));
    for (let sequence = 0; sequence < 50_000; sequence += 1) {
      const added = item(sequence, `i${sequence % 7}`);
      queue.push(added);
      queue.remove(added);
    }
    expect(queue.size).toBe(1);
    expect(drain(queue)).toHaveLength(1);
  });
});
