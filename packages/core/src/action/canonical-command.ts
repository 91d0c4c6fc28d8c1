import { SandwrightError } from '../errors/sandwright-error.ts';
import { compareUtf8, sortedPairs } from '../merkle/utf8-order.ts';
import type { Command } from './command.ts';
import { declaredOutputs, resolveOutputPath, resolveWorkingDirectory } from './output-paths.ts';

const sorted = (list: readonly string[]): readonly string[] => (list.length < 2 ? list : [...new Set(list)].toSorted(compareUtf8));

/** A Command with every list in order that REAPI wants sorted, and declared outputs once. */
export function canonicalCommand(command: Command): Command {
  return {
    arguments: command.arguments,
    environment: sortedPairs(command.environment),
    outputPaths: sorted(command.outputPaths),
    outputFiles: sorted(command.outputFiles),
    outputDirectories: sorted(command.outputDirectories),
    workingDirectory: command.workingDirectory,
    platform: sortedPairs(command.platform),
    outputNodeProperties: sorted(command.outputNodeProperties),
    outputDirectoryFormat: command.outputDirectoryFormat,
  };
}

function invalid(message: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `Command: ${message}`);
}

function checkArguments(list: readonly string[]): void {
  if (list.length === 0 || list[0] === '') throw invalid('there is no program to run: arguments are empty');
  const at = list.findIndex((argument) => argument.includes('\0'));
  if (at >= 0) throw invalid(`argument ${at} has a NUL character in it`);
}

function checkEnvironment(sortedVariables: Command['environment']): void {
  for (const [at, { name, value }] of sortedVariables.entries()) {
    if (name === '') throw invalid('an environment variable has no name');
    if (name.includes('=') || name.includes('\0')) throw invalid(`"${name}" cannot be the name of an environment variable`);
    if (value.includes('\0')) throw invalid(`environment variable ${name} has a NUL character in its value`);
    if (sortedVariables[at - 1]?.name === name) throw invalid(`environment variable ${name} stands twice`);
  }
}

function checkOutputs(command: Command): void {
  for (const path of declaredOutputs(command)) resolveOutputPath(command.workingDirectory, path);
}

/**
 * Sees to it that a Command can be executed.
 * @param command its variables in order
 * @throws SandwrightError ACTION_INVALID if there are no arguments; for impossible or repeated environment variables; for a working
 *   directory or an output that leaves the input root
 */
export function checkCommand(command: Command): void {
  checkArguments(command.arguments);
  checkEnvironment(command.environment);
  resolveWorkingDirectory(command.workingDirectory);
  checkOutputs(command);
}
