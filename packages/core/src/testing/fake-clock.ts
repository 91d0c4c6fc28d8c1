import { abortError } from '../util/abort.ts';
import type { CallOptions } from '../util/call-options.ts';
import type { Clock } from '../util/clock.ts';

interface Sleeper {
  readonly wakesAt: number;
  readonly wake: () => void;
}

/** A clock that stands still until told otherwise. */
export class FakeClock implements Clock {
  #now: number;
  readonly #sleepers = new Set<Sleeper>();
  readonly #watchers = new Set<() => void>();
  /** Every wait that was asked for, milliseconds, in order. */
  readonly slept: number[] = [];

  /** @param now what it shows at first, milliseconds since 1970 */
  constructor(now = 1_700_000_000_000) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  /** How many waits are going on. */
  get sleepers(): number {
    return this.#sleepers.size;
  }

  async sleep(milliseconds: number, options: CallOptions = {}): Promise<void> {
    const { signal } = options;
    if (signal?.aborted === true) throw abortError(signal);
    this.slept.push(milliseconds);
    await new Promise<void>((resolve, reject) => {
      const gaveUp = (): void => {
        this.#sleepers.delete(sleeper);
        reject(signal === undefined ? new Error('no signal') : abortError(signal));
      };
      const sleeper: Sleeper = {
        wakesAt: this.#now + milliseconds,
        wake: () => {
          signal?.removeEventListener('abort', gaveUp);
          resolve();
        },
      };
      signal?.addEventListener('abort', gaveUp, { once: true });
      this.#sleepers.add(sleeper);
      for (const watcher of this.#watchers) watcher();
    });
  }

  /** Waits until so many waits are going on at once. */
  async untilSleepers(count: number): Promise<void> {
    while (this.#sleepers.size < count) {
      const { promise, resolve } = Promise.withResolvers<void>();
      this.#watchers.add(resolve);
      await promise;
      this.#watchers.delete(resolve);
    }
  }

  /**
   * Moves time on and wakes those whose wait is over, in the order of their times; then lets what they woke run.
   * @param milliseconds how far
   */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    for (;;) {
      let next: Sleeper | undefined;
      for (const sleeper of this.#sleepers) {
        if (sleeper.wakesAt <= end && (next === undefined || sleeper.wakesAt < next.wakesAt)) next = sleeper;
      }
      if (next === undefined) break;
      this.#sleepers.delete(next);
      this.#now = next.wakesAt;
      next.wake();
      await settle();
    }
    this.#now = end;
    await settle();
  }
}

/** Lets every promise that can go on go on. */
async function settle(): Promise<void> {
  await new Promise<void>((resolve) => {
    setImmediate(resolve);
  });
}
