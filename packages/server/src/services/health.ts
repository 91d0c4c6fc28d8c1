import { HealthCheckResponse, type HealthCheckResponseInit, healthService } from '@sandwright/core/reapi';
import { notFound } from '../errors/refusals.ts';
import { type ServiceBinding, serverStream, unary } from '../transport/service-binding.ts';

/** Whether the server is ready; changes are seen by those who watch. */
export class Readiness {
  #ready = false;
  #watchers = new Set<() => void>();

  get ready(): boolean {
    return this.#ready;
  }

  /** @param ready whether new work is welcome */
  set(ready: boolean): void {
    if (this.#ready === ready) return;
    this.#ready = ready;
    const watchers = this.#watchers;
    this.#watchers = new Set();
    for (const wake of watchers) wake();
  }

  /** Resolves at the next change, or when the signal fires. */
  async changed(signal: AbortSignal): Promise<void> {
    if (signal.aborted) return;
    const { promise, resolve } = Promise.withResolvers<void>();
    const wake = (): void => resolve();
    this.#watchers.add(wake);
    signal.addEventListener('abort', wake, { once: true });
    await promise;
    signal.removeEventListener('abort', wake);
    this.#watchers.delete(wake);
  }
}

/**
 * The health service of gRPC.
 * @param readiness of the whole server
 * @param serviceNames full names of what is served
 */
export function health(readiness: Readiness, serviceNames: ReadonlySet<string>): ServiceBinding {
  const { SERVING, NOT_SERVING, SERVICE_UNKNOWN } = HealthCheckResponse.ServingStatus;
  const status = (): number => (readiness.ready ? SERVING : NOT_SERVING);
  const isKnown = (name: string): boolean => name === '' || serviceNames.has(name);
  return {
    name: 'grpc.health.v1.Health',
    methods: [
      unary(healthService.check, ({ service }): HealthCheckResponseInit => {
        if (!isKnown(service)) throw notFound(`service "${service}" is not served here`);
        return { status: status() };
      }),
      serverStream(healthService.watch, async function* ({ service }, call): AsyncGenerator<HealthCheckResponseInit, void, undefined> {
        const { signal } = call;
        while (!signal.aborted) {
          yield { status: isKnown(service) ? status() : SERVICE_UNKNOWN };
          await readiness.changed(signal);
        }
      }),
    ],
  };
}
