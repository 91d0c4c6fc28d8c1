import { SandwrightError } from '../../errors/sandwright-error.ts';
import { type BackoffOptions, backoffMs, networkBackoff } from '../../util/backoff.ts';
import type { Clock } from '../../util/clock.ts';
import type { SandboxDecorator } from '../sandbox.ts';
import { decorateSandbox } from './decorate-sandbox.ts';

/** How often and how soon to try again. */
export interface RetryingOptions {
  readonly clock: Clock;
  /** Tries in all, the first included; 4 by default. */
  readonly attempts?: number;
  /** Waits between them; `networkBackoff` by default. */
  readonly backoff?: BackoffOptions;
  /** Gives numbers from 0 (included) to 1 (excluded); Math.random by default. */
  readonly random?: () => number;
}

/**
 * Tries again where the error says that the same call may succeed later: a lost worker, a server that was restarted. For remote sandboxes;
 * a local one that fails will fail again. `details.retryAfterMs` of the error, where it is a number, is waited for at least.
 */
export function retrying(options: RetryingOptions): SandboxDecorator {
  const { clock, attempts = 4, backoff = networkBackoff, random = Math.random } = options;
  return (inner) =>
    decorateSandbox(inner, 'retrying', async (action, context) => {
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await inner.execute(action, context);
        } catch (caught) {
          const error = SandwrightError.from(caught);
          if (!error.retryable || attempt >= attempts || context.signal?.aborted === true) throw error;
          const asked = error.details['retryAfterMs'];
          const waitMs = Math.max(
            backoffMs(attempt, backoff, random()),
            typeof asked === 'number' ? Math.min(asked, backoff.maximumMs) : 0,
          );
          context.logger.log('warn', `${inner.name}: ${error.message}; trying again`, { code: error.code, attempt, waitMs });
          await clock.sleep(waitMs, { signal: context.signal });
        }
      }
    });
}
