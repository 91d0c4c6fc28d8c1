import type { Task } from './task.ts';
import type { WorkerState } from './worker-state.ts';

/** Workers that wait for a task, and are of a certain sort. Those that offer the same are looked at as one, for there are few kinds and many workers. */
export class IdleWorkers<Payload> {
  /** By what they offer; within a kind the one that waits longest comes first. */
  readonly #kinds = new Map<string, Map<string, WorkerState<Payload>>>();
  /** Grows; tells who of different kinds has waited longer. */
  readonly #since = new Map<string, number>();
  readonly #belongs: (worker: WorkerState<Payload>) => boolean;
  #sequence = 0;

  /** @param belongs whether a worker is of this sort, of those that wait and have room */
  constructor(belongs: (worker: WorkerState<Payload>) => boolean) {
    this.#belongs = belongs;
  }

  /** How many wait. */
  get size(): number {
    return this.#since.size;
  }

  /** To be told whenever a worker begins or ends to wait, or its room changes. */
  update(worker: WorkerState<Payload>): void {
    const idle = worker.waits && worker.hasRoom && this.#belongs(worker);
    if (idle === this.#since.has(worker.id)) return;
    const kind = this.#kinds.get(worker.offerKey) ?? new Map<string, WorkerState<Payload>>();
    if (idle) {
      this.#sequence += 1;
      this.#since.set(worker.id, this.#sequence);
      kind.set(worker.id, worker);
      this.#kinds.set(worker.offerKey, kind);
    } else {
      this.#since.delete(worker.id);
      kind.delete(worker.id);
      if (kind.size === 0) this.#kinds.delete(worker.offerKey);
    }
  }

  has(worker: WorkerState<Payload>): boolean {
    return this.#since.has(worker.id);
  }

  /** Whether one of them could run a task. */
  canRun(task: Task<Payload>): boolean {
    for (const worker of this.#firsts()) if (worker.canRun(task)) return true;
    return false;
  }

  /** The one that has waited longest of those that could run a task. */
  oldestFor(task: Task<Payload>): WorkerState<Payload> | undefined {
    let oldest: WorkerState<Payload> | undefined;
    for (const worker of this.#firsts()) {
      if (worker.canRun(task) && (oldest === undefined || this.#sinceOf(worker) < this.#sinceOf(oldest))) oldest = worker;
    }
    return oldest;
  }

  /** The one of each kind that has waited longest. */
  *#firsts(): Generator<WorkerState<Payload>, void, undefined> {
    for (const kind of this.#kinds.values()) {
      const [first] = kind.values();
      if (first !== undefined) yield first;
    }
  }

  #sinceOf({ id }: WorkerState<Payload>): number {
    return this.#since.get(id) ?? Number.POSITIVE_INFINITY;
  }
}
