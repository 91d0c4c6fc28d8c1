import { before, FairQueue, type QueueHead } from './fair-queue.ts';
import { InvocationTurns } from './invocation-turns.ts';
import type { Task } from './task.ts';

/** The tasks that wait: a queue for each need, and turns that are counted over all of them. */
export class TaskQueues<Payload> {
  readonly #turns = new InvocationTurns();
  readonly #queues = new Map<string, FairQueue<Task<Payload>>>();
  #size = 0;

  /** How many tasks wait. */
  get size(): number {
    return this.#size;
  }

  /** How many tasks of one invocation wait. */
  sizeOf(invocation: string): number {
    return this.#turns.waiting(invocation);
  }

  add(task: Task<Payload>): void {
    let queue = this.#queues.get(task.requirementKey);
    if (queue === undefined) {
      queue = new FairQueue(this.#turns);
      this.#queues.set(task.requirementKey, queue);
    }
    queue.push(task);
    this.#size += 1;
  }

  /** Takes a task out that waits. */
  remove(task: Task<Payload>): void {
    const queue = this.#queues.get(task.requirementKey);
    if (queue === undefined) return;
    queue.remove(task);
    this.#size -= 1;
    if (queue.size === 0) this.#queues.delete(task.requirementKey);
  }

  /** The task that is to run next of those that can. */
  best(canRun: (task: Task<Payload>) => boolean): Task<Payload> | undefined {
    let best: QueueHead<Task<Payload>> | undefined;
    for (const queue of this.#queues.values()) {
      const head = queue.peek();
      if (head === undefined || (best !== undefined && !before(head, best)) || !canRun(head.item)) continue;
      best = head;
    }
    return best?.item;
  }

  /** Takes the task out that `best` has given. */
  take(task: Task<Payload>): void {
    const queue = this.#queues.get(task.requirementKey);
    queue?.pop();
    this.#size -= 1;
    if (queue?.size === 0) this.#queues.delete(task.requirementKey);
  }

  /**
   * The tasks of whole queues.
   * @param isWanted asked once for each queue, about its next task; all tasks of a queue need the same
   */
  *ofQueues(isWanted: (next: Task<Payload>) => boolean): Generator<Task<Payload>, void, undefined> {
    for (const queue of this.#queues.values()) {
      const head = queue.peek();
      if (head !== undefined && isWanted(head.item)) yield* queue.values();
    }
  }
}
