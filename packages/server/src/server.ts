import { readFile } from 'node:fs/promises';
import { type Clock, type Logger, SandwrightError, silentLogger, systemClock } from '@sandwright/core';
import { TokenFile } from './auth/token-file.ts';
import { isLoopback } from './config/listen-address.ts';
import type { ServerConfig } from './config/server-config.ts';
import { type EmbeddedWorkerOptions, startExecutionRole } from './execution/execution-role.ts';
import { type HttpServer, startHttpServer } from './http/http-server.ts';
import { InstanceRegistry, type InstanceRule } from './instances/instance-registry.ts';
import { Metrics } from './metrics/metrics.ts';
import { actionCache } from './services/action-cache.ts';
import { assetFetch } from './services/asset-fetch.ts';
import { assetPush } from './services/asset-push.ts';
import { byteStream } from './services/byte-stream.ts';
import { capabilities } from './services/capabilities.ts';
import { contentAddressableStorage } from './services/content-addressable-storage.ts';
import { health, Readiness } from './services/health.ts';
import { reflection } from './services/reflection.ts';
import type { ServerStore } from './store/server-store.ts';
import { formatAddress } from './transport/connection-gate.ts';
import { startGrpcTransport } from './transport/grpc-transport.ts';
import type { ServiceBinding } from './transport/service-binding.ts';
import type { ListenAddress, TlsKeys, TransportLimits } from './transport/transport.ts';
import { UploadRegistry } from './uploads/upload-registry.ts';
import type { RequestLimits } from './wire/limits.ts';

/** What a server is lent by whoever starts it. */
export interface ServerServices {
  /**
   * The store of all instances that are not isolated; the caller disposes of it after the server. A function where the store is another
   * server, which wants the name of the instance in every call; it gives the same object for the same name.
   */
  readonly store: ServerStore | ((instanceName: string) => ServerStore);
  /** Opens the store of an isolated instance; the server disposes of it. */
  readonly openIsolatedStore?: (instanceName: string) => Promise<ServerStore>;
  readonly clock?: Clock;
  readonly logger?: Logger;
  /** Absolute; where the execution role writes operations down, so that they survive a restart. Without it they do not. */
  readonly journalDirectory?: string;
  /** How the execution role runs actions itself; without it only workers elsewhere do. */
  readonly embeddedWorker?: EmbeddedWorkerOptions;
  /** Shown by /version. */
  readonly version?: string;
}

/** A server that answers. Disposing of it cuts all calls. */
export interface RunningServer extends AsyncDisposable {
  /** Where the gRPC services are. */
  readonly address: ListenAddress;
  /** As clients write it, for instance `grpc://127.0.0.1:8980`. */
  readonly url: string;
  /** Where /healthz and the others are, if anywhere. */
  readonly httpAddress: ListenAddress | undefined;
  /** Says "not ready", takes nothing new, and lets what is going on finish within the grace of the configuration. */
  drain(): Promise<void>;
}

/** Room in a message for what surrounds the blobs of a batch: 1,000 digests and statuses. */
const envelopeBytes = 128 * 1024;

/**
 * Starts a server.
 * @param config all settings
 * @param services the store and what else it is lent
 * @throws SandwrightError CONFIG_INVALID for settings that do not go together, files that cannot be read, addresses that are in use
 */
export async function startServer(config: ServerConfig, services: ServerServices): Promise<RunningServer> {
  checkExposure(config);
  const { clock = systemClock, logger = silentLogger } = services;
  await using started = new AsyncDisposableStack();
  const instances = started.use(await InstanceRegistry.open(registryOptions(config, services)));
  const limits = requestLimits(config);
  const metrics = new Metrics();
  const readiness = new Readiness();
  const uploads = started.use(
    new UploadRegistry({ maxUploads: config.max_uploads, maxBytes: uploadMemory(config), keepMs: config.upload_keep }, clock),
  );
  metrics.gauge('uploads_open', 'Uploads that are not finished.', () => uploads.size);
  metrics.gauge('resident_memory_bytes', 'Resident memory of the process.', () => process.memoryUsage.rss());
  const executes =
    config.role === 'cache'
      ? undefined
      : started.use(
          await startExecutionRole(config, {
            instances,
            limits,
            clock,
            logger,
            metrics,
            embeddedWorker: services.embeddedWorker,
            journalDirectory: services.journalDirectory,
          }),
        );
  const served: ServiceBinding[] = [
    capabilities({ instances, executionEnabled: executes !== undefined, ...limits }),
    contentAddressableStorage({ instances, limits }),
    byteStream({ instances, limits, uploads }),
    actionCache({ instances, limits }),
    // What URIs stand for is known where the blobs are.
    ...(typeof services.store === 'function' ? [] : [assetFetch({ instances, limits, clock }), assetPush({ instances, clock })]),
    ...(executes?.services ?? []),
  ];
  served.push(health(readiness, new Set(served.map((service) => service.name))));
  served.push(...reflection(served.map((service) => service.name)));
  const tokens = config.token_file === undefined ? undefined : new TokenFile(config.token_file, clock, logger);
  const transport = started.use(
    await startGrpcTransport({
      listen: config.listen,
      tls: await tlsKeys(config),
      services: served,
      limits: transportLimits(config),
      logger,
      observer: metrics,
      // Probes of an orchestrator have no token; whether the server is alive is no secret.
      authorize: tokens === undefined ? undefined : (call, path) => path.startsWith('/grpc.health.v1.') || tokens.authorize(call),
    }),
  );
  let http: HttpServer | undefined;
  if (config.http !== undefined) {
    http = started.use(await startHttpServer({ listen: config.http, readiness, metrics, version: services.version ?? 'unknown' }));
  }
  readiness.set(true);
  const running = started.move();
  return {
    address: transport.address,
    url: `${config.tls_cert === undefined ? 'grpc' : 'grpcs'}://${formatAddress(transport.address)}`,
    httpAddress: http?.address,
    async drain() {
      readiness.set(false);
      const startedAt = clock.now();
      // Connections stay until the actions are done: their clients wait for results over them.
      await executes?.drain(config.grace);
      await transport.drain(Math.max(0, config.grace - (clock.now() - startedAt)));
    },
    async [Symbol.asyncDispose]() {
      readiness.set(false);
      await running.disposeAsync();
    },
  };
}

function checkExposure(config: ServerConfig): void {
  if ((config.role === 'execution') !== (config.store !== undefined)) {
    const message =
      config.store === undefined
        ? 'the role execution needs the address of a store (setting store)'
        : 'store is for the role execution only';
    throw new SandwrightError('CONFIG_INVALID', message);
  }
  if ((config.tls_cert === undefined) !== (config.tls_key === undefined)) {
    throw new SandwrightError('CONFIG_INVALID', 'tls_cert and tls_key go together; one of them is missing');
  }
  if (config.client_ca !== undefined && config.tls_cert === undefined) {
    throw new SandwrightError('CONFIG_INVALID', 'client_ca needs tls_cert and tls_key');
  }
  if (isLoopback(config.listen) || config.insecure || config.client_ca !== undefined || config.token_file !== undefined) return;
  throw new SandwrightError(
    'CONFIG_INVALID',
    `${formatAddress(config.listen)} can be reached by other machines, and nobody has to say who they are`,
    {
      hint: 'give --client-ca, --token-file, or --insecure if the network is trusted',
    },
  );
}

function registryOptions(config: ServerConfig, services: ServerServices): Parameters<typeof InstanceRegistry.open>[0] {
  const rules = new Map<string, InstanceRule>();
  for (const [name, rule] of Object.entries(config.instances)) {
    rules.set(name, { storage: rule.storage, clientsUpdateResults: rule.client_updates });
  }
  const otherwise = rules.get('*') ?? { storage: 'shared', clientsUpdateResults: true };
  rules.delete('*');
  if (otherwise.storage === 'isolated') {
    throw new SandwrightError('CONFIG_INVALID', 'instances: "*" cannot be isolated, for anybody could then make stores; list the names');
  }
  const openIsolated = services.openIsolatedStore ?? noIsolation;
  return { rules, otherwise, store: services.store, openIsolated };
}

function noIsolation(): never {
  throw new SandwrightError('CONFIG_INVALID', 'isolated instances need a folder (setting data)');
}

function requestLimits(config: ServerConfig): RequestLimits {
  return {
    maxBatchBytes: Math.max(config.max_message_size - envelopeBytes, envelopeBytes),
    maxBlobBytes: config.max_blob_size,
    maxInlineBytes: config.max_inline_size,
    maxTreeDirectories: config.max_tree_directories,
  };
}

function uploadMemory(config: ServerConfig): number {
  return Math.min(config.max_upload_memory, config.max_memory / 2);
}

/** Bytes of memory that the store may use for blobs that it compresses or decompresses as a whole. */
export function compressedMemory(config: ServerConfig): number {
  return Math.min(config.compressed_memory, config.max_memory / 8);
}

function transportLimits(config: ServerConfig): TransportLimits {
  return {
    // Above what is announced, so that who exceeds it is told by the service which limit that was.
    maxMessageBytes: config.max_message_size * 4,
    maxMemoryBytes: config.max_memory - uploadMemory(config) - compressedMemory(config),
    maxCallsPerConnection: config.max_calls_per_connection,
    maxCalls: config.max_calls,
    maxConnections: config.max_connections,
    handshakeTimeoutMs: config.handshake_timeout,
    stallTimeoutMs: config.stall_timeout,
    keepaliveTimeMs: config.keepalive_time,
    keepaliveTimeoutMs: config.keepalive_timeout,
    // What waits in memory of an upload that comes faster than it is stored.
    windowBytes: 2 * 1024 * 1024,
    connectionWindowBytes: 4 * 1024 * 1024,
  };
}

async function tlsKeys(config: ServerConfig): Promise<TlsKeys | undefined> {
  if (config.tls_cert === undefined || config.tls_key === undefined) return undefined;
  const [certificate, key, clientAuthority] = await Promise.all([
    readPem(config.tls_cert, 'tls_cert'),
    readPem(config.tls_key, 'tls_key'),
    config.client_ca === undefined ? undefined : readPem(config.client_ca, 'client_ca'),
  ]);
  return { certificate, key, clientAuthority };
}

async function readPem(path: string, setting: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    throw new SandwrightError('CONFIG_INVALID', `${path} cannot be read (setting ${setting})`, { cause });
  }
}
