import type { BuildEngineOptions, EnvironmentCatalog, EventSink, LocalStore, Logger, OptionValues, Project } from '@sandwright/core';
import type { InjectionToken } from 'tsyringe';
import type { LazyArtifactCache } from './lazy-artifact-cache.ts';
import type { Blobs } from './remote-backed-blobs.ts';

/** What a composition root is made of. Each is registered as a factory, made once for each container, and not before it is asked for. */
export const tokens = {
  project: Symbol('project') as InjectionToken<Project>,
  options: Symbol('options') as InjectionToken<OptionValues>,
  /** Absolute; kept between runs. */
  cacheDirectory: Symbol('cacheDirectory') as InjectionToken<string>,
  logger: Symbol('logger') as InjectionToken<Logger>,
  events: Symbol('events') as InjectionToken<EventSink>,
  store: Symbol('store') as InjectionToken<Promise<LocalStore>>,
  blobs: Symbol('blobs') as InjectionToken<Promise<Blobs>>,
  artifacts: Symbol('artifacts') as InjectionToken<Promise<LazyArtifactCache | undefined>>,
  environments: Symbol('environments') as InjectionToken<EnvironmentCatalog>,
  engineOptions: Symbol('engineOptions') as InjectionToken<Promise<BuildEngineOptions>>,
};
