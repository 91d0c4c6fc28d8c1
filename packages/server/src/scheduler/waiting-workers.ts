import { IdleWorkers } from './idle-workers.ts';
import { InputLocality } from './input-locality.ts';
import type { Task } from './task.ts';
import type { TaskQueues } from './task-queues.ts';
import type { WorkerState } from './worker-state.ts';
import type { WorkerTable } from './worker-table.ts';

/** The workers that wait for a task, and which of them is to have the next one. */
export class WaitingWorkers<Payload> {
  /** Those that would run a task at once, and then those that would only fetch its inputs. */
  readonly #sorts = [
    new IdleWorkers<Payload>(({ leases, description }) => leases.size < description.concurrency),
    new IdleWorkers<Payload>(({ leases, description }) => leases.size >= description.concurrency),
  ];
  readonly #locality = new InputLocality();

  /** To be called whenever a worker begins or ends to wait, or its room changes. */
  update(worker: WorkerState<Payload>): void {
    for (const idle of this.#sorts) idle.update(worker);
  }

  /** A worker has been lent a task, and so will hold its inputs. */
  lent(worker: WorkerState<Payload>, task: Task<Payload>): void {
    this.#locality.note(worker.id, task.inputs);
  }

  /**
   * The next task, and the worker that is to have it: the one that holds most of its inputs, else the one that waits longest.
   * @returns undefined if nobody waits for any task
   */
  next(
    queues: TaskQueues<Payload>,
    workers: WorkerTable<Payload>,
  ): { readonly task: Task<Payload>; readonly worker: WorkerState<Payload> } | undefined {
    for (const idle of this.#sorts) {
      const task = idle.size === 0 ? undefined : queues.best((each) => idle.canRun(each));
      if (task === undefined) continue;
      const holder = this.#locality.best(task.inputs, (id) => {
        const worker = workers.find(id);
        return worker !== undefined && idle.has(worker) && worker.canRun(task) ? worker : undefined;
      });
      const worker = holder ?? idle.oldestFor(task);
      if (worker !== undefined) return { task, worker };
    }
    return undefined;
  }
}
