import { type Logger, SandwrightError } from '@sandwright/core';
import { type JournalOperation, timestampToMs } from '@sandwright/core/reapi';
import { statusMessageOf } from '../errors/grpc-status.ts';
import type { InstanceRegistry } from '../instances/instance-registry.ts';
import type { JournalState } from '../journal/journal-state.ts';
import { answerFromCache, type BeginOptions, queueAction } from './begin-operation.ts';
import type { Operation, OperationSubject } from './operation.ts';
import type { OperationMemory } from './operation-memory.ts';
import type { OperationTable } from './operation-table.ts';
import { attemptOf, descriptionOf, endOf, subjectOf } from './scheduler-records.ts';

/** What restoring needs. */
export interface RestoreOptions extends BeginOptions {
  readonly instances: InstanceRegistry;
  readonly operations: OperationTable;
  readonly memory: OperationMemory;
  readonly logger: Logger;
}

/**
 * Takes over what a former run of the server left: finished operations can be asked for, queued ones are queued, those that workers on other
 * machines run wait for these to come back.
 * @param options a scheduler and a table that are empty yet
 * @param state what the journal says
 * @returns what had only begun: `beginAgain` is to be called for these once there are workers
 */
export function restoreOperations(options: RestoreOptions, state: JournalState): readonly Operation[] {
  const { scheduler, operations, instances, memory, logger, clock } = options;
  const unfinished = new Map<string, Operation>();
  for (const record of state.operations.values()) {
    const subject = knownSubject(record, logger);
    if (subject === undefined) continue;
    const end = endOf(record);
    const operation = operations.restore(subject, scheduler.now());
    if (end === undefined) unfinished.set(subject.name, operation);
    else operations.finish(operation, end, scheduler.now() - Math.max(0, clock.now() - end.atMs));
  }
  const left = new Set(unfinished.values());
  for (const record of state.tasks.values()) {
    const waiting = record.operations.flatMap((name) => unfinished.get(name) ?? []);
    const [first] = waiting;
    if (first === undefined) continue;
    for (const operation of waiting) left.delete(operation);
    const { instanceName, action, digestFunction } = first.subject;
    try {
      const queuedAtMs = record.queuedTimestamp === null ? clock.now() : timestampToMs(record.queuedTimestamp);
      const { id, key, properties, priority, invocation, inputs, cacheable, timeoutMs, lease } = record;
      const instance = instances.find(instanceName);
      const payload = {
        instance,
        action,
        digestFunction,
        cacheable,
        timeoutMs: timeoutMs ?? undefined,
        queuedAtMs,
        operations: new Set<Operation>(),
      };
      scheduler.restore(
        {
          id,
          key: key ?? undefined,
          platform: properties,
          instanceName,
          priority,
          invocation,
          inputs,
          payload,
          // Nobody is refused because the server was down for long.
          queuedAt: scheduler.now(),
          attempts: record.attempts.map((attempt) => attemptOf(attempt, memory.offset)),
          lease: lease ?? undefined,
        },
        waiting,
      );
    } catch (caught) {
      for (const operation of waiting) scheduler.end(operation, { status: statusMessageOf(SandwrightError.from(caught)) });
    }
  }
  for (const [id, record] of state.workers) scheduler.restoreWorker(id, descriptionOf(record), record.draining);
  if (state.operations.size > 0) {
    logger.log('info', 'operations of the last run of the server go on', {
      operations: state.operations.size,
      unfinished: unfinished.size,
    });
  }
  return [...left];
}

/** Undefined for one that this server cannot deal with, for instance as the last one had a digest function that this one lacks. */
function knownSubject(record: JournalOperation, logger: Logger): OperationSubject | undefined {
  try {
    return subjectOf(record);
  } catch (caught) {
    logger.log('warn', 'an operation of the last run of the server is forgotten', { operation: record.name, cause: String(caught) });
    return undefined;
  }
}

/** Begins an operation of a former run of the server from its beginning; never throws. */
export async function beginAgain(options: RestoreOptions, operation: Operation): Promise<void> {
  try {
    const instance = options.instances.find(operation.subject.instanceName);
    if (!(await answerFromCache(options, instance, operation))) await queueAction(options, instance, operation);
  } catch (caught) {
    options.scheduler.end(operation, { status: statusMessageOf(SandwrightError.from(caught)) });
  }
}
