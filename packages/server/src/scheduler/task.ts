import type { PlatformProperties } from '@sandwright/core';
import type { QueueItem } from './fair-queue.ts';

/** What is to be run, as far as scheduling is concerned. */
export interface TaskSpec<Payload> {
  /** Tasks in flight with the same key are one task; undefined for a task that is never merged. */
  readonly key: string | undefined;
  readonly platform: PlatformProperties;
  readonly priority: number;
  /** Who asks; those who ask take turns. */
  readonly invocation: string;
  readonly payload: Payload;
}

/** One try to run a task. */
export interface Attempt {
  readonly worker: string;
  readonly startedAt: number;
  /** Unset while it goes on. */
  ended?: 'completed' | 'lost' | 'handed-back' | 'cancelled';
}

/** A task and where it is. */
export interface Task<Payload> extends QueueItem {
  readonly id: string;
  readonly key: string | undefined;
  readonly platform: PlatformProperties;
  readonly platformKey: string;
  readonly payload: Payload;
  readonly queuedAt: number;
  readonly attempts: Attempt[];
  state: 'queued' | 'leased' | 'finished';
}

/** A task that a worker holds for a time. */
export interface TaskLease<Payload> {
  /** Never used twice: a worker that comes back late holds the name of a lease that is over. */
  readonly id: string;
  readonly task: Task<Payload>;
  readonly workerId: string;
  readonly attempt: Attempt;
  deadline: number;
}

/** Told when tasks move. Called in the middle of a change; must not call back into the scheduler. */
export interface TaskListener<Payload> {
  leased(task: Task<Payload>): void;
  requeued(task: Task<Payload>): void;
  /** It was tried as often as it may be, and lost its worker each time. */
  poisoned(task: Task<Payload>): void;
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
