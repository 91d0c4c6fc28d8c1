import { type Action, type Blob, createAction, type Digest, defaultPath } from '@sandwright/core';
import type { InputFiles, UploadedDirectory } from './upload-source.ts';

/** A command for a server. */
export interface RemoteCommand {
  /** argv; the first is looked up in PATH if it has no slash in it. */
  readonly arguments: readonly string[];
  /** The whole environment; PATH is added where it is absent, for there are servers that look for programs nowhere without it. */
  readonly environment?: Readonly<Record<string, string>>;
  /**
   * The folder that it runs in: one that was uploaded, or the digest of one that is on the server, by which nothing is asked or sent; or the
   * path of a folder of this machine, or one that is put together, of which is sent what the server lacks. An empty one by default.
   */
  readonly inputRoot?: UploadedDirectory | Digest | string | InputFiles;
  /** Files and folders that it makes, relative to the working directory. */
  readonly outputPaths?: readonly string[];
  /** Relative to the input root; the root itself by default. It has to be there. */
  readonly workingDirectory?: string;
  /** What a worker must have; a list for several values of one name. */
  readonly platform?: Readonly<Record<string, string | readonly string[]>>;
  /** Milliseconds of running; the server's own limit by default. */
  readonly timeoutMs?: number;
  /** Run it even if a result is known; the new result replaces it. */
  readonly skipCacheLookup?: boolean;
  /** Neither look it up nor store it. */
  readonly doNotCache?: boolean;
  /** Makes otherwise equal commands differ. */
  readonly salt?: Uint8Array;
  /** Lower runs sooner; 0 by default. Source: REAPI `ExecutionPolicy`. */
  readonly priority?: number;
  /** What it is for, in the server's logs, for instance `//lib:greet`. */
  readonly targetId?: string;
}

/**
 * The action that a command is.
 * @param inputRoot digest of its root Directory message
 * @throws SandwrightError ACTION_INVALID for one that could not be executed
 */
export function actionOf(command: RemoteCommand, inputRoot: Digest): { readonly action: Action; readonly blobs: readonly Blob[] } {
  const { environment = {}, platform = {} } = command;
  const variables = Object.entries({ PATH: defaultPath, ...environment });
  return createAction({
    command: {
      arguments: command.arguments,
      environment: variables.map(([name, value]) => ({ name, value })),
      outputPaths: command.outputPaths ?? [],
      workingDirectory: command.workingDirectory ?? '',
    },
    inputRoot,
    platform: Object.entries(platform).flatMap(([name, values]) => [values].flat().map((value) => ({ name, value }))),
    timeoutMs: command.timeoutMs,
    doNotCache: command.doNotCache ?? false,
    ...(command.salt === undefined ? {} : { salt: command.salt }),
  });
}
