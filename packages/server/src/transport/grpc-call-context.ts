import type { EventEmitter } from 'node:events';
import type { ServerUnaryCall } from '@grpc/grpc-js';
import { SandwrightError } from '@sandwright/core';
import type { CallContext } from './call-context.ts';

/** A call of grpc-js, of any of the three kinds that the protocol has. */
export type GrpcCall = Pick<ServerUnaryCall<unknown, unknown>, 'cancelled' | 'metadata' | 'getPeer'> & Pick<EventEmitter, 'once'>;

/** What a service may know of a call of grpc-js. */
export class GrpcCallContext implements CallContext {
  readonly #call: GrpcCall;
  #controller: AbortController | undefined;
  #answered = false;

  constructor(call: GrpcCall) {
    this.#call = call;
  }

  /** Made only where somebody asks: most unary calls are over before anybody could wait. */
  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      const controller = new AbortController();
      this.#controller = controller;
      const gone = (): void => {
        if (!this.#answered) controller.abort(new SandwrightError('CANCELLED', 'the client has cancelled or is gone'));
      };
      if (this.#call.cancelled) gone();
      else this.#call.once('cancelled', gone);
    }
    return this.#controller.signal;
  }

  get peer(): string {
    return this.#call.getPeer();
  }

  header(name: string): string | undefined {
    const value = this.#call.metadata.get(name)[0];
    return typeof value === 'string' ? value : undefined;
  }

  binaryHeader(name: string): Uint8Array | undefined {
    const value = this.#call.metadata.get(name)[0];
    return typeof value === 'object' ? value : undefined;
  }

  /** All has been said: grpc-js speaks of a cancelled call whenever a stream closes, and nobody has to hear that any more. */
  answered(): void {
    this.#answered = true;
  }

  /** Ends whatever still works for this call. */
  abort(reason: unknown): void {
    this.#controller?.abort(reason);
  }
}
