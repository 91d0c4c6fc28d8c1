import { type AppendOnlyCache, abortError, backoffMs, type Clock, type Logger, networkBackoff, SandwrightError } from '@sandwright/core';
import type { ExecuteResponseInit } from '@sandwright/core/reapi';
import type { ActionLease, LeaseBroker } from '../scheduler/lease-broker.ts';
import { failureOf, runAction, type WorkerRuntime } from './run-action.ts';
import type { RunSlots } from './run-slots.ts';
import type { ServerLink } from './server-link.ts';
import type { WorkerFaults } from './worker-faults.ts';

/** An action that this worker holds. */
export class HeldLease {
  readonly lease: ActionLease;
  /** Aborted when its result is of no use any more. */
  readonly ended = new AbortController();
  /** Milliseconds since 1970, by this machine's clock. */
  readonly receivedAtMs: number = Date.now();
  /** Whether it has a place to run. */
  hasBegun = false;
  /** Whether its command has ended, and only its outputs are left to deal with. */
  hasEnded = false;
  /** Never rejects. */
  done: Promise<void> = Promise.resolve();

  constructor(lease: ActionLease) {
    this.lease = lease;
  }
}

/** What running a lease needs. */
export interface LeaseRunOptions {
  readonly workerName: string;
  readonly slots: RunSlots;
  readonly faults: WorkerFaults;
  readonly link: ServerLink;
  readonly broker: LeaseBroker;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly runtimeOf: (instanceName: string) => Promise<WorkerRuntime>;
  readonly appendOnlyCaches: readonly AppendOnlyCache[] | undefined;
  readonly networkAdvice: string | undefined;
  /** Called when a place has become free. */
  readonly onFreed: () => void;
}

/** Tries to hand a result in; the waits between them come to about a minute. */
const handInTries = 10;

/**
 * Fetches inputs, waits for a place, runs the action, and hands its result in. The place is free again as soon as the command has ended.
 * @throws SandwrightError if there is no result to hand in, or nobody who takes it; the lease is to be given back then
 */
export async function runLease(held: HeldLease, options: LeaseRunOptions): Promise<void> {
  const runtime = await runtimeFor(held, options);
  if (runtime === undefined) return;
  try {
    await runWith(runtime, held, options);
  } finally {
    runtime.release?.();
  }
}

/** Undefined if there is nothing to run the action with, and its client was told so. */
async function runtimeFor({ lease, ended, receivedAtMs }: HeldLease, options: LeaseRunOptions): Promise<WorkerRuntime | undefined> {
  const { runtimeOf, faults, logger, workerName } = options;
  try {
    return await runtimeOf(lease.instanceName);
  } catch (caught) {
    const error = SandwrightError.from(caught);
    logger.log('warn', 'nothing to run actions with', { instance: lease.instanceName, code: error.code, message: error.message });
    // Whatever it is, the action has no part in it; but if nobody else can, its client must not wait for ever.
    if (ended.signal.aborted || faults.leaveOnce(lease.action.hash)) throw error;
    await handIn(lease, failureOf(error, lease, { workerName, receivedAtMs }), options, ended.signal);
    return undefined;
  }
}

async function runWith(runtime: WorkerRuntime, held: HeldLease, options: LeaseRunOptions): Promise<void> {
  const { lease, ended, receivedAtMs } = held;
  const { slots, faults, workerName, logger, appendOnlyCaches, onFreed } = options;
  const { signal } = ended;
  await runtime.prefetch?.(lease.action, { digestFunction: lease.digestFunction, signal });
  using place = await slots.take({ signal });
  if (place === undefined) throw new SandwrightError('CANCELLED', 'all places are taken by actions that run long');
  held.hasBegun = true;
  const free = (): void => {
    if (held.hasEnded) return;
    held.hasEnded = true;
    place[Symbol.dispose]();
    onFreed();
  };
  const response = await runAction(lease, runtime, {
    workerName,
    logger,
    signal,
    appendOnlyCaches,
    networkAdvice: options.networkAdvice,
    receivedAtMs,
    onEnded: free,
    leaveToOthers: (error) => faults.leaveToOthers(lease.action.hash, error),
  });
  free();
  await handIn(lease, response, options, signal);
}

/** A result is too dear to be lost to a break of the connection, or to a restart of the server. */
async function handIn(
  { id }: ActionLease,
  response: ExecuteResponseInit,
  { link, broker, clock }: LeaseRunOptions,
  signal: AbortSignal,
): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await untilAborted(
        link.ask(({ workerId }) => broker.complete(workerId, id, response, { signal })),
        signal,
      );
      return;
    } catch (caught) {
      const error = SandwrightError.from(caught);
      if (attempt >= handInTries || signal.aborted) throw error;
      if (isLeaseOver(error)) {
        // A server that was restarted knows the lease only once this worker has registered again, which asking for more time leads to.
        const over = await untilAborted(
          link.ask(({ workerId }) => broker.renew(workerId, [id], { signal })),
          signal,
        );
        if (over.includes(id) || attempt > 1) throw error;
      } else if (!error.retryable) throw error;
      else await clock.sleep(backoffMs(attempt, networkBackoff, Math.random()), { signal });
    }
  }
}

/** NOT_FOUND, in process or from a server. */
function isLeaseOver(error: SandwrightError): boolean {
  return error.details['grpcCode'] === 5;
}

/** What a promise gives, unless the signal comes first; the promise is left alone then. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(abortError(signal));
  if (signal.aborted) abort();
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
    promise.catch(() => {});
  }
}
