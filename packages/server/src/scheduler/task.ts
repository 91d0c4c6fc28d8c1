import type { PlatformProperties } from '@sandwright/core';
import type { QueueItem } from './fair-queue.ts';
import type { Requirement } from './platform-matching.ts';

/** What is to be run, as far as scheduling is concerned. */
export interface TaskSpec<Payload> extends Requirement {
  /** Tasks in flight with the same key are one task; undefined for a task that is never merged. */
  readonly key: string | undefined;
  readonly priority: number;
  /** Who asks; those who ask take turns. */
  readonly invocation: string;
  /** Names of what is read, the input root first: an idle worker that holds them is preferred. */
  readonly inputs?: readonly string[];
  readonly payload: Payload;
}

/** How a task comes back that was not finished. `refused`: what its worker handed in was no result. */
export type GivenBack = 'handed-back' | 'lost' | 'refused';

/** How a try to run a task ended. `unclaimed`: the server was restarted, and its worker did not come back. */
export type AttemptEnd = GivenBack | 'completed' | 'cancelled' | 'unclaimed';

/** One try to run a task. */
export interface Attempt {
  readonly worker: string;
  readonly startedAt: number;
  /** Unset while it goes on. */
  ended?: AttemptEnd;
}

/** A task and where it is. */
export interface Task<Payload> extends QueueItem, Requirement {
  /** Never used twice, not even by another run of the server. */
  readonly id: string;
  readonly key: string | undefined;
  readonly requirementKey: string;
  readonly inputs: readonly string[];
  readonly payload: Payload;
  readonly queuedAt: number;
  readonly attempts: Attempt[];
  state: 'queued' | 'leased' | 'finished';
}

/** A task that a worker holds for a time. */
export interface TaskLease<Payload> {
  /** Never used twice, and known to nobody but its worker: one that comes back late holds the name of a lease that is over. */
  readonly id: string;
  readonly task: Task<Payload>;
  /** Changes where the worker registers again. */
  workerId: string;
  readonly attempt: Attempt;
  deadline: number;
}

/** A task as it was when the server ended. */
export interface FormerTask<Payload> extends TaskSpec<Payload> {
  readonly id: string;
  readonly queuedAt: number;
  readonly attempts: readonly Attempt[];
  /** Set if a worker held it that may come back and still hold it. */
  readonly lease: { readonly id: string; readonly workerId: string } | undefined;
}

/** Told when tasks move. Called in the middle of a change; must not call back into the scheduler. */
export interface TaskListener<Payload> {
  leased(task: Task<Payload>): void;
  requeued(task: Task<Payload>): void;
  /** It was tried as often as it may be, and lost its worker each time. */
  poisoned(task: Task<Payload>): void;
  /** Nobody wants what a worker runs any more. */
  cancelled?(lease: TaskLease<Payload>): void;
  /** A worker left, or was silent for too long. */
  workerGone?(workerId: string): void;
}

/** A worker as it introduces itself. */
export interface WorkerDescription {
  /** For people; several workers may have one name. */
  readonly name: string;
  readonly properties: PlatformProperties;
  /** Tasks that it runs at once. */
  readonly concurrency: number;
  /** The only instance that it serves; undefined for all. */
  readonly instanceName?: string | undefined;
  /** Part of the server: gone with it. */
  readonly embedded?: boolean | undefined;
}
