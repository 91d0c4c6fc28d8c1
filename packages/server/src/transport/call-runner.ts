import { SandwrightError } from '@sandwright/core';
import type { CallContext } from './call-context.ts';
import type { CallObserver, TransportLimits, TransportOptions } from './transport.ts';

/** A message that could not be decoded, in the place of the message. */
export class MalformedMessage {
  readonly cause: unknown;

  constructor(cause: unknown) {
    this.cause = cause;
  }
}

/** Calls that wait for an action to end: they cost nothing but memory, and must not keep workers from handing in what ends them. */
const waitingPrefix = '/build.bazel.remote.execution.v2.Execution/';

/** So many times `maxCalls` may wait. */
const waitingFactor = 2;

/** What every call goes through whatever its kind: who may, how many at once, is the message readable, who counts. */
export class CallRunner {
  readonly limits: TransportLimits;
  readonly #observer: CallObserver;
  readonly #authorize: TransportOptions['authorize'];
  #open = 0;
  #waiting = 0;

  constructor(options: Pick<TransportOptions, 'limits' | 'observer' | 'authorize'>) {
    this.limits = options.limits;
    this.#observer = options.observer;
    this.#authorize = options.authorize;
  }

  /** How many calls are being answered. */
  get open(): number {
    return this.#open + this.#waiting;
  }

  /**
   * Counts a call in.
   * @param path of its method
   * @returns to be called once with the gRPC status code that ended the call
   */
  enter(path: string): (statusCode: number) => void {
    const ended = this.#observer.started(path);
    const waits = path.startsWith(waitingPrefix);
    if (waits) this.#waiting += 1;
    else this.#open += 1;
    return (statusCode) => {
      if (waits) this.#waiting -= 1;
      else this.#open -= 1;
      ended(statusCode);
    };
  }

  /**
   * Refuses a call that may not be answered.
   * @throws SandwrightError RESOURCE_EXHAUSTED, UNAUTHORISED or ACTION_INVALID
   */
  check(path: string, call: CallContext, request: unknown): void {
    const { maxCalls } = this.limits;
    if (path.startsWith(waitingPrefix) ? this.#waiting > maxCalls * waitingFactor : this.#open > maxCalls) {
      throw new SandwrightError('RESOURCE_EXHAUSTED', `${maxCalls} calls are being answered already (setting max_calls)`);
    }
    this.#authorize?.(call, path);
    if (request instanceof MalformedMessage) this.refuseMalformed(path, request);
  }

  /** @throws SandwrightError ACTION_INVALID */
  refuseMalformed(path: string, message: MalformedMessage): never {
    throw malformedRequest(path, message.cause);
  }
}

/** The error for bytes that are not the message that a method takes. */
export function malformedRequest(path: string, cause: unknown): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `the request of ${path} is not a message of the protocol: ${String(cause)}`);
}
