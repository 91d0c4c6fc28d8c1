import type { Logger } from '@sandwright/core';
import type { CallContext } from './call-context.ts';
import type { ServiceBinding } from './service-binding.ts';

/** Where to listen. */
export interface ListenAddress {
  /** A name or an IP address, without brackets. */
  readonly host: string;
  /** 0 lets the system choose. */
  readonly port: number;
}

/** Keys of a server that speaks TLS; all are PEM. */
export interface TlsKeys {
  readonly certificate: Buffer;
  readonly key: Buffer;
  /** If set, clients must show a certificate that this authority signed. */
  readonly clientAuthority?: Buffer | undefined;
}

/** Bounds that keep one client from starving others. */
export interface TransportLimits {
  /** Largest message in either direction, bytes. */
  readonly maxMessageBytes: number;
  /** What the messages of all calls may take together, on their way in and out, bytes. */
  readonly maxMemoryBytes: number;
  /** Calls that one connection may have open at once; more wait at the client. */
  readonly maxCallsPerConnection: number;
  /** Calls that are answered at once over all connections; more are refused with RESOURCE_EXHAUSTED. */
  readonly maxCalls: number;
  /** Connections open at once; more are closed at once. */
  readonly maxConnections: number;
  /** How long a connection may take to say what it speaks, milliseconds. */
  readonly handshakeTimeoutMs: number;
  /** How long a call may go without its client reading or sending a message, milliseconds. */
  readonly stallTimeoutMs: number;
  /** Time between pings, and how long a client may send nothing at all after one, milliseconds. */
  readonly keepaliveTimeMs: number;
  readonly keepaliveTimeoutMs: number;
  /** Receive window of HTTP/2 of a stream, bytes. */
  readonly windowBytes: number;
  /** The same of a connection. */
  readonly connectionWindowBytes: number;
}

/** Told about every call, for metrics. */
export interface CallObserver {
  /** @param path of the method; gives what to call with the gRPC status code when the call has ended */
  started(path: string): (statusCode: number) => void;
}

/** What a transport needs. */
export interface TransportOptions {
  readonly listen: ListenAddress;
  readonly tls?: TlsKeys | undefined;
  readonly services: readonly ServiceBinding[];
  readonly limits: TransportLimits;
  readonly logger: Logger;
  readonly observer: CallObserver;
  /** Throws UNAUTHORISED for a call that is not allowed; left out where every caller is trusted. */
  readonly authorize?: ((call: CallContext, path: string) => void) | undefined;
}

/** A gRPC server that is listening. Disposing of it ends all connections at once. */
export interface Transport extends AsyncDisposable {
  /** Where it listens; the port is never 0. */
  readonly address: ListenAddress;
  /**
   * Accepts nothing new and lets open calls finish.
   * @param graceMs how long they may take; then they are cut
   */
  drain(graceMs: number): Promise<void>;
}
