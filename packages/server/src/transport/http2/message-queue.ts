import { SandwrightError } from '@sandwright/core';
import { WakeUp } from '../wake-up.ts';
import { giveBackBody } from './body-pool.ts';
import type { CallReceiver, Http2Call } from './http2-call.ts';

/** The messages of a call that streams, taken from the network no faster than they are asked for. */
export class MessageQueue implements CallReceiver, AsyncIterable<unknown>, AsyncIterator<unknown, undefined> {
  readonly #call: Http2Call;
  readonly #decode: (bytes: Buffer) => unknown;
  readonly #stallTimeoutMs: number;
  readonly #isLending: boolean;
  readonly #wakeUp = new WakeUp();
  #messages: Buffer[] = [];
  #lent: Buffer | undefined;
  #ended = false;
  #failure: SandwrightError | undefined;

  /**
   * @param call whose messages
   * @param decode makes a message of bytes; throws for what is none
   * @param options `stallTimeoutMs`: how long the client may send nothing; `isLending`: a message is dealt with when the next one is
   * asked for, so that its memory may be used again
   */
  constructor(
    call: Http2Call,
    decode: (bytes: Buffer) => unknown,
    options: { readonly stallTimeoutMs: number; readonly isLending: boolean },
  ) {
    this.#call = call;
    this.#decode = decode;
    this.#stallTimeoutMs = options.stallTimeoutMs;
    this.#isLending = options.isLending;
  }

  get isHungry(): boolean {
    return this.#messages.length === 0;
  }

  get waitingBytes(): number {
    return this.#messages.reduce((sum, { byteLength }) => sum + byteLength, this.#lent?.byteLength ?? 0);
  }

  message(bytes: Buffer): void {
    this.#messages.push(bytes);
    this.#wakeUp.ring();
  }

  end(): void {
    this.#ended = true;
    this.#wakeUp.ring();
  }

  fail(reason: SandwrightError): void {
    this.#failure ??= reason;
    this.#wakeUp.ring();
  }

  stalled(): void {
    // Whoever waits for a message has a time limit of its own.
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  /** Whoever took the last message has dealt with it. Only for those who look at a message no longer than until they ask for the next. */
  giveBack(): void {
    if (this.#lent !== undefined) giveBackBody(this.#lent);
    this.#lent = undefined;
  }

  /** @throws SandwrightError CANCELLED if the client is gone, TIMED_OUT if it has sent nothing for too long */
  async next(): Promise<IteratorResult<unknown, undefined>> {
    if (this.#isLending) this.giveBack();
    for (;;) {
      const bytes = this.#messages.shift();
      if (bytes !== undefined) {
        this.#lent = bytes;
        if (this.isHungry) this.#call.credit();
        this.#call.count();
        return { done: false, value: this.#decode(bytes) };
      }
      if (this.#failure !== undefined) throw this.#failure;
      if (this.#ended) return { done: true, value: undefined };
      if (await this.#wakeUp.wait(this.#stallTimeoutMs)) continue;
      throw new SandwrightError('TIMED_OUT', `the client has sent nothing for ${this.#stallTimeoutMs} ms (setting stall_timeout)`);
    }
  }
}
