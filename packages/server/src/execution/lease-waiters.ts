import type { TaskLease } from '../scheduler/task.ts';
import type { ActionPayload } from './action-payload.ts';

type Answer = (lease: TaskLease<ActionPayload> | undefined) => void;

/** What a wait needs. */
export interface LeaseWaitOptions {
  /** How long at most, milliseconds. */
  readonly waitMs: number;
  readonly signal: AbortSignal | undefined;
}

/** Workers whose question for an action is not answered yet. */
export class LeaseWaiters {
  readonly #waiting = new Map<string, Set<Answer>>();
  readonly #left: (workerId: string) => void;

  /** @param left told of a worker when its last question has ended, before anything else can happen */
  constructor(left: (workerId: string) => void) {
    this.#left = left;
  }

  /**
   * Waits until a worker is answered.
   * @returns undefined if there was nothing for it
   */
  async wait(workerId: string, { waitMs, signal }: LeaseWaitOptions): Promise<TaskLease<ActionPayload> | undefined> {
    if (signal?.aborted === true) return undefined;
    const { promise, resolve } = Promise.withResolvers<TaskLease<ActionPayload> | undefined>();
    const questions = this.#waiting.get(workerId) ?? new Set<Answer>();
    this.#waiting.set(workerId, questions);
    const answer: Answer = (lease) => {
      // A lease that was given to a question that is over would be nobody's.
      if (!questions.delete(answer)) return;
      if (questions.size === 0) {
        this.#waiting.delete(workerId);
        this.#left(workerId);
      }
      resolve(lease);
    };
    const giveUp = (): void => answer(undefined);
    questions.add(answer);
    const timer = setTimeout(giveUp, waitMs);
    signal?.addEventListener('abort', giveUp, { once: true });
    const lease = await promise;
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
    return lease;
  }

  /** Answers the oldest question of a worker, if it has one. */
  answer(workerId: string, lease: TaskLease<ActionPayload>): boolean {
    for (const answer of this.#waiting.get(workerId) ?? []) {
      answer(lease);
      return true;
    }
    return false;
  }

  /** Whether a worker has a question that is not answered. */
  has(workerId: string): boolean {
    return this.#waiting.has(workerId);
  }

  /** Tells a worker, or all of them, that there is nothing. */
  dismiss(workerId?: string): void {
    for (const id of workerId === undefined ? [...this.#waiting.keys()] : [workerId]) {
      for (const answer of this.#waiting.get(id) ?? []) answer(undefined);
    }
  }
}
