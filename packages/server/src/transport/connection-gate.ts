import { createServer, type Server, type Socket } from 'node:net';
import { type Logger, SandwrightError } from '@sandwright/core';
import { answerHttp1, looksLikeHttp1 } from './http1-answer.ts';
import { clientPreface } from './http2/http2-protocol.ts';
import { readShared } from './http2/shared-read-buffer.ts';
import type { ListenAddress } from './transport.ts';

/** What connections are for. */
export type ConnectionTaker =
  | {
      /** The bytes are TLS, which the gate cannot look into. */
      readonly encrypted: true;
      readonly accept: (socket: Socket) => void;
    }
  | {
      readonly encrypted: false;
      /** Takes a connection that speaks HTTP/2, and gives what is to be lent each chunk that comes, from the first byte on. */
      readonly accept: (socket: Socket) => (chunk: Buffer) => void;
    };

/** What a gate needs. */
export interface ConnectionGateOptions {
  readonly listen: ListenAddress;
  readonly maxConnections: number;
  /** How long a connection may take to say what it speaks, milliseconds. */
  readonly handshakeTimeoutMs: number;
  readonly logger: Logger;
  readonly taker: ConnectionTaker;
}

/** Listens, and hands on only connections that begin as HTTP/2 does; bounded in number and in patience. */
export class ConnectionGate implements AsyncDisposable {
  readonly #options: ConnectionGateOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #handshakes = 0;

  constructor(options: ConnectionGateOptions) {
    this.#options = options;
    this.#server = createServer({ noDelay: true, keepAlive: true, pauseOnConnect: !options.taker.encrypted }, (socket) =>
      this.#admit(socket),
    );
    this.#server.maxConnections = options.maxConnections;
    this.#server.on('drop', () =>
      options.logger.log('warn', 'connection refused: max_connections reached', { limit: options.maxConnections }),
    );
  }

  /**
   * Begins to listen.
   * @returns the address, with the port that the system chose
   * @throws SandwrightError CONFIG_INVALID if the address is in use or is not one of this machine
   */
  async listen(): Promise<ListenAddress> {
    const { host, port } = this.#options.listen;
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.#server.once('error', reject);
    // `exclusive` and no reusePort: a second server on the same port must fail rather than share the connections.
    this.#server.listen({ host, port, exclusive: true, backlog: 511 }, resolve);
    try {
      await promise;
    } catch (cause) {
      const code = (cause as NodeJS.ErrnoException).code ?? String(cause);
      const hint = code === 'EADDRINUSE' ? 'another process listens there; end it or choose another port with --listen' : undefined;
      throw new SandwrightError('CONFIG_INVALID', `cannot listen on ${formatAddress({ host, port })}: ${code}`, {
        cause,
        ...(hint === undefined ? {} : { hint }),
      });
    }
    this.#server.off('error', reject);
    this.#server.on('error', (cause) => this.#options.logger.log('error', 'listening socket failed', { cause: String(cause) }));
    const address = this.#server.address();
    return { host, port: typeof address === 'object' && address !== null ? address.port : port };
  }

  /** Accepts nothing new; open connections stay. */
  close(): void {
    this.#server.close();
  }

  /** How many connections have yet to say what they speak; not known of encrypted ones. */
  get handshakes(): number {
    return this.#handshakes;
  }

  /** How many connections are open. */
  get connections(): number {
    return this.#sockets.size;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#server.close(() => resolve());
    for (const socket of this.#sockets) socket.destroy();
    await promise;
  }

  #admit(accepted: Socket): void {
    const { taker, handshakeTimeoutMs } = this.#options;
    if (taker.encrypted) {
      this.#watch(accepted);
      // tls has a handshake timeout of its own.
      taker.accept(accepted);
      return;
    }
    let head: Buffer = Buffer.alloc(0);
    const look = (chunk: Buffer): void => {
      head = Buffer.concat([head, chunk]);
      const compared = Math.min(head.byteLength, clientPreface.byteLength);
      const isHttp2 = clientPreface.compare(head, 0, compared, 0, compared) === 0;
      if (isHttp2 && compared < clientPreface.byteLength) return;
      decided();
      if (isHttp2) {
        take = taker.accept(socket);
        take(head);
      } else {
        take = () => {};
        if (looksLikeHttp1(head)) answerHttp1(socket);
        else socket.destroy();
      }
    };
    let take = look;
    const socket = readShared(accepted, (chunk) => take(chunk));
    this.#watch(socket);
    const timer = setTimeout(() => socket.destroy(), handshakeTimeoutMs);
    this.#handshakes += 1;
    let isDecided = false;
    const decided = (): void => {
      if (isDecided) return;
      isDecided = true;
      this.#handshakes -= 1;
      clearTimeout(timer);
    };
    socket.once('close', decided);
  }

  #watch(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
  }
}

/** An address as it is written in URLs: IPv6 in brackets. */
export function formatAddress(address: ListenAddress): string {
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}
