import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, makeDirectory } from '@sandwright/core';

/** So long after a build that found its cache slow, the next one does not wait for it either, milliseconds. */
const believedMs = 60_000;

/** What a `SlowCacheMemory` works with. */
export interface SlowCacheMemoryOptions {
  /** Absolute; kept between builds. */
  readonly directory: string;
  /** Which cache is meant. */
  readonly address: string;
  readonly clock: Pick<Clock, 'now'>;
}

/** Remembers between builds that a cache was slow or broken a moment ago. Whatever is wrong with its file costs time and nothing else. */
export class SlowCacheMemory {
  readonly #options: SlowCacheMemoryOptions;

  constructor(options: SlowCacheMemoryOptions) {
    this.#options = options;
  }

  /** Whether the cache was slow less than a minute ago. */
  get wasSlow(): boolean {
    const { address, clock } = this.#options;
    try {
      const [slow, at] = JSON.parse(readFileSync(this.#file, 'utf8')) as readonly [unknown, unknown];
      const age = clock.now() - Number(at);
      return slow === address && age >= 0 && age < believedMs;
    } catch {
      return false;
    }
  }

  /** Notes how it is now. */
  note(isSlow: boolean): void {
    const { directory, address, clock } = this.#options;
    try {
      if (!isSlow) return rmSync(this.#file, { force: true });
      makeDirectory(directory, 0o700);
      writeFileSync(this.#file, JSON.stringify([address, clock.now()]));
    } catch {
      // The next build finds out by itself.
    }
  }

  get #file(): string {
    return join(this.#options.directory, 'slow-remote-cache.json');
  }
}
