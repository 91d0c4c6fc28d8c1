import { type Digest, digestOf } from '../digest/digest.ts';
import { sortedPairs } from '../merkle/utf8-order.ts';
import type { Blob } from '../storage/content-addressable-storage.ts';
import type { Action } from './action.ts';
import { canonicalCommand, checkCommand } from './canonical-command.ts';
import type { Command } from './command.ts';
import { encodeAction } from './encode-action.ts';
import { encodeCanonicalCommand } from './encode-command.ts';
import type { PlatformProperties } from './platform-properties.ts';

/** What `createAction` makes an action of. */
export interface CreateActionOptions {
  /** What is left out is empty; output folders are reported as Trees. */
  readonly command: Pick<Command, 'arguments'> & Partial<Command>;
  /** Digest of the root Directory message. */
  readonly inputRoot: Digest;
  /** None by default. */
  readonly platform?: PlatformProperties;
  /** Milliseconds of running; no limit of its own by default. */
  readonly timeoutMs?: number | undefined;
  /** false by default. */
  readonly doNotCache?: boolean;
  /** Makes otherwise equal actions differ; none by default. */
  readonly salt?: Uint8Array;
}

const plainCommand: Omit<Command, 'arguments'> = {
  environment: [],
  outputPaths: [],
  outputFiles: [],
  outputDirectories: [],
  workingDirectory: '',
  platform: [],
  outputNodeProperties: [],
  outputDirectoryFormat: 'TREE_ONLY',
};

/**
 * Makes an action with its identity (SHA-256).
 * @param options what it is made of
 * @returns the action, and the blobs of its Command and its Action message, which have to be stored before it is executed
 * @throws SandwrightError ACTION_INVALID for a command that could not be executed, as `checkCommand`
 */
export function createAction(options: CreateActionOptions): { readonly action: Action; readonly blobs: readonly Blob[] } {
  const platform = sortedPairs(options.platform ?? []);
  const given: Command = { ...plainCommand, ...options.command };
  // Servers before REAPI 2.2 read the platform from the Command only.
  const command = canonicalCommand(given.platform.length > 0 ? given : { ...given, platform });
  checkCommand(command);
  const commandBytes = encodeCanonicalCommand(command);
  const commandDigest = digestOf(commandBytes);
  const fields = {
    commandDigest,
    inputRoot: options.inputRoot,
    platform: platform.length > 0 ? platform : command.platform,
    timeoutMs: options.timeoutMs,
    doNotCache: options.doNotCache ?? false,
    salt: options.salt ?? new Uint8Array(),
  };
  const actionBytes = encodeAction(fields);
  const digest = digestOf(actionBytes);
  return {
    action: { ...fields, digest, command },
    blobs: [
      { digest: commandDigest, data: commandBytes },
      { digest, data: actionBytes },
    ],
  };
}
