import type { OpenProject } from '@sandwright/core';
import { type Task, type Tasks, taskOf } from './task-file.ts';

/** Thrown once a task has failed and its output was printed. */
export class TaskFailed extends Error {}

/** Runs tasks, each once, as soon as those before it are done. This is all that knows of sandwright: one call of `execute`. */
export class TaskRunner {
  readonly #tasks: Tasks;
  readonly #project: Pick<OpenProject, 'execute'>;
  readonly #print: (text: string) => void;
  readonly #begun = new Map<string, Promise<readonly string[]>>();
  readonly #stop = new AbortController();

  constructor(tasks: Tasks, project: Pick<OpenProject, 'execute'>, print: (text: string) => void) {
    this.#tasks = tasks;
    this.#project = project;
    this.#print = print;
  }

  /** Runs a task after those that it needs; gives what it made, relative to the project. */
  run(name: string): Promise<readonly string[]> {
    const begun = this.#begun.get(name) ?? this.#begin(name, taskOf(this.#tasks, name));
    this.#begun.set(name, begun);
    return begun;
  }

  async #begin(name: string, task: Task): Promise<readonly string[]> {
    const made = await Promise.all(task.after.map((before) => this.run(before)));
    const { exitCode, stderr, stdout, origin } = await this.#project.execute({
      name,
      command: task.run,
      inputs: [...task.reads, ...made.flat()],
      outputs: task.makes,
      environment: 'sandbox',
      signal: this.#stop.signal,
    });
    const how = origin.cached ? 'cached' : `ran in ${origin.sandbox}`;
    this.#print(`${exitCode === 0 ? '✓' : '✗'} ${name} (${exitCode === 0 ? how : `exit code ${exitCode}`})\n${stdout}${stderr}`);
    if (exitCode === 0) return task.makes.map((path) => `out/${path}`);
    this.#stop.abort();
    throw new TaskFailed(name);
  }
}
