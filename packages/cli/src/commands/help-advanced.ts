import {
  flagOf,
  type OptionDefinition,
  optionNames,
  optionScopes,
  optionTable,
  SandwrightError,
  showOptionValue,
  variableOf,
} from '@sandwright/core';
import { suggestion } from '../arguments/suggestion.ts';
import { defineCommand } from './command.ts';

/** `sandwright help-advanced`. */
export const command = defineCommand({
  usage: '[SCOPE]',
  description: `Lists options: their name in project files, their flag, their variable, and their default. Scopes: ${Object.keys(optionScopes).join(', ')}.`,
  flags: {},
  positionals: { minimum: 0, maximum: 1 },
  run: ({ terminal, positionals }) => {
    const [scope] = positionals;
    const scopes: Readonly<Record<string, Readonly<Record<string, OptionDefinition>>>> = optionScopes;
    if (scope !== undefined && !Object.hasOwn(scopes, scope)) {
      throw new SandwrightError('USAGE_INVALID', `unknown scope "${scope}"`, {
        hint: suggestion(scope, Object.keys(scopes)) ?? `there is ${Object.keys(scopes).join(', ')}`,
      });
    }
    const wanted = scope === undefined ? optionTable : (scopes[scope] ?? {});
    const names = optionNames.filter((name) => Object.hasOwn(wanted, name));
    terminal.out.write(names.map((name) => describeOption(name)).join('\n'));
    return Promise.resolve(0);
  },
});

function describeOption(name: (typeof optionNames)[number]): string {
  const definition = optionTable[name];
  const choices = definition.kind === 'choice' ? ` one of ${definition.choices.join(', ')};` : '';
  const value = showOptionValue(definition.default, definition.secret ?? false);
  return `${name}\n  ${definition.description}\n  ${definition.kind};${choices} default ${value}; ${flagOf(name)}, ${variableOf(name)}\n`;
}
