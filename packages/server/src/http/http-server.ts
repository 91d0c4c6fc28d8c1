import { createServer } from 'node:http';
import { SandwrightError } from '@sandwright/core';
import type { Metrics } from '../metrics/metrics.ts';
import type { Readiness } from '../services/health.ts';
import { formatAddress } from '../transport/connection-gate.ts';
import type { ListenAddress } from '../transport/transport.ts';

/** What the pages show. */
export interface HttpServerOptions {
  readonly listen: ListenAddress;
  readonly readiness: Readiness;
  readonly metrics: Metrics;
  readonly version: string;
}

/** A plain HTTP server for those who watch over this one. */
export interface HttpServer extends AsyncDisposable {
  readonly address: ListenAddress;
}

/**
 * Serves /healthz, /readyz, /metrics and /version.
 * @throws SandwrightError CONFIG_INVALID if the address cannot be listened on
 */
export async function startHttpServer({ listen, readiness, metrics, version }: HttpServerOptions): Promise<HttpServer> {
  const pages: Readonly<Record<string, () => { readonly status: number; readonly type: string; readonly body: string }>> = {
    '/healthz': () => ({ status: 200, type: 'text/plain', body: 'ok\n' }),
    '/readyz': () =>
      readiness.ready ? { status: 200, type: 'text/plain', body: 'ready\n' } : { status: 503, type: 'text/plain', body: 'not ready\n' },
    '/metrics': () => ({ status: 200, type: 'text/plain; version=0.0.4', body: metrics.render() }),
    '/version': () => ({ status: 200, type: 'application/json', body: `${JSON.stringify({ name: 'sandwright', version })}\n` }),
  };
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 10_000, keepAliveTimeout: 5_000 }, (request, response) => {
    const page = pages[(request.url ?? '').split('?', 1)[0] ?? ''];
    const readable = request.method === 'GET' || request.method === 'HEAD';
    const { status, type, body } =
      page === undefined || !readable
        ? { status: page === undefined ? 404 : 405, type: 'text/plain', body: `${Object.keys(pages).join('\n')}\n` }
        : page();
    response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
    response.end(request.method === 'HEAD' ? undefined : body);
    request.resume();
  });
  server.maxConnections = 100;
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen({ host: listen.host, port: listen.port, exclusive: true }, resolve);
  try {
    await promise;
  } catch (cause) {
    throw new SandwrightError('CONFIG_INVALID', `cannot listen on ${formatAddress(listen)} (setting http): ${(cause as Error).message}`, {
      cause,
    });
  }
  const bound = server.address();
  return {
    address: { host: listen.host, port: typeof bound === 'object' && bound !== null ? bound.port : listen.port },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      await closed.promise;
    },
  };
}
