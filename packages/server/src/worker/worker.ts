import {
  type AppendOnlyCache,
  backoffMs,
  type Clock,
  type LinkedAbort,
  type Logger,
  linkAbort,
  networkBackoff,
  SandwrightError,
} from '@sandwright/core';
import { leaseAllowance } from '../scheduler/lease-allowance.ts';
import type { ActionLease, LeaseBroker } from '../scheduler/lease-broker.ts';
import type { WorkerDescription } from '../scheduler/task.ts';
import { HeldLease, type LeaseRunOptions, runLease } from './held-lease.ts';
import type { WorkerRuntime } from './run-action.ts';
import { RunSlots } from './run-slots.ts';
import { ServerLink } from './server-link.ts';
import { WorkerFaults } from './worker-faults.ts';

/** What a worker needs. */
export interface WorkerOptions {
  readonly broker: LeaseBroker;
  readonly description: WorkerDescription;
  /** What actions of an instance are run with. */
  readonly runtimeOf: (instanceName: string) => Promise<WorkerRuntime>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly appendOnlyCaches?: readonly AppendOnlyCache[];
  /** How an action gets a network, for those that fail without one; left out where all have one. */
  readonly networkAdvice?: string | undefined;
  /** Whether inputs are far away, so that those of the next actions are fetched while others run. */
  readonly fetchesAhead?: boolean;
  /** How long actions go on while the server cannot be reached, milliseconds; two minutes by default. */
  readonly lostServerGraceMs?: number;
}

/** Where a worker is in its life. */
export type WorkerState = 'starting' | 'ready' | 'draining' | 'drained' | 'stopped';

/** How often leases are renewed at least, as a part of their length. */
const renewPart = 1 / 3;

/** Between two renewals there is at least so much time, milliseconds. */
const renewPauseMs = 20;

/** A server that does not answer is not waited for at the end, milliseconds. */
const farewellMs = 5_000;

const defaultLostServerGraceMs = 120_000;

/** Takes actions from a broker and runs them; knows neither whether the broker is near nor what the sandbox is. */
export class Worker implements AsyncDisposable {
  readonly #options: WorkerOptions;
  readonly #held = new Map<string, HeldLease>();
  readonly #stopped = new AbortController();
  readonly #drained = new AbortController();
  readonly #slots: RunSlots;
  readonly #link: ServerLink;
  readonly #faults = new WorkerFaults();
  #state: WorkerState = 'starting';
  #freed: (() => void) | undefined;
  /** The question for an action that is open. */
  #poll: LinkedAbort | undefined;
  #loops: Promise<unknown> | undefined;

  constructor(options: WorkerOptions) {
    this.#options = options;
    const { broker, description, clock, logger } = options;
    this.#slots = new RunSlots(description.concurrency);
    this.#link = new ServerLink({
      broker,
      description,
      clock,
      logger,
      heldLeases: () => [...this.#held.keys()],
      onEnded: (leaseIds) => this.#end(leaseIds),
      signal: this.#stopped.signal,
    });
  }

  get state(): WorkerState {
    return this.#state;
  }

  /** Actions that it runs, or prepares to run, or whose results it hands in. */
  get running(): number {
    return this.#held.size;
  }

  /**
   * Registers, and begins to take actions; returns once the first registration has succeeded.
   * @throws SandwrightError UNAUTHORISED and whatever else no later try can change
   */
  async start(): Promise<void> {
    await this.#link.session();
    this.#enter('ready');
    this.#loops = Promise.all([this.#takeActions(), this.#renewLeases()]);
  }

  /**
   * Takes nothing new, lets what runs finish, gives the rest back, and says goodbye.
   * @param graceMs how long running actions may take
   */
  async drain(graceMs: number): Promise<void> {
    if (this.#state !== 'ready') return;
    this.#enter('draining');
    this.#drained.abort();
    this.#freed?.();
    // What has not begun is sooner done by others.
    for (const held of this.#held.values()) if (!held.hasBegun) held.ended.abort();
    const limit = new AbortController();
    const over = this.#options.clock.sleep(graceMs, { signal: limit.signal }).catch(() => {});
    await Promise.race([this.#allDone(), over]);
    limit.abort();
    await this.#leave();
    this.#enter('drained');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#state === 'ready') await this.#leave();
    this.#drained.abort();
    this.#stopped.abort();
    this.#freed?.();
    this.#end([...this.#held.keys()]);
    await this.#allDone();
    await this.#loops;
    this.#enter('stopped');
  }

  #enter(state: WorkerState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#options.logger.log('info', 'worker state', { worker: this.#options.description.name, state });
  }

  /** Ends what runs and gives it back. */
  async #leave(): Promise<void> {
    this.#drained.abort();
    this.#end([...this.#held.keys()]);
    await this.#allDone();
    const session = this.#link.current;
    this.#stopped.abort();
    if (session !== undefined)
      await this.#options.broker.unregister(session.workerId, { signal: AbortSignal.timeout(farewellMs) }).catch(() => {});
  }

  async #allDone(): Promise<void> {
    await Promise.all([...this.#held.values()].map(({ done }) => done));
  }

  #end(leaseIds: readonly string[]): void {
    for (const leaseId of leaseIds) this.#held.get(leaseId)?.ended.abort();
  }

  /**
   * A lease more than it can run is taken only where inputs are to be fetched, and as long as places become free soon: else another worker
   * is the better one. What has ended, but for handing its result in, takes no place.
   */
  get #mayTake(): boolean {
    const { description, fetchesAhead } = this.#options;
    const allowed = leaseAllowance(description.concurrency);
    if (this.#held.size >= allowed) return false;
    let going = 0;
    for (const { hasEnded } of this.#held.values()) if (!hasEnded) going += 1;
    return going < (fetchesAhead === true && !this.#slots.congested ? allowed : description.concurrency);
  }

  async #takeActions(): Promise<void> {
    const { logger, broker, clock } = this.#options;
    const { signal } = this.#drained;
    let failures = 0;
    while (!signal.aborted) {
      if (!this.#mayTake) {
        await this.#untilFreed();
        continue;
      }
      using poll = linkAbort(signal);
      this.#poll = poll;
      try {
        if (this.#faults.pauseMs > 0) await clock.sleep(this.#faults.pauseMs, { signal });
        const lease = await this.#link.ask(({ workerId }) => broker.acquire(workerId, { signal: poll.signal }));
        failures = 0;
        if (lease === undefined) continue;
        if (poll.signal.aborted) await this.#giveBack(lease);
        else this.#begin(lease);
      } catch (caught) {
        if (signal.aborted) return;
        if (poll.signal.aborted) continue;
        const error = SandwrightError.from(caught);
        failures += 1;
        logger.log('warn', 'the server gave no action', { failures, message: error.message });
        await clock.sleep(backoffMs(failures, networkBackoff, Math.random()), { signal }).catch(() => {});
      }
    }
  }

  async #untilFreed(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#freed = resolve;
    await promise;
    this.#freed = undefined;
  }

  #begin(lease: ActionLease): void {
    const held = new HeldLease(lease);
    this.#held.set(lease.id, held);
    held.done = this.#run(held).finally(() => {
      this.#held.delete(lease.id);
      this.#freed?.();
    });
  }

  async #run(held: HeldLease): Promise<void> {
    const { logger, description, clock, broker, runtimeOf, appendOnlyCaches, networkAdvice } = this.#options;
    const options: LeaseRunOptions = {
      workerName: description.name,
      slots: this.#slots,
      faults: this.#faults,
      link: this.#link,
      logger,
      clock,
      broker,
      runtimeOf,
      appendOnlyCaches,
      networkAdvice,
      onFreed: () => this.#freed?.(),
    };
    try {
      await runLease(held, options);
    } catch (caught) {
      const { code, message } = SandwrightError.from(caught);
      // That an action is better run elsewhere, or not wanted any more, is everyday life.
      logger.log(code === 'CANCELLED' ? 'debug' : 'info', 'action not handed in', {
        action: held.lease.action.hash,
        lease: held.lease.id,
        code,
        message,
      });
      // Else this worker is the first that waits for it.
      if (this.#faults.pauseMs > 0) this.#poll?.abort(caught);
      await this.#giveBack(held.lease);
    }
  }

  /** If the lease is over, or the server gone, that is all there is to it. */
  async #giveBack({ id }: ActionLease): Promise<void> {
    const session = this.#link.current;
    if (session !== undefined)
      await this.#options.broker.giveBack(session.workerId, id, { signal: AbortSignal.timeout(farewellMs) }).catch(() => {});
  }

  async #renewLeases(): Promise<void> {
    const { broker, clock, logger, lostServerGraceMs = defaultLostServerGraceMs } = this.#options;
    const { signal } = this.#stopped;
    while (!signal.aborted) {
      const askedAt = performance.now();
      const waitMs = (this.#link.current?.leaseMs ?? 1_000) * renewPart;
      let ended: readonly string[] = [];
      try {
        ended = await this.#link.ask(({ workerId }) => broker.renew(workerId, this.#wanted(), { signal, waitMs }));
        this.#end(ended);
      } catch (caught) {
        if (!signal.aborted) logger.log('warn', 'leases could not be renewed', { message: SandwrightError.from(caught).message });
      }
      if (this.#link.silentMs > lostServerGraceMs && this.#held.size > 0) {
        logger.log('warn', 'the server has been gone for too long; what runs is ended', { actions: this.#held.size });
        this.#end([...this.#held.keys()]);
      }
      // Where one lease was over, others may be; else an answer that came sooner than it had to is no reason to ask more often.
      const pauseMs = ended.length > 0 ? 0 : waitMs - (performance.now() - askedAt);
      await clock.sleep(Math.max(pauseMs, renewPauseMs), { signal }).catch(() => {});
    }
  }

  /** The leases whose results are of use. */
  #wanted(): string[] {
    return [...this.#held.values()].filter(({ ended }) => !ended.signal.aborted).map(({ lease }) => lease.id);
  }
}
