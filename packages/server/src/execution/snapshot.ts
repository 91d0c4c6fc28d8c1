import type { JournalRecordInit } from '@sandwright/core/reapi';
import type { ActionScheduler } from './action-scheduler.ts';
import type { OperationMemory } from './operation-memory.ts';
import type { OperationTable } from './operation-table.ts';
import { operationRecord, taskRecord, workerRecord } from './scheduler-records.ts';

/** All that is to be remembered, as records of the journal. May be read over several turns while things change. */
export function* snapshotOf(
  scheduler: ActionScheduler,
  operations: OperationTable,
  memory: OperationMemory,
): Generator<JournalRecordInit, void, undefined> {
  for (const [id, { description, draining }] of scheduler.formerWorkers()) yield { worker: workerRecord(id, description, draining) };
  for (const { id, description, draining } of scheduler.tasks.workers()) yield { worker: workerRecord(id, description, draining) };
  for (const operation of operations.all()) {
    if (!operation.remembered) continue;
    yield { operation: operationRecord(operation) };
    const task = scheduler.taskOf(operation);
    // A task stands behind the first of those that wait for it.
    const [first] = task?.payload.operations ?? [];
    if (task !== undefined && first === operation) yield { task: taskRecord(task, scheduler.tasks.leaseOf(task), memory.offset) };
  }
}
