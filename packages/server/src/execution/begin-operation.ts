import { type Clock, digestKey, SandwrightError } from '@sandwright/core';
import { findResult } from '../action-cache/action-results.ts';
import { statusMessageOf } from '../errors/grpc-status.ts';
import type { Instance } from '../instances/instance.ts';
import type { CompleteTrees } from '../trees/complete-trees.ts';
import type { RequestLimits } from '../wire/limits.ts';
import type { ActionScheduler } from './action-scheduler.ts';
import type { Operation } from './operation.ts';
import { prepareAction } from './prepare-action.ts';

/** What beginning an operation needs. */
export interface BeginOptions {
  readonly scheduler: ActionScheduler;
  readonly limits: Pick<RequestLimits, 'maxInlineBytes' | 'maxTreeDirectories'>;
  readonly clock: Pick<Clock, 'now'>;
  /** For actions without a timeout, and the longest that may be asked for; milliseconds, 0 for none. */
  readonly defaultTimeoutMs: number;
  readonly maxTimeoutMs: number;
  /** Names of properties that do not choose a worker. */
  readonly ignoredProperties: ReadonlySet<string>;
  /** Input roots that were complete a moment ago. */
  readonly completeTrees: CompleteTrees;
}

/**
 * Ends an operation whose result is stored already.
 * @returns whether it is ended; a look-up that fails ends it too
 */
export async function answerFromCache({ scheduler, limits }: BeginOptions, instance: Instance, operation: Operation): Promise<boolean> {
  const { action, digestFunction, wishes, skipCacheLookup } = operation.subject;
  if (skipCacheLookup) return false;
  try {
    const result = await findResult(instance, action, wishes, limits, { digestFunction });
    if (result === undefined) return false;
    scheduler.end(operation, { result, cachedResult: true, status: { code: 0 } });
  } catch (caught) {
    scheduler.end(operation, { status: statusMessageOf(SandwrightError.from(caught)) });
  }
  return true;
}

/** Checks an operation's action and its inputs, and queues it; what fails is the operation's end. */
export async function queueAction(options: BeginOptions, instance: Instance, operation: Operation): Promise<void> {
  const { scheduler, limits, ignoredProperties } = options;
  const { action, digestFunction, priority, invocation } = operation.subject;
  try {
    const { blobs, engine } = instance;
    const prepared = await prepareAction(blobs, action, { ...options, engine, digestFunction, maxDirectories: limits.maxTreeDirectories });
    const { doNotCache, platform } = prepared.action;
    scheduler.enqueue(operation, {
      key: doNotCache ? undefined : JSON.stringify([instance.name, digestFunction ?? '', digestKey(action)]),
      platform: platform.filter(({ name }) => !ignoredProperties.has(name)),
      instanceName: instance.name,
      priority,
      invocation,
      inputs: prepared.inputs,
      payload: {
        instance,
        action,
        digestFunction,
        cacheable: !doNotCache,
        timeoutMs: prepared.timeoutMs,
        queuedAtMs: options.clock.now(),
        operations: new Set(),
      },
    });
  } catch (caught) {
    scheduler.end(operation, { status: statusMessageOf(SandwrightError.from(caught)) });
  }
}
