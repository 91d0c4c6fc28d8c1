import type { Action } from '../action/action.ts';
import { createAction } from '../action/create-action.ts';
import type { Digest } from '../digest/digest.ts';
import type { EnvironmentCandidate } from '../environment/resolved-environment.ts';
import type { Target } from '../project/target.ts';
import type { Blob } from '../storage/content-addressable-storage.ts';

/** The search path of a command whose target and environment set none. */
export const defaultPath = '/usr/local/bin:/usr/bin:/bin';

/**
 * The action of a target as one candidate of its environment runs it.
 * @param target what to run
 * @param inputRoot digest of the root Directory: the project's folders, with the target's sources and its dependencies' outputs in them
 * @param candidate its salt and platform go into the action, its variables below the target's own
 * @returns the action, and the blobs of its messages
 */
export function makeAction(
  target: Target,
  inputRoot: Digest,
  candidate: EnvironmentCandidate,
): { readonly action: Action; readonly blobs: readonly Blob[] } {
  const environment = new Map([['PATH', defaultPath]]);
  for (const { name, value } of candidate.variables) environment.set(name, value);
  for (const { name, value } of target.env) environment.set(name, value);
  return createAction({
    command: {
      arguments: target.command,
      environment: [...environment].map(([name, value]) => ({ name, value })),
      outputPaths: target.outputs,
      outputFiles: [],
      outputDirectories: [],
      workingDirectory: target.directory,
      platform: candidate.platform,
      outputNodeProperties: [],
      outputDirectoryFormat: 'TREE_ONLY',
    },
    inputRoot,
    platform: candidate.platform,
    timeoutMs: target.timeoutMs,
    salt: candidate.salt,
  });
}
