/** Bounds of the memory: some 10 MB at most, however many workers and actions there are. */
const maxInputs = 20_000;
const maxHoldersEach = 8;

/** How much more it is worth to have run with the same input root than to hold one folder of it. */
const rootWeight = 16;

/** Remembers which workers were lent actions with which inputs: they most likely hold them still. */
export class InputLocality {
  /** Workers by input, the latest last; inputs in the order in which they were last used. */
  readonly #holders = new Map<string, string[]>();

  /** How many inputs are remembered. */
  get size(): number {
    return this.#holders.size;
  }

  /**
   * Notes that a worker fetches inputs.
   * @param inputs the input root first, then folders of it
   */
  note(workerId: string, inputs: readonly string[]): void {
    for (const input of inputs) {
      const holders = this.#holders.get(input) ?? [];
      const at = holders.indexOf(workerId);
      if (at !== -1) holders.splice(at, 1);
      else if (holders.length >= maxHoldersEach) holders.shift();
      holders.push(workerId);
      this.#holders.delete(input);
      this.#holders.set(input, holders);
    }
    for (const oldest of this.#holders.keys()) {
      if (this.#holders.size <= maxInputs) break;
      this.#holders.delete(oldest);
    }
  }

  /**
   * The worker that holds most of some inputs.
   * @param inputs the input root first, then folders of it
   * @param find gives a worker that could run the action now, undefined for one that could not
   */
  best<Worker>(inputs: readonly string[], find: (workerId: string) => Worker | undefined): Worker | undefined {
    const scores = new Map<string, number>();
    let best: Worker | undefined;
    let most = 0;
    for (const [index, input] of inputs.entries()) {
      for (const holder of this.#holders.get(input) ?? []) {
        const score = (scores.get(holder) ?? 0) + (index === 0 ? rootWeight : 1);
        scores.set(holder, score);
        if (score <= most) continue;
        const worker = find(holder);
        if (worker === undefined) continue;
        best = worker;
        most = score;
      }
    }
    return best;
  }
}
