import type { Action } from '../../action/action.ts';
import type { ActionResult } from '../../action/action-result.ts';
import { declaredOutputs } from '../../action/output-paths.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { ActionCache } from '../../storage/action-cache.ts';
import type { ExecutionContext } from '../execution-context.ts';
import type { SandboxDecorator } from '../sandbox.ts';
import { decorateSandbox } from './decorate-sandbox.ts';

/** Which cache to ask, and what to say of its answers. */
export interface CachingOptions {
  /** Gives complete results only: one whose blobs are gone counts as none. */
  readonly actionCache: ActionCache;
  /** Where a result that it holds is said to come from. */
  readonly where: 'local' | 'remote';
}

/**
 * Looks a result up before running, and stores it after. Only a result with exit code 0, and with everything in it that the action
 * declares, is stored: a failure may be cured by trying again. A cache that cannot be read or written costs time, not the build.
 */
export function caching(options: CachingOptions): SandboxDecorator {
  const { actionCache, where } = options;
  return (inner) =>
    decorateSandbox(inner, 'caching', async (action, context) => {
      if (action.doNotCache) return inner.execute(action, context);
      const { signal, request } = context;
      const call = { signal, ...(request === undefined ? {} : { request: { ...request, actionId: action.digest.hash } }) };
      if (context.skipCacheLookup !== true) {
        context.onStage?.('cache-check');
        const found = await tolerate('read', context, () => actionCache.get(action.digest, { ...call, outputs: context.outputs }));
        // Whoever stored a failure, it may be cured by trying again.
        if (found !== undefined && isStorable(action, found))
          return { result: found, origin: { where, cached: true, sandbox: `${where} cache` } };
      }
      const executed = await inner.execute(action, context);
      // What ended while it was being stopped may have ended because of that.
      if (context.signal?.aborted !== true && isStorable(action, executed.result)) {
        await tolerate('written', context, () => actionCache.put(action.digest, executed.result, call));
      }
      return executed;
    });
}

/**
 * Whether a result may be given to someone else later.
 * @param action what ran
 * @param result what came of it
 */
export function isStorable(action: Action, result: ActionResult): boolean {
  if (result.exitCode !== 0 || result.metadata.limitExceeded !== undefined) return false;
  const made = new Set(result.outputs.map((output) => output.path));
  return declaredOutputs(action.command).every((path) => made.has(path));
}

async function tolerate<T>(what: string, context: ExecutionContext, call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (caught) {
    if (context.signal?.aborted === true) throw caught;
    const error = SandwrightError.from(caught);
    context.logger.log('warn', `the action cache could not be ${what}: ${error.message}`, { code: error.code });
    return undefined;
  }
}
