import { createServer, type Server, type Socket } from 'node:net';
import { type Logger, SandwrightError } from '@sandwright/core';
import { answerHttp1, looksLikeHttp1 } from './http1-answer.ts';
import type { ListenAddress } from './transport.ts';

/** What a gate needs. */
export interface ConnectionGateOptions {
  readonly listen: ListenAddress;
  readonly maxConnections: number;
  /** How long a connection may take to say what it speaks, milliseconds. */
  readonly handshakeTimeoutMs: number;
  /** Whether the bytes are TLS, which the gate cannot look into. */
  readonly encrypted: boolean;
  readonly logger: Logger;
  /** Takes a connection that speaks HTTP/2. */
  readonly accept: (socket: Socket) => void;
}

const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n', 'latin1');

/** Listens, and hands on only connections that begin as HTTP/2 does; bounded in number and in patience. */
export class ConnectionGate implements AsyncDisposable {
  readonly #options: ConnectionGateOptions;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(options: ConnectionGateOptions) {
    this.#options = options;
    this.#server = createServer({ noDelay: true, keepAlive: true }, (socket) => this.#admit(socket));
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

  #admit(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => this.#sockets.delete(socket));
    if (this.#options.encrypted) {
      // tls has a handshake timeout of its own.
      this.#options.accept(socket);
      return;
    }
    const timer = setTimeout(() => socket.destroy(), this.#options.handshakeTimeoutMs);
    socket.once('close', () => clearTimeout(timer));
    let head: Buffer = Buffer.alloc(0);
    const look = (): void => {
      const piece = socket.read() as Buffer | null;
      if (piece === null) return;
      head = head.byteLength === 0 ? piece : Buffer.concat([head, piece]);
      const compared = Math.min(head.byteLength, preface.byteLength);
      if (preface.compare(head, 0, compared, 0, compared) === 0) {
        if (compared < preface.byteLength) return;
        clearTimeout(timer);
        socket.off('readable', look);
        socket.unshift(head);
        this.#options.accept(socket);
        return;
      }
      socket.off('readable', look);
      clearTimeout(timer);
      if (looksLikeHttp1(head)) answerHttp1(socket);
      else socket.destroy();
    };
    socket.on('readable', look);
  }
}

/** An address as it is written in URLs: IPv6 in brackets. */
export function formatAddress(address: ListenAddress): string {
  return address.host.includes(':') ? `[${address.host}]:${address.port}` : `${address.host}:${address.port}`;
}
