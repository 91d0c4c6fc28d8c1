/** One side waits until the other has something for it, but not for ever. */
export class WakeUp {
  #wake: ((woken: boolean) => void) | undefined;

  /** Lets the one who waits go on; nothing happens where nobody waits. */
  ring(): void {
    this.#wake?.(true);
  }

  /**
   * Waits for `ring`.
   * @param timeoutMs how long
   * @returns false if nobody rang in time
   */
  async wait(timeoutMs: number): Promise<boolean> {
    const { promise, resolve } = Promise.withResolvers<boolean>();
    const timer = setTimeout(() => resolve(false), timeoutMs);
    this.#wake = resolve;
    const woken = await promise;
    clearTimeout(timer);
    this.#wake = undefined;
    return woken;
  }
}
