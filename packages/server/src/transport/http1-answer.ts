import type { Socket } from 'node:net';

const requestLine = /^(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH|CONNECT|TRACE) /;

/**
 * Whether these bytes begin a request of HTTP/1, as a browser or curl would send.
 * @param head the first bytes of a connection
 */
export function looksLikeHttp1(head: Buffer): boolean {
  return requestLine.test(head.toString('latin1', 0, 8));
}

/** Tells somebody who speaks HTTP/1 to a gRPC port what this port is for, and closes the connection. */
export function answerHttp1(socket: Socket): void {
  const here = `${socket.localAddress?.includes(':') === true ? `[${socket.localAddress}]` : socket.localAddress}:${socket.localPort}`;
  const body = `This is the gRPC port of a sandwright server (Remote Execution API v2).
Use it as grpc://${here}; for example: bazel build --remote_cache=grpc://${here} //...
Health, metrics and version are on the port given with --http.
`;
  socket.end(
    `HTTP/1.1 426 Upgrade Required\r\nUpgrade: h2c\r\nConnection: Upgrade, close\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  );
  // Whatever the client still sends is of no interest, but unread bytes would turn the close into a reset.
  socket.resume();
  setTimeout(() => socket.destroy(), 2_000).unref();
}
