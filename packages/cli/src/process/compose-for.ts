import type { EventSink } from '@sandwright/core';
import type { projectFlags } from '../arguments/project-flags.ts';
import type { Invocation } from '../commands/command.ts';
import { type BuildComposition, composeBuild } from '../compose/compose-build.ts';
import { streamLogger } from '../presentation/stream-logger.ts';
import { styleFor } from '../presentation/style.ts';
import { findCacheDirectory } from './cache-directory.ts';
import type { OpenProject } from './open-project.ts';

/**
 * Joins what a command on a project needs. The caller disposes of it.
 * @param invocation the command's call
 * @param opened its project
 * @param events takes what the user should see
 */
export function composeFor(
  invocation: Invocation<typeof projectFlags>,
  { project, options }: OpenProject,
  events: EventSink,
): BuildComposition {
  const { environment, terminal, values } = invocation;
  const cache = findCacheDirectory(environment, options.values.local_store_dir);
  if (cache.warning !== undefined) terminal.err.write(`${styleFor(terminal.err.colours).warning('warning:')} ${cache.warning}\n`);
  return composeBuild({
    project,
    options: options.values,
    cacheDirectory: cache.path,
    logger: streamLogger(terminal.err, values['log-level'] ?? 'warn'),
    events,
  });
}
