import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const taskSchema = z.strictObject({
  /** For `sh -eu -c`. */
  run: z.string().min(1),
  /** Tasks that come first; what they made is in `out/`. */
  after: z.array(z.string()).default([]),
  /** Files and folders that the task sees, relative to the project. */
  reads: z.array(z.string()).default([]),
  /** Files and folders that it makes. */
  makes: z.array(z.string()).default([]),
});

/** One entry of `tasks.json`. */
export type Task = z.infer<typeof taskSchema>;

/** Every task by its name. */
export type Tasks = ReadonlyMap<string, Task>;

/** Reads `tasks.json` and sees to it that it makes sense. */
export function readTasks(directory: string): Tasks {
  const written: unknown = JSON.parse(readFileSync(join(directory, 'tasks.json'), 'utf8'));
  const tasks: Tasks = new Map(Object.entries(z.record(z.string(), taskSchema).parse(written)));
  for (const name of tasks.keys()) checkOrder(tasks, name, []);
  return tasks;
}

/** The task of that name. */
export function taskOf(tasks: Tasks, name: string): Task {
  const task = tasks.get(name);
  if (task === undefined) throw new Error(`there is no task "${name}", only ${[...tasks.keys()].join(', ')}`);
  return task;
}

function checkOrder(tasks: Tasks, name: string, above: readonly string[]): void {
  if (above.includes(name)) throw new Error(`tasks wait for one another: ${[...above, name].join(' -> ')}`);
  for (const before of taskOf(tasks, name).after) checkOrder(tasks, before, [...above, name]);
}
