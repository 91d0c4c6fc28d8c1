import type { ExecutionMetadata, Timestamp } from '../../action/execution-metadata.ts';
import type { Clock } from '../../util/clock.ts';
import type { ExecutionStage } from '../execution-context.ts';
import type { SandboxDecorator } from '../sandbox.ts';
import { decorateSandbox } from './decorate-sandbox.ts';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * Notes when an action was queued, begun and done, as far as the sandbox inside did not say so itself. Results that were found instead of
 * run, or come from another machine, keep the times that they have.
 * @param clock the clock of this machine
 */
export function timestamping(clock: Clock): SandboxDecorator {
  return (inner) =>
    decorateSandbox(inner, 'timestamping', async (action, context) => {
      const queued = timestampOf(clock.now());
      const entered = new Map<ExecutionStage, Timestamp>();
      const executed = await inner.execute(action, {
        ...context,
        onStage: (stage) => {
          if (!entered.has(stage)) entered.set(stage, timestampOf(clock.now()));
          context.onStage?.(stage);
        },
      });
      if (executed.origin.cached || executed.origin.where === 'remote') return executed;
      const noted = timesOf(entered, queued, timestampOf(clock.now()));
      return { ...executed, result: { ...executed.result, metadata: { ...noted, ...executed.result.metadata } } };
    });
}

function timesOf(entered: ReadonlyMap<ExecutionStage, Timestamp>, queued: Timestamp, completed: Timestamp): Partial<ExecutionMetadata> {
  const staging = entered.get('staging');
  const running = entered.get('running');
  const collecting = entered.get('collecting');
  const times: Mutable<Partial<ExecutionMetadata>> = { queued, workerStart: staging ?? running ?? queued, workerCompleted: completed };
  if (staging !== undefined) times.inputFetchStart = staging;
  if (running !== undefined) times.executionStart = running;
  if (staging !== undefined && running !== undefined) times.inputFetchCompleted = running;
  if (collecting !== undefined) {
    times.outputUploadStart = collecting;
    times.outputUploadCompleted = completed;
    if (running !== undefined) times.executionCompleted = collecting;
  }
  return times;
}

/** @param milliseconds since 1970 */
function timestampOf(milliseconds: number): Timestamp {
  const seconds = Math.floor(milliseconds / 1000);
  return { seconds, nanos: Math.round((milliseconds - seconds * 1000) * 1e6) };
}
