import { Server, ServerCredentials } from '@grpc/grpc-js';
import { CallRunner } from './call-runner.ts';
import { ConnectionGate, type ConnectionTaker } from './connection-gate.ts';
import { withHttp2Bounds } from './flow-windows.ts';
import { bindHandlers } from './grpc-handlers.ts';
import { Http2Server } from './http2/http2-server.ts';
import { watchMemory } from './http2-call-memory.ts';
import { MemoryGuard } from './memory-guard.ts';
import type { Transport, TransportOptions } from './transport.ts';

/** Largest list of headers of one call: request metadata and a token take under 4 KiB. */
const maxHeaderListBytes = 64 * 1024;

/** A connection that has yet to say what it speaks when the server drains is waited for so long, milliseconds: it is told to go elsewhere then. */
const handshakeGraceMs = 250;

/** What serves connections once the gate has looked at them. */
interface ConnectionServer {
  readonly taker: ConnectionTaker;
  /** Takes no further calls; those that are open go on. */
  drain(graceMs: number): void;
  /** Whether all that was answered has left, as far as it can be known. */
  isQuiet(): boolean;
  close(): void;
}

/**
 * Serves gRPC behind a listening socket of our own: over HTTP/2 of our own where connections are plain, with grpc-js where they are TLS.
 * @param options what to serve, where, and within which bounds
 * @throws SandwrightError CONFIG_INVALID if the address cannot be listened on or the keys are unusable
 */
export async function startGrpcTransport(options: TransportOptions): Promise<Transport> {
  const { limits } = options;
  const runner = new CallRunner(options);
  const server = options.tls === undefined ? plainServer(options, runner) : grpcJsServer(options, runner);
  const gate = new ConnectionGate({
    listen: options.listen,
    maxConnections: limits.maxConnections,
    handshakeTimeoutMs: limits.handshakeTimeoutMs,
    logger: options.logger,
    taker: server.taker,
  });
  const address = await gate.listen();
  return {
    address,
    async drain(graceMs) {
      gate.close();
      const { promise, resolve } = Promise.withResolvers<void>();
      // Sends GOAWAY; calls that are open go on, and the connection ends after the last of them.
      server.drain(graceMs);
      const limit = setTimeout(resolve, graceMs);
      const startedAt = performance.now();
      const idle = setInterval(() => {
        if (gate.handshakes > 0 && performance.now() - startedAt < handshakeGraceMs) return;
        if (gate.connections === 0 || (runner.open === 0 && server.isQuiet())) resolve();
      }, 10);
      await promise;
      clearTimeout(limit);
      clearInterval(idle);
    },
    async [Symbol.asyncDispose]() {
      server.close();
      await gate[Symbol.asyncDispose]();
    },
  };
}

function plainServer(options: TransportOptions, runner: CallRunner): ConnectionServer {
  const server = new Http2Server({ ...options, maxHeaderListBytes }, runner);
  return {
    taker: { encrypted: false, accept: (socket) => server.accept(socket) },
    drain: () => server.drain(),
    isQuiet: () => server.isQuiet(),
    close: () => server[Symbol.dispose](),
  };
}

function grpcJsServer(options: TransportOptions, runner: CallRunner): ConnectionServer {
  const { limits } = options;
  const server = new Server({
    'grpc.max_receive_message_length': limits.maxMessageBytes,
    // What the services answer is bounded by themselves, and a little over what they take: a batch has envelopes.
    'grpc.max_send_message_length': -1,
    'grpc.max_concurrent_streams': limits.maxCallsPerConnection,
    'grpc.keepalive_time_ms': limits.keepaliveTimeMs,
    'grpc.keepalive_timeout_ms': limits.keepaliveTimeoutMs,
    'grpc.enable_channelz': 0,
  });
  for (const service of options.services) server.addService(...bindHandlers(service, runner));
  const guard = new MemoryGuard(limits.maxMemoryBytes);
  const injector = withHttp2Bounds(
    {
      windowBytes: limits.windowBytes,
      connectionWindowBytes: limits.connectionWindowBytes,
      maxConcurrentStreams: limits.maxCallsPerConnection,
      maxHeaderListBytes,
      onStream: (stream) => watchMemory(stream, guard, limits.stallTimeoutMs),
    },
    () => server.createConnectionInjector(credentialsOf(options)),
  );
  return {
    taker: { encrypted: true, accept: (socket) => injector.injectConnection(socket) },
    drain: (graceMs) => injector.drain(graceMs),
    isQuiet: () => true,
    close: () => {
      server.forceShutdown();
      guard[Symbol.dispose]();
    },
  };
}

function credentialsOf({ tls }: TransportOptions): ServerCredentials {
  if (tls === undefined) return ServerCredentials.createInsecure();
  return ServerCredentials.createSsl(
    tls.clientAuthority ?? null,
    [{ private_key: tls.key, cert_chain: tls.certificate }],
    tls.clientAuthority !== undefined,
  );
}
