/** How long calls take that should be short; those under way count, too. */
export class CallTimes {
  readonly #slowMs: number;
  /** When calls began that are under way. */
  readonly #calling = new Set<{ readonly startedAt: number }>();
  #slowestMs = 0;

  /** @param slowMs what a call may take without being slow, milliseconds */
  constructor(slowMs: number) {
    this.#slowMs = slowMs;
  }

  /** Whether a call took too long, or has been under way for too long by now. */
  get slow(): boolean {
    const now = performance.now();
    return this.#slowestMs > this.#slowMs || [...this.#calling].some(({ startedAt }) => now - startedAt > this.#slowMs);
  }

  /** Makes a call, and notes how long it takes. */
  async of<T>(call: () => Promise<T>): Promise<T> {
    const one = { startedAt: performance.now() };
    this.#calling.add(one);
    try {
      return await call();
    } finally {
      this.#calling.delete(one);
      this.#slowestMs = Math.max(this.#slowestMs, performance.now() - one.startedAt);
    }
  }
}
