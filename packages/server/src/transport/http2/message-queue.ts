import { SandwrightError } from '@sandwright/core';
import { WakeUp } from '../wake-up.ts';
import type { CallReceiver, Http2Call } from './http2-call.ts';

/** The messages of a call that streams, taken from the network no faster than they are asked for. */
export class MessageQueue implements CallReceiver, AsyncIterable<unknown>, AsyncIterator<unknown, undefined> {
  readonly #call: Http2Call;
  readonly #decode: (bytes: Buffer) => unknown;
  readonly #stallTimeoutMs: number;
  readonly #wakeUp = new WakeUp();
  #messages: Buffer[] = [];
  #ended = false;
  #failure: SandwrightError | undefined;

  /**
   * @param call whose messages
   * @param decode makes a message of bytes; throws for what is none
   * @param stallTimeoutMs how long the client may send nothing
   */
  constructor(call: Http2Call, decode: (bytes: Buffer) => unknown, stallTimeoutMs: number) {
    this.#call = call;
    this.#decode = decode;
    this.#stallTimeoutMs = stallTimeoutMs;
  }

  get isHungry(): boolean {
    return this.#messages.length === 0;
  }

  get waitingBytes(): number {
    return this.#messages.reduce((sum, { byteLength }) => sum + byteLength, 0);
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

  /** @throws SandwrightError CANCELLED if the client is gone, TIMED_OUT if it has sent nothing for too long */
  async next(): Promise<IteratorResult<unknown, undefined>> {
    for (;;) {
      const bytes = this.#messages.shift();
      if (bytes !== undefined) {
        if (this.#messages.length === 0) this.#call.credit();
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
