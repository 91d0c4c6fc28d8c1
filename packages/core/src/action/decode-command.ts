import { SandwrightError } from '../errors/sandwright-error.ts';
import { sortedPairs } from '../merkle/utf8-order.ts';
import { Command as Message } from '../reapi/action-messages.ts';
import { platformFromMessage } from '../reapi/convert/properties.ts';
import { checkCommand } from './canonical-command.ts';
import { type Command, outputDirectoryFormats } from './command.ts';

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
  const outputDirectoryFormat = outputDirectoryFormats[message.outputDirectoryFormat];
  if (outputDirectoryFormat === undefined) {
    throw new SandwrightError('ACTION_INVALID', `Command: output_directory_format ${message.outputDirectoryFormat} is unknown`);
  }
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
  checkCommand(command);
  return command;
}
