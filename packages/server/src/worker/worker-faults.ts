import type { SandwrightError } from '@sandwright/core';

/**
 * What is wrong with this machine rather than with the action: its disk is full or broken, it cannot confine anything (any more), or the
 * storage cannot be reached from here.
 */
const ownFaults: ReadonlySet<string> = new Set(['STORAGE_FAILED', 'RESOURCE_EXHAUSTED', 'SANDBOX_UNAVAILABLE', 'REMOTE_UNAVAILABLE']);

/** Actions that are remembered. */
const maxRemembered = 1_000;

/** Nothing new is taken for so long after a fault, milliseconds, so that a healthy worker gets the action. */
const pauseMs = 2_000;

/** Actions that failed through faults of this machine: each is left to another worker once, and is answered with the error the next time. */
export class WorkerFaults {
  readonly #actions = new Set<string>();
  #pausedUntil = 0;

  /** Milliseconds for which nothing new should be taken. */
  get pauseMs(): number {
    return Math.max(0, this.#pausedUntil - performance.now());
  }

  /**
   * Whether to leave the action to another worker.
   * @param action hash of its digest
   * @param error why it was not run to its end
   */
  leaveToOthers(action: string, error: SandwrightError): boolean {
    return ownFaults.has(error.code) && this.leaveOnce(action);
  }

  /** The same for what is a fault of this machine whatever the error says. */
  leaveOnce(action: string): boolean {
    if (this.#actions.delete(action)) return false;
    this.#actions.add(action);
    const [oldest] = this.#actions;
    if (this.#actions.size > maxRemembered && oldest !== undefined) this.#actions.delete(oldest);
    this.#pausedUntil = performance.now() + pauseMs;
    return true;
  }
}
