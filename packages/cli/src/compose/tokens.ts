import type { BuildEngine, EnvironmentResolver, EventSink, LocalStore, Logger, Project } from '@sandwright/core';
import type { InjectionToken } from 'tsyringe';

/** What a composition root is made of. Each is registered as a factory, made once for each container, and not before it is asked for. */
export const tokens = {
  project: Symbol('project') as InjectionToken<Project>,
  /** Absolute; kept between runs. */
  cacheDirectory: Symbol('cacheDirectory') as InjectionToken<string>,
  logger: Symbol('logger') as InjectionToken<Logger>,
  events: Symbol('events') as InjectionToken<EventSink>,
  /** Commands at once on this machine. */
  jobs: Symbol('jobs') as InjectionToken<number>,
  store: Symbol('store') as InjectionToken<Promise<LocalStore>>,
  environments: Symbol('environments') as InjectionToken<Promise<EnvironmentResolver>>,
  engine: Symbol('engine') as InjectionToken<Promise<BuildEngine>>,
};
