import { type CallOptions, Semaphore } from '@sandwright/core';

/** How long an action waits for a place with its inputs there, before another worker is the better one, milliseconds. */
const patienceMs = 500;

/** Places for actions that run. More actions than there are places may wait for one, but not for long. */
export class RunSlots {
  readonly #slots: Semaphore;
  #congested = false;

  /** @param size actions that run at once */
  constructor(size: number) {
    this.#slots = new Semaphore(size);
  }

  /** Whether somebody has waited too long, and no place has become free since. */
  get congested(): boolean {
    return this.#congested;
  }

  /**
   * Waits for a place.
   * @returns undefined if none became free soon; else disposing of it, which may be done twice, frees the place
   * @throws SandwrightError CANCELLED if the signal ends the wait
   */
  async take({ signal }: CallOptions): Promise<Disposable | undefined> {
    const patience = new AbortController();
    const giveUp = (): void => patience.abort();
    const timer = setTimeout(giveUp, patienceMs);
    signal?.addEventListener('abort', giveUp, { once: true });
    if (signal?.aborted === true) giveUp();
    try {
      const slot = await this.#slots.acquire({ signal: patience.signal });
      return {
        [Symbol.dispose]: () => {
          this.#congested = false;
          slot[Symbol.dispose]();
        },
      };
    } catch (caught) {
      if (signal?.aborted === true) throw caught;
      this.#congested = true;
      return undefined;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
    }
  }
}
