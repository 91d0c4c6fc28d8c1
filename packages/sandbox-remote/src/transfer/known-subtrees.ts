import type { Clock } from '@sandwright/core';

/**
 * Remembers which subtrees a server held a moment ago, so that an action on a large input root does not ask for each of its files again.
 * Bounded in entries; what was remembered longest is forgotten first.
 */
export class KnownSubtrees {
  readonly #seen = new Map<string, number>();
  readonly #clock: Clock;
  readonly #lifetimeMs: number;
  readonly #capacity: number;

  /**
   * @param clock time
   * @param lifetimeMs how long an answer of the server is believed
   * @param capacity how many subtrees are remembered
   */
  constructor(clock: Clock, lifetimeMs = 5 * 60_000, capacity = 200_000) {
    this.#clock = clock;
    this.#lifetimeMs = lifetimeMs;
    this.#capacity = capacity;
  }

  /** Whether the whole subtree under this Directory was there lately. */
  has(hash: string): boolean {
    const at = this.#seen.get(hash);
    if (at === undefined) return false;
    if (this.#clock.now() - at < this.#lifetimeMs) return true;
    this.#seen.delete(hash);
    return false;
  }

  /** Remembers a subtree that is there as a whole now. */
  add(hash: string): void {
    this.#seen.delete(hash);
    this.#seen.set(hash, this.#clock.now());
    if (this.#seen.size <= this.#capacity) return;
    for (const oldest of this.#seen.keys()) {
      this.#seen.delete(oldest);
      break;
    }
  }

  /** Forgets everything: the server has just shown that it drops blobs. */
  clear(): void {
    this.#seen.clear();
  }
}
