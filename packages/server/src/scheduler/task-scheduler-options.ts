/** Bounds and times of scheduling. All times in milliseconds of one clock that only goes forward. */
export interface TaskSchedulerOptions {
  /** How long a lease lasts unless it is renewed. */
  readonly leaseMs: number;
  /** How often a task may lose its worker. */
  readonly maxAttempts: number;
  /** Tasks that may wait; more are refused. */
  readonly maxQueued: number;
  /** How long a task may wait for a worker that could run it to appear; 0 refuses it at once. */
  readonly workerWaitMs: number;
  /** Grows with every run of the server, so that no name is used twice; 0 by default. */
  readonly epoch?: number;
  /** Makes a part of the name of a lease that nobody can guess; nothing by default. */
  readonly leaseToken?: () => string;
}
