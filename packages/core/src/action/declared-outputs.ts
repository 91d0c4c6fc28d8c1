import type { Command } from './command.ts';

/**
 * The outputs that a Command declares, in either form.
 * @param command REAPI: if there are `output_paths`, the two older lists do not count
 * @returns relative to the working directory, as the Command spells them
 */
export function declaredOutputs(command: Command): readonly string[] {
  return command.outputPaths.length > 0 ? command.outputPaths : [...command.outputFiles, ...command.outputDirectories];
}
