import { requirementKey } from './platform-matching.ts';
import type { Attempt, Task, TaskSpec } from './task.ts';

/** What a task is made of. */
export type TaskParts<Payload> = TaskSpec<Payload> & Pick<Task<Payload>, 'id' | 'queuedAt'> & { readonly attempts: readonly Attempt[] };

/** A task that waits. */
export function makeTask<Payload>(parts: TaskParts<Payload>, sequence: number): Task<Payload> {
  const { id, key, platform, instanceName, priority, invocation, inputs = [], payload, queuedAt, attempts } = parts;
  return {
    id,
    key,
    platform,
    instanceName,
    requirementKey: requirementKey({ platform, instanceName }),
    priority,
    invocation,
    inputs,
    payload,
    sequence,
    queuedAt,
    attempts: [...attempts],
    state: 'queued',
  };
}
