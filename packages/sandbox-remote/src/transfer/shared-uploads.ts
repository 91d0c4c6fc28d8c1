import { abortError, type CallOptions, type Digest, digestKey } from '@sandwright/core';

interface Upload {
  readonly digest: Digest;
  readonly ended: Promise<boolean>;
  readonly end: (done: boolean) => void;
}

/** Uploads under way, so that actions which share inputs send each once. */
export class SharedUploads {
  readonly #uploads = new Map<string, Upload>();

  /**
   * Divides blobs into those that the caller is to send now (and must end by `done` or `failed`) and those that somebody else is sending.
   */
  claim(digests: readonly Digest[]): { readonly mine: readonly Digest[]; readonly others: readonly Digest[] } {
    const mine: Digest[] = [];
    const others: Digest[] = [];
    for (const digest of digests) {
      const key = digestKey(digest);
      if (this.#uploads.has(key)) {
        others.push(digest);
        continue;
      }
      const { promise, resolve } = Promise.withResolvers<boolean>();
      this.#uploads.set(key, { digest, ended: promise, end: resolve });
      mine.push(digest);
    }
    return { mine, others };
  }

  /** The caller's uploads are there. */
  done(digests: readonly Digest[]): void {
    this.#end(digests, true);
  }

  /** The caller gave up on these. */
  failed(digests: readonly Digest[]): void {
    this.#end(digests, false);
  }

  /**
   * Waits until somebody else's uploads have ended.
   * @returns those that failed
   */
  async wait(digests: readonly Digest[], options: CallOptions = {}): Promise<readonly Digest[]> {
    const waits = digests.map((digest) => this.#uploads.get(digestKey(digest))?.ended ?? Promise.resolve(true));
    const { signal } = options;
    if (signal?.aborted === true) throw abortError(signal);
    const aborted = Promise.withResolvers<never>();
    const onAbort = () => signal !== undefined && aborted.reject(abortError(signal));
    signal?.addEventListener('abort', onAbort, { once: true });
    try {
      const ended = await Promise.race([Promise.all(waits), aborted.promise]);
      return digests.filter((_, index) => ended[index] === false);
    } finally {
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #end(digests: readonly Digest[], done: boolean): void {
    for (const digest of digests) {
      const key = digestKey(digest);
      this.#uploads.get(key)?.end(done);
      this.#uploads.delete(key);
    }
  }
}
