import { SandwrightError } from '../../errors/sandwright-error.ts';
import { linkAbort } from '../../util/abort.ts';
import type { Clock } from '../../util/clock.ts';
import type { SandboxDecorator } from '../sandbox.ts';
import { decorateSandbox } from './decorate-sandbox.ts';

/** How the time of an action is kept. */
export interface TimeoutOptions {
  readonly clock: Clock;
  /** For actions without a limit of their own, milliseconds; none by default. */
  readonly defaultMs?: number | undefined;
  /** Added to each limit, milliseconds: for a leaf that keeps the limit itself and only has to be stopped if it forgets. */
  readonly graceMs?: number | undefined;
}

/**
 * Ends a command that runs longer than its action allows. The time starts with the stage `running` and stops with `collecting`, so that
 * neither a slow disk nor a slow network eats it. The leaf is aborted with the TIMED_OUT error as reason and throws TIMED_OUT with what
 * output there was.
 */
export function timeout(options: TimeoutOptions): SandboxDecorator {
  return (inner) =>
    decorateSandbox(inner, 'timeout', async (action, context) => {
      const limitMs = action.timeoutMs ?? options.defaultMs;
      if (limitMs === undefined) return inner.execute(action, context);
      const expired = new SandwrightError('TIMED_OUT', `the command ran longer than ${limitMs / 1000} s`, { details: { limitMs } });
      using leaf = linkAbort(context.signal);
      const timer = new AbortController();
      let watching = false;
      let overdue = false;
      const watch = async (): Promise<void> => {
        try {
          await options.clock.sleep(limitMs + (options.graceMs ?? 0), { signal: timer.signal });
        } catch {
          return; // the command was faster
        }
        overdue = true;
        leaf.abort(expired);
      };
      try {
        const executed = await inner.execute(action, {
          ...context,
          signal: leaf.signal,
          onStage: (stage) => {
            if (stage === 'running' && !watching) {
              watching = true;
              void watch();
            } else if (stage === 'collecting') {
              timer.abort();
            }
            context.onStage?.(stage);
          },
        });
        if (!overdue) return executed;
        // A command may catch the signal that ends it and leave as if all were well.
        throw new SandwrightError('TIMED_OUT', expired.message, { details: { limitMs, result: executed.result } });
      } catch (caught) {
        const error = SandwrightError.from(caught);
        // A leaf that was being killed may report it as it likes; what happened is that the time was over.
        if (!overdue || error.code === 'TIMED_OUT') throw error;
        throw new SandwrightError('TIMED_OUT', expired.message, { cause: error, details: { ...error.details, limitMs } });
      } finally {
        timer.abort();
      }
    });
}
