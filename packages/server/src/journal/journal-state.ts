import type { JournalOperation, JournalRecord, JournalTask, JournalWorker } from '@sandwright/core/reapi';

/** What a journal says, record by record: the state in which the last server left its operations. */
export class JournalState {
  /** The number of the last start of a server; 0 if there was none. */
  epoch = 0;
  /** By name, in the order in which they were accepted. */
  readonly operations = new Map<string, JournalOperation>();
  /** By id, in the order in which they were queued. */
  readonly tasks = new Map<string, JournalTask>();
  /** By id. */
  readonly workers = new Map<string, JournalWorker>();

  /** Takes in the next record; a later one replaces an earlier one of the same thing. */
  apply(record: JournalRecord): void {
    const { epoch, operation, task, worker } = record;
    this.epoch = Math.max(this.epoch, epoch);
    if (operation !== null) this.operations.set(operation.name, operation);
    if (task !== null) this.tasks.set(task.id, task);
    if (worker !== null) this.workers.set(worker.id, worker);
    this.operations.delete(record.operationGone);
    this.tasks.delete(record.taskGone);
    this.workers.delete(record.workerGone);
  }
}
