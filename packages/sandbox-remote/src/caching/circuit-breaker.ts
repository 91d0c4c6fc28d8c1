import type { Clock } from '@sandwright/core';

/** When a circuit breaker opens, and for how long. */
export interface CircuitBreakerOptions {
  readonly clock: Clock;
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
  /**
   * Whether nobody waits for that one call, nor for any other longer than slow calls may still take: who makes it goes on without a result.
   * false by default.
   */
  readonly triesInBackground?: boolean;
  /** Whether it is open at first, as what it guards was slow a moment ago; then the first call tries. false by default. */
  readonly startsOpen?: boolean;
  /** Told when it opens, and when it closes again. */
  readonly onChange?: (closed: boolean) => void;
}

/**
 * Keeps a helper that is slow or broken from holding up what it is to help. It opens after some failures in a row, and when slow calls that
 * brought nothing have taken more than a small part of the time. After a rest a single call tries; it closes again if that one is quick, or
 * brings something. So all waits in vain together are bounded by the allowance, the share, and one call more; where nobody waits for a try,
 * `slowMs` more. A call that was given up and then brings something shows that waiting is worth it: from then on calls are waited for.
 */
export class CircuitBreaker {
  readonly #options: Required<Omit<CircuitBreakerOptions, 'onChange'>> & Pick<CircuitBreakerOptions, 'onChange'>;
  readonly #startedAt: number;
  #isWorthWaiting = false;
  #failuresInRow = 0;
  #lostMs = 0;
  /** Calls under way that began before the lost time was counted; time that passes for several at once is lost once. */
  #countedUntil = 0;
  /** 0 while it is closed. */
  #triesAgainAt = 0;
  #restMs: number;
  #trying = false;

  constructor(options: CircuitBreakerOptions) {
    const usual = {
      failures: 3,
      slowMs: 250,
      allowanceMs: 1_000,
      share: 0.02,
      restMs: 30_000,
      triesInBackground: false,
      startsOpen: false,
    };
    this.#options = { ...usual, ...options };
    this.#startedAt = options.clock.now();
    this.#restMs = this.#options.restMs;
    if (this.#options.startsOpen) this.#triesAgainAt = this.#startedAt;
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

  async #make<T>(call: () => Promise<T>, useful: (result: T) => boolean): Promise<{ readonly result: T } | undefined> {
    const { clock, triesInBackground } = this.#options;
    const one = { startedAt: clock.now(), givenUp: false };
    const calling = this.#follow(call, useful, one);
    if (!triesInBackground || this.#isWorthWaiting) return await calling;
    const answered = new AbortController();
    const late = clock.sleep(this.#patienceMs, { signal: answered.signal }).catch(() => {});
    try {
      const first = await Promise.race([calling, late]);
      if (first !== undefined) return first;
    } finally {
      answered.abort();
    }
    this.#lose(one.startedAt);
    one.givenUp = true;
    // Whatever comes of it is for the calls after it.
    calling.catch(() => {});
    this.#open();
    return undefined;
  }

  /** How long the next call is waited for: as long as slow calls may still take. */
  get #patienceMs(): number {
    return Math.max(this.#options.slowMs, this.#mayLoseMs - this.#lostMs);
  }

  /** How long slow calls in vain may have taken by now. */
  get #mayLoseMs(): number {
    const { clock, allowanceMs, share } = this.#options;
    return allowanceMs + share * (clock.now() - this.#startedAt);
  }

  async #follow<T>(
    call: () => Promise<T>,
    useful: (result: T) => boolean,
    one: { readonly startedAt: number; readonly givenUp: boolean },
  ): Promise<{ readonly result: T }> {
    try {
      const result = await call();
      this.#failuresInRow = 0;
      if (!useful(result)) this.#count(one);
      else if (one.givenUp) {
        this.#isWorthWaiting = true;
        this.#close();
      }
      return { result };
    } catch (error) {
      this.#failuresInRow += 1;
      this.#count(one);
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
      if (cured) this.#close();
      else this.#rest();
    }
  }

  /** Notes a call that brought nothing, unless nobody waited for its end. */
  #count({ startedAt, givenUp }: { readonly startedAt: number; readonly givenUp: boolean }): void {
    if (givenUp || this.#options.clock.now() - startedAt <= this.#options.slowMs) return;
    this.#lose(startedAt);
    if (this.#lostMs > this.#mayLoseMs) this.#open();
  }

  #lose(startedAt: number): void {
    const now = this.#options.clock.now();
    this.#lostMs += Math.max(0, now - Math.max(startedAt, this.#countedUntil));
    this.#countedUntil = now;
  }

  /** Calls that were under way together may all fail; that is one opening. */
  #open(): void {
    if (!this.closed) return;
    this.#rest();
    this.#options.onChange?.(false);
  }

  #close(): void {
    this.#failuresInRow = 0;
    this.#restMs = this.#options.restMs;
    if (this.closed) return;
    this.#triesAgainAt = 0;
    this.#options.onChange?.(true);
  }

  #rest(): void {
    this.#triesAgainAt = this.#options.clock.now() + this.#restMs;
    this.#restMs *= 2;
  }
}
