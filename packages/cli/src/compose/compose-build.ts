import 'reflect-metadata';
import { join } from 'node:path';
import {
  BuildEngine,
  CompletenessCheckingActionCache,
  type EventSink,
  type Logger,
  openLocalStore,
  type Project,
  type Sandbox,
  StatCache,
  systemClock,
} from '@sandwright/core';
import { type DependencyContainer, instanceCachingFactory, container as rootContainer } from 'tsyringe';
import { builtInEnvironments } from './built-in-environments.ts';
import { tokens } from './tokens.ts';

/** What one build is given. */
export interface BuildCompositionOptions {
  readonly project: Project;
  /** Absolute; kept between runs. */
  readonly cacheDirectory: string;
  /** Commands at once on this machine. */
  readonly jobs: number;
  readonly logger: Logger;
  readonly events: EventSink;
}

/** Everything that a build needs, joined. Disposing of it ends sandboxes first, then the store. */
export interface BuildComposition extends AsyncDisposable {
  readonly engine: () => Promise<BuildEngine>;
}

/**
 * Joins project, store, sandboxes and engine. Nothing is opened before it is asked for, and what was opened is closed in the opposite order.
 * @param options what differs between runs
 */
export function composeBuild(options: BuildCompositionOptions): BuildComposition {
  const owned = new AsyncDisposableStack();
  const container = rootContainer.createChildContainer();
  container.register(tokens.project, { useValue: options.project });
  container.register(tokens.cacheDirectory, { useValue: options.cacheDirectory });
  container.register(tokens.jobs, { useValue: options.jobs });
  container.register(tokens.logger, { useValue: options.logger });
  container.register(tokens.events, { useValue: options.events });
  const once = <T>(make: (from: DependencyContainer) => Promise<T>) => ({ useFactory: instanceCachingFactory(make) });

  container.register(
    tokens.store,
    once(async (from) => {
      const directory = join(from.resolve(tokens.cacheDirectory), 'store');
      return owned.use(await openLocalStore({ directory, mode: 'shared', clock: systemClock, logger: from.resolve(tokens.logger) }));
    }),
  );
  container.register(
    tokens.environments,
    once(async (from) =>
      builtInEnvironments(async (): Promise<Sandbox> => {
        // A build that finds all results in the cache starts no sandbox, and need not load one.
        const { bubblewrapBackend } = await import('@sandwright/sandbox-local');
        const store = await from.resolve(tokens.store);
        const services = {
          storage: store.storage,
          clock: systemClock,
          logger: from.resolve(tokens.logger),
          cacheDirectory: from.resolve(tokens.cacheDirectory),
          concurrency: from.resolve(tokens.jobs),
        };
        return owned.use(await bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({}), services));
      }),
    ),
  );
  container.register(
    tokens.engine,
    once(async (from) => {
      const project = from.resolve(tokens.project);
      const cacheDirectory = from.resolve(tokens.cacheDirectory);
      const store = await from.resolve(tokens.store);
      return new BuildEngine({
        project,
        storage: store.storage,
        actionCache: new CompletenessCheckingActionCache(store.actionCache('local'), store.storage),
        environments: await from.resolve(tokens.environments),
        statCache: new StatCache({ cacheDirectory: join(cacheDirectory, 'stat'), projectRoot: project.root }),
        cacheDirectory,
        clock: systemClock,
        logger: from.resolve(tokens.logger),
        events: from.resolve(tokens.events),
        jobs: from.resolve(tokens.jobs),
      });
    }),
  );
  return { engine: () => container.resolve(tokens.engine), [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
