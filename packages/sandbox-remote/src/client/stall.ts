/** Calls back when nothing moved for a while. */
export class Stall implements Disposable {
  readonly #milliseconds: number | undefined;
  readonly #onStall: () => void;
  #timer: NodeJS.Timeout | undefined;
  #stalled = false;

  /**
   * @param milliseconds how long nothing may move from `moved` on; undefined for ever
   * @param onStall called at most once
   */
  constructor(milliseconds: number | undefined, onStall: () => void) {
    this.#milliseconds = milliseconds;
    this.#onStall = onStall;
  }

  /** Whether it called back. */
  get stalled(): boolean {
    return this.#stalled;
  }

  /**
   * Something moved, or the other side is to blame from now on.
   * @param milliseconds for the next move only, instead of what was said at first
   */
  moved(milliseconds = this.#milliseconds): void {
    clearTimeout(this.#timer);
    if (milliseconds === undefined || this.#stalled) return;
    this.#timer = setTimeout(() => {
      this.#stalled = true;
      this.#onStall();
    }, milliseconds);
  }

  /** While this side works, the other one is not to blame. */
  pause(): void {
    clearTimeout(this.#timer);
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#timer);
  }
}
