import { didYouMean } from '../config/nearest-name.ts';
import { kindOf } from '../config/shape.ts';
import { expectedOf, type OptionDefinition, type OptionValue } from './option-definition.ts';

/** What one layer says about an option. */
export interface OptionSetting {
  readonly value: OptionValue;
  /** Whether a list or mapping is added to what is below it. */
  readonly adds: boolean;
}

/** A setting, or what is wrong with it. */
export type ReadSetting = { readonly setting: OptionSetting } | { readonly wrong: string };

const words: Readonly<Record<string, boolean>> = {
  true: true,
  1: true,
  yes: true,
  on: true,
  false: false,
  0: false,
  no: false,
  off: false,
};

function wrongKind(definition: OptionDefinition, found: string): ReadSetting {
  // What was found may be a secret that stands in the wrong place.
  return { wrong: `expected ${expectedOf(definition)}${definition.secret === true ? '' : `, found ${found}`}` };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function readChecked(definition: OptionDefinition, value: unknown, adds: boolean): ReadSetting {
  const refuse = (): ReadSetting => wrongKind(definition, typeof value === 'string' ? `"${value}"` : kindOf(value));
  const accept = (right: OptionValue): ReadSetting => ({ setting: { value: right, adds } });
  if (adds && definition.kind !== 'list' && definition.kind !== 'map') return { wrong: 'only lists and mappings can be added to with "+"' };
  switch (definition.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? accept(value) : refuse();
    case 'integer': {
      const { minimum, maximum = Number.MAX_SAFE_INTEGER } = definition;
      return typeof value === 'number' && Number.isSafeInteger(value) && value >= minimum && value <= maximum ? accept(value) : refuse();
    }
    case 'text': {
      if (typeof value !== 'string' || value.includes('\0')) return refuse();
      const wrong = definition.check?.(value);
      return wrong === undefined ? accept(value) : { wrong };
    }
    case 'choice':
      if (typeof value !== 'string') return refuse();
      if (definition.choices.includes(value)) return accept(value);
      return { wrong: `expected ${expectedOf(definition)}, found "${value}"${didYouMean(value, definition.choices)}` };
    case 'list': {
      if (!Array.isArray(value) || !value.every((item): item is string => typeof item === 'string')) return refuse();
      const wrong = value.map((item) => definition.check?.(item)).find((message) => message !== undefined);
      if (wrong !== undefined) return { wrong };
      const twice = value.find((item, index) => value.indexOf(item) !== index);
      return twice === undefined ? accept(value) : { wrong: `"${twice}" is listed twice` };
    }
    case 'map':
      if (!isMapping(value) || !Object.values(value).every((item) => typeof item === 'string')) return refuse();
      return accept(value as Readonly<Record<string, string>>);
  }
}

/**
 * Reads what a YAML file says about an option.
 * @param definition the option
 * @param value what stands in the file
 * @param adds whether the key ended in `+`
 */
export function readYamlSetting(definition: OptionDefinition, value: unknown, adds: boolean): ReadSetting {
  return readChecked(definition, value, adds);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function itemsOf(text: string): readonly string[] | undefined {
  if (!text.startsWith('[')) return text === '' ? [] : text.split(',').map((item) => item.trim());
  const parsed = parseJson(text);
  return Array.isArray(parsed) ? (parsed as readonly string[]) : undefined;
}

function entriesOf(text: string): unknown {
  if (text.startsWith('{')) return parseJson(text);
  const pairs = itemsOf(text)?.map((item): [string, string] | undefined => {
    const cut = item.indexOf('=');
    return cut < 1 ? undefined : [item.slice(0, cut), item.slice(cut + 1)];
  });
  return pairs?.every((pair) => pair !== undefined) === true ? Object.fromEntries(pairs) : undefined;
}

/**
 * Reads what a variable says about an option: `true`, `8`, a text; lists as `a,b` or JSON, mappings as `a=b,c=d` or JSON; `+` in front adds.
 * @param definition the option
 * @param text the whole value
 */
export function readTextSetting(definition: OptionDefinition, text: string): ReadSetting {
  const many = definition.kind === 'list' || definition.kind === 'map';
  const adds = many && text.startsWith('+');
  const plain = adds ? text.slice(1) : text;
  const value = ((): unknown => {
    switch (definition.kind) {
      case 'boolean':
        return words[plain.toLowerCase()];
      case 'integer':
        return /^-?\d+$/u.test(plain) ? Number(plain) : undefined;
      case 'list':
        return itemsOf(plain);
      case 'map':
        return entriesOf(plain);
      case 'text':
      case 'choice':
        return plain;
    }
  })();
  return value === undefined ? wrongKind(definition, `"${text}"`) : readChecked(definition, value, adds);
}

/**
 * Reads what flags say about an option: what the parser of flags made of them, or the texts of a flag that stood there several times.
 * @param definition the option
 * @param value a boolean, a number, a text, or a list of texts; a `+` in front of the first text adds
 */
export function readFlagSetting(definition: OptionDefinition, value: boolean | number | string | readonly string[]): ReadSetting {
  if (typeof value === 'string') return readTextSetting(definition, value);
  if (typeof value === 'boolean' || typeof value === 'number') return readChecked(definition, value, false);
  const [first, ...others] = value;
  if (first === undefined || others.length === 0) return readTextSetting(definition, first ?? '');
  if (definition.kind !== 'list' && definition.kind !== 'map') return { wrong: 'given twice' };
  const adds = first.startsWith('+');
  const items = [adds ? first.slice(1) : first, ...others];
  return readChecked(definition, definition.kind === 'list' ? items : Object.assign({}, ...items.map((item) => entriesOf(item))), adds);
}

/** Puts a setting over what is below it. */
export function applySetting(below: OptionValue, { value, adds }: OptionSetting): OptionValue {
  if (!adds) return value;
  if (Array.isArray(below) && Array.isArray(value)) return [...new Set([...(below as string[]), ...(value as string[])])];
  return typeof below === 'object' && typeof value === 'object' ? Object.assign({}, below, value) : value;
}
