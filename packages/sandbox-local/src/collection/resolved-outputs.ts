import { type Command, outputsOfCommand, resolveWorkingDirectory } from '@sandwright/core';

/** An output that a command declares, found on its way from the root. */
export interface ResolvedOutput {
  /** As the Command spelled it, relative to its working directory. */
  readonly path: string;
  /** The names from the input root down to it, without `.` and `..`; empty for the root itself. */
  readonly segments: readonly string[];
  /** What it has to be; `any` where it came from `output_paths`. */
  readonly wants: 'any' | 'file' | 'directory';
}

/**
 * The outputs that a command declares, each spelling once. A `..` is legal as long as it stays inside the input root.
 * @param command whose outputs are wanted
 * @throws SandwrightError ACTION_INVALID for a path that is absolute, leaves the input root, or cannot be a path
 */
export function resolveOutputs(command: Command): readonly ResolvedOutput[] {
  return outputsOfCommand(command).map(({ path, resolved, type }) => ({ path, segments: segmentsOf(resolved), wants: type }));
}

/**
 * The names from the input root down to the working directory.
 * @param command whose working directory is wanted
 * @throws SandwrightError ACTION_INVALID if it is absolute or leaves the input root
 */
export function workingDirectorySegments(command: Command): readonly string[] {
  return segmentsOf(resolveWorkingDirectory(command.workingDirectory));
}

function segmentsOf(resolved: string): readonly string[] {
  return resolved === '' ? [] : resolved.split('/');
}
