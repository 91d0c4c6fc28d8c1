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
    more?: {
      priority?: number;
      invocation?: string;
      key?: string;
      platform?: { name: string; value: string }[];
      instanceName?: string;
      inputs?: string[];
    },
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
    submit: (name, { priority = 0, invocation = 'i', key, platform = [], instanceName = '', inputs = [] } = {}) =>
      scheduler.submit({ key, platform, instanceName, inputs, priority, invocation, payload: name }, 0),
  };
}

const worker = (concurrency = 1, properties: { name: string; value: string }[] = []) => ({ name: 'w', properties, concurrency });

describe('TaskScheduler', () => {
  test('a worker gets no more than it can run, and nothing while it drains', () => {
    const { scheduler, submit } = rig();
    for (const name of ['a', 'b', 'c']) submit(name);
    // One that it runs, and one whose inputs it fetches meanwhile.
    scheduler.addWorker('w', worker(1), 0);
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

  test('a worker that does nothing but hand back costs no memory, and other ends are not forgotten for it', () => {
    const { scheduler, submit } = rig({ maxAttempts: 2 });
    const task = submit('t');
    scheduler.addWorker('w', worker(), 0);
    scheduler.giveBack('w', scheduler.acquire('w', 0)?.id ?? '', 'lost');
    for (let round = 0; round < 1_000; round += 1) scheduler.giveBack('w', scheduler.acquire('w', 0)?.id ?? '', 'handed-back');
    expect(task.attempts.length).toBeLessThan(30);
    expect([task.state, task.attempts[0]?.ended]).toEqual(['queued', 'lost']);
    scheduler.giveBack('w', scheduler.acquire('w', 0)?.id ?? '', 'lost');
    expect(task.state).toBe('finished');
  });

  test('results that are refused count as lost workers do', () => {
    const { scheduler, submit, events } = rig({ maxAttempts: 2 });
    const task = submit('t');
    scheduler.addWorker('w', worker(), 0);
    for (const _ of [1, 2]) scheduler.giveBack('w', scheduler.acquire('w', 0)?.id ?? '', 'refused');
    expect([task.state, events.at(-1)]).toEqual(['finished', 'poisoned t']);
  });

  test('who waited too long is told in one go, however many they are', () => {
    const { scheduler, submit } = rig({ workerWaitMs: 1_000 });
    const large = { platform: [{ name: 'pool', value: 'large' }] };
    const stranded = Array.from({ length: 50 }, (_, index) => submit(`large ${index}`, { ...large, invocation: `i${index % 3}` }));
    const cancelled = submit('cancelled', large);
    scheduler.cancel(cancelled);
    const fresh = scheduler.submit({ key: undefined, instanceName: '', priority: 0, invocation: 'late', payload: 'late', ...large }, 900);
    scheduler.addWorker('w', worker(1, [{ name: 'pool', value: 'small' }]), 0);
    expect(scheduler.tick(500)).toEqual([]);
    scheduler.seeWorker('w', 1_001);
    expect(new Set(scheduler.tick(1_001))).toEqual(new Set(stranded));
    for (const task of stranded) scheduler.cancel(task);
    scheduler.seeWorker('w', 1_901);
    expect(scheduler.tick(1_901)).toEqual([fresh]);
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

  test('turns are counted over all platforms: who asks for something special neither waits longer nor runs sooner', () => {
    const { scheduler, submit } = rig({ maxQueued: 100_000 });
    for (let index = 0; index < 10_000; index += 1) submit(`greedy ${index}`, { invocation: 'greedy', key: `g${index}` });
    const platform = [{ name: 'pool', value: 'large' }];
    for (let index = 0; index < 3; index += 1) submit(`modest ${index}`, { invocation: 'modest', platform });
    scheduler.addWorker('w', worker(100, platform), 0);
    const order = Array.from({ length: 8 }, () => scheduler.acquire('w', 0)?.task.invocation);
    expect(order.filter((name) => name === 'modest')).toHaveLength(3);
    expect(order.slice(0, 6).filter((name) => name === 'modest')).toHaveLength(3);
  });

  test('of invocations with as many turns, the one with the lower priority number comes first', () => {
    const { scheduler, submit } = rig();
    submit('old', { invocation: 'a', priority: 5 });
    submit('new', { invocation: 'b', priority: -1 });
    submit('newest', { invocation: 'a', priority: -9 });
    scheduler.addWorker('w', worker(5), 0);
    expect(Array.from({ length: 3 }, () => scheduler.acquire('w', 0)?.task.payload)).toEqual(['newest', 'new', 'old']);
  });

  test('one invocation cannot fill the queue for all others', () => {
    const { scheduler, submit } = rig({ maxQueued: 10 });
    for (let index = 0; index < 9; index += 1) submit(`g${index}`, { invocation: 'greedy' });
    expect(() => submit('one more', { invocation: 'greedy' })).toThrow(/max_queued/);
    submit('another', { invocation: 'modest' });
    expect(scheduler.counts.queued).toBe(10);
  });

  test('a worker of one instance gets nothing of others, and that is said', () => {
    const { scheduler, submit } = rig({ workerWaitMs: 0 });
    scheduler.addWorker('w', { ...worker(3), instanceName: 'main' }, 0);
    expect(() => submit('a', { instanceName: 'other' })).toThrow(
      'no worker serves the instance "other"; the 1 that are connected serve others',
    );
    submit('b', { instanceName: 'main' });
    expect(scheduler.acquire('w', 0)?.task.payload).toBe('b');
    scheduler.addWorker('all', worker(3), 0);
    submit('c', { instanceName: 'other' });
    expect(scheduler.acquire('w', 0)).toBeUndefined();
    expect(scheduler.acquire('all', 0)?.task.payload).toBe('c');
  });

  test('an idle worker that holds the inputs is preferred to one that waits longer; a busy one is not waited for', () => {
    const { scheduler, submit } = rig();
    for (const id of ['one', 'two', 'three']) {
      scheduler.addWorker(id, worker(1), 0);
      scheduler.wait(id);
    }
    const run = (name: string, inputs: string[]): string | undefined => {
      submit(name, { inputs });
      const lease = scheduler.dispatch(0);
      if (lease === undefined) return undefined;
      scheduler.complete(lease.workerId, lease.id);
      scheduler.wait(lease.workerId);
      return lease.workerId;
    };
    expect(run('a', ['root-a', 'lib', 'src'])).toBe('one');
    expect(run('b', ['root-b', 'tools'])).toBe('two');
    expect(run('a again', ['root-a'])).toBe('one');
    expect(run('like b', ['root-c', 'tools', 'other'])).toBe('two');
    expect(run('unlike any', ['root-d'])).toBe('three');
    submit('holds one', { inputs: ['root-a'] });
    expect(scheduler.dispatch(0)?.workerId).toBe('one');
    expect(run('a elsewhere', ['root-a'])).not.toBe('one');
  });

  test('a worker that is free is preferred to one that would only fetch inputs ahead', () => {
    const { scheduler, submit } = rig();
    for (const id of ['busy', 'free']) scheduler.addWorker(id, worker(1), 0);
    submit('first');
    scheduler.acquire('busy', 0);
    scheduler.wait('busy');
    scheduler.wait('free');
    submit('second');
    submit('third');
    expect([scheduler.dispatch(0)?.workerId, scheduler.dispatch(0)?.workerId]).toEqual(['free', 'busy']);
  });

  test('a worker that drains is not dispatched to, until it is to go on', () => {
    const { scheduler, submit } = rig();
    scheduler.addWorker('w', worker(2), 0);
    scheduler.wait('w');
    scheduler.drainWorker('w');
    submit('a');
    expect(scheduler.dispatch(0)).toBeUndefined();
    scheduler.drainWorker('w', false);
    expect(scheduler.dispatch(0)?.task.payload).toBe('a');
    submit('b');
    expect(scheduler.dispatch(0)).toBeUndefined();
  });

  describe('after a restart of the server', () => {
    const former = (name: string, lease?: { id: string; workerId: string }) => ({
      id: `1.${name}`,
      key: name,
      platform: [],
      instanceName: '',
      priority: 0,
      invocation: 'i',
      payload: name,
      queuedAt: 0,
      attempts: lease === undefined ? [] : [{ worker: 'w', startedAt: 0 }],
      lease,
    });

    test('a worker keeps what it says it holds, under its new name and no other; what it does not hold runs again', () => {
      const { scheduler, events } = rig({ epoch: 2 });
      scheduler.restore(former('held', { id: 'l1', workerId: 'old' }), 0);
      scheduler.restore(former('dropped', { id: 'l2', workerId: 'old' }), 0);
      scheduler.restore(former('foreign', { id: 'l3', workerId: 'somebody' }), 0);
      scheduler.addWorker('new', worker(3), 0);
      expect(scheduler.claim('new', { workerId: 'old', heldLeaseIds: ['l1', 'l3', 'made up'] }, 0)).toEqual(['l3', 'made up']);
      expect(events).toEqual(['requeued dropped']);
      expect(scheduler.complete('old', 'l1')).toBeUndefined();
      expect(scheduler.complete('new', 'l3')).toBeUndefined();
      expect(scheduler.complete('new', 'l1')?.payload).toBe('held');
      expect(scheduler.complete('new', 'l1')).toBeUndefined();
      expect(scheduler.acquire('new', 0)?.task.attempts).toMatchObject([{ ended: 'unclaimed' }, { worker: 'w' }]);
    });

    test('what nobody claims in time runs again, and its old lease is worth nothing', () => {
      const { scheduler, events } = rig({ epoch: 2 });
      scheduler.restore(former('t', { id: 'l1', workerId: 'old' }), 0);
      scheduler.addWorker('other', worker(3), 0);
      scheduler.renew('other', [], 1_500);
      scheduler.tick(1_500);
      expect(events).toEqual([]);
      scheduler.renew('other', [], 2_100);
      scheduler.tick(2_100);
      expect(events).toEqual(['requeued t']);
      const lease = scheduler.acquire('other', 2_100);
      expect(lease?.id).toMatch(/^2\./);
      scheduler.addWorker('new', worker(3), 2_100);
      expect(scheduler.claim('new', { workerId: 'old', heldLeaseIds: ['l1'] }, 2_100)).toEqual(['l1']);
      expect(scheduler.complete('other', lease?.id ?? '')?.payload).toBe('t');
    });

    test('equal actions join what was taken over, and queued ones keep their order', () => {
      const { scheduler, submit } = rig({ epoch: 2 });
      const first = scheduler.restore(former('first'), 0);
      scheduler.restore(former('second'), 0);
      expect(submit('again', { key: 'first' })).toBe(first);
      scheduler.addWorker('w', worker(3), 0);
      expect([scheduler.acquire('w', 0)?.task.payload, scheduler.acquire('w', 0)?.task.payload]).toEqual(['first', 'second']);
    });

    test('an action that was run at each of many restarts is given up as well', () => {
      const { scheduler, events } = rig({ epoch: 12, maxAttempts: 2 });
      const attempts = Array.from({ length: 5 }, () => ({ worker: 'w', startedAt: 0, ended: 'unclaimed' as const }));
      const task = { ...former('t', { id: 'l1', workerId: 'old' }), attempts: [...attempts, { worker: 'w', startedAt: 0 }] };
      scheduler.restore(task, 0);
      scheduler.restoreWorker('old', { ...worker(), embedded: true }, 0);
      expect(events).toEqual(['poisoned t']);
    });

    test('a worker that never got the answer claims once more with the name that it knows; a stranger cannot', () => {
      const { scheduler, submit } = rig();
      submit('t');
      scheduler.addWorker('before', worker(), 0);
      const lease = scheduler.acquire('before', 0);
      const former = { workerId: 'before', heldLeaseIds: [lease?.id ?? ''] };
      scheduler.addWorker('unheard', worker(), 10);
      expect(scheduler.claim('unheard', former, 10)).toEqual([]);
      scheduler.addWorker('stranger', worker(), 15);
      expect(scheduler.claim('stranger', { ...former, workerId: 'made up' }, 15)).toEqual(former.heldLeaseIds);
      scheduler.addWorker('heard', worker(), 20);
      expect(scheduler.claim('heard', former, 20)).toEqual([]);
      expect(scheduler.workers().map(({ id }) => id)).toEqual(['stranger', 'heard']);
      expect(scheduler.complete('unheard', lease?.id ?? '')).toBeUndefined();
      expect(scheduler.complete('heard', lease?.id ?? '')?.payload).toBe('t');
    });

    test('a worker that was cut off for too long by the network claims from a server that was not restarted', () => {
      const { scheduler, submit } = rig();
      scheduler.addWorker('before', worker(2), 0);
      submit('t');
      const lease = scheduler.acquire('before', 0);
      scheduler.drainWorker('before');
      scheduler.addWorker('after', worker(2), 0);
      expect(scheduler.claim('after', { workerId: 'before', heldLeaseIds: [lease?.id ?? ''] }, 0)).toEqual([]);
      expect(scheduler.workers().map(({ id, draining, leases }) => [id, draining, leases.size])).toEqual([['after', true, 1]]);
      expect(scheduler.complete('after', lease?.id ?? '')?.payload).toBe('t');
    });
  });
});
