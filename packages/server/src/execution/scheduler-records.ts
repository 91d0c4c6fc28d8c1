import { type Digest, digestFunctions, parseDigest } from '@sandwright/core';
import {
  type JournalAttempt,
  type JournalOperation,
  type JournalOperationInit,
  type JournalTaskInit,
  type JournalWorker,
  type JournalWorkerInit,
  timestampFromMs,
  timestampToMs,
} from '@sandwright/core/reapi';
import type { Attempt, AttemptEnd, Task, TaskLease, WorkerDescription } from '../scheduler/task.ts';
import { requestedDigestFunction } from '../wire/digests.ts';
import type { ActionPayload } from './action-payload.ts';
import type { Operation, OperationEnd, OperationSubject } from './operation.ts';

const attemptEnds: Readonly<Record<AttemptEnd, true>> = {
  completed: true,
  lost: true,
  refused: true,
  'handed-back': true,
  cancelled: true,
  unclaimed: true,
};

/** So many of those that wait for a task stand in its record; the others find it by its key after a restart. */
export const maxRecordedOperations = 16;

/** Adds a time of the scheduler's clock to get milliseconds since 1970. */
export type ClockOffset = number;

export function operationRecord({ subject, end }: Operation): JournalOperationInit {
  const { name, instanceName, action, digestFunction, skipCacheLookup, priority, invocation, wishes, acceptedAtMs } = subject;
  return {
    name,
    instanceName,
    actionDigest: action,
    digestFunction: digestFunction === undefined ? 0 : digestFunctions[digestFunction].wireNumber,
    skipCacheLookup,
    priority,
    invocation,
    inlineStdout: wishes.inlineStdout,
    inlineStderr: wishes.inlineStderr,
    inlineOutputFiles: wishes.inlineOutputFiles,
    acceptedTimestamp: timestampFromMs(acceptedAtMs),
    ...(end === undefined ? {} : { finishedTimestamp: timestampFromMs(end.atMs), response: end.response }),
  };
}

/** @throws SandwrightError for a digest that is none */
export function subjectOf(record: JournalOperation): OperationSubject {
  const { name, instanceName, actionDigest, skipCacheLookup, priority, invocation, acceptedTimestamp } = record;
  const { inlineStdout, inlineStderr, inlineOutputFiles } = record;
  const action: Digest = parseDigest(actionDigest?.hash ?? '', actionDigest?.sizeBytes ?? 0);
  return {
    name,
    instanceName,
    action,
    digestFunction: requestedDigestFunction(record.digestFunction),
    wishes: { inlineStdout, inlineStderr, inlineOutputFiles },
    skipCacheLookup,
    priority,
    invocation,
    acceptedAtMs: acceptedTimestamp === null ? 0 : timestampToMs(acceptedTimestamp),
  };
}

/** How an operation ended; undefined if it has not. */
export function endOf({ finishedTimestamp, response }: JournalOperation): OperationEnd | undefined {
  return finishedTimestamp === null ? undefined : { response, atMs: timestampToMs(finishedTimestamp) };
}

export function taskRecord(task: Task<ActionPayload>, lease: TaskLease<ActionPayload> | undefined, offset: ClockOffset): JournalTaskInit {
  const { id, key, platform, priority, invocation, payload, attempts, inputs } = task;
  return {
    id,
    key: key ?? null,
    properties: platform,
    priority,
    invocation,
    cacheable: payload.cacheable,
    timeoutMs: payload.timeoutMs ?? null,
    queuedTimestamp: timestampFromMs(payload.queuedAtMs),
    operations: firstOf(payload.operations).map(({ subject }) => subject.name),
    attempts: attempts.map(({ worker, startedAt, ended }) => ({
      worker,
      startTimestamp: timestampFromMs(startedAt + offset),
      ended: ended ?? '',
    })),
    inputs,
    ...(lease === undefined ? {} : { lease: { id: lease.id, workerId: lease.workerId } }),
  };
}

/** @param offset from the clock of this run of the server */
export function attemptOf({ worker, startTimestamp, ended }: JournalAttempt, offset: ClockOffset): Attempt {
  const startedAt = (startTimestamp === null ? 0 : timestampToMs(startTimestamp)) - offset;
  return isAttemptEnd(ended) ? { worker, startedAt, ended } : { worker, startedAt };
}

export function workerRecord(id: string, description: WorkerDescription, draining: boolean): JournalWorkerInit {
  const { name, properties, concurrency, instanceName, embedded = false } = description;
  return { id, name, properties, concurrency, instanceName: instanceName ?? null, embedded, draining };
}

export function descriptionOf({ name, properties, concurrency, instanceName, embedded }: JournalWorker): WorkerDescription {
  return { name, properties, concurrency, instanceName: instanceName ?? undefined, embedded };
}

function firstOf(operations: ReadonlySet<Operation>): Operation[] {
  const first: Operation[] = [];
  for (const operation of operations) {
    if (first.length === maxRecordedOperations) break;
    first.push(operation);
  }
  return first;
}

function isAttemptEnd(text: string): text is AttemptEnd {
  return Object.hasOwn(attemptEnds, text);
}
