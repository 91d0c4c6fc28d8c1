import { SandwrightError } from '@sandwright/core';

/** A call, for the part of it that takes memory. */
export interface MemoryHolder {
  /** What it came over: when memory runs out, those that share the connection which holds most are ended first. */
  readonly connection: object;
  /** Looks at how much it holds now: of messages that come in, and of answers that have not left yet. */
  measure(nowMs: number): number;
  /** Set while what it holds is worked on and would not be free if it was refused: then others are, which have yet to come. */
  readonly isBusy?: boolean;
  /** Ends the call. */
  refuse(reason: SandwrightError): void;
}

/** How often the memory of open calls is measured; what comes in is counted at once. */
const measureEveryMs = 250;

/**
 * Bounds the memory of all calls that are going on. Beyond the limit, calls of the connection that holds most are refused, the youngest
 * first: who sends or reads slowly harms himself, and the calls of others go on.
 */
export class MemoryGuard implements Disposable {
  readonly #limitBytes: number;
  readonly #held = new Map<MemoryHolder, number>();
  #total = 0;
  #timer: NodeJS.Timeout | undefined;

  /** @param limitBytes what all calls together may hold */
  constructor(limitBytes: number) {
    this.#limitBytes = limitBytes;
  }

  /** Bytes that calls hold, as far as they are known. */
  get heldBytes(): number {
    return this.#total;
  }

  /** Watches over a call until `leave`. */
  enter(holder: MemoryHolder): void {
    this.#held.set(holder, 0);
    this.#timer ??= setInterval(() => this.#measure(), measureEveryMs).unref();
  }

  /** The call is over. */
  leave(holder: MemoryHolder): void {
    this.#total -= this.#held.get(holder) ?? 0;
    this.#held.delete(holder);
    if (this.#held.size > 0) return;
    // A server that nobody calls does nothing.
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  /** The call holds so many bytes more. */
  grew(holder: MemoryHolder, bytes: number): void {
    const held = this.#held.get(holder);
    if (held === undefined) return;
    this.#held.set(holder, held + bytes);
    this.#total += bytes;
    if (this.#total > this.#limitBytes) this.#relieve();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
    this.#held.clear();
  }

  #measure(): void {
    const now = performance.now();
    let total = 0;
    for (const holder of this.#held.keys()) {
      const bytes = holder.measure(now);
      if (!this.#held.has(holder)) continue;
      this.#held.set(holder, bytes);
      total += bytes;
    }
    this.#total = total;
    if (total > this.#limitBytes) this.#relieve();
  }

  #relieve(): void {
    const byConnection = new Map<object, number>();
    const youngestFirst = [...this.#held].reverse().filter(([{ isBusy }, bytes]) => bytes > 0 && isBusy !== true);
    for (const [{ connection }, bytes] of youngestFirst) byConnection.set(connection, (byConnection.get(connection) ?? 0) + bytes);
    while (this.#total > this.#limitBytes && byConnection.size > 0) {
      const [most] = [...byConnection].reduce((a, b) => (b[1] > a[1] ? b : a));
      const at = youngestFirst.findIndex(([{ connection }]) => connection === most);
      const [found] = at === -1 ? [] : youngestFirst.splice(at, 1);
      if (found === undefined) return;
      const [holder, bytes] = found;
      byConnection.set(most, (byConnection.get(most) ?? 0) - bytes);
      this.leave(holder);
      holder.refuse(
        new SandwrightError('RESOURCE_EXHAUSTED', `the calls going on hold more than ${this.#limitBytes} bytes (setting max_memory)`),
      );
    }
  }
}
