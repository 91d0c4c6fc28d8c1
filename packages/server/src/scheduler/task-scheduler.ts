import { SandwrightError } from '@sandwright/core';
import type { FormerSession } from './lease-broker.ts';
import { LeaseTable } from './lease-table.ts';
import { makeTask, type TaskParts } from './make-task.ts';
import { describeMismatch } from './platform-matching.ts';
import { forgetHandBacks, isPoison } from './poison-rule.ts';
import type { AttemptEnd, FormerTask, GivenBack, Task, TaskLease, TaskListener, TaskSpec, WorkerDescription } from './task.ts';
import { TaskQueues } from './task-queues.ts';
import type { TaskSchedulerOptions } from './task-scheduler-options.ts';
import { WaitingWorkers } from './waiting-workers.ts';
import type { WorkerState } from './worker-state.ts';
import { WorkerTable } from './worker-table.ts';

/** The part of the queue that one invocation may fill; and how many lives of a lease a worker has to come back after a restart. */
const [invocationPart, reclaimLeases] = [0.9, 2];

/**
 * Decides who runs what: queues, platform matching, merging, leases. Has no clock and does no I/O, so that years of it can be simulated:
 * the time comes with every call and must not go backwards.
 */
export class TaskScheduler<Payload> {
  readonly #options: TaskSchedulerOptions;
  readonly #listener: TaskListener<Payload>;
  readonly #workers: WorkerTable<Payload>;
  readonly #waiting = new WaitingWorkers<Payload>();
  readonly #queues = new TaskQueues<Payload>();
  readonly #leases = new LeaseTable<Payload>();
  readonly #inFlight = new Map<string, Task<Payload>>();
  #sequence = 0;

  constructor(options: TaskSchedulerOptions, listener: TaskListener<Payload>) {
    this.#options = options;
    this.#listener = listener;
    this.#workers = new WorkerTable(options.leaseMs);
  }

  /** How many tasks wait, and how many are with workers. */
  get counts(): { readonly queued: number; readonly leased: number; readonly workers: number } {
    return { queued: this.#queues.size, leased: this.#leases.size, workers: this.#workers.size };
  }

  /** Everybody who is there. */
  workers(): readonly WorkerState<Payload>[] {
    return this.#workers.all();
  }

  /** The lease of a task that a worker holds. */
  leaseOf(task: Task<Payload>): TaskLease<Payload> | undefined {
    return this.#leases.of(task);
  }

  /**
   * Queues a task, or joins one in flight with the same key.
   * @throws SandwrightError NO_WORKER if no worker could run it, RESOURCE_EXHAUSTED if too many wait
   */
  submit(spec: TaskSpec<Payload>, now: number): Task<Payload> {
    const merged = spec.key === undefined ? undefined : this.#inFlight.get(spec.key);
    if (merged !== undefined) return merged;
    const { maxQueued, workerWaitMs, epoch = 0 } = this.#options;
    if (this.#queues.size >= maxQueued || this.#queues.sizeOf(spec.invocation) >= Math.ceil(maxQueued * invocationPart)) {
      throw new SandwrightError('RESOURCE_EXHAUSTED', `${this.#queues.size} actions are waiting already (setting max_queued)`);
    }
    if (workerWaitMs === 0 && !this.#workers.couldRun(spec, now)) {
      throw new SandwrightError('NO_WORKER', describeMismatch(spec, this.#workers.all()));
    }
    const task = this.#add({ ...spec, id: `${epoch}.${this.#sequence + 1}`, queuedAt: now, attempts: [] });
    this.#queues.add(task);
    return task;
  }

  /** Takes a task over from a former run of the server. To be called in the order in which they were queued, before anything else. */
  restore(former: FormerTask<Payload>, now: number): Task<Payload> {
    const task = this.#add(former);
    const attempt = task.attempts.at(-1);
    if (former.lease === undefined || attempt === undefined) {
      this.#queues.add(task);
      return task;
    }
    task.state = 'leased';
    const deadline = now + this.#options.leaseMs * reclaimLeases;
    this.#leases.add({ ...former.lease, task, attempt, deadline });
    return task;
  }

  /** A worker of a former run of the server most likely comes back, unless it was a part of that server. */
  restoreWorker(id: string, description: WorkerDescription, now: number): void {
    if (description.embedded === true) this.#giveUp(id);
    else this.#workers.expectBack(description, now);
  }

  /** Ends a task that nobody wants any more. */
  cancel(task: Task<Payload>): void {
    if (task.state === 'finished') return;
    if (task.state === 'queued') this.#queues.remove(task);
    const lease = this.#leases.of(task);
    if (lease !== undefined) this.#endLease(lease, 'cancelled');
    this.#finish(task);
    if (lease !== undefined) this.#listener.cancelled?.(lease);
  }

  /** A worker has come. @throws SandwrightError RESOURCE_EXHAUSTED if there are too many */
  addWorker(id: string, description: WorkerDescription, now: number): void {
    this.#workers.add(id, description, now);
  }

  /**
   * A worker that has come was here before under another name: it keeps what it holds still; the rest goes to others.
   * @returns leases that it says it holds, but does not
   */
  claim(workerId: string, former: FormerSession, now: number): readonly string[] {
    const worker = this.#workers.find(workerId);
    const formerId = this.#workers.latestOf(former.workerId);
    const before = this.#workers.find(formerId);
    const ended: string[] = [];
    for (const leaseId of former.heldLeaseIds) {
      const lease = this.#leases.held(formerId, leaseId);
      if (lease === undefined || worker === undefined) {
        ended.push(leaseId);
        continue;
      }
      before?.leases.delete(lease);
      lease.workerId = workerId;
      lease.deadline = now + this.#options.leaseMs;
      worker.leases.add(lease);
    }
    if (before?.draining === true) this.drainWorker(workerId);
    if (before === undefined) this.#giveUp(formerId);
    else this.removeWorker(formerId);
    this.#workers.follows(workerId, former.workerId);
    return ended;
  }

  /** A worker says that it leaves; what it still holds goes to others. */
  removeWorker(id: string): void {
    this.#dropWorker(id, 'handed-back');
  }

  /** Decides whether a worker gets anything new. */
  drainWorker(id: string, draining = true): void {
    const worker = this.#workers.find(id);
    if (worker === undefined) return;
    worker.draining = draining;
    this.#waiting.update(worker);
  }

  /** Whether a worker is known; it is seen by asking. */
  seeWorker(id: string, now: number): boolean {
    return this.#workers.see(id, now) !== undefined;
  }

  /**
   * Gives a worker the task that suits it best.
   * @returns undefined if there is none, or the worker has all that it can run
   */
  acquire(workerId: string, now: number): TaskLease<Payload> | undefined {
    const worker = this.#workers.see(workerId, now);
    if (worker === undefined || !worker.hasRoom) return undefined;
    const task = this.#queues.best((each) => worker.canRun(each));
    return task === undefined ? undefined : this.#lend(task, worker, now);
  }

  /** A worker waits for a task, until `dispatch` gives it one; or it waits no more. */
  wait(workerId: string, waits = true): void {
    const worker = this.#workers.find(workerId);
    if (worker === undefined) return;
    worker.waits = waits;
    this.#waiting.update(worker);
  }

  /**
   * Lends the next task to one of the workers that wait: to the one that holds most of its inputs, else to the one that waits longest.
   * @returns undefined if nobody waits for any task
   */
  dispatch(now: number): TaskLease<Payload> | undefined {
    const next = this.#waiting.next(this.#queues, this.#workers);
    return next === undefined ? undefined : this.#lend(next.task, next.worker, now);
  }

  /** The lease of this name if this worker still holds it. */
  held(workerId: string, leaseId: string): TaskLease<Payload> | undefined {
    return this.#leases.held(workerId, leaseId);
  }

  /**
   * Lengthens leases.
   * @returns those that the worker does not hold (any more): it should stop what it does for them
   */
  renew(workerId: string, leaseIds: Iterable<string>, now: number): string[] {
    this.#workers.see(workerId, now);
    return [...leaseIds].filter((id) => {
      const lease = this.#leases.held(workerId, id);
      if (lease !== undefined) lease.deadline = now + this.#options.leaseMs;
      return lease === undefined;
    });
  }

  /**
   * A worker has finished a task.
   * @returns the task; undefined if the worker does not hold that lease (any more), and then nothing has happened
   */
  complete(workerId: string, leaseId: string): Task<Payload> | undefined {
    const lease = this.#leases.held(workerId, leaseId);
    if (lease === undefined) return undefined;
    this.#endLease(lease, 'completed');
    this.#finish(lease.task);
    return lease.task;
  }

  /** A worker gives a task back that it has not finished; false if it did not hold it. `handed-back` does not count against the task. */
  giveBack(workerId: string, leaseId: string, reason: GivenBack): boolean {
    const lease = this.#leases.held(workerId, leaseId);
    if (lease !== undefined) this.#takeBack(lease, reason);
    return lease !== undefined;
  }

  /**
   * Ends what has run out of time.
   * @returns tasks that no worker could run for too long; the caller fails them
   */
  tick(now: number): Task<Payload>[] {
    for (const worker of this.#workers.silentSince(now)) this.#dropWorker(worker.id, 'lost');
    for (let lease = this.#leases.overdue(now); lease !== undefined; lease = this.#leases.overdue(now)) {
      this.#takeBack(lease, this.#workers.find(lease.workerId) === undefined ? 'unclaimed' : 'lost');
    }
    const tooOld = ({ queuedAt }: Task<Payload>): boolean => now - queuedAt > this.#options.workerWaitMs;
    return [...this.#queues.ofQueues((next) => tooOld(next) && !this.#workers.couldRun(next, now))].filter(tooOld);
  }

  /** Why no worker runs a task, for people; undefined where one of those that are here could. */
  explain(task: Task<Payload>): string | undefined {
    const all = this.#workers.all();
    return all.some((worker) => worker.canRun(task)) ? undefined : describeMismatch(task, all);
  }

  #add(parts: TaskParts<Payload>): Task<Payload> {
    this.#sequence += 1;
    const task = makeTask(parts, this.#sequence);
    if (task.key !== undefined) this.#inFlight.set(task.key, task);
    return task;
  }

  #lend(task: Task<Payload>, worker: WorkerState<Payload>, now: number): TaskLease<Payload> {
    const { leaseMs, epoch = 0, leaseToken } = this.#options;
    this.#queues.take(task);
    task.state = 'leased';
    const attempt = { worker: worker.name, startedAt: now };
    task.attempts.push(attempt);
    this.#sequence += 1;
    const id = `${epoch}.${this.#sequence}.${leaseToken?.() ?? ''}`;
    const lease = { id, task, workerId: worker.id, attempt, deadline: now + leaseMs };
    this.#leases.add(lease);
    worker.leases.add(lease);
    worker.waits = false;
    this.#waiting.update(worker);
    if (this.#workers.size > 1) this.#waiting.lent(worker, task);
    this.#listener.leased(task);
    return lease;
  }

  #dropWorker(id: string, reason: 'lost' | 'handed-back'): void {
    const worker = this.#workers.find(id);
    if (worker === undefined) return;
    worker.waits = false;
    for (const lease of worker.leases) this.#takeBack(lease, reason);
    this.#waiting.update(worker);
    this.#workers.remove(id);
    this.#listener.workerGone?.(id);
  }

  /** What a worker held that is not in the table runs elsewhere. */
  #giveUp(workerId: string): void {
    for (const lease of this.#leases.ofWorker(workerId)) this.#takeBack(lease, 'unclaimed');
  }

  #takeBack(lease: TaskLease<Payload>, reason: GivenBack | 'unclaimed'): void {
    this.#endLease(lease, reason);
    const { task } = lease;
    forgetHandBacks(task.attempts);
    if (isPoison(task.attempts, this.#options.maxAttempts)) {
      this.#finish(task);
      this.#listener.poisoned(task);
      return;
    }
    task.state = 'queued';
    this.#queues.add(task);
    this.#listener.requeued(task);
  }

  #endLease(lease: TaskLease<Payload>, how: AttemptEnd): void {
    lease.attempt.ended = how;
    this.#leases.delete(lease);
    const worker = this.#workers.find(lease.workerId);
    worker?.leases.delete(lease);
    if (worker !== undefined) this.#waiting.update(worker);
  }

  #finish(task: Task<Payload>): void {
    task.state = 'finished';
    if (task.key !== undefined && this.#inFlight.get(task.key) === task) this.#inFlight.delete(task.key);
  }
}
