/** How an invocation stands against others. */
export interface InvocationTurn {
  /** How many turns it has had, in the time of the scheduler. */
  turn: number;
  /** How many of its items wait, in all queues together. */
  waiting: number;
}

/** Whose turn it is, over all queues: who waits in several queues has no more turns than who waits in one. */
export class InvocationTurns {
  readonly #turns = new Map<string, InvocationTurn>();
  /** The turn of the invocation that was served last; who comes new starts here, not at zero. */
  #latest = 0;

  /** One more item of an invocation waits. */
  add(invocation: string): InvocationTurn {
    let known = this.#turns.get(invocation);
    if (known === undefined) {
      known = { turn: this.#latest, waiting: 0 };
      this.#turns.set(invocation, known);
    }
    known.waiting += 1;
    return known;
  }

  /** An item does not wait any more, for it was cancelled. */
  remove(invocation: string): void {
    const known = this.#turns.get(invocation);
    if (known === undefined) return;
    known.waiting -= 1;
    if (known.waiting === 0) this.#turns.delete(invocation);
  }

  /** An item has had its turn. */
  served(invocation: string): void {
    const known = this.#turns.get(invocation);
    if (known === undefined) return;
    this.#latest = Math.max(this.#latest, known.turn);
    known.turn += 1;
    this.remove(invocation);
  }

  /** How many items of an invocation wait. */
  waiting(invocation: string): number {
    return this.#turns.get(invocation)?.waiting ?? 0;
  }
}
