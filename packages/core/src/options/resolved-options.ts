import type { Place } from '../config/place.ts';
import type { OptionValue } from './option-definition.ts';
import type { OptionName, OptionValues } from './option-table.ts';

/** Where a value comes from, weakest first. */
export type OptionLayerKind = 'built-in' | 'user' | 'project' | 'overlay' | 'variable' | 'flag';

/** One layer's say about an option. */
export interface OptionOrigin {
  readonly layer: OptionLayerKind;
  /** `SANDWRIGHT_X`, `--x`, or the name of the file. */
  readonly name: string;
  /** In a file: the place of the key. `YamlSources.locate` gives its line. */
  readonly place?: Place;
  /** What it makes of the option, all weaker layers included. */
  readonly value: OptionValue;
}

/** Every option with what decided it. */
export interface ResolvedOptions {
  readonly values: OptionValues;
  /** Who says what about an option, weakest first; the last one wins. */
  origins(name: OptionName): readonly OptionOrigin[];
  /** Things that are not wrong, but look so: a variable that no option has. */
  readonly warnings: readonly string[];
}

/** An option's value for people; never a secret. */
export function showOptionValue(value: OptionValue, secret: boolean): string {
  if (value === undefined) return '(none)';
  return secret && !(typeof value === 'object' && Object.keys(value).length === 0) ? '(hidden)' : JSON.stringify(value);
}
