import type { ExecuteResponseInit } from '@sandwright/core/reapi';
import type { Attempt } from '../scheduler/task.ts';

const words = {
  completed: 'ran it',
  lost: 'was lost',
  refused: 'handed in what is no result',
  'handed-back': 'gave it back',
  cancelled: 'was told to stop',
  unclaimed: 'did not come back after a restart of the server',
} as const;

/**
 * Says how often an action was tried, for people.
 * @param attempts every try, first to last
 * @returns empty if the first try was the only one and nothing was lost
 */
function describeAttempts(attempts: readonly Attempt[]): string {
  if (attempts.every(({ ended }) => ended === 'completed' || ended === 'cancelled')) return '';
  const each = attempts.map(({ worker, ended }) => `${worker} ${ended === undefined ? 'runs it' : words[ended]}`);
  return `${attempts.length} attempts: ${each.join(', ')}`;
}

/** A response whose message also says how often its action was tried, where that is of interest. */
export function withAttempts(response: ExecuteResponseInit, attempts: readonly Attempt[]): ExecuteResponseInit {
  const described = describeAttempts(attempts);
  if (described === '') return response;
  const message = response.message === undefined || response.message === null || response.message === '' ? '' : `${response.message}; `;
  return { ...response, message: message + described };
}
