import { BinaryHeap } from './binary-heap.ts';
import type { Task, TaskLease } from './task.ts';

/** Every lease that is not over. */
export class LeaseTable<Payload> {
  readonly #leases = new Map<string, TaskLease<Payload>>();
  readonly #ofTask = new Map<Task<Payload>, TaskLease<Payload>>();
  readonly #deadlines = new BinaryHeap<{ readonly at: number; readonly lease: TaskLease<Payload> }>((a, b) => a.at < b.at);

  get size(): number {
    return this.#leases.size;
  }

  add(lease: TaskLease<Payload>): void {
    this.#leases.set(lease.id, lease);
    this.#ofTask.set(lease.task, lease);
    this.#deadlines.push({ at: lease.deadline, lease });
  }

  delete(lease: TaskLease<Payload>): void {
    this.#leases.delete(lease.id);
    this.#ofTask.delete(lease.task);
  }

  /** The lease of this name if this worker holds it. */
  held(workerId: string, leaseId: string): TaskLease<Payload> | undefined {
    const lease = this.#leases.get(leaseId);
    return lease?.workerId === workerId ? lease : undefined;
  }

  /** The lease of a task that a worker holds. */
  of(task: Task<Payload>): TaskLease<Payload> | undefined {
    return this.#ofTask.get(task);
  }

  /** All of one worker. Looks at every lease: for workers that are not in the table of workers. */
  ofWorker(workerId: string): TaskLease<Payload>[] {
    return [...this.#leases.values()].filter((lease) => lease.workerId === workerId);
  }

  /** One lease that has run out of time; undefined if there is none. */
  overdue(now: number): TaskLease<Payload> | undefined {
    while (true) {
      const next = this.#deadlines.peek();
      if (next === undefined || next.at > now) return undefined;
      this.#deadlines.pop();
      const { lease } = next;
      if (this.#leases.get(lease.id) !== lease) continue;
      if (lease.deadline <= now) return lease;
      this.#deadlines.push({ at: lease.deadline, lease });
    }
  }
}
