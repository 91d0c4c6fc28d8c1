import { randomUUID } from 'node:crypto';
import { SandwrightError } from '@sandwright/core';
import { Operation, type OperationEnd, type OperationSubject } from './operation.ts';

/** Bounds of what is remembered. Times in milliseconds. */
export interface OperationTableOptions {
  /** Operations at once, finished ones included; the finished ones are forgotten first. */
  readonly maxOperations: number;
  /** How long a finished operation can still be asked for: long enough for a laptop to wake up. */
  readonly keepMs: number;
  /** How long an operation goes on that nobody waits for. */
  readonly abandonMs: number;
  /** Bytes of responses that are kept; the oldest are forgotten first. 256 MiB by default. */
  readonly maxResponseBytes?: number;
  /** Told of each operation that is forgotten. */
  readonly forgotten?: (operation: Operation) => void;
}

const defaultMaxResponseBytes = 256 * 1024 * 1024;

/** An answer that came with the first message is not asked for again, milliseconds; and there may be thousands a second. */
const keepAnsweredAtOnceMs = 10_000;

/** Finished operations may be many, and a little more or less does not matter: they are looked at so often, milliseconds. */
const finishedSweepMs = 10_000;

/** Every operation by its name. */
export class OperationTable {
  readonly #options: OperationTableOptions;
  readonly #operations = new Map<string, Operation>();
  readonly #going = new Set<Operation>();
  #responseBytes = 0;
  #sweptAt = Number.NEGATIVE_INFINITY;

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
    if (this.#operations.size >= this.#options.maxOperations && !this.#makeRoom()) {
      throw new SandwrightError(
        'RESOURCE_EXHAUSTED',
        `${this.#options.maxOperations} operations are going on already (setting max_operations)`,
      );
    }
    const prefix = subject.instanceName === '' ? '' : `${subject.instanceName}/`;
    const operation = new Operation({ ...subject, name: `${prefix}operations/${randomUUID()}` }, now);
    this.#add(operation);
    return operation;
  }

  find(name: string): Operation | undefined {
    return this.#operations.get(name);
  }

  /** Takes an operation over from a former run of the server. */
  restore(subject: OperationSubject, now: number): Operation {
    const operation = new Operation(subject, now);
    operation.remembered = true;
    this.#add(operation);
    return operation;
  }

  /** Ends an operation; only the first end counts. */
  finish(operation: Operation, end: OperationEnd, now: number): void {
    if (operation.end !== undefined) return;
    // A copy, for an encoded message is a piece of a buffer many times as large, and this one is kept for hours.
    operation.finish({ ...end, response: new Uint8Array(end.response) }, now);
    this.#going.delete(operation);
    if (!this.#operations.has(operation.subject.name)) return;
    this.#responseBytes += end.response.byteLength;
    if (this.#responseBytes > (this.#options.maxResponseBytes ?? defaultMaxResponseBytes)) this.#makeRoom();
  }

  delete(operation: Operation): void {
    if (!this.#operations.delete(operation.subject.name)) return;
    this.#going.delete(operation);
    this.#responseBytes -= operation.end?.response.byteLength ?? 0;
    this.#options.forgotten?.(operation);
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
    for (const operation of this.#going) {
      if (operation.watchers === 0 && now - operation.idleSince > this.#options.abandonMs) abandoned.push(operation);
    }
    if (now - this.#sweptAt >= finishedSweepMs) this.#forgetOld(now);
    return abandoned;
  }

  #add(operation: Operation): void {
    this.#operations.set(operation.subject.name, operation);
    this.#going.add(operation);
  }

  #forgetOld(now: number): void {
    this.#sweptAt = now;
    const { keepMs } = this.#options;
    for (const operation of this.#operations.values()) {
      if (operation.watchers > 0 || operation.end === undefined) continue;
      const idleMs = now - operation.idleSince;
      if (idleMs > (operation.remembered ? keepMs : Math.min(keepMs, keepAnsweredAtOnceMs))) this.delete(operation);
    }
  }

  /** Forgets the oldest that are finished: some of them, so that it need not be done for every new one. */
  #makeRoom(): boolean {
    const { maxOperations, maxResponseBytes = defaultMaxResponseBytes } = this.#options;
    const wanted = Math.max(1, Math.floor(maxOperations / 100));
    let freed = 0;
    for (const operation of this.#operations.values()) {
      if (operation.end === undefined || operation.watchers > 0) continue;
      this.delete(operation);
      freed += 1;
      if (freed >= wanted && this.#responseBytes <= maxResponseBytes * 0.9) break;
    }
    return freed > 0;
  }
}
