import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { SandboxDecorator } from '../sandbox.ts';
import { decorateSandbox } from './decorate-sandbox.ts';

/**
 * Runs an action once more, past every cache, where a blob that should be there is not: a cached result outlived what it names, or an input
 * was evicted between its upload and its use. Outermost but for logging, because either may be found out in any layer inside.
 */
export function backtracking(): SandboxDecorator {
  return (inner) =>
    decorateSandbox(inner, 'backtracking', async (action, context) => {
      try {
        return await inner.execute(action, context);
      } catch (caught) {
        const error = SandwrightError.from(caught);
        if (error.code !== 'BLOB_MISSING' || context.signal?.aborted === true) throw error;
        context.logger.log('info', `${error.message}; running once more without the cache`, { action: action.digest.hash });
        return inner.execute(action, { ...context, skipCacheLookup: true });
      }
    });
}
