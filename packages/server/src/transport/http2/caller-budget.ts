import { ConnectionError, errorCodes } from './http2-protocol.ts';

/** So many frames at once that cost work and bring nothing: three times as many calls as a connection may have open. */
const burst = 3_000;
/** No client that works makes a malformed request; one that is being written may make a few. */
const maxMalformed = 8;
/** How many a second are given back. */
const perSecond = 500;

/** Bounds what a client may ask of a connection without asking for anything: resets, pings, settings, empty frames. */
export class CallerBudget {
  #left = burst;
  #since = performance.now();
  #dataAtPing = -1;
  #malformed = 0;

  /**
   * A PING. It costs nothing if DATA were sent since the last one: clients measure the way with one for each round trip while they read.
   * @param sentData frames of DATA so far
   * @throws ConnectionError as `spend`
   */
  ping(sentData: number): void {
    if (sentData === this.#dataAtPing) this.spend();
    this.#dataAtPing = sentData;
  }

  /** A request that is none. @throws ConnectionError ENHANCE_YOUR_CALM after a few of them */
  malformed(): void {
    this.#malformed += 1;
    if (this.#malformed > maxMalformed) throw new ConnectionError(errorCodes.enhanceYourCalm, 'too many malformed requests');
  }

  /** @throws ConnectionError ENHANCE_YOUR_CALM once it is spent */
  spend(): void {
    this.#left -= 1;
    if (this.#left >= 0) return;
    const now = performance.now();
    this.#left += Math.min(burst, ((now - this.#since) / 1000) * perSecond);
    this.#since = now;
    if (this.#left < 0) throw new ConnectionError(errorCodes.enhanceYourCalm, 'too many frames that ask for nothing');
  }
}
