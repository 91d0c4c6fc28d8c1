import type { RemoteEvent, RemoteResult } from './execution-events.ts';

/** A server that repeats itself for hours must not fill the memory; later stages are then left out. */
const mostEvents = 1_000;

/**
 * An execution that has begun: `await` gives its result, `for await` what happens, from the beginning and as often as wanted. Leaving the loop
 * does not end the execution; its signal does.
 */
export class RemoteExecution implements PromiseLike<RemoteResult>, AsyncIterable<RemoteEvent> {
  readonly #result: Promise<RemoteResult>;
  readonly #events: RemoteEvent[] = [];
  #ended = false;
  #changed = Promise.withResolvers<void>();

  /** @param run does it, telling what happens; what is told twice in a row counts once */
  constructor(run: (tell: (event: RemoteEvent) => void) => Promise<RemoteResult>) {
    this.#result = this.#follow(run);
    // Whoever only looks at the events gets the failure there.
    this.#result.catch(() => {});
  }

  // biome-ignore lint/suspicious/noThenProperty: it is to be awaited.
  then<Fulfilled = RemoteResult, Rejected = never>(
    onFulfilled?: ((result: RemoteResult) => Fulfilled | PromiseLike<Fulfilled>) | null,
    onRejected?: ((reason: unknown) => Rejected | PromiseLike<Rejected>) | null,
  ): Promise<Fulfilled | Rejected> {
    return this.#result.then(onFulfilled, onRejected);
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<RemoteEvent, void, undefined> {
    for (let at = 0; ; ) {
      for (let event = this.#events[at]; event !== undefined; event = this.#events[at]) {
        at += 1;
        yield event;
      }
      if (this.#ended) break;
      await this.#changed.promise;
    }
    await this.#result;
  }

  async #follow(run: (tell: (event: RemoteEvent) => void) => Promise<RemoteResult>): Promise<RemoteResult> {
    try {
      const result = await run((event) => this.#tell(event));
      if (result.cached) this.#tell({ type: 'cache-hit' });
      for (const type of ['stdout', 'stderr'] as const) if (result[type] !== '') this.#push({ type, text: result[type] });
      this.#push({ type: 'completed', result });
      return result;
    } finally {
      this.#ended = true;
      this.#wake();
    }
  }

  #tell(event: RemoteEvent): void {
    if (this.#events.at(-1)?.type !== event.type && this.#events.length < mostEvents) this.#push(event);
  }

  #push(event: RemoteEvent): void {
    this.#events.push(event);
    this.#wake();
  }

  #wake(): void {
    this.#changed.resolve();
    this.#changed = Promise.withResolvers<void>();
  }
}
