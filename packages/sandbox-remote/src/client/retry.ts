import { backoffMs, type CallOptions, type Clock, networkBackoff, SandwrightError } from '@sandwright/core';
import { grpcCode } from './grpc-code.ts';
import { grpcCodeOf, retryAfterMsOf } from './remote-error.ts';
import { withReason } from './signal-reason.ts';

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
  grpcCode.UNAVAILABLE,
  grpcCode.UNKNOWN,
  grpcCode.INTERNAL,
  grpcCode.ABORTED,
  grpcCode.DEADLINE_EXCEEDED,
  grpcCode.RESOURCE_EXHAUSTED,
  grpcCode.CANCELLED,
]);

/** However long a server asks to be left alone, it is asked again after so many milliseconds. */
const longestWaitMs = 60_000;

/** Whether the same call may succeed a moment later. */
export function isTransient(error: unknown): error is SandwrightError {
  // What cannot be mended by waiting says so: a certificate that is not accepted, a message over a limit.
  return SandwrightError.is(error) && transient.has(grpcCodeOf(error) ?? -1) && error.retryable;
}

/**
 * Calls until it works, fails for good, or has been tried often enough. Waits are jittered; a server's RetryInfo is honoured.
 * @param policy how often
 * @param call what to do; gets the number of the try, from 0
 * @throws the last error, or the signal's reason
 */
export function withRetries<T>(policy: RetryPolicy, call: (attempt: number) => Promise<T>, options: CallOptions = {}): Promise<T> {
  return withReason(options, async () => {
    for (let attempt = 0; ; attempt++) {
      options.signal?.throwIfAborted();
      try {
        return await call(attempt);
      } catch (error) {
        if (options.signal?.aborted === true || attempt >= policy.retries || !isTransient(error)) throw error;
        await policy.clock.sleep(retryDelayMs(error, attempt + 1, policy), options);
      }
    }
  });
}

/**
 * How long to wait after a failed try, milliseconds.
 * @param error what it failed with; it may carry the server's wish
 * @param attempt which try failed, from 1
 */
export function retryDelayMs(error: SandwrightError, attempt: number, policy: RetryPolicy): number {
  const asked = Math.min(retryAfterMsOf(error) ?? 0, longestWaitMs);
  return Math.max(asked, backoffMs(attempt, networkBackoff, (policy.random ?? Math.random)()));
}
