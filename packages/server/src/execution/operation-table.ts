import { randomUUID } from 'node:crypto';
import { SandwrightError } from '@sandwright/core';
import { Operation, type OperationSubject } from './operation.ts';

/** Bounds of what is remembered. Times in milliseconds. */
export interface OperationTableOptions {
  /** Operations at once, finished ones included; the finished ones are forgotten first. */
  readonly maxOperations: number;
  /** How long a finished operation can still be asked for: long enough for a laptop to wake up. */
  readonly keepMs: number;
  /** How long an operation goes on that nobody waits for. */
  readonly abandonMs: number;
}

/** Every operation by its name. */
export class OperationTable {
  readonly #options: OperationTableOptions;
  readonly #operations = new Map<string, Operation>();

  constructor(options: OperationTableOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#operations.size;
  }

  /**
   * Begins an operation.
   * @throws SandwrightError RESOURCE_EXHAUSTED if there are too many that are not finished
   */
  create(subject: Omit<OperationSubject, 'name'>, now: number): Operation {
    if (this.#operations.size >= this.#options.maxOperations) this.#makeRoom();
    const prefix = subject.instanceName === '' ? '' : `${subject.instanceName}/`;
    const operation = new Operation({ ...subject, name: `${prefix}operations/${randomUUID()}` }, now);
    this.#operations.set(operation.subject.name, operation);
    return operation;
  }

  find(name: string): Operation | undefined {
    return this.#operations.get(name);
  }

  delete(name: string): boolean {
    return this.#operations.delete(name);
  }

  /** Operations in the order in which they began. */
  all(): IterableIterator<Operation> {
    return this.#operations.values();
  }

  /**
   * Forgets what was finished long ago.
   * @returns operations that go on although nobody waits for them any more; the caller cancels them
   */
  sweep(now: number): Operation[] {
    const abandoned: Operation[] = [];
    for (const [name, operation] of this.#operations) {
      if (operation.watchers > 0) continue;
      const idleMs = now - operation.idleSince;
      if (operation.response === undefined) {
        if (idleMs > this.#options.abandonMs) abandoned.push(operation);
      } else if (idleMs > this.#options.keepMs) this.#operations.delete(name);
    }
    return abandoned;
  }

  #makeRoom(): void {
    const wanted = Math.max(1, Math.floor(this.#options.maxOperations / 100));
    let freed = 0;
    for (const [name, operation] of this.#operations) {
      if (operation.response === undefined || operation.watchers > 0) continue;
      this.#operations.delete(name);
      freed += 1;
      if (freed >= wanted) return;
    }
    if (freed === 0) {
      throw new SandwrightError(
        'RESOURCE_EXHAUSTED',
        `${this.#options.maxOperations} operations are going on already (setting max_operations)`,
      );
    }
  }
}
