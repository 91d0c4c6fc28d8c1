import type { Http2Call } from './http2-call.ts';
import { errorCodes } from './http2-protocol.ts';

/** How long a client may take. */
export interface PatienceOptions {
  readonly keepaliveTimeMs: number;
  readonly keepaliveTimeoutMs: number;
  /** How long a client may neither send what it began nor read what it asked for, milliseconds. */
  readonly stallTimeoutMs: number;
}

/** What to do to a connection. */
export interface PatienceMeans {
  ping(): void;
  end(): void;
}

/** Ends connections whose client is gone without a word, and calls that their client does not go on with. */
export class Patience implements Disposable {
  readonly #options: PatienceOptions;
  readonly #means: PatienceMeans;
  readonly #keepalive: NodeJS.Timeout;
  /** Runs while a ping is unanswered. */
  #silence: NodeJS.Timeout | undefined;
  #lastChance: NodeJS.Immediate | undefined;
  #look: NodeJS.Timeout | undefined;

  constructor(options: PatienceOptions, means: PatienceMeans) {
    this.#options = options;
    this.#means = means;
    this.#keepalive = setInterval(() => this.#ping(), Math.min(options.keepaliveTimeMs, 0x7fff_ffff)).unref();
  }

  /** A frame came whole, an answer to a ping or another one: behind an upload on a slow line the answer comes late. */
  heard(): void {
    if (this.#silence === undefined) return;
    clearTimeout(this.#silence);
    this.#silence = undefined;
  }

  /** Looks at calls now and then, while there are any. */
  watch(calls: ReadonlyMap<number, Http2Call>): void {
    if (this.#look !== undefined) return;
    const { stallTimeoutMs } = this.#options;
    const look = (): void => {
      this.#look = undefined;
      const limit = performance.now() - stallTimeoutMs;
      for (const call of calls.values()) {
        if (call.movedAt > limit) continue;
        if (call.queuedBytes > 0) call.connection.reset(call, errorCodes.enhanceYourCalm);
        else if (!call.remoteEnded) call.receiver?.stalled();
      }
      if (calls.size > 0) this.watch(calls);
    };
    this.#look = setTimeout(look, Math.ceil(stallTimeoutMs / 2)).unref();
  }

  [Symbol.dispose](): void {
    clearInterval(this.#keepalive);
    clearTimeout(this.#look);
    clearTimeout(this.#silence);
    clearImmediate(this.#lastChance);
  }

  #ping(): void {
    this.#means.ping();
    this.#silence ??= setTimeout(() => {
      // A server that was held up itself first reads what its clients have sent meanwhile.
      this.#lastChance = setImmediate(() => this.#silence !== undefined && this.#means.end());
    }, this.#options.keepaliveTimeoutMs).unref();
  }
}
