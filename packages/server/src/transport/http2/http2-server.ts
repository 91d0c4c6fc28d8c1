import type { Socket } from 'node:net';
import type { CallRunner } from '../call-runner.ts';
import { MemoryGuard } from '../memory-guard.ts';
import type { TransportOptions } from '../transport.ts';
import { Http2Connection } from './http2-connection.ts';
import { callAcceptor } from './http2-handlers.ts';

/** Serves gRPC over connections that are not encrypted, with HTTP/2 of our own: a call costs a third of what it costs with node:http2. */
export class Http2Server implements Disposable {
  readonly #connections = new Set<Http2Connection>();
  readonly #options: TransportOptions & { readonly maxHeaderListBytes: number };
  readonly #guard: MemoryGuard;
  readonly #accept: ReturnType<typeof callAcceptor>;
  #draining = false;

  constructor(options: TransportOptions & { readonly maxHeaderListBytes: number }, runner: CallRunner) {
    this.#options = options;
    this.#guard = new MemoryGuard(options.limits.maxMemoryBytes);
    this.#accept = callAcceptor(options.services, runner);
  }

  /** Takes a connection, and gives what is to be lent each chunk that comes, from the first byte on. */
  accept(socket: Socket): (chunk: Buffer) => void {
    const { limits, logger, maxHeaderListBytes } = this.#options;
    const connection: Http2Connection = new Http2Connection(socket, {
      maxMessageBytes: limits.maxMessageBytes,
      maxCalls: limits.maxCallsPerConnection,
      maxHeaderListBytes,
      windowBytes: limits.windowBytes,
      connectionWindowBytes: limits.connectionWindowBytes,
      keepaliveTimeMs: limits.keepaliveTimeMs,
      keepaliveTimeoutMs: limits.keepaliveTimeoutMs,
      stallTimeoutMs: limits.stallTimeoutMs,
      logger,
      guard: this.#guard,
      accept: this.#accept,
      closed: () => this.#connections.delete(connection),
    });
    this.#connections.add(connection);
    // Whoever had not said what it speaks when the others were told.
    if (this.#draining) connection.drain();
    return (chunk) => connection.read(chunk);
  }

  /** Sends GOAWAY: open calls go on, and each connection ends after the last of its own. */
  drain(): void {
    this.#draining = true;
    for (const connection of this.#connections) connection.drain();
  }

  /** Whether all that was answered has left. */
  isQuiet(): boolean {
    return [...this.#connections].every((connection) => connection.isQuiet);
  }

  [Symbol.dispose](): void {
    this.#guard[Symbol.dispose]();
    for (const connection of this.#connections) connection.destroy();
  }
}
