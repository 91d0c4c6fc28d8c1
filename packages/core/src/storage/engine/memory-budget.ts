/** Bytes of memory that several may hold at once, for who can do with less where there is none. */
export class MemoryBudget {
  #free: number;

  /** @param bytes of all together */
  constructor(bytes: number) {
    this.#free = bytes;
  }

  /**
   * Takes some. Disposing of what it gives frees them; a second time does nothing.
   * @returns undefined where there are not so many left
   */
  take(bytes: number): Disposable | undefined {
    if (bytes > this.#free) return undefined;
    this.#free -= bytes;
    let held = bytes;
    return {
      [Symbol.dispose]: () => {
        this.#free += held;
        held = 0;
      },
    };
  }
}
