import { SandwrightError } from '@sandwright/core';
import { suggestion } from '../arguments/suggestion.ts';
import { describeCommandHelp, describeProgramHelp } from '../presentation/describe-help.ts';
import { defineCommand } from './command.ts';
import { commandTable } from './command-table.ts';

/** `sandwright help`. */
export const command = defineCommand({
  usage: '[COMMAND]',
  description: 'Explains a command, or lists them all.',
  flags: {},
  positionals: { minimum: 0, maximum: 2 },
  run: async ({ terminal, positionals }) => {
    if (positionals.length === 0) {
      terminal.out.write(describeProgramHelp(Object.entries(commandTable).map(([name, entry]) => [name, entry.summary])));
      return 0;
    }
    const name = positionals.join(' ');
    const entry = Object.hasOwn(commandTable, name) ? commandTable[name] : undefined;
    if (entry === undefined) {
      throw new SandwrightError('USAGE_INVALID', `unknown command "${name}"`, {
        hint: suggestion(name, Object.keys(commandTable)) ?? 'see "sandwright help"',
      });
    }
    const { command: explained } = await entry.load();
    terminal.out.write(describeCommandHelp(name, explained));
    return 0;
  },
});
