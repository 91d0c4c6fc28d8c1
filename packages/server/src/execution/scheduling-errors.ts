import { SandwrightError } from '@sandwright/core';
import type { Attempt } from '../scheduler/task.ts';

const notFound = 5;
const aborted = 10;

/** A worker that has to register again. */
export function workerUnknown(): SandwrightError {
  return new SandwrightError('TARGET_UNKNOWN', 'this worker is not known here (any more); it has to register again', {
    details: { grpcCode: notFound },
  });
}

/** A worker that comes too late, or holds what was never its own. */
export function leaseOver(): SandwrightError {
  return new SandwrightError('WORKER_LOST', 'this lease is over; the action was given to another worker, or nobody waits for it', {
    retryable: false,
    details: { grpcCode: notFound },
  });
}

/** An action that seems to take its workers down. */
export function poisoned(attempts: readonly Attempt[]): SandwrightError {
  const counted = attempts.filter(({ ended }) => ended !== 'handed-back').length;
  const what = attempts.some(({ ended }) => ended !== 'handed-back' && ended !== 'refused') ? 'lost its worker' : 'was given no result';
  return new SandwrightError('WORKER_LOST', `the action ${what} ${counted} times and is not tried again`, {
    retryable: false,
    // No client tries ABORTED again by itself, and another try would only take more workers down.
    details: { grpcCode: aborted },
  });
}
