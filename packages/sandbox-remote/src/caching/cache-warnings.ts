import type { Logger, SandwrightError } from '@sandwright/core';

/** How often trouble with the remote cache is told: never, once, or at the 1st, 2nd, 4th, 8th time and so on. */
export type CacheWarningMode = 'ignore' | 'first_only' | 'backoff';

/** Tells of trouble with the remote cache, as often as the user wants. Reads and writes are counted apart. */
export class CacheWarnings {
  readonly #mode: CacheWarningMode;
  readonly #logger: Logger;
  readonly #counts = new Map<string, number>();

  constructor(mode: CacheWarningMode, logger: Logger) {
    this.#mode = mode;
    this.#logger = logger;
  }

  /**
   * Something went wrong that costs time, not the build.
   * @param what `read` or `write`
   */
  tell(what: 'read' | 'write', error: SandwrightError): void {
    const count = (this.#counts.get(what) ?? 0) + 1;
    this.#counts.set(what, count);
    const fields = { code: error.code, count };
    const isPowerOfTwo = (count & (count - 1)) === 0;
    const tells = this.#mode === 'backoff' ? isPowerOfTwo : this.#mode === 'first_only' && count === 1;
    const times = count === 1 ? '' : ` (${count} times so far)`;
    this.#logger.log(
      tells ? 'warn' : 'debug',
      `the remote cache could not be ${what === 'read' ? 'read' : 'written'}${times}: ${error.message}`,
      fields,
    );
  }
}
