import { describe, expect, test } from '@jest/globals';
import { SandwrightError } from '@sandwright/core';
import { rig, worker } from '../test-support/task-scheduler-rig.ts';

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

  test('there are only so many workers, until some are gone', () => {
    const { scheduler } = rig();
    const register = (from: number, count: number): void => {
      for (let index = from; index < from + count; index += 1) scheduler.addWorker(`w${index}`, worker(), 0);
    };
    expect(() => register(0, 1_000_000)).toThrow('workers are connected already');
    const { workers } = scheduler.counts;
    expect(workers).toBeLessThan(100_000);
    scheduler.tick(2_000);
    register(workers, 10);
    expect(scheduler.counts.workers).toBe(10);
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
});
