import 'reflect-metadata';
import { join } from 'node:path';
import {
  BuildEngine,
  type BuildEngineOptions,
  CompletenessCheckingActionCache,
  EnvironmentCatalog,
  type EventSink,
  type LocalStore,
  type Logger,
  type OptionValues,
  openLocalStore,
  type Project,
  StatCache,
  systemClock,
} from '@sandwright/core';
import { type DependencyContainer, instanceCachingFactory, container as rootContainer } from 'tsyringe';
import { builtInBackends } from './backends.ts';
import { LazyArtifactCache } from './lazy-artifact-cache.ts';
import { LazyRemoteCache } from './lazy-remote-cache.ts';
import { type Blobs, remoteBackedBlobs } from './remote-backed-blobs.ts';
import { tokens } from './tokens.ts';

/** What one run of the program is given. */
export interface BuildCompositionOptions {
  readonly project: Project;
  readonly options: OptionValues;
  /** Absolute; kept between runs. */
  readonly cacheDirectory: string;
  readonly logger: Logger;
  readonly events: EventSink;
}

/** What an engine works with instead of the usual; a function is given that. */
export type EngineChanges =
  | Partial<BuildEngineOptions>
  | ((usual: BuildEngineOptions) => Partial<BuildEngineOptions> | Promise<Partial<BuildEngineOptions>>);

/** Everything that a build needs, joined. Disposing of it ends the sandboxes first, then the store. */
export interface BuildComposition extends AsyncDisposable {
  readonly project: Project;
  /** The engine; `changes` put something else in place of what it works with. */
  readonly engine: (changes?: EngineChanges) => Promise<BuildEngine>;
  readonly store: () => Promise<LocalStore>;
  readonly blobs: () => Promise<Blobs>;
  /** Undefined where the project names no artifact servers. */
  readonly artifacts: () => Promise<LazyArtifactCache | undefined>;
  readonly environments: () => EnvironmentCatalog;
}

/**
 * Joins project, store, environments and engine. Nothing is opened before it is asked for, and what was opened is closed in the opposite
 * order.
 * @param options what differs between runs
 */
export function composeBuild(options: BuildCompositionOptions): BuildComposition {
  // tsyringe disposes only of what it constructed itself, and never of what a factory gave.
  const owned = new AsyncDisposableStack();
  // Disposed of last, whenever they are opened.
  const stores = owned.use(new AsyncDisposableStack());
  const container = rootContainer.createChildContainer();
  const once = <T>(make: (from: DependencyContainer) => T) => ({ useFactory: instanceCachingFactory(make) });
  container.register(tokens.project, { useValue: options.project });
  container.register(tokens.options, { useValue: options.options });
  container.register(tokens.cacheDirectory, { useValue: options.cacheDirectory });
  container.register(tokens.logger, { useValue: options.logger });
  container.register(tokens.events, { useValue: options.events });
  container.register(
    tokens.store,
    once(async (from) => {
      const directory = join(from.resolve(tokens.cacheDirectory), 'store');
      return stores.use(await openLocalStore({ directory, mode: 'shared', clock: systemClock, logger: from.resolve(tokens.logger) }));
    }),
  );
  container.register(
    tokens.blobs,
    once(async (from) => remoteBackedBlobs(await from.resolve(tokens.store), from.resolve(tokens.options), stores)),
  );
  container.register(
    tokens.artifacts,
    once(async (from) => {
      const { storage } = await from.resolve(tokens.blobs);
      const { artifactServers: servers } = from.resolve(tokens.project);
      const artifacts = LazyArtifactCache.from({
        servers,
        storage,
        clock: systemClock,
        logger: from.resolve(tokens.logger),
        variables: process.env,
      });
      return artifacts && owned.use(artifacts);
    }),
  );
  container.register(
    tokens.environments,
    once((from) =>
      owned.use(
        new EnvironmentCatalog({
          project: from.resolve(tokens.project),
          options: from.resolve(tokens.options),
          backends: builtInBackends,
          services: async () => ({
            ...(await from.resolve(tokens.blobs)),
            clock: systemClock,
            logger: from.resolve(tokens.logger),
            cacheDirectory: from.resolve(tokens.cacheDirectory),
            concurrency: from.resolve(tokens.options).process_execution_local_parallelism,
          }),
          cacheDirectory: from.resolve(tokens.cacheDirectory),
          events: from.resolve(tokens.events),
        }),
      ),
    ),
  );
  container.register(
    tokens.engineOptions,
    once(async (from) => {
      const project = from.resolve(tokens.project);
      const cacheDirectory = from.resolve(tokens.cacheDirectory);
      const { local_cache, process_execution_local_parallelism, process_execution_remote_parallelism } = from.resolve(tokens.options);
      const store = await from.resolve(tokens.store);
      const blobs = await from.resolve(tokens.blobs);
      const remoteActionCache = LazyRemoteCache.from(from.resolve(tokens.options), {
        ...blobs,
        cacheDirectory,
        clock: systemClock,
        logger: from.resolve(tokens.logger),
      });
      if (remoteActionCache !== undefined) owned.use(remoteActionCache);
      const artifacts = await from.resolve(tokens.artifacts);
      return {
        project,
        ...blobs,
        actionCache: local_cache ? new CompletenessCheckingActionCache(store.actionCache('local'), blobs.storage) : undefined,
        remoteActionCache,
        artifacts,
        environments: from.resolve(tokens.environments),
        statCache: new StatCache({ cacheDirectory: join(cacheDirectory, 'stat'), projectRoot: project.root }),
        cacheDirectory,
        clock: systemClock,
        logger: from.resolve(tokens.logger),
        events: from.resolve(tokens.events),
        jobs: process_execution_local_parallelism,
        remoteParallelism: process_execution_remote_parallelism,
      };
    }),
  );
  return {
    project: options.project,
    engine: async (changes = {}) => {
      const usual = await container.resolve(tokens.engineOptions);
      return new BuildEngine({ ...usual, ...(typeof changes === 'function' ? await changes(usual) : changes) });
    },
    store: () => container.resolve(tokens.store),
    blobs: () => container.resolve(tokens.blobs),
    artifacts: () => container.resolve(tokens.artifacts),
    environments: () => container.resolve(tokens.environments),
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}
