import { SandwrightError } from '@sandwright/core';
import { OfferedProperties, type Requirement, requirementKey } from './platform-matching.ts';
import type { WorkerDescription } from './task.ts';
import { WorkerState } from './worker-state.ts';

/** How many lives of a lease a worker that has left is still expected back, for instance while it restarts. */
const expectedBackLeases = 6;

/** Any client can register workers, and each stays for the length of a lease. */
const maxWorkers = 20_000;

/** The workers that are there, and those that were a moment ago. */
export class WorkerTable<Payload> {
  readonly #leaseMs: number;
  readonly #workers = new Map<string, WorkerState<Payload>>();
  /** Who came in the place of whom: the last name of a worker by the one that it had before, as long as it is here. */
  readonly #successors = new Map<string, string>();
  /** What workers offer that have left, and until when they are expected back. */
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

  /** @throws SandwrightError RESOURCE_EXHAUSTED if there are too many */
  add(id: string, description: WorkerDescription, now: number): WorkerState<Payload> {
    if (this.#workers.size >= maxWorkers) throw new SandwrightError('RESOURCE_EXHAUSTED', `${maxWorkers} workers are connected already`);
    const worker = new WorkerState<Payload>(id, description, now);
    this.#workers.set(id, worker);
    return worker;
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
    if (worker.formerId !== undefined && this.#successors.get(worker.formerId) === id) this.#successors.delete(worker.formerId);
    this.expectBack(worker.description, worker.seenAt);
  }

  /** A worker that is there had another name before. */
  follows(id: string, formerId: string): void {
    const worker = this.#workers.get(id);
    if (worker === undefined) return;
    worker.formerId = formerId;
    this.#successors.set(formerId, id);
  }

  /** The name under which a worker is here that had this one: it does not know its new one if the answer was lost. */
  latestOf(id: string): string {
    return this.#workers.has(id) ? id : (this.#successors.get(id) ?? id);
  }

  /** A worker that is not there most likely comes back soon: what only it could run is not refused yet. */
  expectBack({ properties, instanceName }: Pick<WorkerDescription, 'properties' | 'instanceName'>, seenAt: number): void {
    const offered = new OfferedProperties(properties, instanceName);
    this.#gone.delete(offered.key);
    this.#gone.set(offered.key, { offered, until: seenAt + this.#leaseMs * expectedBackLeases });
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
  couldRun({ platform, instanceName }: Requirement, now: number): boolean {
    const needed = { platform, instanceName, requirementKey: requirementKey({ platform, instanceName }) };
    for (const worker of this.#workers.values()) if (worker.canRun(needed)) return true;
    for (const [key, { offered, until }] of this.#gone) {
      if (until < now) this.#gone.delete(key);
      else if (offered.fits(needed)) return true;
    }
    return false;
  }
}
