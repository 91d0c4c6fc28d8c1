import type { ServerDuplexStream, ServerWritableStream } from '@grpc/grpc-js';
import { SandwrightError } from '@sandwright/core';
import { WakeUp } from './wake-up.ts';

/** Messages handed to HTTP/2 before the first of them has left: the bytes of a message may be others once the next is asked for. */
const maxInFlight = 1;

/** Sends messages no faster than the client takes them. */
export class MessageWriter {
  readonly #call: ServerWritableStream<unknown, unknown> | ServerDuplexStream<unknown, unknown>;
  readonly #stallTimeoutMs: number;
  readonly #wakeUp = new WakeUp();
  #inFlight = 0;

  constructor(call: ServerWritableStream<unknown, unknown> | ServerDuplexStream<unknown, unknown>, stallTimeoutMs: number) {
    this.#call = call;
    this.#stallTimeoutMs = stallTimeoutMs;
    call.once('cancelled', () => this.#wakeUp.ring());
  }

  /**
   * Sends one message; resolves when there is room for another.
   * @throws SandwrightError CANCELLED if the client is gone, or has read nothing for too long
   */
  async write(message: unknown): Promise<void> {
    if (this.#call.cancelled) throw new SandwrightError('CANCELLED', 'the client has cancelled or is gone');
    this.#inFlight += 1;
    this.#call.write(message, () => {
      this.#inFlight -= 1;
      this.#wakeUp.ring();
    });
    while (this.#isFull()) {
      if (await this.#wakeUp.wait(this.#stallTimeoutMs)) continue;
      throw new SandwrightError('CANCELLED', `the client has read nothing for ${this.#stallTimeoutMs} ms (setting stall_timeout)`);
    }
  }

  #isFull(): boolean {
    return this.#inFlight >= maxInFlight && !this.#call.cancelled;
  }
}
