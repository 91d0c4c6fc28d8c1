import type { Command } from '@sandwright/core';

/** PATH of a Command that brings none. Source: REAPI `Command.arguments` leaves it to the server. */
export const defaultPath = '/usr/local/bin:/usr/bin:/bin';

/**
 * The whole environment of a command as `NAME=value`: exactly its own, plus PATH where it has none.
 * @param command whose environment is wanted
 */
export function commandEnvironment(command: Pick<Command, 'environment'>): readonly string[] {
  const variables = command.environment.map(({ name, value }) => `${name}=${value}`);
  return command.environment.some(({ name }) => name === 'PATH') ? variables : [...variables, `PATH=${defaultPath}`];
}
