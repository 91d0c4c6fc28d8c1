import type { Attempt, AttemptEnd } from './task.ts';

/** Restarts of the server count against a task too, but less: it may be the task that takes the server down. */
const restartsPerAttempt = 3;

/**
 * Whether a task is not to be tried again, for it seems to take its workers down.
 * @param attempts every try so far
 * @param maxAttempts how often it may lose its worker
 */
export function isPoison(attempts: readonly Attempt[], maxAttempts: number): boolean {
  const count = (end: AttemptEnd): number => attempts.filter(({ ended }) => ended === end).length;
  const lost = count('lost');
  return lost >= maxAttempts || lost + count('unclaimed') >= maxAttempts * restartsPerAttempt;
}
