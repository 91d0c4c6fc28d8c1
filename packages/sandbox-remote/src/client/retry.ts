import { status } from '@grpc/grpc-js';
import { backoffMs, type CallOptions, type Clock, networkBackoff, SandwrightError, throwIfAborted } from '@sandwright/core';
import type { RemoteErrorDetails } from './remote-error.ts';

/** How often and how patiently a call is tried. */
export interface RetryPolicy {
  /** Tries after the first one. */
  readonly retries: number;
  readonly clock: Clock;
  /** A number from 0 (included) to 1 (excluded); for tests. */
  readonly random?: () => number;
}

// UNKNOWN and INTERNAL are what proxies and restarting servers give; the calls that are retried have no effect that twice would harm.
const transient: ReadonlySet<number> = new Set([
  status.UNAVAILABLE,
  status.UNKNOWN,
  status.INTERNAL,
  status.ABORTED,
  status.DEADLINE_EXCEEDED,
  status.RESOURCE_EXHAUSTED,
  status.CANCELLED,
]);

/** Whether the same call may succeed a moment later. */
export function isTransient(error: unknown): error is SandwrightError {
  return SandwrightError.is(error) && typeof error.details['grpcCode'] === 'number' && transient.has(error.details['grpcCode']);
}

/**
 * Calls until it works, fails for good, or has been tried often enough. Waits are jittered; a server's RetryInfo is honoured.
 * @param policy how often
 * @param call what to do; gets the number of the try, from 0
 * @throws the last error
 */
export async function withRetries<T>(policy: RetryPolicy, call: (attempt: number) => Promise<T>, options: CallOptions = {}): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    throwIfAborted(options.signal);
    try {
      return await call(attempt);
    } catch (error) {
      if (attempt >= policy.retries || !isTransient(error)) throw error;
      await policy.clock.sleep(retryDelayMs(error, attempt + 1, policy), options);
    }
  }
}

/** How long to wait after a failed try, milliseconds. */
export function retryDelayMs(error: SandwrightError, attempt: number, policy: RetryPolicy): number {
  const asked = (error.details as Partial<RemoteErrorDetails>).retryAfterMs ?? 0;
  return Math.max(asked, backoffMs(attempt, networkBackoff, (policy.random ?? Math.random)()));
}
