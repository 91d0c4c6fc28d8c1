import type { Clock } from '@sandwright/core';

/** When a circuit breaker opens, and for how long. */
export interface CircuitBreakerOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Failures in a row that open it; 3 by default. */
  readonly failures?: number;
  /** Milliseconds that a call may take without being slow; 250 by default. */
  readonly slowMs?: number;
  /** Milliseconds that slow calls may take together, beside the share; 2,000 by default. */
  readonly allowanceMs?: number;
  /** Part of the time since the start that slow calls may take; 0.05 by default. */
  readonly share?: number;
  /** Milliseconds after which one call may try again; 30,000 by default. */
  readonly restMs?: number;
}

/**
 * Keeps a helper that is slow or broken from holding up what it is to help. It opens after some failures in a row, and when slow calls that
 * brought nothing have taken more than a small part of the time. After a rest a single call tries.
 */
export class CircuitBreaker {
  readonly #options: Required<CircuitBreakerOptions>;
  readonly #startedAt: number;
  #failuresInRow = 0;
  #lostMs = 0;
  /** Calls under way that began before the lost time was counted; time that passes for several at once is lost once. */
  #countedUntil = 0;
  #closedAgainAt = 0;
  #trying = false;

  constructor(options: CircuitBreakerOptions) {
    this.#options = { failures: 3, slowMs: 250, allowanceMs: 2_000, share: 0.05, restMs: 30_000, ...options };
    this.#startedAt = options.clock.now();
  }

  /** Whether a call would be made now. */
  get closed(): boolean {
    return this.#closedAgainAt === 0;
  }

  /**
   * Makes a call, unless the circuit is open.
   * @param call what to do; `useful` says whether its result was worth the wait
   * @returns undefined where it was not made
   * @throws what the call throws
   */
  async run<T>(call: () => Promise<T>, useful: (result: T) => boolean): Promise<{ readonly result: T } | undefined> {
    const startedAt = this.#options.clock.now();
    if (!this.closed) {
      if (this.#trying || startedAt < this.#closedAgainAt) return undefined;
      this.#trying = true;
    }
    try {
      const result = await call();
      this.#failuresInRow = 0;
      this.#closedAgainAt = 0;
      if (!useful(result)) this.#count(startedAt);
      return { result };
    } catch (error) {
      this.#failuresInRow += 1;
      this.#count(startedAt);
      if (this.#failuresInRow >= this.#options.failures) this.#open();
      throw error;
    } finally {
      this.#trying = false;
    }
  }

  #count(startedAt: number): void {
    const { clock, slowMs, allowanceMs, share } = this.#options;
    const now = clock.now();
    if (now - startedAt <= slowMs) return;
    this.#lostMs += Math.max(0, now - Math.max(startedAt, this.#countedUntil));
    this.#countedUntil = now;
    if (this.#lostMs > allowanceMs + share * (now - this.#startedAt)) this.#open();
  }

  #open(): void {
    this.#closedAgainAt = this.#options.clock.now() + this.#options.restMs;
  }
}
