import { randomUUID } from 'node:crypto';
import { type CallOptions, type Clock, type Logger, SandwrightError } from '@sandwright/core';
import { ActionResult, type ExecuteResponseInit } from '@sandwright/core/reapi';
import { storeResult } from '../action-cache/action-results.ts';
import { withInlined } from '../action-cache/inlining.ts';
import { resultReferences } from '../action-cache/result-references.ts';
import { statusMessageOf } from '../errors/grpc-status.ts';
import type { ActionLease, LeaseBroker, WorkerSession } from '../scheduler/lease-broker.ts';
import type { Task, TaskLease, TaskSpec, WorkerDescription } from '../scheduler/task.ts';
import { TaskScheduler, type TaskSchedulerOptions } from '../scheduler/task-scheduler.ts';
import type { RequestLimits } from '../wire/limits.ts';
import type { ActionPayload } from './action-payload.ts';
import { describeAttempts } from './describe-attempts.ts';
import type { Operation } from './operation.ts';
import type { OperationTable } from './operation-table.ts';

/** What it needs. */
export interface ActionSchedulerOptions extends TaskSchedulerOptions {
  readonly operations: OperationTable;
  readonly limits: Pick<RequestLimits, 'maxInlineBytes' | 'maxTreeDirectories'>;
  readonly clock: Pick<Clock, 'now'>;
  readonly logger: Logger;
}

/** How long a worker waits for an action before it asks again, as a part of a lease. */
const pollPart = 0.5;

/** How often time limits are looked at, milliseconds. */
const tickMs = 250;

interface Waiter {
  readonly workerId: string;
  readonly resolve: (lease: TaskLease<ActionPayload> | undefined) => void;
}

/** Brings clients' actions and workers together: the pure scheduler with time, waiting and results around it. */
export class ActionScheduler implements LeaseBroker, Disposable {
  readonly #options: ActionSchedulerOptions;
  readonly #tasks: TaskScheduler<ActionPayload>;
  readonly #taskOf = new Map<Operation, Task<ActionPayload>>();
  readonly #waiters = new Set<Waiter>();
  readonly #timer: NodeJS.Timeout;
  #draining = false;

  constructor(options: ActionSchedulerOptions) {
    this.#options = options;
    this.#tasks = new TaskScheduler(options, {
      leased: ({ payload }) => this.#enter(payload, 'executing'),
      requeued: ({ payload }) => this.#enter(payload, 'queued'),
      poisoned: (task) => this.#fail(task, poisonError(task)),
    });
    this.#timer = setInterval(() => this.#tick(), tickMs);
    this.#timer.unref();
  }

  get counts(): TaskScheduler<ActionPayload>['counts'] {
    return this.#tasks.counts;
  }

  /** Milliseconds of a clock that never jumps. */
  now(): number {
    return performance.now();
  }

  /**
   * Queues an action for an operation, or lets it join one in flight.
   * @throws SandwrightError NO_WORKER, RESOURCE_EXHAUSTED
   */
  enqueue(operation: Operation, spec: TaskSpec<ActionPayload>): void {
    if (this.#draining) throw new SandwrightError('REMOTE_UNAVAILABLE', 'the server is shutting down');
    // It may have been cancelled while its inputs were looked for.
    if (operation.response !== undefined) return;
    const task = this.#tasks.submit(spec, this.now());
    task.payload.operations.add(operation);
    this.#taskOf.set(operation, task);
    operation.enter(task.state === 'leased' ? 'executing' : 'queued');
    this.#dispatch();
  }

  /** Ends an operation early; its action ends too where nobody else waits for it. Nothing happens to a finished one. */
  cancel(operation: Operation, why: string): void {
    if (operation.response !== undefined) return;
    this.#finish(operation, { status: statusMessageOf(new SandwrightError('CANCELLED', why)) });
  }

  /** Ends an operation that was never queued, or whose answer is known. */
  #finish(operation: Operation, response: ExecuteResponseInit): void {
    operation.finish(response, this.now());
    const task = this.#taskOf.get(operation);
    if (task === undefined) return;
    this.#taskOf.delete(operation);
    task.payload.operations.delete(operation);
    if (task.payload.operations.size === 0) this.#tasks.cancel(task);
  }

  async register(worker: WorkerDescription): Promise<WorkerSession> {
    const workerId = randomUUID();
    this.#tasks.addWorker(workerId, worker, this.now());
    this.#options.logger.log('info', 'worker registered', { worker: worker.name, workerId, concurrency: worker.concurrency });
    return { workerId, leaseMs: this.#options.leaseMs, endedLeaseIds: [] };
  }

  async acquire(workerId: string, options: CallOptions = {}): Promise<ActionLease | undefined> {
    this.#requireWorker(workerId);
    const lease = this.#tasks.acquire(workerId, this.now()) ?? (await this.#waitForLease(workerId, options.signal));
    if (lease === undefined) return undefined;
    const { action, digestFunction, queuedAtMs, timeoutMs, instance } = lease.task.payload;
    return { id: lease.id, instanceName: instance.name, action, digestFunction, queuedAtMs, timeoutMs };
  }

  async renew(workerId: string, leaseIds: readonly string[]): Promise<readonly string[]> {
    this.#requireWorker(workerId);
    return this.#tasks.renew(workerId, leaseIds, this.now());
  }

  async complete(workerId: string, leaseId: string, response: ExecuteResponseInit): Promise<void> {
    const lease = this.#requireLease(workerId, leaseId);
    const result =
      response.result === null || response.result === undefined
        ? undefined
        : ActionResult.decode(ActionResult.encode(response.result).finish());
    if (result !== undefined) await this.#checkResult(lease, result);
    const task = this.#tasks.complete(workerId, leaseId);
    if (task === undefined) throw leaseOver();
    const { payload } = task;
    const complete = withAttempts(response, task);
    const succeeded = (response.status?.code ?? 0) === 0;
    if (result !== undefined && succeeded && result.exitCode === 0 && payload.cacheable) {
      await this.#store(payload, result);
    }
    for (const operation of payload.operations) {
      this.#finish(operation, await this.#answerFor(operation, payload, complete, result));
    }
    this.#dispatch();
  }

  async giveBack(workerId: string, leaseId: string): Promise<void> {
    if (!this.#tasks.giveBack(workerId, leaseId, 'handed-back')) throw leaseOver();
    this.#dispatch();
  }

  async unregister(workerId: string): Promise<void> {
    for (const waiter of this.#waiters) if (waiter.workerId === workerId) waiter.resolve(undefined);
    this.#tasks.removeWorker(workerId);
    this.#dispatch();
  }

  /** Refuses new actions; those that are queued or run may still end. */
  drain(): void {
    this.#draining = true;
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    for (const waiter of this.#waiters) waiter.resolve(undefined);
    for (const operation of this.#taskOf.keys()) {
      this.#finish(operation, { status: statusMessageOf(new SandwrightError('REMOTE_UNAVAILABLE', 'the server is shutting down')) });
    }
  }

  #enter({ operations }: ActionPayload, stage: 'queued' | 'executing'): void {
    for (const operation of operations) operation.enter(stage);
  }

  #fail(task: Task<ActionPayload>, error: SandwrightError): void {
    const response = withAttempts({ status: statusMessageOf(error) }, task);
    for (const operation of task.payload.operations) this.#finish(operation, response);
  }

  #requireWorker(workerId: string): void {
    if (!this.#tasks.seeWorker(workerId, this.now())) {
      throw new SandwrightError('TARGET_UNKNOWN', 'this worker is not known here (any more); it has to register again');
    }
  }

  #requireLease(workerId: string, leaseId: string): TaskLease<ActionPayload> {
    const lease = this.#tasks.held(workerId, leaseId);
    if (lease === undefined) throw leaseOver();
    return lease;
  }

  /** A result counts only if the worker has stored all that it names. */
  async #checkResult(lease: TaskLease<ActionPayload>, result: ActionResult): Promise<void> {
    const { instance, digestFunction } = lease.task.payload;
    const references = await resultReferences(result, instance.blobs, {
      digestFunction,
      maxDirectories: this.#options.limits.maxTreeDirectories,
    });
    const missing = references === undefined ? [] : await instance.blobs.findMissing(references, { digestFunction });
    if (references !== undefined && missing.length === 0) return;
    this.#tasks.giveBack(lease.workerId, lease.id, 'lost');
    this.#dispatch();
    throw new SandwrightError('BLOB_MISSING', 'outputs of the result are not stored; it is dropped', { details: { missing } });
  }

  /** A result that cannot be stored is still the answer. */
  async #store({ instance, action, digestFunction }: ActionPayload, result: ActionResult): Promise<void> {
    try {
      await storeResult(instance, action, result, { digestFunction });
    } catch (caught) {
      this.#options.logger.log('error', 'a result could not be stored', { action: action.hash, cause: String(caught) });
    }
  }

  async #answerFor(
    operation: Operation,
    { instance, digestFunction }: ActionPayload,
    response: ExecuteResponseInit,
    result: ActionResult | undefined,
  ): Promise<ExecuteResponseInit> {
    const { wishes } = operation.subject;
    if (result === undefined || (!wishes.inlineStdout && !wishes.inlineStderr && wishes.inlineOutputFiles.length === 0)) return response;
    return {
      ...response,
      result: await withInlined(result, wishes, instance.blobs, this.#options.limits.maxInlineBytes, { digestFunction }),
    };
  }

  async #waitForLease(workerId: string, signal: AbortSignal | undefined): Promise<TaskLease<ActionPayload> | undefined> {
    const { promise, resolve } = Promise.withResolvers<TaskLease<ActionPayload> | undefined>();
    const waiter = { workerId, resolve };
    const giveUp = (): void => resolve(undefined);
    const timer = setTimeout(giveUp, this.#options.leaseMs * pollPart);
    signal?.addEventListener('abort', giveUp, { once: true });
    this.#waiters.add(waiter);
    const lease = await promise;
    this.#waiters.delete(waiter);
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    return lease;
  }

  /** Lends waiting tasks to waiting workers, longest waiting worker first. */
  #dispatch(): void {
    if (this.#tasks.counts.queued === 0) return;
    for (const waiter of this.#waiters) {
      const lease = this.#tasks.acquire(waiter.workerId, this.now());
      if (lease === undefined) continue;
      this.#waiters.delete(waiter);
      waiter.resolve(lease);
      if (this.#tasks.counts.queued === 0) return;
    }
  }

  #tick(): void {
    const now = this.now();
    for (const operation of this.#options.operations.sweep(now)) this.cancel(operation, 'nobody waits for this operation any more');
    for (const task of this.#tasks.tick(now)) this.#fail(task, new SandwrightError('NO_WORKER', this.#tasks.explain(task)));
    this.#dispatch();
  }
}

function leaseOver(): SandwrightError {
  return new SandwrightError('WORKER_LOST', 'this lease is over; the action was given to another worker, or nobody waits for it', {
    retryable: false,
    details: { grpcCode: 5 },
  });
}

function poisonError(task: Task<ActionPayload>): SandwrightError {
  return new SandwrightError('WORKER_LOST', `the action lost its worker ${task.attempts.length} times and is not tried again`, {
    retryable: false,
    // ABORTED: no client tries that again by itself, and another try would only take more workers down.
    details: { grpcCode: 10 },
  });
}

function withAttempts(response: ExecuteResponseInit, task: Task<ActionPayload>): ExecuteResponseInit {
  const attempts = describeAttempts(task.attempts);
  if (attempts === '') return response;
  const message = response.message === undefined || response.message === null || response.message === '' ? '' : `${response.message}; `;
  return { ...response, message: message + attempts };
}
