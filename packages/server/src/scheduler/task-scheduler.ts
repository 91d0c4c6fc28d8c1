import { SandwrightError } from '@sandwright/core';
import { BinaryHeap } from './binary-heap.ts';
import { FairQueue } from './fair-queue.ts';
import { describeMismatch, platformKey } from './platform-matching.ts';
import type { Task, TaskLease, TaskListener, TaskSpec, WorkerDescription } from './task.ts';
import { type WorkerState, WorkerTable } from './worker-table.ts';

/** Bounds and times of scheduling. All times in milliseconds of one clock that only goes forward. */
export interface TaskSchedulerOptions {
  /** How long a lease lasts unless it is renewed. */
  readonly leaseMs: number;
  /** How often a task may lose its worker. */
  readonly maxAttempts: number;
  /** Tasks that may wait; more are refused. */
  readonly maxQueued: number;
  /** How long a task may wait for a worker that could run it to appear; 0 refuses it at once. */
  readonly workerWaitMs: number;
}

/**
 * Decides who runs what: queues, platform matching, merging, leases. Has no clock and does no I/O, so that years of it can be simulated:
 * the time comes with every call and must not go backwards.
 */
export class TaskScheduler<Payload> {
  readonly #options: TaskSchedulerOptions;
  readonly #listener: TaskListener<Payload>;
  readonly #workers: WorkerTable<Payload>;
  readonly #queues = new Map<string, FairQueue<Task<Payload>>>();
  readonly #inFlight = new Map<string, Task<Payload>>();
  readonly #leases = new Map<string, TaskLease<Payload>>();
  readonly #leaseOf = new Map<Task<Payload>, TaskLease<Payload>>();
  readonly #deadlines = new BinaryHeap<{ readonly at: number; readonly lease: TaskLease<Payload> }>((a, b) => a.at < b.at);
  #sequence = 0;
  #queued = 0;

  constructor(options: TaskSchedulerOptions, listener: TaskListener<Payload>) {
    this.#options = options;
    this.#listener = listener;
    this.#workers = new WorkerTable(options.leaseMs);
  }

  /** How many tasks wait, and how many are with workers. */
  get counts(): { readonly queued: number; readonly leased: number; readonly workers: number } {
    return { queued: this.#queued, leased: this.#leases.size, workers: this.#workers.size };
  }

  /** Everybody who is there. */
  workers(): readonly WorkerState<Payload>[] {
    return this.#workers.all();
  }

  /**
   * Queues a task, or joins one in flight with the same key.
   * @throws SandwrightError NO_WORKER if no worker could run it, RESOURCE_EXHAUSTED if too many wait
   */
  submit(spec: TaskSpec<Payload>, now: number): Task<Payload> {
    const merged = spec.key === undefined ? undefined : this.#inFlight.get(spec.key);
    if (merged !== undefined) return merged;
    if (this.#queued >= this.#options.maxQueued) {
      throw new SandwrightError('RESOURCE_EXHAUSTED', `${this.#options.maxQueued} actions are waiting already (setting max_queued)`);
    }
    if (this.#options.workerWaitMs === 0 && !this.#workers.couldRun(spec.platform, now)) {
      throw new SandwrightError('NO_WORKER', describeMismatch(spec.platform, this.#workers.all()));
    }
    this.#sequence += 1;
    const task: Task<Payload> = {
      id: String(this.#sequence),
      key: spec.key,
      platform: spec.platform,
      platformKey: platformKey(spec.platform),
      priority: spec.priority,
      invocation: spec.invocation,
      payload: spec.payload,
      sequence: this.#sequence,
      queuedAt: now,
      attempts: [],
      state: 'queued',
    };
    if (task.key !== undefined) this.#inFlight.set(task.key, task);
    this.#enqueue(task);
    return task;
  }

  /** Ends a task that nobody wants any more; its worker learns of it when it renews the lease. */
  cancel(task: Task<Payload>): void {
    if (task.state === 'finished') return;
    if (task.state === 'queued') {
      const queue = this.#queueOf(task);
      queue.remove(task);
      if (queue.size === 0) this.#queues.delete(task.platformKey);
      this.#queued -= 1;
    }
    const lease = this.#leaseOf.get(task);
    if (lease !== undefined) this.#endLease(lease, 'cancelled');
    this.#finish(task);
  }

  /** A worker has come. */
  addWorker(id: string, description: WorkerDescription, now: number): void {
    this.#workers.add(id, description, now);
  }

  /** A worker says that it leaves; what it still holds goes to others. */
  removeWorker(id: string): void {
    for (const lease of this.#workers.find(id)?.leases ?? []) this.#takeBack(lease, 'handed-back');
    this.#workers.remove(id);
  }

  /** A worker that shall get nothing new. */
  drainWorker(id: string): void {
    const worker = this.#workers.find(id);
    if (worker !== undefined) worker.draining = true;
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
    if (worker === undefined || worker.draining || worker.leases.size >= worker.description.concurrency) return undefined;
    const queue = this.#bestQueueFor(worker);
    const task = queue?.pop();
    if (task === undefined) return undefined;
    this.#queued -= 1;
    if (queue?.size === 0) this.#queues.delete(task.platformKey);
    task.state = 'leased';
    const attempt = { worker: worker.description.name, startedAt: now };
    task.attempts.push(attempt);
    this.#sequence += 1;
    const lease = { id: `${task.id}.${this.#sequence}`, task, workerId, attempt, deadline: now + this.#options.leaseMs };
    this.#leases.set(lease.id, lease);
    this.#leaseOf.set(task, lease);
    worker.leases.add(lease);
    this.#deadlines.push({ at: lease.deadline, lease });
    this.#listener.leased(task);
    return lease;
  }

  /** The lease of this name if this worker still holds it. */
  held(workerId: string, leaseId: string): TaskLease<Payload> | undefined {
    const lease = this.#leases.get(leaseId);
    return lease?.workerId === workerId ? lease : undefined;
  }

  /**
   * Lengthens leases.
   * @returns those that the worker does not hold (any more): it should stop what it does for them
   */
  renew(workerId: string, leaseIds: Iterable<string>, now: number): string[] {
    this.#workers.see(workerId, now);
    const lost: string[] = [];
    for (const id of leaseIds) {
      const lease = this.held(workerId, id);
      if (lease === undefined) lost.push(id);
      else lease.deadline = now + this.#options.leaseMs;
    }
    return lost;
  }

  /**
   * A worker has finished a task.
   * @returns the task; undefined if the worker does not hold that lease (any more), and then nothing has happened
   */
  complete(workerId: string, leaseId: string): Task<Payload> | undefined {
    const lease = this.held(workerId, leaseId);
    if (lease === undefined) return undefined;
    this.#endLease(lease, 'completed');
    this.#finish(lease.task);
    return lease.task;
  }

  /** A worker gives a task back that it has not finished; false if it did not hold it. `blameless` tries do not count. */
  giveBack(workerId: string, leaseId: string, reason: 'handed-back' | 'lost'): boolean {
    const lease = this.held(workerId, leaseId);
    if (lease === undefined) return false;
    this.#takeBack(lease, reason);
    return true;
  }

  /**
   * Ends what has run out of time.
   * @returns tasks that no worker could run for too long; the caller fails them
   */
  tick(now: number): Task<Payload>[] {
    for (const worker of this.#workers.silentSince(now)) {
      for (const lease of worker.leases) this.#takeBack(lease, 'lost');
      this.#workers.remove(worker.id);
    }
    while (true) {
      const next = this.#deadlines.peek();
      if (next === undefined || next.at > now) break;
      this.#deadlines.pop();
      const { lease } = next;
      if (this.#leases.get(lease.id) !== lease) continue;
      if (lease.deadline > now) this.#deadlines.push({ at: lease.deadline, lease });
      else this.#takeBack(lease, 'lost');
    }
    return this.#stranded(now);
  }

  /** Why no worker runs a task, for people. */
  explain(task: Task<Payload>): string {
    return describeMismatch(task.platform, this.#workers.all());
  }

  #stranded(now: number): Task<Payload>[] {
    const stranded: Task<Payload>[] = [];
    for (const queue of this.#queues.values()) {
      const oldest = queue.peek();
      if (oldest === undefined || now - oldest.queuedAt <= this.#options.workerWaitMs) continue;
      if (!this.#workers.couldRun(oldest.platform, now)) stranded.push(oldest);
    }
    return stranded;
  }

  #bestQueueFor(worker: WorkerState<Payload>): FairQueue<Task<Payload>> | undefined {
    let best: FairQueue<Task<Payload>> | undefined;
    let bestHead: Task<Payload> | undefined;
    for (const queue of this.#queues.values()) {
      const head = queue.peek();
      if (head === undefined || !worker.canRun(head)) continue;
      const sooner =
        bestHead === undefined ||
        head.priority < bestHead.priority ||
        (head.priority === bestHead.priority && head.sequence < bestHead.sequence);
      if (!sooner) continue;
      best = queue;
      bestHead = head;
    }
    return best;
  }

  #takeBack(lease: TaskLease<Payload>, reason: 'lost' | 'handed-back'): void {
    this.#endLease(lease, reason);
    const { task } = lease;
    if (task.attempts.filter(({ ended }) => ended === 'lost').length >= this.#options.maxAttempts) {
      this.#finish(task);
      this.#listener.poisoned(task);
      return;
    }
    task.state = 'queued';
    this.#enqueue(task);
    this.#listener.requeued(task);
  }

  #endLease(lease: TaskLease<Payload>, how: NonNullable<TaskLease<Payload>['attempt']['ended']>): void {
    lease.attempt.ended = how;
    this.#leases.delete(lease.id);
    this.#leaseOf.delete(lease.task);
    this.#workers.find(lease.workerId)?.leases.delete(lease);
  }

  #finish(task: Task<Payload>): void {
    task.state = 'finished';
    if (task.key !== undefined && this.#inFlight.get(task.key) === task) this.#inFlight.delete(task.key);
  }

  #enqueue(task: Task<Payload>): void {
    this.#queued += 1;
    this.#queueOf(task).push(task);
  }

  #queueOf(task: Task<Payload>): FairQueue<Task<Payload>> {
    let queue = this.#queues.get(task.platformKey);
    if (queue === undefined) {
      queue = new FairQueue();
      this.#queues.set(task.platformKey, queue);
    }
    return queue;
  }
}
