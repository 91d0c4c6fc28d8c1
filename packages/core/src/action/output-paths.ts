import { SandwrightError } from '../errors/sandwright-error.ts';
import type { Command } from './command.ts';

/** An output that a Command declares. */
export interface DeclaredOutput {
  /** As the Command spells it, relative to the working directory; results echo it so. */
  readonly path: string;
  /** Where it is: relative to the input root, normalised; empty for the root itself. */
  readonly resolved: string;
  /** What it has to be; `any` where it was declared in `output_paths`. */
  readonly type: 'any' | 'file' | 'directory';
}

/** Steps through a path from a place in the input root; undefined as soon as it leaves the root. */
function step(from: readonly string[], path: string): string[] | undefined {
  const parts = [...from];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  return parts;
}

function invalid(message: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `Command: ${message}`);
}

function partsOfWorkingDirectory(workingDirectory: string): readonly string[] {
  if (workingDirectory.startsWith('/'))
    throw invalid(`working directory "${workingDirectory}" is absolute; it is relative to the input root`);
  if (workingDirectory.includes('\0')) throw invalid('the working directory has a NUL character in it');
  const parts = step([], workingDirectory);
  if (parts === undefined) throw invalid(`working directory "${workingDirectory}" leaves the input root`);
  return parts;
}

/**
 * Where a Command runs.
 * @param workingDirectory as the Command says it
 * @returns relative to the input root, normalised; empty for the root itself
 * @throws SandwrightError ACTION_INVALID if it is absolute or leaves the input root
 */
export function resolveWorkingDirectory(workingDirectory: string): string {
  return partsOfWorkingDirectory(workingDirectory).join('/');
}

/**
 * Where an output is. It may climb out of the working directory, but not out of the input root.
 * @param workingDirectory relative to the input root
 * @param path relative to the working directory
 * @returns relative to the input root, normalised; empty for the root itself
 * @throws SandwrightError ACTION_INVALID if it is absolute, has a NUL in it or leaves the input root
 */
export function resolveOutputPath(workingDirectory: string, path: string): string {
  if (path.startsWith('/')) throw invalid(`output "${path}" is absolute; it is relative to the working directory`);
  if (path.includes('\0')) throw invalid('the path of an output has a NUL character in it');
  const parts = step(partsOfWorkingDirectory(workingDirectory), path);
  if (parts === undefined) throw invalid(`output "${path}" of working directory "${workingDirectory}" leaves the input root`);
  return parts.join('/');
}

/**
 * The outputs that a Command declares, in its own spelling.
 * @param command REAPI: if there are `output_paths`, the two older lists do not count
 * @returns relative to the working directory
 */
export function declaredOutputs(command: Command): readonly string[] {
  return command.outputPaths.length > 0 ? command.outputPaths : [...command.outputFiles, ...command.outputDirectories];
}

/**
 * The outputs that a Command declares, each once, and where they are.
 * @param command REAPI: if there are `output_paths`, the two older lists do not count
 * @throws SandwrightError ACTION_INVALID if one leaves the input root
 */
export function outputsOfCommand(command: Command): readonly DeclaredOutput[] {
  const lists: readonly (readonly [DeclaredOutput['type'], readonly string[]])[] =
    command.outputPaths.length > 0
      ? [['any', command.outputPaths]]
      : [
          ['file', command.outputFiles],
          ['directory', command.outputDirectories],
        ];
  const bySpelling = new Map<string, DeclaredOutput>();
  for (const [type, paths] of lists) {
    for (const path of paths) {
      const key = `${type}:${path}`;
      if (!bySpelling.has(key)) bySpelling.set(key, { path, resolved: resolveOutputPath(command.workingDirectory, path), type });
    }
  }
  return [...bySpelling.values()];
}
