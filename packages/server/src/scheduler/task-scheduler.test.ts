import { describe, expect, test } from '@jest/globals';
import { SandwrightError } from '@sandwright/core';
import type { Task } from './task.ts';
import { TaskScheduler } from './task-scheduler.ts';
import type { TaskSchedulerOptions } from './task-scheduler-options.ts';

interface Rig {
  readonly scheduler: TaskScheduler<string>;
  readonly events: string[];
  readonly submit: (
    name: string,
    more?: { priority?: number; invocation?: string; key?: string; platform?: { name: string; value: string }[] },
  ) => Task<string>;
}

function rig(options: Partial<TaskSchedulerOptions> = {}): Rig {
  const events: string[] = [];
  const scheduler = new TaskScheduler<string>(
    { leaseMs: 1_000, maxAttempts: 3, maxQueued: 100, workerWaitMs: 60_000, ...options },
    {
      leased: ({ payload }) => events.push(`leased ${payload}`),
      requeued: ({ payload }) => events.push(`requeued ${payload}`),
      poisoned: ({ payload }) => events.push(`poisoned ${payload}`),
    },
  );
  return {
    scheduler,
    events,
    submit: (name, { priority = 0, invocation = 'i', key, platform = [] } = {}) =>
      scheduler.submit({ key, platform, instanceName: '', priority, invocation, payload: name }, 0),
  };
}

const worker = (concurrency = 1, properties: { name: string; value: string }[] = []) => ({ name: 'w', properties, concurrency });

describe('TaskScheduler', () => {
  test('a worker gets no more than it can run, and nothing while it drains', () => {
    const { scheduler, submit } = rig();
    for (const name of ['a', 'b', 'c']) submit(name);
    scheduler.addWorker('w', worker(2), 0);
    const [a, b, none] = [scheduler.acquire('w', 0), scheduler.acquire('w', 0), scheduler.acquire('w', 0)];
    expect([a?.task.payload, b?.task.payload, none]).toEqual(['a', 'b', undefined]);
    scheduler.complete('w', a?.id ?? '');
    scheduler.drainWorker('w');
    expect(scheduler.acquire('w', 0)).toBeUndefined();
    expect(scheduler.acquire('nobody', 0)).toBeUndefined();
    expect(scheduler.counts).toEqual({ queued: 1, leased: 1, workers: 1 });
  });

  test('several values of one name are all required; the case of OSFamily and ISA does not matter', () => {
    const { scheduler, submit } = rig();
    submit('both', {
      platform: [
        { name: 'ISA', value: 'X86-64' },
        { name: 'ISA', value: 'avx2' },
      ],
    });
    scheduler.addWorker('one', worker(1, [{ name: 'ISA', value: 'x86-64' }]), 0);
    scheduler.addWorker(
      'two',
      worker(1, [
        { name: 'ISA', value: 'x86-64' },
        { name: 'ISA', value: 'AVX2' },
      ]),
      0,
    );
    expect(scheduler.acquire('one', 0)).toBeUndefined();
    expect(scheduler.acquire('two', 0)?.task.payload).toBe('both');
  });

  test('a lease that is renewed lives; one that is not is over, and its worker is not believed any more', () => {
    const { scheduler, submit, events } = rig();
    scheduler.addWorker('w', worker(2), 0);
    submit('renewed');
    submit('silent');
    const [renewed, silent] = [scheduler.acquire('w', 0), scheduler.acquire('w', 0)];
    expect(scheduler.renew('w', [renewed?.id ?? ''], 900)).toEqual([]);
    scheduler.tick(1_100);
    expect(events).toContain('requeued silent');
    expect(scheduler.renew('w', [renewed?.id ?? '', silent?.id ?? ''], 1_100)).toEqual([silent?.id]);
    expect(scheduler.complete('w', silent?.id ?? '')).toBeUndefined();
    const again = scheduler.acquire('w', 1_100);
    expect(again?.task.payload).toBe('silent');
    expect(again?.id).not.toBe(silent?.id);
    expect(scheduler.complete('other', again?.id ?? '')).toBeUndefined();
    expect(scheduler.complete('w', again?.id ?? '')?.payload).toBe('silent');
    expect(scheduler.complete('w', again?.id ?? '')).toBeUndefined();
  });

  test('lost workers count against a task, returned ones do not', () => {
    const { scheduler, submit, events } = rig({ maxAttempts: 2 });
    const task = submit('t');
    for (let round = 0; round < 5; round += 1) {
      scheduler.addWorker(`r${round}`, worker(), 0);
      expect(scheduler.acquire(`r${round}`, 0)).toBeDefined();
      scheduler.removeWorker(`r${round}`);
    }
    expect(task.state).toBe('queued');
    for (const id of ['x', 'y']) {
      scheduler.addWorker(id, worker(), 0);
      const lease = scheduler.acquire(id, 0);
      scheduler.giveBack(id, lease?.id ?? '', 'lost');
    }
    expect(task.state).toBe('finished');
    expect(events.at(-1)).toBe('poisoned t');
    expect(task.attempts).toHaveLength(7);
  });

  test('equal keys are one task until it ends', () => {
    const { scheduler, submit } = rig();
    scheduler.addWorker('w', worker(), 0);
    const first = submit('t', { key: 'k' });
    expect(submit('t', { key: 'k' })).toBe(first);
    const lease = scheduler.acquire('w', 0);
    expect(submit('t', { key: 'k' })).toBe(first);
    scheduler.complete('w', lease?.id ?? '');
    expect(submit('t', { key: 'k' })).not.toBe(first);
    expect(submit('u')).not.toBe(submit('u'));
  });

  test('a cancelled task is never lent, and its worker is told', () => {
    const { scheduler, submit } = rig();
    scheduler.addWorker('w', worker(5), 0);
    const [queued, running] = [submit('queued'), submit('running')];
    scheduler.cancel(queued);
    const lease = scheduler.acquire('w', 0);
    expect(lease?.task).toBe(running);
    scheduler.cancel(running);
    expect(scheduler.renew('w', [lease?.id ?? ''], 0)).toEqual([lease?.id]);
    expect(scheduler.acquire('w', 0)).toBeUndefined();
    expect(scheduler.counts).toEqual({ queued: 0, leased: 0, workers: 1 });
  });

  test('what nobody can run is refused at once, or after a wait; a worker that has just left is expected back', () => {
    const strict = rig({ workerWaitMs: 0 });
    expect(() => strict.submit('a')).toThrow(SandwrightError);
    strict.scheduler.addWorker('w', worker(1, [{ name: 'pool', value: 'small' }]), 0);
    expect(() => strict.submit('b', { platform: [{ name: 'pool', value: 'large' }] })).toThrow(/lacks pool=large \(it offers small\)/);
    strict.scheduler.removeWorker('w');
    strict.submit('c', { platform: [{ name: 'pool', value: 'small' }] });
    expect(strict.scheduler.tick(1_000).map(({ payload }) => payload)).toEqual([]);
    expect(strict.scheduler.tick(10_000).map(({ payload }) => payload)).toEqual(['c']);
    const patient = rig({ workerWaitMs: 5_000 });
    patient.submit('d');
    expect(patient.scheduler.tick(4_000)).toEqual([]);
    expect(patient.scheduler.tick(6_000)).toHaveLength(1);
  });

  test('no more wait than may', () => {
    const { scheduler, submit } = rig({ maxQueued: 2 });
    submit('a');
    const second = submit('b');
    expect(() => submit('c')).toThrow(/max_queued/);
    scheduler.cancel(second);
    submit('c');
  });
});
