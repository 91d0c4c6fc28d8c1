import http2 from 'node:http2';

/** Bounds of HTTP/2 that grpc-js has no option for on a server. */
export interface Http2Bounds {
  /** Receive window of a stream, bytes. */
  readonly windowBytes: number;
  readonly connectionWindowBytes: number;
  readonly maxConcurrentStreams: number;
  /** Largest list of headers of a call, bytes as RFC 9113 section 6.5.2 counts them. */
  readonly maxHeaderListBytes: number;
  /** Sees each call before grpc-js does. */
  readonly onStream: (stream: http2.ServerHttp2Stream) => void;
}

/**
 * Makes every HTTP/2 server that `make` creates have wider windows. grpc-js 1.14 creates its servers synchronously with
 * `http2.createServer` and takes no settings for them, and the 64 KiB of the protocol's default cost a third of the CPU time of an upload.
 * @param bounds what they shall have
 * @param make creates the servers before it returns
 */
export function withHttp2Bounds<Result>(bounds: Http2Bounds, make: () => Result): Result {
  const { createServer, createSecureServer } = http2;
  const settings: http2.Settings = {
    initialWindowSize: bounds.windowBytes,
    maxConcurrentStreams: bounds.maxConcurrentStreams,
    maxHeaderListSize: bounds.maxHeaderListBytes,
  };
  const widen = <Server extends http2.Http2Server | http2.Http2SecureServer>(server: Server): Server => {
    server.on('session', (session: http2.ServerHttp2Session) => {
      // The window of a connection is not a setting; it is widened by WINDOW_UPDATE (RFC 9113 section 6.9.2).
      session.setLocalWindowSize(bounds.connectionWindowBytes);
    });
    server.on('stream', bounds.onStream);
    return server;
  };
  http2.createServer = ((options: http2.ServerOptions, ...rest: []) =>
    widen(createServer({ ...options, settings: { ...options.settings, ...settings } }, ...rest))) as typeof createServer;
  http2.createSecureServer = ((options: http2.SecureServerOptions, ...rest: []) =>
    widen(createSecureServer({ ...options, settings: { ...options.settings, ...settings } }, ...rest))) as typeof createSecureServer;
  try {
    return make();
  } finally {
    http2.createServer = createServer;
    http2.createSecureServer = createSecureServer;
  }
}
