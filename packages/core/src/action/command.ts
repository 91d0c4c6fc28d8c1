import type { PlatformProperties } from './platform-properties.ts';

/** By their numbers on the wire. */
export const outputDirectoryFormats = ['TREE_ONLY', 'DIRECTORY_ONLY', 'TREE_AND_DIRECTORY'] as const;

/** How output folders are reported. Source: REAPI `Command.OutputDirectoryFormat`. */
export type OutputDirectoryFormat = (typeof outputDirectoryFormats)[number];

/** What to run. Source: REAPI `Command`. */
export interface Command {
  /** argv; the first is looked up in PATH if it has no slash, and else is relative to the working directory. */
  readonly arguments: readonly string[];
  /** The whole environment, sorted by name. Nothing is added but PATH, where it is absent. */
  readonly environment: readonly { readonly name: string; readonly value: string }[];
  /** Outputs of any type, relative to the working directory (REAPI 2.1). If there are any, the two lists below do not count. */
  readonly outputPaths: readonly string[];
  /** Outputs that are files, relative to the working directory (REAPI 2.0). */
  readonly outputFiles: readonly string[];
  /** Outputs that are folders, relative to the working directory (REAPI 2.0). */
  readonly outputDirectories: readonly string[];
  /** Relative to the input root, without a leading slash; empty for the root itself. */
  readonly workingDirectory: string;
  /** The place of the platform before REAPI 2.2. */
  readonly platform: PlatformProperties;
  /** Node properties wanted of outputs, for instance `mtime` and `unix_mode`. */
  readonly outputNodeProperties: readonly string[];
  readonly outputDirectoryFormat: OutputDirectoryFormat;
}
