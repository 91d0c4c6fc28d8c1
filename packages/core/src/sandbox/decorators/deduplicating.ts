import type { Action } from '../../action/action.ts';
import { digestKey } from '../../digest/digest.ts';
import { abortError, throwIfAborted } from '../../util/abort.ts';
import type { ExecutionContext, ExecutionStage } from '../execution-context.ts';
import type { ExecutedAction, Sandbox, SandboxDecorator } from '../sandbox.ts';
import { decorateSandbox } from './decorate-sandbox.ts';

interface Run {
  readonly finished: Promise<ExecutedAction>;
  readonly stop: AbortController;
  readonly progress: { stage: ExecutionStage | undefined; readonly watchers: Set<(stage: ExecutionStage) => void> };
  /** How many still want the result. */
  callers: number;
}

/**
 * Runs an action once for all who ask for it while it runs. One caller's cancelling leaves the others theirs; the last one's stops the run
 * and waits until it has stopped. Actions marked `doNotCache` always run on their own, and so does a caller that skips the cache beside one
 * that does not, for the latter may be given something old.
 */
export function deduplicating(): SandboxDecorator {
  return (inner) => {
    const runs = new Map<string, Run>();
    return decorateSandbox(inner, 'deduplicating', async (action, context) => {
      if (action.doNotCache) return inner.execute(action, context);
      throwIfAborted(context.signal);
      const key = `${digestKey(action.digest)}${context.skipCacheLookup === true ? '!' : ''}`;
      const forget = (run: Run): void => {
        if (runs.get(key) === run) runs.delete(key);
      };
      let run = runs.get(key);
      if (run === undefined) {
        const started = start(inner, action, context);
        run = started;
        runs.set(key, started);
        const done = (): void => forget(started);
        started.finished.then(done, done);
      }
      return join(run, context, forget);
    });
  };
}

function start(inner: Sandbox, action: Action, context: ExecutionContext): Run {
  const stop = new AbortController();
  const progress: Run['progress'] = { stage: undefined, watchers: new Set() };
  const finished = inner.execute(action, {
    ...context,
    signal: stop.signal,
    onStage: (stage) => {
      progress.stage = stage;
      for (const watcher of progress.watchers) watcher(stage);
    },
  });
  return { finished, stop, progress, callers: 0 };
}

async function join(run: Run, context: ExecutionContext, forget: (run: Run) => void): Promise<ExecutedAction> {
  const { signal } = context;
  const watcher = (stage: ExecutionStage): void => context.onStage?.(stage);
  if (run.progress.stage !== undefined) watcher(run.progress.stage);
  run.progress.watchers.add(watcher);
  run.callers += 1;
  const { promise: gaveUp, reject: giveUp } = Promise.withResolvers<never>();
  const leave = (): void => {
    if (signal === undefined) return;
    const reason = abortError(signal);
    run.progress.watchers.delete(watcher);
    run.callers -= 1;
    if (run.callers > 0) {
      giveUp(reason);
      return;
    }
    // Nobody may join a run that is being stopped; and who stopped it must be sure that nothing of it is left.
    forget(run);
    run.stop.abort(reason);
  };
  signal?.addEventListener('abort', leave, { once: true });
  try {
    return await Promise.race([run.finished, gaveUp]);
  } finally {
    signal?.removeEventListener('abort', leave);
    run.progress.watchers.delete(watcher);
  }
}
