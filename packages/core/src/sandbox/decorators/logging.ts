import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { Clock } from '../../util/clock.ts';
import type { SandboxDecorator } from '../sandbox.ts';
import { decorateSandbox } from './decorate-sandbox.ts';

/** Writes a log line for each action that ends, with what came of it and how long it took, all layers included. */
export function logging(clock: Clock): SandboxDecorator {
  return (inner) =>
    decorateSandbox(inner, 'logging', async (action, context) => {
      const startedAt = clock.now();
      const facts = { action: action.digest.hash, target: context.request?.targetId };
      try {
        const { result, origin } = await inner.execute(action, context);
        const { where, cached, sandbox } = origin;
        context.logger.log('debug', 'action done', {
          ...facts,
          ms: clock.now() - startedAt,
          exitCode: result.exitCode,
          where,
          cached,
          sandbox,
        });
        return { result, origin };
      } catch (caught) {
        const { code, message } = SandwrightError.from(caught);
        context.logger.log('debug', 'action not done', { ...facts, ms: clock.now() - startedAt, code, message });
        throw caught;
      }
    });
}
