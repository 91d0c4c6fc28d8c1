import { availableParallelism, hostname } from 'node:os';
import {
  type AppendOnlyCache,
  type Clock,
  type ContentAddressableStorage,
  type Logger,
  type PlatformProperties,
  type Sandbox,
  timeout,
  timestamping,
} from '@sandwright/core';
import type { ServerConfig } from '../config/server-config.ts';
import type { InstanceRegistry } from '../instances/instance-registry.ts';
import { Journal } from '../journal/journal.ts';
import type { Metrics } from '../metrics/metrics.ts';
import { leaseAllowance } from '../scheduler/lease-allowance.ts';
import { admin } from '../services/admin.ts';
import { execution } from '../services/execution.ts';
import { operations as operationsService } from '../services/operations.ts';
import { workers } from '../services/workers.ts';
import type { ServiceBinding } from '../transport/service-binding.ts';
import { CompleteTrees } from '../trees/complete-trees.ts';
import type { RequestLimits } from '../wire/limits.ts';
import { platformOfHost } from '../worker/platform-of-host.ts';
import type { WorkerRuntime } from '../worker/run-action.ts';
import { Worker } from '../worker/worker.ts';
import { WorkerStorage } from '../worker/worker-storage.ts';
import { ActionScheduler } from './action-scheduler.ts';
import { OperationMemory } from './operation-memory.ts';
import { OperationTable } from './operation-table.ts';
import { beginAgain, restoreOperations } from './restore-operations.ts';
import { snapshotOf } from './snapshot.ts';

/** How the embedded worker runs actions. */
export interface EmbeddedWorkerOptions {
  /** Makes the sandbox of a storage; the server keeps timeouts and times, and disposes of it. */
  readonly createSandbox: (storage: ContentAddressableStorage, concurrency: number) => Promise<Sandbox>;
  /** Offered besides OSFamily and ISA of this machine. */
  readonly properties?: PlatformProperties;
  readonly appendOnlyCaches?: readonly AppendOnlyCache[];
  /** How an action gets a network, for those that fail without one; left out where all have one. */
  readonly networkAdvice?: string | undefined;
  /** Where it keeps what it fetches and makes, if the server's storage is on another machine. */
  readonly cache?: ContentAddressableStorage;
}

/** What the role is lent. */
export interface ExecutionRoleOptions {
  readonly instances: InstanceRegistry;
  readonly limits: RequestLimits;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly embeddedWorker: EmbeddedWorkerOptions | undefined;
  /** Absolute; where operations are written down, so that they survive a restart. Undefined: they do not. */
  readonly journalDirectory: string | undefined;
}

/** Scheduler, services, and perhaps a worker. Disposing of it ends everything at once. */
export interface ExecutionRole extends AsyncDisposable {
  readonly services: readonly ServiceBinding[];
  /** Takes no new actions, and lets those that run finish. */
  drain(graceMs: number): Promise<void>;
}

/** Starts the execution role of a server. */
export async function startExecutionRole(config: ServerConfig, options: ExecutionRoleOptions): Promise<ExecutionRole> {
  const { instances, limits, clock, logger, metrics, embeddedWorker, journalDirectory } = options;
  await using started = new AsyncDisposableStack();
  const opened = journalDirectory === undefined ? undefined : await Journal.open({ directory: journalDirectory, logger });
  if (opened !== undefined) started.use(opened.journal);
  const memory = new OperationMemory(opened?.journal, clock, performance.now());
  const operations = new OperationTable({
    maxOperations: config.max_operations,
    keepMs: config.operation_keep,
    abandonMs: config.abandon_after,
    forgotten: (operation) => memory.forgotten(operation),
  });
  const scheduler = started.use(
    new ActionScheduler({
      operations,
      memory,
      limits,
      clock,
      logger,
      leaseMs: config.lease,
      maxAttempts: config.max_attempts,
      maxQueued: config.max_queued,
      workerWaitMs: config.worker_wait,
    }),
  );
  const beginning = {
    scheduler,
    limits,
    clock,
    defaultTimeoutMs: config.default_timeout,
    maxTimeoutMs: config.max_timeout,
    ignoredProperties: new Set(config.ignored_properties),
    completeTrees: new CompleteTrees(clock),
  };
  const again = { ...beginning, instances, operations, memory, logger };
  const begun = opened === undefined ? [] : restoreOperations(again, opened.state);
  opened?.journal.compactFrom(() => snapshotOf(scheduler, operations, memory));
  metrics.gauge('actions_queued', 'Actions that wait for a worker.', () => scheduler.tasks.counts.queued);
  metrics.gauge('actions_running', 'Actions that workers hold.', () => scheduler.tasks.counts.leased);
  metrics.gauge('workers', 'Workers that are connected.', () => scheduler.tasks.counts.workers);
  metrics.gauge('operations', 'Operations that are remembered.', () => operations.size);
  const concurrency = config.worker_concurrency ?? availableParallelism();
  let worker: Worker | undefined;
  if (embeddedWorker !== undefined && concurrency > 0) {
    const sandboxes = started.use(new SandboxPerStorage(embeddedWorker, concurrency, clock));
    worker = started.use(
      new Worker({
        broker: scheduler,
        description: {
          name: hostname(),
          properties: [...platformOfHost(), ...(embeddedWorker.properties ?? [])],
          concurrency,
          embedded: true,
        },
        fetchesAhead: embeddedWorker.cache !== undefined,
        runtimeOf: (instanceName) => sandboxes.runtimeOf(instances.find(instanceName).blobs),
        clock,
        logger,
        networkAdvice: embeddedWorker.networkAdvice,
        ...(embeddedWorker.appendOnlyCaches === undefined ? {} : { appendOnlyCaches: embeddedWorker.appendOnlyCaches }),
      }),
    );
    await worker.start();
  }
  for (const operation of begun) void beginAgain(again, operation);
  const running = started.move();
  return {
    services: [
      execution({ ...beginning, instances, operations, memory }),
      operationsService({ operations, scheduler }),
      workers(scheduler),
      admin({ operations, scheduler }),
    ],
    async drain(graceMs) {
      scheduler.drain();
      await worker?.drain(graceMs);
    },
    [Symbol.asyncDispose]: () => running.disposeAsync(),
  };
}

/** One sandbox for each storage: instances that share their blobs share the sandbox as well. */
class SandboxPerStorage implements AsyncDisposable {
  readonly #options: EmbeddedWorkerOptions;
  readonly #concurrency: number;
  readonly #clock: Clock;
  readonly #runtimes = new Map<ContentAddressableStorage, Promise<WorkerRuntime>>();

  constructor(options: EmbeddedWorkerOptions, concurrency: number, clock: Clock) {
    this.#options = options;
    this.#concurrency = concurrency;
    this.#clock = clock;
  }

  runtimeOf(storage: ContentAddressableStorage): Promise<WorkerRuntime> {
    let runtime = this.#runtimes.get(storage);
    if (runtime === undefined) {
      runtime = this.#make(storage);
      // A sandbox that could not be made is tried again with the next action.
      runtime.catch(() => this.#runtimes.delete(storage));
      this.#runtimes.set(storage, runtime);
    }
    return runtime;
  }

  async #make(storage: ContentAddressableStorage): Promise<WorkerRuntime> {
    const { createSandbox, cache } = this.#options;
    // Some of the actions have ended, but for their outputs.
    const atOnce = leaseAllowance(this.#concurrency);
    if (cache === undefined) return { storage, sandbox: workerSandbox(await createSandbox(storage, atOnce), this.#clock) };
    const cached = new WorkerStorage(cache, storage);
    const leaf = await createSandbox(cached, atOnce);
    return {
      storage: cached,
      sandbox: workerSandbox(leaf, this.#clock),
      prefetch: (action, options) => cached.prefetch(action, options),
      publish: (digests, options) => cached.publish(digests, options),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const runtime of this.#runtimes.values()) {
      await runtime.then(
        ({ sandbox }) => sandbox[Symbol.asyncDispose](),
        () => {},
      );
    }
  }
}

/**
 * What a worker puts around a sandbox: it ends actions in time, and notes when what happened.
 * @param leaf runs actions and nothing else
 * @param clock of this machine
 */
export function workerSandbox(leaf: Sandbox, clock: Clock): Sandbox {
  return timestamping(clock)(timeout({ clock })(leaf));
}
