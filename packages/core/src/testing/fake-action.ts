import type { Action } from '../action/action.ts';
import { digestOf, emptyDigest } from '../digest/digest.ts';

/**
 * An action whose digest depends on its first argument only: for tests of what is done with actions, not of what they are.
 * @param name tells it from other fake actions
 * @param changes what is to differ
 */
export function fakeAction(name = 'action', changes: Partial<Action> & { readonly outputPaths?: readonly string[] } = {}): Action {
  const { outputPaths = [], ...fields } = changes;
  return {
    digest: digestOf(Buffer.from(`action ${name}`)),
    commandDigest: digestOf(Buffer.from(`command ${name}`)),
    command: {
      arguments: [name],
      environment: [],
      outputPaths,
      outputFiles: [],
      outputDirectories: [],
      workingDirectory: '',
      platform: [],
      outputNodeProperties: [],
      outputDirectoryFormat: 'TREE_ONLY',
    },
    inputRoot: emptyDigest,
    platform: [],
    timeoutMs: undefined,
    doNotCache: false,
    salt: new Uint8Array(),
    ...fields,
  };
}
