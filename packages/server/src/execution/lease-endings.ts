type Tell = (ended: readonly string[]) => void;

/** Workers that wait to hear of leases that are over before their time: what they run for those is of no use to anybody. */
export class LeaseEndings {
  readonly #waiting = new Map<string, Set<Tell>>();

  /**
   * Waits until a lease of a worker is over.
   * @param options.waitMs how long at most, milliseconds
   * @returns its name; nothing if none was
   */
  async wait(
    workerId: string,
    { waitMs, signal }: { readonly waitMs: number; readonly signal: AbortSignal | undefined },
  ): Promise<readonly string[]> {
    if (signal?.aborted === true) return [];
    const { promise, resolve } = Promise.withResolvers<readonly string[]>();
    const waits = this.#waiting.get(workerId) ?? new Set<Tell>();
    this.#waiting.set(workerId, waits.add(resolve));
    const giveUp = (): void => resolve([]);
    const timer = setTimeout(giveUp, waitMs);
    signal?.addEventListener('abort', giveUp, { once: true });
    try {
      return await promise;
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', giveUp);
      waits.delete(resolve);
      if (waits.size === 0 && this.#waiting.get(workerId) === waits) this.#waiting.delete(workerId);
    }
  }

  /** A lease is over; if its worker does not wait at this moment, it learns of that when it renews it. */
  tell(workerId: string, leaseId: string): void {
    for (const tell of this.#waiting.get(workerId) ?? []) tell([leaseId]);
  }

  /** Ends the waits of a worker, or of all. */
  dismiss(workerId?: string): void {
    for (const id of workerId === undefined ? [...this.#waiting.keys()] : [workerId]) {
      for (const tell of this.#waiting.get(id) ?? []) tell([]);
    }
  }
}
