import type { CallOptions } from '@sandwright/core';

/**
 * Something that is asked once for all callers. A failure is not remembered: the next caller asks again. A caller that gives up leaves the
 * question to the others.
 */
export class SharedAnswer<T> implements Disposable {
  readonly #ask: (options: CallOptions) => Promise<T>;
  readonly #ended = new AbortController();
  #answer: Promise<T> | undefined;

  /** @param ask asks; its signal is aborted when this is disposed of */
  constructor(ask: (options: CallOptions) => Promise<T>) {
    this.#ask = ask;
  }

  /** @throws what `ask` threw, or the signal's reason */
  async get(options: CallOptions = {}): Promise<T> {
    const { signal } = options;
    signal?.throwIfAborted();
    this.#answer ??= this.#ask({ signal: this.#ended.signal }).catch((error: unknown) => {
      this.#answer = undefined;
      throw error;
    });
    if (signal === undefined) return await this.#answer;
    const aborted = Promise.withResolvers<never>();
    const onAbort = () => aborted.reject(signal.reason);
    signal.addEventListener('abort', onAbort, { once: true });
    try {
      return await Promise.race([this.#answer, aborted.promise]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  [Symbol.dispose](): void {
    this.#ended.abort();
  }
}
