import { type Logger, SandwrightError } from '@sandwright/core';
import type { Task } from '../scheduler/task.ts';
import type { TaskScheduler } from '../scheduler/task-scheduler.ts';
import type { ActionPayload } from './action-payload.ts';

/** The same is said again after so long, milliseconds. */
const againMs = 60_000;

/** Different things that are said in that time at most. */
const maxNotices = 100;

/** Says in the log at once where actions wait for a worker that is not there; many wait for the same. */
export class StrandedNotices {
  readonly #logger: Logger;
  readonly #said = new Map<string, number>();

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** To be called for a task that was just queued. */
  notice(task: Task<ActionPayload>, tasks: Pick<TaskScheduler<ActionPayload>, 'explain'>, now: number): void {
    if (task.state !== 'queued') return;
    const said = this.#said.get(task.requirementKey);
    if (said !== undefined && now - said < againMs) return;
    const why = tasks.explain(task);
    if (why === undefined) return;
    if (this.#said.size >= maxNotices) this.#said.clear();
    this.#said.set(task.requirementKey, now);
    this.#logger.log('warn', 'actions wait for a worker that could run them', { action: task.payload.action.hash, why });
  }
}

/**
 * What clients are told of tasks that no worker has run in time.
 * @returns gives the error of a task; those that need the same have the same reason, for there may be many tasks and many workers
 */
export function strandedErrors(tasks: Pick<TaskScheduler<ActionPayload>, 'explain'>): (task: Task<ActionPayload>) => SandwrightError {
  const reasons = new Map<string, string>();
  return (task) => {
    const why = reasons.get(task.requirementKey) ?? tasks.explain(task) ?? 'no worker has run it';
    reasons.set(task.requirementKey, why);
    return new SandwrightError('NO_WORKER', why);
  };
}
