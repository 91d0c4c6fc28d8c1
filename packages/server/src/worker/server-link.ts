import { backoffMs, type CallOptions, type Clock, type Logger, networkBackoff, SandwrightError } from '@sandwright/core';
import type { LeaseBroker, WorkerSession } from '../scheduler/lease-broker.ts';
import type { WorkerDescription } from '../scheduler/task.ts';

/** What a link needs. */
export interface ServerLinkOptions {
  readonly broker: LeaseBroker;
  readonly description: WorkerDescription;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Leases of which the worker runs the action, or holds the result. */
  readonly heldLeases: () => readonly string[];
  /** Told of leases that are over. */
  readonly onEnded: (leaseIds: readonly string[]) => void;
  /** Ends every wait. */
  readonly signal: AbortSignal;
}

/** How a worker stands with its server: registers, and registers again with what it holds where the server has forgotten it. */
export class ServerLink {
  readonly #options: ServerLinkOptions;
  #session: WorkerSession | undefined;
  #former: WorkerSession | undefined;
  #registering: Promise<WorkerSession> | undefined;
  #heardAt = performance.now();

  constructor(options: ServerLinkOptions) {
    this.#options = options;
  }

  /** The session in force; undefined before the first, and while the server does not know this worker. */
  get current(): WorkerSession | undefined {
    return this.#session;
  }

  /** For how long the server has not answered, milliseconds. */
  get silentMs(): number {
    return performance.now() - this.#heardAt;
  }

  /** The session in force, or a new one; tries until there is one. */
  async session(): Promise<WorkerSession> {
    if (this.#session !== undefined) return this.#session;
    // One registration for all who need a session.
    this.#registering ??= this.#register().finally(() => {
      this.#registering = undefined;
    });
    return await this.#registering;
  }

  /**
   * Asks the server something in the name of the session, and once more in the name of the next one if this one was forgotten.
   * @param ask makes the call
   * @throws SandwrightError whatever the call throws
   */
  async ask<T>(ask: (session: WorkerSession) => Promise<T>): Promise<T> {
    const session = await this.session();
    try {
      return await this.#hear(ask(session));
    } catch (caught) {
      if (!isForgotten(caught)) throw caught;
      this.#forget(session);
    }
    return await this.#hear(ask(await this.session()));
  }

  async #hear<T>(call: Promise<T>): Promise<T> {
    try {
      const answer = await call;
      this.#heardAt = performance.now();
      return answer;
    } catch (caught) {
      // A refusal is an answer too.
      if (!SandwrightError.from(caught).retryable) this.#heardAt = performance.now();
      throw caught;
    }
  }

  #forget(session: WorkerSession): void {
    if (this.#session !== session) return;
    this.#session = undefined;
    this.#former = session;
  }

  async #register(): Promise<WorkerSession> {
    const { broker, description, clock, logger, heldLeases, onEnded, signal } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        const former = this.#former === undefined ? undefined : { workerId: this.#former.workerId, heldLeaseIds: heldLeases() };
        const options: CallOptions = { signal };
        const session = await this.#hear(broker.register(description, former === undefined ? options : { ...options, former }));
        this.#session = session;
        onEnded(session.endedLeaseIds);
        return session;
      } catch (caught) {
        const error = SandwrightError.from(caught);
        // What the server refuses at the start stays refused; later it may be that a token is being exchanged.
        if (signal.aborted || (!error.retryable && this.#former === undefined)) throw error;
        logger.log('warn', 'the server cannot be reached; trying again', { attempt, message: error.message });
        await clock.sleep(backoffMs(attempt, networkBackoff, Math.random()), { signal });
      }
    }
  }
}

/** The server does not know this worker (any more). */
function isForgotten(caught: unknown): boolean {
  return SandwrightError.is(caught) && caught.code === 'TARGET_UNKNOWN';
}
