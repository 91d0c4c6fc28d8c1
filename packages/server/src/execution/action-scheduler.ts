import { randomBytes, randomUUID } from 'node:crypto';
import { type CallOptions, type Clock, type Logger, SandwrightError } from '@sandwright/core';
import { ExecuteResponse, type ExecuteResponseInit } from '@sandwright/core/reapi';
import { statusMessageOf } from '../errors/grpc-status.ts';
import type { ActionLease, FormerSession, LeaseBroker, RenewOptions, WorkerSession } from '../scheduler/lease-broker.ts';
import type { FormerTask, Task, TaskLease, TaskSpec, WorkerDescription } from '../scheduler/task.ts';
import { TaskScheduler } from '../scheduler/task-scheduler.ts';
import type { TaskSchedulerOptions } from '../scheduler/task-scheduler-options.ts';
import type { WorkerState } from '../scheduler/worker-state.ts';
import type { RequestLimits } from '../wire/limits.ts';
import type { ActionPayload } from './action-payload.ts';
import { withAttempts } from './describe-attempts.ts';
import { type FormerWorker, FormerWorkers } from './former-workers.ts';
import { LeaseEndings } from './lease-endings.ts';
import { LeaseWaiters } from './lease-waiters.ts';
import type { Operation } from './operation.ts';
import type { OperationMemory } from './operation-memory.ts';
import type { OperationTable } from './operation-table.ts';
import { maxRecordedOperations } from './scheduler-records.ts';
import { leaseOver, poisoned, workerUnknown } from './scheduling-errors.ts';
import { StrandedNotices, strandedErrors } from './stranded-notices.ts';
import { WorkerResults } from './worker-results.ts';

/** What it needs. */
export interface ActionSchedulerOptions extends Omit<TaskSchedulerOptions, 'epoch' | 'leaseToken'> {
  readonly operations: OperationTable;
  readonly memory: OperationMemory;
  readonly limits: Pick<RequestLimits, 'maxInlineBytes' | 'maxTreeDirectories'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** How long a worker waits for an action before it asks again, in leases; and how often time limits are looked at, milliseconds. */
const [pollPart, tickMs] = [0.5, 250];

/** Workers of the last run of the server are remembered for so many lives of a lease. */
const formerWorkerLeases = 6;

/** Brings clients' actions and workers together: time, waiting, results and memory around the pure scheduler. */
export class ActionScheduler implements LeaseBroker, Disposable {
  readonly #options: ActionSchedulerOptions;
  readonly #tasks: TaskScheduler<ActionPayload>;
  readonly #results: WorkerResults;
  readonly #stranded: StrandedNotices;
  readonly #taskOf = new Map<Operation, Task<ActionPayload>>();
  readonly #former: FormerWorkers;
  readonly #waiters = new LeaseWaiters((workerId) => this.#tasks.wait(workerId, false));
  readonly #endings = new LeaseEndings();
  readonly #timer: NodeJS.Timeout;
  #draining = false;

  constructor(options: ActionSchedulerOptions) {
    this.#options = options;
    const { memory } = options;
    this.#results = new WorkerResults(options);
    this.#stranded = new StrandedNotices(options.logger);
    this.#former = new FormerWorkers(this.now() + options.leaseMs * formerWorkerLeases);
    this.#tasks = new TaskScheduler(
      { ...options, epoch: memory.epoch, leaseToken: () => randomBytes(12).toString('base64url') },
      {
        leased: (task) => this.#moved(task, 'executing'),
        requeued: (task) => this.#moved(task, 'queued'),
        poisoned: (task) => this.#fail(task, poisoned(task.attempts)),
        cancelled: ({ workerId, id }) => this.#endings.tell(workerId, id),
        workerGone: (workerId) => memory.workerGone(workerId),
      },
    );
    this.#timer = setInterval(() => this.#tick(), tickMs).unref();
  }

  /** What there is to be seen. */
  get tasks(): Pick<TaskScheduler<ActionPayload>, 'counts' | 'workers' | 'leaseOf' | 'explain'> {
    return this.#tasks;
  }

  /** Milliseconds of a clock that never jumps. */
  now(): number {
    return performance.now();
  }

  /** What an operation waits for; undefined where it was never queued, or is finished. */
  taskOf(operation: Operation): Task<ActionPayload> | undefined {
    return this.#taskOf.get(operation);
  }

  /**
   * Queues an action for an operation, or lets it join one in flight.
   * @throws SandwrightError NO_WORKER, RESOURCE_EXHAUSTED
   */
  enqueue(operation: Operation, spec: TaskSpec<ActionPayload>): void {
    if (this.#draining) throw new SandwrightError('REMOTE_UNAVAILABLE', 'the server is shutting down');
    // It may have been cancelled while its inputs were looked for.
    if (operation.end !== undefined) return;
    const task = this.#tasks.submit(spec, this.now());
    this.#join(operation, task);
    if (task.payload.operations.size <= maxRecordedOperations) this.#options.memory.task(task, this.#tasks.leaseOf(task));
    this.#dispatch();
    this.#stranded.notice(task, this.#tasks, this.now());
  }

  /** Takes a task over from a former run of the server, for the operations that wait for it still. */
  restore(former: FormerTask<ActionPayload>, operations: readonly Operation[]): void {
    const task = this.#tasks.restore(former, this.now());
    for (const operation of operations) this.#join(operation, task);
  }

  /** Takes over what is known of a worker of a former run of the server. */
  restoreWorker(workerId: string, description: WorkerDescription, draining: boolean): void {
    this.#tasks.restoreWorker(workerId, description, this.now());
    // The embedded one was a part of the server; it does not come back.
    if (description.embedded !== true) this.#former.add(workerId, { description, draining });
  }

  /** Workers of a former run of the server that are not back. */
  formerWorkers(): Iterable<[string, FormerWorker]> {
    return this.#former.all();
  }

  /** Ends an operation early; its action ends too where nobody else waits for it. */
  cancel(operation: Operation, why: string): void {
    this.end(operation, { status: statusMessageOf(new SandwrightError('CANCELLED', why)) });
  }

  /** Ends an operation with an answer. Nothing happens to a finished one. */
  end(operation: Operation, response: ExecuteResponseInit): void {
    this.#finish(operation, ExecuteResponse.encode(response).finish());
  }

  async register(
    description: WorkerDescription,
    { former }: CallOptions & { readonly former?: FormerSession | undefined } = {},
  ): Promise<WorkerSession> {
    const { logger, memory, leaseMs } = this.#options;
    const workerId = randomUUID();
    this.#tasks.addWorker(workerId, description, this.now());
    let endedLeaseIds: readonly string[] = [];
    if (former !== undefined) {
      this.#dismiss(former.workerId);
      if (this.#former.take(former.workerId)?.draining === true) this.#tasks.drainWorker(workerId);
      endedLeaseIds = this.#tasks.claim(workerId, former, this.now());
      memory.workerGone(former.workerId);
      for (const lease of this.#stateOf(workerId)?.leases ?? []) memory.task(lease.task, lease);
    }
    memory.worker(workerId, description, this.#stateOf(workerId)?.draining ?? false);
    const kept = (former?.heldLeaseIds.length ?? 0) - endedLeaseIds.length;
    logger.log('info', 'worker registered', { worker: description.name, workerId, concurrency: description.concurrency, kept });
    await memory.flushed();
    return { workerId, leaseMs, endedLeaseIds };
  }

  async acquire(workerId: string, options: CallOptions = {}): Promise<ActionLease | undefined> {
    this.#requireWorker(workerId);
    const lease = this.#tasks.acquire(workerId, this.now()) ?? (await this.#waitForLease(workerId, options.signal));
    if (lease === undefined) return undefined;
    const { action, digestFunction, queuedAtMs, timeoutMs, instance } = lease.task.payload;
    return { id: lease.id, instanceName: instance.name, action, digestFunction, queuedAtMs, timeoutMs };
  }

  async renew(workerId: string, leaseIds: readonly string[], { waitMs = 0, signal }: RenewOptions = {}): Promise<readonly string[]> {
    this.#requireWorker(workerId);
    const ended = this.#tasks.renew(workerId, leaseIds, this.now());
    if (ended.length > 0 || waitMs <= 0) return ended;
    return await this.#endings.wait(workerId, { waitMs: Math.min(waitMs, this.#options.leaseMs * pollPart), signal });
  }

  async complete(workerId: string, leaseId: string, response: ExecuteResponseInit): Promise<void> {
    const { payload } = this.#requireLease(workerId, leaseId).task;
    const result = this.#results.read(response);
    if (result !== undefined) await this.#checkResult(workerId, leaseId, payload, result);
    const task = this.#tasks.complete(workerId, leaseId);
    if (task === undefined) throw leaseOver();
    await this.#results.store(payload, response, result);
    const complete = withAttempts(response, task.attempts);
    for (const operation of payload.operations) {
      this.end(operation, await this.#results.answerFor(operation, payload, complete, result));
    }
    this.#dispatch();
    // The worker forgets the result once it is told that it was taken.
    await this.#options.memory.flushed();
  }

  async giveBack(workerId: string, leaseId: string): Promise<void> {
    this.#requireLease(workerId, leaseId);
    this.#tasks.giveBack(workerId, leaseId, 'handed-back');
    this.#dispatch();
  }

  async unregister(workerId: string): Promise<void> {
    this.#dismiss(workerId);
    this.#tasks.removeWorker(workerId);
    this.#dispatch();
  }

  /**
   * Decides whether a worker gets anything new.
   * @param worker an id, or a name that several may have
   * @returns those that were meant
   */
  drainWorkers(worker: string, draining: boolean): readonly WorkerState<ActionPayload>[] {
    const meant = this.#tasks.workers().filter(({ id, name }) => id === worker || name === worker);
    for (const { id, description } of meant) {
      this.#tasks.drainWorker(id, draining);
      this.#options.memory.worker(id, description, draining);
    }
    this.#dispatch();
    return meant;
  }

  /** Refuses new actions; those that are queued or run may still end. */
  drain(): void {
    this.#draining = true;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#dismiss();
  }

  /** Ends the waits of a worker, or of all. */
  #dismiss(workerId?: string): void {
    this.#waiters.dismiss(workerId);
    this.#endings.dismiss(workerId);
  }

  #join(operation: Operation, task: Task<ActionPayload>): void {
    task.payload.operations.add(operation);
    this.#taskOf.set(operation, task);
    operation.enter(task.state === 'leased' ? 'executing' : 'queued');
  }

  #moved(task: Task<ActionPayload>, stage: 'queued' | 'executing'): void {
    for (const operation of task.payload.operations) operation.enter(stage);
    this.#options.memory.task(task, this.#tasks.leaseOf(task));
  }

  #fail(task: Task<ActionPayload>, error: SandwrightError): void {
    const response = ExecuteResponse.encode(withAttempts({ status: statusMessageOf(error) }, task.attempts)).finish();
    for (const operation of task.payload.operations) this.#finish(operation, response);
  }

  #finish(operation: Operation, response: Uint8Array): void {
    if (operation.end !== undefined) return;
    const { operations, memory, clock } = this.#options;
    operations.finish(operation, { response, atMs: clock.now() }, this.now());
    memory.ended(operation);
    const task = this.#taskOf.get(operation);
    if (task === undefined) return;
    this.#taskOf.delete(operation);
    task.payload.operations.delete(operation);
    if (task.payload.operations.size > 0) return;
    this.#tasks.cancel(task);
    memory.taskGone(task);
  }

  #stateOf(workerId: string): WorkerState<ActionPayload> | undefined {
    return this.#tasks.workers().find(({ id }) => id === workerId);
  }

  #requireWorker(workerId: string): void {
    if (!this.#tasks.seeWorker(workerId, this.now())) throw workerUnknown();
  }

  #requireLease(workerId: string, leaseId: string): TaskLease<ActionPayload> {
    this.#requireWorker(workerId);
    const lease = this.#tasks.held(workerId, leaseId);
    if (lease === undefined) throw leaseOver();
    return lease;
  }

  async #checkResult(
    workerId: string,
    leaseId: string,
    payload: ActionPayload,
    result: NonNullable<ReturnType<WorkerResults['read']>>,
  ): Promise<void> {
    try {
      await this.#results.check(payload, result);
    } catch (caught) {
      // What the storage cannot say now, it may say when the worker asks again.
      if (!SandwrightError.from(caught).retryable) {
        this.#tasks.giveBack(workerId, leaseId, 'refused');
        this.#dispatch();
      }
      throw caught;
    }
  }

  async #waitForLease(workerId: string, signal: AbortSignal | undefined): Promise<TaskLease<ActionPayload> | undefined> {
    const answer = this.#waiters.wait(workerId, { waitMs: this.#options.leaseMs * pollPart, signal });
    if (this.#waiters.has(workerId)) this.#tasks.wait(workerId);
    return await answer;
  }

  /** Lends waiting tasks to waiting workers. */
  #dispatch(): void {
    for (let lease = this.#tasks.dispatch(this.now()); lease !== undefined; lease = this.#tasks.dispatch(this.now())) {
      const { workerId } = lease;
      if (!this.#waiters.answer(workerId, lease)) this.#tasks.giveBack(workerId, lease.id, 'handed-back');
      else if (this.#waiters.has(workerId)) this.#tasks.wait(workerId);
    }
  }

  #tick(): void {
    const now = this.now();
    this.#former.tick(now);
    for (const operation of this.#options.operations.sweep(now)) this.cancel(operation, 'nobody waits for this operation any more');
    const errorOf = strandedErrors(this.#tasks);
    for (const task of this.#tasks.tick(now)) this.#fail(task, errorOf(task));
    this.#dispatch();
  }
}
