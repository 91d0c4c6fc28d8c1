import type { PlatformProperties } from '@sandwright/core';
import { OfferedProperties, platformKey } from './platform-matching.ts';
import type { Task, TaskLease, WorkerDescription } from './task.ts';

/** A worker as the scheduler sees it. */
export class WorkerState<Payload> {
  readonly id: string;
  readonly description: WorkerDescription;
  readonly offered: OfferedProperties;
  readonly leases = new Set<TaskLease<Payload>>();
  /** Gets nothing new. */
  draining = false;
  seenAt: number;
  /** Whether it can run what needs such a platform; platforms are few, tasks many. */
  readonly #fits = new Map<string, boolean>();

  constructor(id: string, description: WorkerDescription, now: number) {
    this.id = id;
    this.description = description;
    this.offered = new OfferedProperties(description.properties);
    this.seenAt = now;
  }

  get name(): string {
    return this.description.name;
  }

  /** Whether it has all that a task needs. */
  canRun(task: Pick<Task<Payload>, 'platform' | 'platformKey'>): boolean {
    let fits = this.#fits.get(task.platformKey);
    if (fits === undefined) {
      fits = this.offered.missingOf(task.platform).length === 0;
      if (this.#fits.size > 1_000) this.#fits.clear();
      this.#fits.set(task.platformKey, fits);
    }
    return fits;
  }
}

/** How many lives of a lease a worker that has left is still expected back, for instance while it restarts. */
const expectedBackLeases = 6;

/** The workers that are there, and those that were a moment ago. */
export class WorkerTable<Payload> {
  readonly #leaseMs: number;
  readonly #workers = new Map<string, WorkerState<Payload>>();
  /** Platforms of workers that have left, and until when they are expected back. */
  readonly #gone = new Map<string, { readonly offered: OfferedProperties; until: number }>();

  constructor(leaseMs: number) {
    this.#leaseMs = leaseMs;
  }

  get size(): number {
    return this.#workers.size;
  }

  all(): WorkerState<Payload>[] {
    return [...this.#workers.values()];
  }

  find(id: string): WorkerState<Payload> | undefined {
    return this.#workers.get(id);
  }

  add(id: string, description: WorkerDescription, now: number): void {
    this.#workers.set(id, new WorkerState(id, description, now));
  }

  /** Finds a worker that has just called. */
  see(id: string, now: number): WorkerState<Payload> | undefined {
    const worker = this.#workers.get(id);
    if (worker !== undefined) {
      worker.seenAt = now;
      // Kept in the order in which they were seen, so that the silent ones are found without looking at all.
      this.#workers.delete(id);
      this.#workers.set(id, worker);
    }
    return worker;
  }

  remove(id: string): void {
    const worker = this.#workers.get(id);
    if (worker === undefined) return;
    this.#workers.delete(id);
    const until = worker.seenAt + this.#leaseMs * expectedBackLeases;
    this.#gone.set(platformKey(worker.description.properties), { offered: worker.offered, until });
    for (const oldest of this.#gone.keys()) {
      if (this.#gone.size <= 1_000) break;
      this.#gone.delete(oldest);
    }
  }

  /** Workers that have not called for as long as a lease lasts. */
  silentSince(now: number): WorkerState<Payload>[] {
    const silent: WorkerState<Payload>[] = [];
    for (const worker of this.#workers.values()) {
      if (now - worker.seenAt <= this.#leaseMs) break;
      silent.push(worker);
    }
    return silent;
  }

  /** Whether a worker that is there, or may come back, has all that is asked for. */
  couldRun(platform: PlatformProperties, now: number): boolean {
    const key = platformKey(platform);
    for (const worker of this.#workers.values()) if (worker.canRun({ platform, platformKey: key })) return true;
    for (const [name, { offered, until }] of this.#gone) {
      if (until < now) this.#gone.delete(name);
      else if (offered.missingOf(platform).length === 0) return true;
    }
    return false;
  }
}
