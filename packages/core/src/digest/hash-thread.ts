import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { HashAnswer, HashRequest } from './hash-thread-main.ts';

/** A thread that nobody needed for so long is ended, milliseconds: it holds as much memory as forty thousand blobs in the index. */
const idleMs = 10_000;

type Waiting = PromiseWithResolvers<string>;

/** No memory changes its owner: slabs are seen by both. */
const nothing: [] = [];

/** One that could not be started is not tried again for so long, milliseconds. */
const retryMs = 60_000;

/** A thread beside the event loop that hashes; started when it is first of use, and ended when it was idle for a while. */
class HashThread {
  readonly #waiting = new Map<number, Waiting[]>();
  #worker: Worker | undefined;
  #isReady = false;
  #idle: NodeJS.Timeout | undefined;
  #users = 0;
  #retryAt = 0;
  /** Grows with each thread: one that was begun by an earlier one cannot be gone on with. */
  generation = 0;

  /** Whether it answers at once. Where it does not, it is started, for the next one: a start takes as long as hashing many megabytes. */
  get isReady(): boolean {
    if (this.#worker === undefined && performance.now() >= this.#retryAt) {
      this.#start();
      this.#endWhenIdle();
    }
    return this.#isReady;
  }

  /** Starts it, and waits until it answers. */
  async start(): Promise<void> {
    const worker = this.#worker ?? this.#start();
    if (!this.#isReady) await once(worker, 'online');
  }

  /** Somebody will ask; the process stays until `leave`. */
  enter(): void {
    this.#users += 1;
    clearTimeout(this.#idle);
    this.#worker?.ref();
  }

  /** Nobody waits for an answer of this one any more. */
  leave(): void {
    this.#users -= 1;
    if (this.#users > 0) return;
    this.#worker?.unref();
    this.#endWhenIdle();
  }

  #endWhenIdle(): void {
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.terminate(), idleMs).unref();
  }

  /**
   * Asks, and waits for the answer: the hash if that was asked for, else empty.
   * @param generation that of the thread that was asked first
   * @throws SandwrightError STORAGE_FAILED if that thread is gone
   */
  async ask(request: HashRequest, generation: number): Promise<string> {
    if (this.#worker === undefined || generation !== this.generation) throw ended(undefined);
    const waiting = Promise.withResolvers<string>();
    const ofLane = this.#waiting.get(request.lane);
    if (ofLane === undefined) this.#waiting.set(request.lane, [waiting]);
    else ofLane.push(waiting);
    this.#worker.postMessage(request, nothing);
    return await waiting.promise;
  }

  /** Has the thread forget what it began; nothing happens where it is gone. */
  forget(lane: number): void {
    this.#worker?.postMessage({ lane, end: 'forget' } satisfies HashRequest, nothing);
  }

  #start(): Worker {
    const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
    const worker = new Worker(new URL(`./hash-thread-main${extension}`, import.meta.url), {
      // Flags of tests and of the program around mean nothing to it.
      execArgv: [],
      resourceLimits: { maxYoungGenerationSizeMb: 1, maxOldGenerationSizeMb: 16, stackSizeMb: 1 },
    });
    worker.on('message', ({ lane, hex }: HashAnswer) => {
      const ofLane = this.#waiting.get(lane);
      ofLane?.shift()?.resolve(hex ?? '');
      if (ofLane?.length === 0) this.#waiting.delete(lane);
    });
    // Nobody waits for it before somebody asks.
    worker.unref();
    worker.once('online', () => {
      if (this.#worker === worker) this.#isReady = true;
    });
    worker.once('error', (cause) => {
      this.#retryAt = performance.now() + retryMs;
      this.#lose(worker, cause);
    });
    worker.once('exit', () => this.#lose(worker, undefined));
    this.#worker = worker;
    this.generation += 1;
    return worker;
  }

  /** Ends the thread; whoever waits is told. */
  async terminate(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#lose(worker, undefined);
    await worker.terminate();
  }

  #lose(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    this.#isReady = false;
    const waiting = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    for (const each of waiting) each.reject(ended(cause));
  }
}

function ended(cause: unknown): SandwrightError {
  return new SandwrightError('STORAGE_FAILED', 'the thread that hashes has ended', { cause });
}

/** One for the process: the other cores are for the event loop, the disk and whoever else is on the machine. */
export const hashThread = new HashThread();
