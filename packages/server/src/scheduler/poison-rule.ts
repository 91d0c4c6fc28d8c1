import type { Attempt, AttemptEnd } from './task.ts';

/** Restarts of the server count against a task too, but less: it may be the task that takes the server down. */
const restartsPerAttempt = 3;

/** A task may be handed back any number of times, for instance by machines that are shut down; so many are told of. */
const mostHandBacks = 20;

/**
 * Forgets the oldest of many hand-backs, so that a worker that does nothing else costs no memory.
 * @param attempts every try so far; the last one has ended
 */
export function forgetHandBacks(attempts: Attempt[]): void {
  if (attempts.length <= mostHandBacks) return;
  const isHandBack = ({ ended }: Attempt): boolean => ended === 'handed-back';
  if (attempts.filter(isHandBack).length > mostHandBacks) attempts.splice(attempts.findIndex(isHandBack), 1);
}

/**
 * Whether a task is not to be tried again, for it seems to take its workers down.
 * @param attempts every try so far
 * @param maxAttempts how often it may lose its worker
 */
export function isPoison(attempts: readonly Attempt[], maxAttempts: number): boolean {
  const count = (end: AttemptEnd): number => attempts.filter(({ ended }) => ended === end).length;
  const lost = count('lost') + count('refused');
  return lost >= maxAttempts || lost + count('unclaimed') >= maxAttempts * restartsPerAttempt;
}
