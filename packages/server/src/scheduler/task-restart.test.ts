import { describe, expect, test } from '@jest/globals';
import { rig, worker } from '../test-support/task-scheduler-rig.ts';

describe('TaskScheduler after a restart of the server', () => {
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
