import { abortError } from './abort.ts';
import type { CallOptions } from './call-options.ts';

/** Lets at most so many hold a slot at once; who waits longest is next. */
export class Semaphore {
  readonly #capacity: number;
  #held = 0;
  // A Set keeps the order of insertion and forgets a waiter that gave up in constant time.
  readonly #waiting = new Set<() => void>();

  /** @param capacity how many slots there are, 1 or more */
  constructor(capacity: number) {
    if (!Number.isSafeInteger(capacity) || capacity < 1) throw new RangeError(`a semaphore of ${capacity} slots`);
    this.#capacity = capacity;
  }

  /** How many are waiting for a slot. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** How many slots are taken. */
  get held(): number {
    return this.#held;
  }

  /**
   * Waits for a slot. Disposing of what it gives frees the slot; a second time does nothing.
   * @throws SandwrightError CANCELLED, or the signal's own reason, if the signal ends the wait; no slot is taken then
   */
  async acquire(options: CallOptions = {}): Promise<Disposable> {
    const { signal } = options;
    if (signal?.aborted === true) throw abortError(signal);
    if (this.#held < this.#capacity && this.#waiting.size === 0) {
      this.#held += 1;
      return this.#slot();
    }
    await new Promise<void>((resolve, reject) => {
      const granted = (): void => {
        signal?.removeEventListener('abort', gaveUp);
        resolve();
      };
      const gaveUp = (): void => {
        this.#waiting.delete(granted);
        reject(signal === undefined ? new Error('no signal') : abortError(signal));
      };
      signal?.addEventListener('abort', gaveUp, { once: true });
      this.#waiting.add(granted);
    });
    return this.#slot();
  }

  #slot(): Disposable {
    let released = false;
    return {
      [Symbol.dispose]: () => {
        if (released) return;
        released = true;
        // The slot is handed over, not freed, so that nobody who comes just now overtakes.
        for (const granted of this.#waiting) {
          this.#waiting.delete(granted);
          granted();
          return;
        }
        this.#held -= 1;
      },
    };
  }
}
