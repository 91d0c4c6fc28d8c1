import { Worker } from 'node:worker_threads';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { HashAnswer, HashRequest } from './hash-thread-main.ts';

/** A thread that nobody needed for so long is ended, milliseconds: it holds as much memory as forty thousand blobs in the index. */
const idleMs = 10_000;

type Waiting = PromiseWithResolvers<string>;

/** A thread beside the event loop that hashes; started when it is first asked, and ended when it was idle for a while. */
class HashThread {
  readonly #waiting = new Map<number, Waiting[]>();
  #worker: Worker | undefined;
  #idle: NodeJS.Timeout | undefined;
  #users = 0;

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
    this.#idle = setTimeout(() => void this.terminate(), idleMs).unref();
  }

  /** Asks, and waits for the answer: the hash if that was asked for, else empty. */
  ask(request: HashRequest): Promise<string> {
    const waiting = Promise.withResolvers<string>();
    const ofLane = this.#waiting.get(request.lane);
    if (ofLane === undefined) this.#waiting.set(request.lane, [waiting]);
    else ofLane.push(waiting);
    this.#running().postMessage(request);
    return waiting.promise;
  }

  /** Has the thread forget what it began; nothing happens where it is gone. */
  forget(lane: number): void {
    this.#worker?.postMessage({ lane, end: 'forget' } satisfies HashRequest);
  }

  #running(): Worker {
    if (this.#worker !== undefined) return this.#worker;
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
    worker.once('error', (cause) => this.#lose(worker, cause));
    worker.once('exit', () => this.#lose(worker, undefined));
    this.#worker = worker;
    return worker;
  }

  /** Ends the thread; whoever waits is told, and whoever asks next gets a new one. */
  async terminate(): Promise<void> {
    const worker = this.#worker;
    if (worker === undefined) return;
    this.#lose(worker, undefined);
    await worker.terminate();
  }

  #lose(worker: Worker, cause: unknown): void {
    if (this.#worker !== worker) return;
    this.#worker = undefined;
    const waiting = [...this.#waiting.values()].flat();
    this.#waiting.clear();
    for (const each of waiting) each.reject(new SandwrightError('STORAGE_FAILED', 'the thread that hashes has ended', { cause }));
  }
}

/** One for the process: the other cores are for the event loop, the disk and whoever else is on the machine. */
export const hashThread = new HashThread();
