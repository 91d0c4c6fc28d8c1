import type { Clock } from '@sandwright/core';

/** When a circuit breaker opens, and for how long. */
export interface CircuitBreakerOptions {
  readonly clock: Pick<Clock, 'now'>;
  /** Failures in a row that open it; 3 by default. */
  readonly failures?: number;
  /** Milliseconds that a call may take without being slow; 250 by default. */
  readonly slowMs?: number;
  /** Milliseconds that slow calls may take together, beside the share; 1,000 by default. */
  readonly allowanceMs?: number;
  /** Part of the time since the start that slow calls may take; 0.02 by default. */
  readonly share?: number;
  /** Milliseconds after which one call may try again, twice as many after each try in vain; 30,000 by default. */
  readonly restMs?: number;
  /** Whether nobody waits for that one call: who makes it goes on without a result. false by default. */
  readonly triesInBackground?: boolean;
}

/**
 * Keeps a helper that is slow or broken from holding up what it is to help. It opens after some failures in a row, and when slow calls that
 * brought nothing have taken more than a small part of the time. After a rest a single call tries; it closes again if that one is quick, or
 * brings something. So all waits in vain together are bounded by the allowance, the share, and one call more.
 */
export class CircuitBreaker {
  readonly #options: Required<CircuitBreakerOptions>;
  readonly #startedAt: number;
  #failuresInRow = 0;
  #lostMs = 0;
  /** Calls under way that began before the lost time was counted; time that passes for several at once is lost once. */
  #countedUntil = 0;
  /** 0 while it is closed. */
  #triesAgainAt = 0;
  #restMs: number;
  #trying = false;

  constructor(options: CircuitBreakerOptions) {
    this.#options = { failures: 3, slowMs: 250, allowanceMs: 1_000, share: 0.02, restMs: 30_000, triesInBackground: false, ...options };
    this.#startedAt = options.clock.now();
    this.#restMs = this.#options.restMs;
  }

  /** Whether a call would be made now. */
  get closed(): boolean {
    return this.#triesAgainAt === 0;
  }

  /**
   * Makes a call, unless the circuit is open.
   * @param call what to do; `useful` says whether its result was worth the wait
   * @returns undefined where it was not made, or nobody waits for it
   * @throws what the call throws
   */
  async run<T>(call: () => Promise<T>, useful: (result: T) => boolean): Promise<{ readonly result: T } | undefined> {
    if (this.closed) return await this.#make(call, useful);
    if (this.#trying || this.#options.clock.now() < this.#triesAgainAt) return undefined;
    this.#trying = true;
    const tried = this.#try(call, useful);
    if (!this.#options.triesInBackground) return await tried;
    // Whatever is wrong was told when it opened.
    tried.catch(() => {});
    return undefined;
  }

  async #make<T>(call: () => Promise<T>, useful: (result: T) => boolean): Promise<{ readonly result: T }> {
    const startedAt = this.#options.clock.now();
    try {
      const result = await call();
      this.#failuresInRow = 0;
      if (!useful(result)) this.#count(startedAt);
      return { result };
    } catch (error) {
      this.#failuresInRow += 1;
      this.#count(startedAt);
      if (this.#failuresInRow >= this.#options.failures) this.#open();
      throw error;
    }
  }

  async #try<T>(call: () => Promise<T>, useful: (result: T) => boolean): Promise<{ readonly result: T }> {
    const { clock, slowMs } = this.#options;
    const startedAt = clock.now();
    let cured = false;
    try {
      const result = await call();
      cured = useful(result) || clock.now() - startedAt <= slowMs;
      return { result };
    } finally {
      this.#trying = false;
      if (cured) {
        this.#failuresInRow = 0;
        this.#triesAgainAt = 0;
        this.#restMs = this.#options.restMs;
      } else this.#rest();
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

  /** Calls that were under way together may all fail; that is one opening. */
  #open(): void {
    if (this.closed) this.#rest();
  }

  #rest(): void {
    this.#triesAgainAt = this.#options.clock.now() + this.#restMs;
    this.#restMs *= 2;
  }
}
