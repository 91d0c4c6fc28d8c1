import { type CallOptions, type Digest, digestKey, SandwrightError } from '@sandwright/core';

/** Asks the server which of these blobs it lacks. */
export type AskMissing = (digests: readonly Digest[], options: CallOptions) => Promise<readonly Digest[]>;

interface Question {
  readonly digests: readonly Digest[];
  readonly signal: AbortSignal | undefined;
  readonly resolve: (missing: readonly Digest[]) => void;
  readonly reject: (error: unknown) => void;
}

/** Questions that are larger than this gain nothing by company, and no question waits for them. */
const maxDigestsOfOne = 64;
/** Digests of one call at most. */
const maxDigestsOfAll = 4_096;

/**
 * Questions of one turn of the event loop become one call: who asks for each of a thousand blobs by itself, at once, pays for one round trip.
 * Each gets the answer to its own question. A question that is given up leaves the others alone; the call ends when all have been given up.
 */
export class GatheredQuestions {
  readonly #ask: AskMissing;
  #waiting: Question[] = [];
  #digests = 0;

  /** @param ask makes a call; its signal is aborted when nobody waits for it any more */
  constructor(ask: AskMissing) {
    this.#ask = ask;
  }

  /** @throws what the call threw, or the signal's reason */
  missing(digests: readonly Digest[], { signal }: CallOptions): Promise<readonly Digest[]> {
    if (digests.length > maxDigestsOfOne) return this.#ask(digests, { signal });
    if (this.#digests + digests.length > maxDigestsOfAll) this.#send();
    this.#digests += digests.length;
    const { promise, resolve, reject } = Promise.withResolvers<readonly Digest[]>();
    this.#waiting.push({ digests, signal, resolve, reject });
    if (this.#waiting.length === 1) setImmediate(() => this.#send());
    return promise;
  }

  #send(): void {
    const questions = this.#waiting;
    this.#waiting = [];
    this.#digests = 0;
    const [first] = questions;
    if (first === undefined) return;
    if (questions.length === 1) this.#ask(first.digests, { signal: first.signal }).then(first.resolve, first.reject);
    else void this.#askTogether(questions);
  }

  async #askTogether(questions: readonly Question[]): Promise<void> {
    const all = new Map<string, Digest>();
    for (const { digests } of questions) for (const digest of digests) all.set(digestKey(digest), digest);
    const everyone = new GivenUp(questions);
    try {
      const missing = await this.#ask([...all.values()], { signal: everyone.signal });
      const lacking = new Set(missing.map(digestKey));
      for (const { digests, resolve } of questions) {
        resolve(lacking.size === 0 ? [] : digests.filter((digest) => lacking.has(digestKey(digest))));
      }
    } catch (error) {
      // What one of them asked for may be what the server refuses; the others are not to suffer for it.
      const isRefused = SandwrightError.is(error) && error.code === 'REMOTE_REJECTED';
      for (const { digests, signal, resolve, reject } of questions) {
        if (isRefused && signal?.aborted !== true) this.#ask(digests, { signal }).then(resolve, reject);
        else reject(error);
      }
    } finally {
      everyone[Symbol.dispose]();
    }
  }
}

/** Rejects each question whose signal ends it; aborts when that were all of them. */
class GivenUp implements Disposable {
  readonly #controller = new AbortController();
  readonly #listeners: (readonly [AbortSignal, () => void])[] = [];
  #left: number;

  constructor(questions: readonly Question[]) {
    this.#left = questions.length;
    for (const { signal, reject } of questions) {
      if (signal === undefined) continue;
      const giveUp = (): void => {
        reject(signal.reason);
        this.#left -= 1;
        if (this.#left === 0) this.#controller.abort(signal.reason);
      };
      if (signal.aborted) giveUp();
      else {
        signal.addEventListener('abort', giveUp, { once: true });
        this.#listeners.push([signal, giveUp]);
      }
    }
  }

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  [Symbol.dispose](): void {
    for (const [signal, giveUp] of this.#listeners) signal.removeEventListener('abort', giveUp);
  }
}
