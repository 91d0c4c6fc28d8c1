import { flagOf, type OptionDefinition, type OptionFlags, type OptionName, optionNames, optionTable } from '@sandwright/core';
import type { Flag } from './flag.ts';

type Dashed<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}-${Dashed<Tail>}` : Name;

/** The flag of each option, `remote-execution` for `remote_execution`. */
export type OptionFlagTable = { readonly [Name in OptionName as Dashed<Name>]: Flag };

function flagFor(definition: OptionDefinition): Flag {
  const common = { help: definition.description, advanced: true } as const;
  switch (definition.kind) {
    case 'boolean':
      return { ...common, kind: 'boolean' };
    case 'list':
    case 'map':
      return { ...common, kind: 'list', placeholder: definition.kind === 'list' ? 'TEXT' : 'NAME=TEXT' };
    case 'choice':
      return { ...common, kind: 'choice', choices: definition.choices };
    // Bounds are the option's own business: it says the same of a flag, a variable and a file.
    case 'integer':
      return { ...common, kind: 'text', placeholder: 'N' };
    case 'text':
      return { ...common, kind: 'text', placeholder: 'TEXT' };
  }
}

const dashed = (name: OptionName): string => flagOf(name).slice(2);

/** Every option as a flag; `help-advanced` lists them. */
export const optionFlags = Object.fromEntries(optionNames.map((name) => [dashed(name), flagFor(optionTable[name])])) as OptionFlagTable;

/**
 * What flags said about options.
 * @param values of all flags of a command
 */
export function optionFlagsFrom(values: Readonly<Record<string, unknown>>): OptionFlags {
  return Object.fromEntries(optionNames.map((name) => [name, values[dashed(name)]])) as OptionFlags;
}
