import type { WorkerDescription } from '../scheduler/task.ts';

/** A worker that the last run of the server knew. */
export interface FormerWorker {
  readonly description: WorkerDescription;
  readonly draining: boolean;
}

/** Workers of the last run of the server that are not back, for as long as they are expected. */
export class FormerWorkers {
  readonly #workers = new Map<string, FormerWorker>();
  readonly #until: number;

  /** @param until when nobody is expected any more, by the scheduler's clock */
  constructor(until: number) {
    this.#until = until;
  }

  add(workerId: string, worker: FormerWorker): void {
    this.#workers.set(workerId, worker);
  }

  /** One of them is back; gives what was known of it. */
  take(workerId: string): FormerWorker | undefined {
    const worker = this.#workers.get(workerId);
    this.#workers.delete(workerId);
    return worker;
  }

  /** By id. */
  all(): IterableIterator<[string, FormerWorker]> {
    return this.#workers.entries();
  }

  /** Forgets those that have not come in time. */
  tick(now: number): void {
    if (now > this.#until) this.#workers.clear();
  }
}
