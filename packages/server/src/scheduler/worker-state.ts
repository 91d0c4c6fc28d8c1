import { leaseAllowance } from './lease-allowance.ts';
import { OfferedProperties } from './platform-matching.ts';
import type { Task, TaskLease, WorkerDescription } from './task.ts';

/** A worker as the scheduler sees it. */
export class WorkerState<Payload> {
  readonly id: string;
  readonly description: WorkerDescription;
  readonly offered: OfferedProperties;
  /** Equal for workers that offer the same. */
  readonly offerKey: string;
  readonly leases = new Set<TaskLease<Payload>>();
  /** The name that it had before it registered again. */
  formerId: string | undefined;
  /** Gets nothing new. */
  draining = false;
  /** Would like a task. */
  waits = false;
  seenAt: number;
  /** Whether it can run what needs such a platform; platforms are few, tasks many. */
  readonly #fits = new Map<string, boolean>();

  constructor(id: string, description: WorkerDescription, now: number) {
    this.id = id;
    this.description = description;
    this.offered = new OfferedProperties(description.properties, description.instanceName);
    this.offerKey = this.offered.key;
    this.seenAt = now;
  }

  get name(): string {
    return this.description.name;
  }

  /** Whether it may be given one more task; a worker knows best, and asks only then. */
  get hasRoom(): boolean {
    return !this.draining && this.leases.size < leaseAllowance(this.description.concurrency);
  }

  /** Whether it has all that a task needs. */
  canRun(task: Pick<Task<Payload>, 'platform' | 'instanceName' | 'requirementKey'>): boolean {
    let fits = this.#fits.get(task.requirementKey);
    if (fits === undefined) {
      fits = this.offered.fits(task);
      if (this.#fits.size > 1_000) this.#fits.clear();
      this.#fits.set(task.requirementKey, fits);
    }
    return fits;
  }
}
