import type { Task } from '../scheduler/task.ts';
import { TaskScheduler } from '../scheduler/task-scheduler.ts';
import type { TaskSchedulerOptions } from '../scheduler/task-scheduler-options.ts';

/** A scheduler of tasks that are texts, and what it told. */
export interface TaskSchedulerRig {
  readonly scheduler: TaskScheduler<string>;
  readonly events: string[];
  readonly submit: (
    name: string,
    more?: {
      priority?: number;
      invocation?: string;
      key?: string;
      platform?: { name: string; value: string }[];
      instanceName?: string;
      inputs?: string[];
    },
  ) => Task<string>;
}

/** Makes one, with leases of a second. */
export function rig(options: Partial<TaskSchedulerOptions> = {}): TaskSchedulerRig {
  const events: string[] = [];
  const scheduler = new TaskScheduler<string>(
    { leaseMs: 1_000, maxAttempts: 3, maxQueued: 100, workerWaitMs: 60_000, ...options },
    {
      leased: ({ payload }) => events.push(`leased ${payload}`),
      requeued: ({ payload }) => events.push(`requeued ${payload}`),
      poisoned: ({ payload }) => events.push(`poisoned ${payload}`),
    },
  );
  return {
    scheduler,
    events,
    submit: (name, { priority = 0, invocation = 'i', key, platform = [], instanceName = '', inputs = [] } = {}) =>
      scheduler.submit({ key, platform, instanceName, inputs, priority, invocation, payload: name }, 0),
  };
}

/** A worker as it introduces itself. */
export const worker = (concurrency = 1, properties: { name: string; value: string }[] = []) => ({ name: 'w', properties, concurrency });
