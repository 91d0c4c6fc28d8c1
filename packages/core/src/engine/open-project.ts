import { randomUUID } from 'node:crypto';
import { realpathSync } from 'node:fs';
import { homedir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import type { BackendLoaders } from '../environment/backend-registry.ts';
import { type DefinedConfig, projectOf } from '../environment/define-config.ts';
import { EnvironmentCatalog } from '../environment/environment-catalog.ts';
import type { EventSink } from '../events/event-sink.ts';
import { type Logger, silentLogger } from '../logging/logger.ts';
import { StatCache } from '../merkle/stat-cache.ts';
import { resolveOptions } from '../options/resolve-options.ts';
import { loadProject } from '../project/load-project.ts';
import { CompletenessCheckingActionCache } from '../storage/completeness-checking-action-cache.ts';
import { openLocalStore } from '../storage/open-local-store.ts';
import { systemClock } from '../util/clock.ts';
import { Semaphore } from '../util/semaphore.ts';
import { EnvironmentRunner } from './environment-runner.ts';
import { type ExecuteRequest, type ExecuteResult, OneOffRunner } from './one-off-runner.ts';
import { OutputFolder } from './outputs/output-folder.ts';

/** What `openProject` takes. */
export interface OpenProjectOptions {
  /** The sandboxes there are, by kind: `{ bubblewrap: async () => bubblewrapBackend }`. Each is loaded when an action first needs it. */
  readonly backends: BackendLoaders;
  /** Environments and options made by `defineConfig`; by default those of `sandwright.yaml` in the folder or above. */
  readonly config?: DefinedConfig;
  /** Absolute; for blobs, results and staged trees. `$XDG_CACHE_HOME/sandwright` or `~/.cache/sandwright` by default. */
  readonly cacheDirectory?: string;
  /** Where outputs appear, relative to the project; `out` by default. */
  readonly outputDirectory?: string;
  readonly logger?: Logger;
  /** Takes warnings, and the choice of environments. */
  readonly events?: EventSink;
  /** The tool that asks, for servers; `sandwright` by default. */
  readonly tool?: { readonly name: string; readonly version: string };
}

/** A folder in which commands can be executed. Disposing of it ends its sandboxes and closes the store. */
export interface OpenProject extends AsyncDisposable {
  /** Absolute path, links resolved. */
  readonly root: string;
  /**
   * Runs a command in the sandbox of an environment, or finds its result, and puts its outputs in place. Safe to use concurrently.
   * @throws SandwrightError OUTPUT_MISSING, TIMED_OUT, ACTION_INVALID, SANDBOX_UNAVAILABLE, CANCELLED …; never because the command failed
   */
  execute(request: ExecuteRequest): Promise<ExecuteResult>;
}

/**
 * Opens a folder for a build tool of one's own.
 * @param directory a folder in the project; relative to the working directory
 * @param options sandboxes and environments
 * @throws SandwrightError CONFIG_INVALID with everything that is wrong in the project's files
 */
export async function openProject(directory: string, options: OpenProjectOptions): Promise<OpenProject> {
  const { logger = silentLogger, events = () => {}, config } = options;
  await using owned = new AsyncDisposableStack();
  const { project, values } = config === undefined ? await declared(directory) : defined(config, directory);
  const cacheDirectory = options.cacheDirectory ?? values.local_store_dir ?? usualCacheDirectory();
  const store = owned.use(await openLocalStore({ directory: join(cacheDirectory, 'store'), mode: 'shared', logger }));
  const concurrency = values.process_execution_local_parallelism;
  const services = { storage: store.storage, clock: systemClock, logger, cacheDirectory, concurrency };
  const environments = owned.use(
    new EnvironmentCatalog({
      project,
      options: values,
      backends: options.backends,
      services: async () => services,
      cacheDirectory,
      events,
    }),
  );
  const statCache = new StatCache({ cacheDirectory: join(cacheDirectory, 'stat'), projectRoot: project.root });
  owned.defer(() => void statCache.save());
  const outputs = new OutputFolder({
    projectRoot: project.root,
    folder: options.outputDirectory,
    cacheDirectory,
    storage: store.storage,
    clock: systemClock,
  });
  owned.defer(() => outputs.close());
  const runner = new OneOffRunner({
    root: project.root,
    storage: store.storage,
    statCache,
    outputs,
    logger,
    request: { toolName: options.tool?.name ?? 'sandwright', toolVersion: options.tool?.version ?? '', invocationId: randomUUID() },
    environments: new EnvironmentRunner({
      environments,
      events,
      clock: systemClock,
      actionCache: values.local_cache ? new CompletenessCheckingActionCache(store.actionCache('local'), store.storage) : undefined,
      localSlots: new Semaphore(concurrency),
      remoteSlots: new Semaphore(values.process_execution_remote_parallelism),
    }),
  });
  const kept = owned.move();
  return {
    root: project.root,
    execute: (request) => runner.execute(request),
    [Symbol.asyncDispose]: () => kept.disposeAsync(),
  };
}

async function declared(directory: string) {
  const project = await loadProject({ directory });
  const { values } = await resolveOptions({ root: project.root, layers: project.optionLayers, environment: process.env });
  return { project, values };
}

function defined(config: DefinedConfig, directory: string) {
  return { project: projectOf(config, realpathSync(resolve(directory))), values: config.options };
}

/** Source: XDG Base Directory Specification; relative values are to be ignored. */
function usualCacheDirectory(): string {
  const chosen = process.env['XDG_CACHE_HOME'] ?? '';
  return isAbsolute(chosen) ? join(chosen, 'sandwright') : join(homedir(), '.cache', 'sandwright');
}
