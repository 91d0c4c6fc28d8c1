import type { Clock } from '@sandwright/core';
import type { Journal } from '../journal/journal.ts';
import type { Task, TaskLease, WorkerDescription } from '../scheduler/task.ts';
import type { ActionPayload } from './action-payload.ts';
import type { Operation } from './operation.ts';
import { operationRecord, taskRecord, workerRecord } from './scheduler-records.ts';

/** Writes down what becomes of operations, in the words of the scheduler. Without a journal nothing is remembered. */
export class OperationMemory {
  readonly #journal: Journal | undefined;
  readonly #offset: number;

  /** @param now of the scheduler's clock */
  constructor(journal: Journal | undefined, clock: Pick<Clock, 'now'>, now: number) {
    this.#journal = journal;
    this.#offset = clock.now() - now;
  }

  /** Added to a time of the scheduler's clock it gives milliseconds since 1970. */
  get offset(): number {
    return this.#offset;
  }

  /** Of this start of the server. */
  get epoch(): number {
    return this.#journal?.epoch ?? 0;
  }

  /** Remembers an operation from now on, so that its name can be given away. */
  begin(operation: Operation): void {
    operation.remembered = true;
    this.#journal?.add({ operation: operationRecord(operation) });
  }

  ended(operation: Operation): void {
    if (operation.remembered) this.#journal?.add({ operation: operationRecord(operation) });
  }

  forgotten(operation: Operation): void {
    if (operation.remembered) this.#journal?.add({ operationGone: operation.subject.name });
  }

  /** A task is queued, joined, lent, or given back. */
  task(task: Task<ActionPayload>, lease: TaskLease<ActionPayload> | undefined): void {
    this.#journal?.add({ task: taskRecord(task, lease, this.#offset) });
  }

  taskGone({ id }: Task<ActionPayload>): void {
    this.#journal?.add({ taskGone: id });
  }

  worker(id: string, description: WorkerDescription, draining: boolean): void {
    this.#journal?.add({ worker: workerRecord(id, description, draining) });
  }

  workerGone(id: string): void {
    this.#journal?.add({ workerGone: id });
  }

  /** Returns once all of it would survive the death of this process. */
  async flushed(): Promise<void> {
    await this.#journal?.flushed();
  }
}
