import { mkdir, open, readdir, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Logger } from '@sandwright/core';
import { JournalRecord, type JournalRecordInit } from '@sandwright/core/reapi';
import { JournalFile } from './journal-file.ts';
import { frameOf, readFrames } from './journal-frame.ts';
import { JournalState } from './journal-state.ts';

/** What a journal needs. */
export interface JournalOptions {
  /** Absolute; made if absent. Nobody else may have a journal there at the same time. */
  readonly directory: string;
  readonly logger: Logger;
  /** A file is written anew from what is true now once it is longer, bytes; 16 MiB by default. */
  readonly compactBytes?: number;
}

const namePattern = /^journal-(\d{1,12})$/;

const pieceBytes = 1024 * 1024;

/** Records of a snapshot between two breaths of the process. */
const sliceRecords = 200;

/** What nobody waits for is written so long after, together with what came meanwhile, milliseconds. */
const lazyMs = 5;

/** After a failure of the disk the journal is tried again so long after, milliseconds. */
const retryMs = 10_000;

/**
 * Remembers operations, tasks and workers in files that only grow, and are written anew when they have grown too much. A record survives the
 * death of the process once `flushed` has returned, and a loss of power some 50 ms later.
 */
export class Journal implements AsyncDisposable {
  readonly #options: JournalOptions;
  /** Of this start of the server; no other start has the same. */
  readonly epoch: number;
  /** Undefined while the disk refuses to be written. */
  #file: JournalFile | undefined;
  #number: number;
  #snapshot: (() => Iterable<JournalRecordInit>) | undefined;
  #compacting: Promise<void> | undefined;
  /** Settles once what went to the file before this one is written. */
  #former: Promise<void> = Promise.resolve();
  #compactAt: number;
  #retry: NodeJS.Timeout | undefined;
  #lazily: NodeJS.Timeout | undefined;
  /** What is not written yet, by what it is about. */
  readonly #pending = new Map<string, JournalRecordInit>();
  #disposed = false;

  private constructor(options: JournalOptions, epoch: number, number: number, file: JournalFile) {
    this.#options = options;
    this.epoch = epoch;
    this.#number = number;
    this.#file = file;
    this.#compactAt = options.compactBytes ?? 16 * 1024 * 1024;
  }

  /**
   * Reads what there is, and begins a new file.
   * @returns the journal, and the state in which the last server left it; what was written half is passed over
   */
  static async open(options: JournalOptions): Promise<{ readonly journal: Journal; readonly state: JournalState }> {
    const { directory, logger } = options;
    await mkdir(directory, { recursive: true, mode: 0o700 });
    const numbers = await numbersIn(directory);
    const state = new JournalState();
    for (const number of numbers) {
      const whole = await replay(pathOf(directory, number), state);
      // The last one of a server that was killed ends anywhere, and that is no news.
      if (!whole && number !== numbers.at(-1))
        logger.log('warn', 'a journal of operations is damaged', { file: pathOf(directory, number) });
    }
    const number = (numbers.at(-1) ?? 0) + 1;
    const epoch = state.epoch + 1;
    const file = await begin(directory, number, epoch);
    return { journal: new Journal(options, epoch, number, file), state };
  }

  /**
   * Says what is true now, so that the journal can be written anew and does not grow for ever. Does so at once.
   * @param snapshot one record for each thing that is to be remembered; may be read over several turns while records are added
   */
  compactFrom(snapshot: () => Iterable<JournalRecordInit>): void {
    this.#snapshot = snapshot;
    this.#compact();
  }

  /** Adds a record; returns before it is written. It replaces one of the same thing that is not written yet. */
  add(record: JournalRecordInit): void {
    this.#pending.set(subjectOf(record), record);
    this.#lazily ??= setTimeout(() => void this.flushed(), lazyMs).unref();
  }

  /** Returns once all that was added would survive the death of this process, or it is clear that the disk does not take it. */
  async flushed(): Promise<void> {
    clearTimeout(this.#lazily);
    this.#lazily = undefined;
    const file = this.#file;
    for (const record of this.#pending.values()) file?.append(frameOf(JournalRecord.encode(record).finish()));
    this.#pending.clear();
    if (file === undefined || file.bytes > this.#compactAt) this.#compact();
    try {
      await Promise.all([this.#former, file?.flushed()]);
    } catch (caught) {
      if (file !== undefined && file === this.#file) this.#fail(caught);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#disposed = true;
    clearTimeout(this.#retry);
    clearTimeout(this.#lazily);
    await this.#compacting;
    await this.flushed();
    await this.#file?.sync().catch(() => {});
    await this.#file?.[Symbol.asyncDispose]();
  }

  /** Serving goes on without a memory: better than not serving. */
  #fail(cause: unknown): void {
    this.#options.logger.log('error', 'the journal cannot be written; operations would not survive a restart', { cause: String(cause) });
    const broken = this.#file;
    this.#file = undefined;
    void broken?.[Symbol.asyncDispose]().catch(() => {});
    this.#retry ??= setTimeout(() => {
      this.#retry = undefined;
      this.#compact();
    }, retryMs).unref();
  }

  #compact(): void {
    if (this.#snapshot === undefined || this.#disposed || this.#retry !== undefined) return;
    this.#compacting ??= this.#writeAnew(this.#snapshot).finally(() => (this.#compacting = undefined));
  }

  /**
   * What changes meanwhile goes to the new file as well, before or behind what the snapshot says of the same thing: each record is the
   * whole truth of its time, and the last one counts.
   */
  async #writeAnew(snapshot: () => Iterable<JournalRecordInit>): Promise<void> {
    const { directory } = this.#options;
    try {
      const former = this.#file;
      this.#number += 1;
      const file = await begin(directory, this.#number, this.epoch);
      this.#file = file;
      this.#former = (async () => {
        await former?.flushed().catch(() => {});
        await former?.[Symbol.asyncDispose]().catch(() => {});
      })();
      let records = 0;
      let bytes = 0;
      for (const record of snapshot()) {
        const frame = frameOf(JournalRecord.encode(record).finish());
        file.append(frame);
        bytes += frame.byteLength;
        records += 1;
        if (records % sliceRecords > 0) continue;
        await file.flushed();
        await nextTurn();
      }
      await file.sync();
      // What else came meanwhile does not count: on a slow disk that is much, and most of it is out of date again.
      this.#compactAt = Math.max(this.#options.compactBytes ?? 16 * 1024 * 1024, bytes * 3);
      for (const number of await numbersIn(directory)) if (number < this.#number) await unlink(pathOf(directory, number));
    } catch (caught) {
      this.#fail(caught);
    }
  }
}

/** What a record is about. */
function subjectOf({ operation, task, worker, operationGone, taskGone, workerGone }: JournalRecordInit): string {
  const name = operation?.name ?? operationGone;
  if (typeof name === 'string') return `operation ${name}`;
  const id = task?.id ?? taskGone;
  return typeof id === 'string' ? `task ${id}` : `worker ${worker?.id ?? workerGone ?? ''}`;
}

function pathOf(directory: string, number: number): string {
  return join(directory, `journal-${String(number).padStart(6, '0')}`);
}

async function numbersIn(directory: string): Promise<number[]> {
  const numbers = (await readdir(directory)).flatMap((name) => {
    const [, number] = namePattern.exec(name) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
  return numbers.sort((a, b) => a - b);
}

/** A new file that says at once, and for good, which start of the server it belongs to. */
async function begin(directory: string, number: number, epoch: number): Promise<JournalFile> {
  const path = pathOf(directory, number);
  const file = await JournalFile.create(path);
  try {
    file.append(frameOf(JournalRecord.encode({ epoch }).finish()));
    await file.sync();
    await using folder = await open(directory, 'r');
    await folder.sync();
  } catch (caught) {
    // It is tried again and again while the disk is full.
    await file[Symbol.asyncDispose]().catch(() => {});
    await unlink(path).catch(() => {});
    throw caught;
  }
  return file;
}

/** @returns whether the file was whole to its end */
async function replay(path: string, state: JournalState): Promise<boolean> {
  await using file = await open(path, 'r');
  let rest: Buffer = Buffer.alloc(0);
  let understood = true;
  for await (const piece of file.createReadStream({ highWaterMark: pieceBytes, autoClose: false })) {
    const bytes = Buffer.concat([rest, piece as Buffer]);
    const { records, taken, damaged } = readFrames(bytes);
    for (const record of records) understood = applied(record, state) && understood;
    if (damaged) return false;
    rest = bytes.subarray(taken);
  }
  return understood && rest.byteLength === 0;
}

/** @returns false for a record that came whole, but is none; it says nothing about the others */
function applied(record: Buffer, state: JournalState): boolean {
  try {
    state.apply(JournalRecord.decode(record));
    return true;
  } catch {
    return false;
  }
}
