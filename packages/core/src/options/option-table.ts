import { localOptions } from './local-options.ts';
import type { OptionDefinition, OptionValue } from './option-definition.ts';
import { remoteOptions } from './remote-options.ts';

/** Options by the scope that `help-advanced SCOPE` takes. */
export const optionScopes = { local: localOptions, remote: remoteOptions } as const;

const table = { ...localOptions, ...remoteOptions };

/** The name of an option. */
export type OptionName = keyof typeof table;

/** Every option by its name, in the order of the documentation. */
export const optionTable: Readonly<Record<OptionName, OptionDefinition>> = table;

/** Every name, in the same order. */
export const optionNames = Object.keys(table) as readonly OptionName[];

/** What every option is set to. */
export type OptionValues = { readonly [N in OptionName]: OptionValue<(typeof table)[N]> };

/** Whether there is an option of this name. */
export function isOptionName(name: string): name is OptionName {
  return Object.hasOwn(table, name);
}

/** The variable that sets an option: `SANDWRIGHT_REMOTE_EXECUTION`. */
export function variableOf(name: OptionName): string {
  return `SANDWRIGHT_${name.toUpperCase()}`;
}

/** The flag that sets an option: `--remote-execution`. */
export function flagOf(name: OptionName): string {
  return `--${name.replaceAll('_', '-')}`;
}
