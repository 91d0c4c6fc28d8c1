import { type AppendOnlyCache, backoffMs, type Clock, type Logger, networkBackoff, SandwrightError } from '@sandwright/core';
import type { ExecuteResponseInit } from '@sandwright/core/reapi';
import type { ActionLease, LeaseBroker, WorkerSession } from '../scheduler/lease-broker.ts';
import type { WorkerDescription } from '../scheduler/task.ts';
import { runAction, type WorkerRuntime } from './run-action.ts';

/** What a worker needs. */
export interface WorkerOptions {
  readonly broker: LeaseBroker;
  readonly description: WorkerDescription;
  /** What actions of an instance are run with. */
  readonly runtimeOf: (instanceName: string) => Promise<WorkerRuntime>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly appendOnlyCaches?: readonly AppendOnlyCache[];
}

/** Where a worker is in its life. */
export type WorkerState = 'starting' | 'ready' | 'draining' | 'drained' | 'stopped';

interface Running {
  readonly lease: ActionLease;
  readonly ended: AbortController;
  done: Promise<void>;
}

/** How often leases are renewed, as a part of their length. */
const renewPart = 1 / 3;

/** Takes actions from a broker and runs them; knows neither whether the broker is near nor what the sandbox is. */
export class Worker implements AsyncDisposable {
  readonly #options: WorkerOptions;
  readonly #running = new Map<string, Running>();
  readonly #stopped = new AbortController();
  readonly #drained = new AbortController();
  #session: WorkerSession | undefined;
  #state: WorkerState = 'starting';
  #freed: (() => void) | undefined;
  #loops: Promise<unknown> | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
  }

  get state(): WorkerState {
    return this.#state;
  }

  /** Actions that run now. */
  get running(): number {
    return this.#running.size;
  }

  /**
   * Registers, and begins to take actions; returns once the first registration has succeeded.
   * @throws SandwrightError UNAUTHORISED and whatever else no later try can change
   */
  async start(): Promise<void> {
    this.#session = await this.#register();
    this.#state = 'ready';
    this.#loops = Promise.all([this.#takeActions(), this.#renewLeases()]);
  }

  /**
   * Takes nothing new, lets what runs finish, gives the rest back, and says goodbye.
   * @param graceMs how long running actions may take
   */
  async drain(graceMs: number): Promise<void> {
    if (this.#state !== 'ready') return;
    this.#state = 'draining';
    this.#drained.abort();
    this.#freed?.();
    const limit = new AbortController();
    const over = this.#options.clock.sleep(graceMs, { signal: limit.signal }).catch(() => {});
    await Promise.race([Promise.all([...this.#running.values()].map(({ done }) => done)), over]);
    limit.abort();
    await this.#leave();
    this.#state = 'drained';
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state === 'ready') await this.#leave();
    this.#drained.abort();
    this.#stopped.abort();
    this.#freed?.();
    for (const { ended } of this.#running.values()) ended.abort();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    await this.#loops;
    this.#state = 'stopped';
  }

  /** Ends what runs and gives it back. */
  async #leave(): Promise<void> {
    this.#drained.abort();
    for (const { ended } of this.#running.values()) ended.abort();
    await Promise.all([...this.#running.values()].map(({ done }) => done));
    this.#stopped.abort();
    const session = this.#session;
    if (session !== undefined) await this.#options.broker.unregister(session.workerId).catch(() => {});
  }

  async #register(): Promise<WorkerSession> {
    const { broker, description, clock, logger } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await broker.register(description, { signal: this.#stopped.signal });
      } catch (caught) {
        const error = SandwrightError.from(caught);
        if (!error.retryable || this.#stopped.signal.aborted) throw error;
        logger.log('warn', 'the server cannot be reached; trying again', { attempt, message: error.message });
        await clock.sleep(backoffMs(attempt, networkBackoff, Math.random()), { signal: this.#stopped.signal });
      }
    }
  }

  async #takeActions(): Promise<void> {
    const { description, logger, broker, clock } = this.#options;
    let failures = 0;
    while (!this.#drained.signal.aborted) {
      if (this.#running.size >= description.concurrency) {
        await this.#untilFreed();
        continue;
      }
      try {
        const session = this.#session ?? (this.#session = await this.#register());
        const lease = await broker.acquire(session.workerId, { signal: this.#drained.signal });
        failures = 0;
        if (lease === undefined) continue;
        if (this.#drained.signal.aborted) await broker.giveBack(session.workerId, lease.id).catch(() => {});
        else this.#begin(session, lease);
      } catch (caught) {
        if (this.#drained.signal.aborted) return;
        const error = SandwrightError.from(caught);
        if (isForgotten(error)) {
          this.#session = undefined;
          continue;
        }
        failures += 1;
        logger.log('warn', 'the server gave no action', { failures, message: error.message });
        await clock.sleep(backoffMs(failures, networkBackoff, Math.random()), { signal: this.#drained.signal }).catch(() => {});
      }
    }
  }

  async #untilFreed(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#freed = resolve;
    await promise;
    this.#freed = undefined;
  }

  #begin(session: WorkerSession, lease: ActionLease): void {
    const running: Running = { lease, ended: new AbortController(), done: Promise.resolve() };
    this.#running.set(lease.id, running);
    running.done = this.#run(session, running).finally(() => {
      this.#running.delete(lease.id);
      this.#freed?.();
    });
  }

  async #run(session: WorkerSession, { lease, ended }: Running): Promise<void> {
    const { broker, logger, description, runtimeOf, appendOnlyCaches } = this.#options;
    const fields = { action: lease.action.hash, lease: lease.id };
    try {
      const runtime = await runtimeOf(lease.instanceName);
      const response = await runAction(lease, runtime, { workerName: description.name, logger, signal: ended.signal, appendOnlyCaches });
      await this.#handIn(session, lease, response, ended.signal);
    } catch (caught) {
      const error = SandwrightError.from(caught);
      logger.log('info', 'action not handed in', { ...fields, code: error.code, message: error.message });
      // If the lease is over, the server says so, and that is all there is to it.
      await broker.giveBack(session.workerId, lease.id).catch(() => {});
    }
  }

  /** A result is too dear to be lost to a short break of the connection. */
  async #handIn(session: WorkerSession, lease: ActionLease, response: ExecuteResponseInit, signal: AbortSignal): Promise<void> {
    const { broker, clock } = this.#options;
    for (let attempt = 1; ; attempt += 1) {
      try {
        await broker.complete(session.workerId, lease.id, response, { signal });
        return;
      } catch (caught) {
        const error = SandwrightError.from(caught);
        if (!error.retryable || attempt > 8) throw error;
        await clock.sleep(backoffMs(attempt, networkBackoff, Math.random()), { signal });
      }
    }
  }

  async #renewLeases(): Promise<void> {
    const { broker, clock, logger } = this.#options;
    while (!this.#stopped.signal.aborted) {
      const session = this.#session;
      const waitMs = (session?.leaseMs ?? 1_000) * renewPart;
      await clock.sleep(waitMs, { signal: this.#stopped.signal }).catch(() => {});
      if (session === undefined || this.#stopped.signal.aborted) continue;
      try {
        const over = await broker.renew(session.workerId, [...this.#running.keys()], { signal: this.#stopped.signal });
        for (const leaseId of over) this.#running.get(leaseId)?.ended.abort();
      } catch (caught) {
        const error = SandwrightError.from(caught);
        if (isForgotten(error) && this.#session === session) {
          this.#session = undefined;
          // What runs was given to others meanwhile.
          for (const { ended } of this.#running.values()) ended.abort();
        } else if (!this.#stopped.signal.aborted) logger.log('warn', 'leases could not be renewed', { message: error.message });
      }
    }
  }
}

/** The server does not know this worker (any more). */
function isForgotten(error: SandwrightError): boolean {
  return error.code === 'TARGET_UNKNOWN';
}
