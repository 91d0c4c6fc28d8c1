import { SandwrightError } from '../errors/sandwright-error.ts';
import { compareUtf8, sortedPairs } from '../merkle/utf8-order.ts';
import { Command as Message } from '../reapi/action-messages.ts';
import { platformFromMessage, platformToMessage } from '../reapi/convert/properties.ts';
import type { Command, OutputDirectoryFormat } from './command.ts';
import { declaredOutputs, resolveOutputPath, resolveWorkingDirectory } from './output-paths.ts';

const formats: readonly OutputDirectoryFormat[] = ['TREE_ONLY', 'DIRECTORY_ONLY', 'TREE_AND_DIRECTORY'];

const sorted = (list: readonly string[]): readonly string[] => [...new Set(list)].toSorted(compareUtf8);

/**
 * The canonical bytes of a Command: every list that REAPI wants sorted is sorted, declared outputs stand once.
 * @param command any command; it need not be in order
 */
export function encodeCommand(command: Command): Buffer {
  return Message.encode({
    arguments: command.arguments,
    environmentVariables: sortedPairs(command.environment),
    outputFiles: sorted(command.outputFiles),
    outputDirectories: sorted(command.outputDirectories),
    outputPaths: sorted(command.outputPaths),
    platform: platformToMessage(command.platform),
    workingDirectory: command.workingDirectory,
    outputNodeProperties: sorted(command.outputNodeProperties),
    outputDirectoryFormat: formats.indexOf(command.outputDirectoryFormat),
  }).finish();
}

function invalid(message: string, hint?: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `Command: ${message}`, hint === undefined ? {} : { hint });
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
 * Reads a Command that came from outside. Lists that REAPI wants sorted may come in any order, for real clients send them so; the digest
 * of the Command is that of its bytes, and stays what it is.
 * @param bytes an encoded REAPI `Command`
 * @throws SandwrightError ACTION_INVALID if they are not one; if there are no arguments; for impossible or repeated environment
 *   variables; for a working directory or an output that leaves the input root
 */
export function decodeCommand(bytes: Uint8Array): Command {
  let message: Message;
  try {
    message = Message.decode(bytes);
  } catch (error) {
    throw new SandwrightError('ACTION_INVALID', `not a Command message: ${(error as Error).message}`, { cause: error });
  }
  const outputDirectoryFormat = formats[message.outputDirectoryFormat];
  if (outputDirectoryFormat === undefined) throw invalid(`output_directory_format ${message.outputDirectoryFormat} is unknown`);
  const command: Command = {
    arguments: message.arguments,
    environment: sortedPairs(message.environmentVariables.map(({ name, value }) => ({ name, value }))),
    outputPaths: message.outputPaths,
    outputFiles: message.outputFiles,
    outputDirectories: message.outputDirectories,
    workingDirectory: message.workingDirectory,
    platform: platformFromMessage(message.platform),
    outputNodeProperties: message.outputNodeProperties,
    outputDirectoryFormat,
  };
  checkArguments(command.arguments);
  checkEnvironment(command.environment);
  resolveWorkingDirectory(command.workingDirectory);
  checkOutputs(command);
  return command;
}
