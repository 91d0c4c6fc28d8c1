import { didYouMean } from './nearest-name.ts';
import { type JsonSchema, type Shape, type ShapeReading, wrongKind } from './shape.ts';

/** What may be asked of a text. */
export interface TextRules {
  /** In an error message, after "expected". */
  readonly expected?: string;
  readonly allowEmpty?: boolean;
  /** What is wrong with it, as in `must not be absolute`; undefined if nothing is. */
  readonly check?: (value: string) => string | undefined;
  readonly jsonSchema?: JsonSchema;
}

/** A string. NUL characters are refused, for neither a path nor an argument can hold one. */
export function text(rules: TextRules = {}): Shape<string> {
  const expected = rules.expected ?? 'a text';
  return {
    expected,
    read(value, reading) {
      if (typeof value !== 'string') return wrongKind(value, expected, reading);
      if (value.length === 0 && rules.allowEmpty !== true) return reading.problem('must not be empty');
      if (value.includes('\0')) return reading.problem('must not contain a NUL character');
      const wrong = rules.check?.(value);
      return wrong === undefined ? value : reading.problem(wrong);
    },
    jsonSchema: () => ({ type: 'string', ...(rules.allowEmpty === true ? {} : { minLength: 1 }), ...rules.jsonSchema }),
  };
}

/** `true` or `false`. */
export const truth: Shape<boolean> = {
  expected: 'true or false',
  read: (value, reading) => (typeof value === 'boolean' ? value : wrongKind(value, 'true or false', reading)),
  jsonSchema: () => ({ type: 'boolean' }),
};

/** A whole number within bounds, both included. */
export function wholeNumber(minimum: number, maximum: number = Number.MAX_SAFE_INTEGER): Shape<number> {
  const expected = maximum === Number.MAX_SAFE_INTEGER ? `a whole number from ${minimum}` : `a whole number from ${minimum} to ${maximum}`;
  return {
    expected,
    read(value, reading) {
      if (typeof value !== 'number' || !Number.isSafeInteger(value)) return wrongKind(value, expected, reading);
      return value >= minimum && value <= maximum ? value : reading.problem(`expected ${expected}, found ${value}`);
    },
    jsonSchema: () => ({ type: 'integer', minimum, ...(maximum === Number.MAX_SAFE_INTEGER ? {} : { maximum }) }),
  };
}

/** One of some words. */
export function oneOf<const T extends string>(...words: readonly T[]): Shape<T> {
  const expected = words.map((word) => `"${word}"`).join(' or ');
  return {
    expected,
    read(value, reading) {
      const found = words.find((word) => word === value);
      if (found !== undefined) return found;
      return typeof value === 'string'
        ? reading.problem(`expected ${expected}, found "${value}"${didYouMean(value, words)}`)
        : wrongKind(value, expected, reading);
    },
    jsonSchema: () => ({ enum: words }),
  };
}

function readList<T>(item: Shape<T>, value: readonly unknown[], reading: ShapeReading): readonly T[] {
  const items: T[] = [];
  value.forEach((part, index) => {
    const read = reading.within(index, () => item.read(part, reading));
    if (read !== undefined) items.push(read);
  });
  return items;
}

/** A list of values of one shape. */
export function listOf<T>(item: Shape<T>, rules: { readonly allowEmpty?: boolean } = {}): Shape<readonly T[]> {
  const expected = `a list (${item.expected} each)`;
  return {
    expected,
    read(value, reading) {
      if (!Array.isArray(value)) return wrongKind(value, expected, reading);
      if (value.length === 0 && rules.allowEmpty === false) return reading.problem('must not be an empty list');
      return readList(item, value, reading);
    },
    jsonSchema: () => ({ type: 'array', items: item.jsonSchema(), ...(rules.allowEmpty === false ? { minItems: 1 } : {}) }),
  };
}

/** A list of values, or a single one without the brackets. */
export function oneOrMany<T>(item: Shape<T>): Shape<readonly T[]> {
  const expected = `${item.expected}, or a list of such`;
  return {
    expected,
    read(value, reading) {
      if (!Array.isArray(value)) {
        const one = typeof value === 'object' && value === null ? wrongKind(value, expected, reading) : item.read(value, reading);
        return one === undefined ? undefined : [one];
      }
      return value.length === 0 ? reading.problem('must not be an empty list') : readList(item, value, reading);
    },
    jsonSchema: () => ({ anyOf: [item.jsonSchema(), { type: 'array', items: item.jsonSchema(), minItems: 1 }] }),
  };
}

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Keys that are texts only if they stand in quotes. */
const doubtfulKey = /^(?:[-+.]?\d|[-+]?\.inf$|\.nan$|true$|false$|null$|~$|$)|,/iu;

/** A mapping whose keys the user chooses, in the order of the file. */
export function mapOf<T>(
  value: Shape<T>,
  rules: { readonly expected?: string; readonly key?: (key: string) => string | undefined; readonly description?: string } = {},
): Shape<ReadonlyMap<string, T>> {
  const expected = rules.expected ?? 'a mapping';
  return {
    expected,
    read(given, reading) {
      if (!isMapping(given)) return wrongKind(given, expected, reading);
      const entries = new Map<string, T>();
      for (const key of Object.keys(given)) {
        if (doubtfulKey.test(key)) reading.doubtful = true;
        reading.within(key, () => {
          const wrong = rules.key?.(key);
          if (wrong !== undefined) return reading.problem(wrong, 'key');
          const read = value.read(given[key], reading);
          if (read !== undefined) entries.set(key, read);
        });
      }
      return entries;
    },
    jsonSchema: () => ({ type: 'object', additionalProperties: value.jsonSchema() }),
  };
}

/** A key of a mapping. */
export interface Field<T> {
  readonly shape: Shape<T>;
  /** What editors show. */
  readonly description: string;
  readonly required?: boolean;
}

type FieldsOf<T> = { readonly [K in keyof T]: Field<T[K]> };

/** A mapping with known keys; unknown ones are refused, with the nearest known one offered. */
export function record<T extends object>(expected: string, fields: FieldsOf<T>): Shape<{ readonly [K in keyof T]: T[K] | undefined }> {
  const names = Object.keys(fields) as (keyof T & string)[];
  const known = new Set<string>(names);
  return {
    expected,
    read(given, reading) {
      if (!isMapping(given)) return wrongKind(given, expected, reading);
      for (const key of Object.keys(given)) {
        if (!known.has(key)) reading.within(key, () => reading.problem(`unknown key "${key}"${didYouMean(key, names)}`, 'key'));
      }
      const result: { [K in keyof T]?: T[K] | undefined } = {};
      for (const name of names) {
        // A key whose whole content is commented out says nothing.
        if (Object.hasOwn(given, name) && given[name] !== null)
          result[name] = reading.within(name, () => fields[name].shape.read(given[name], reading));
        else if (fields[name].required === true) reading.problem(`"${name}" is missing`, 'key');
      }
      return result as { readonly [K in keyof T]: T[K] | undefined };
    },
    jsonSchema: () => ({
      type: 'object',
      additionalProperties: false,
      properties: Object.fromEntries(
        names.map((name) => [name, { ...fields[name].shape.jsonSchema(), description: fields[name].description }]),
      ),
      ...(names.some((name) => fields[name].required) ? { required: names.filter((name) => fields[name].required) } : {}),
    }),
  };
}

/** Anything that YAML can say; whoever uses it checks it. */
export const anything: Shape<unknown> = {
  expected: 'anything',
  read: (value) => value ?? undefined,
  jsonSchema: () => ({}),
};
