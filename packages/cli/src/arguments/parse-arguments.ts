import { SandwrightError } from '@sandwright/core';
import type { Flag, FlagTable, FlagValues } from './flag.ts';
import { flagUsage } from './flag.ts';
import { suggestion } from './suggestion.ts';

/** An argument list taken apart. */
export interface ParsedArguments<Table extends FlagTable> {
  readonly values: FlagValues<Table>;
  readonly positionals: readonly string[];
  /** What stood after `--`; undefined where there was no `--`. */
  readonly rest: readonly string[] | undefined;
}

type Value = boolean | number | string | readonly string[];

const booleans: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['yes', true],
  ['on', true],
  ['false', false],
  ['0', false],
  ['no', false],
  ['off', false],
]);

/**
 * Reads `--a b`, `--a=b`, `--flag`, `--no-flag`, `-j4`, `-j 4`, positionals in any order, and `--`.
 * @param table the flags that exist
 * @param argv without the program and the command
 * @throws SandwrightError USAGE_INVALID for an unknown flag, a missing or wrong value, or a flag given twice
 */
export function parseArguments<Table extends FlagTable>(table: Table, argv: readonly string[]): ParsedArguments<Table> {
  const values = new Map<string, Value>();
  const positionals: string[] = [];
  const shorts = new Map(Object.entries(table).flatMap(([name, flag]) => (flag.short === undefined ? [] : [[flag.short, name] as const])));
  let at = 0;
  while (at < argv.length) {
    const argument = argv[at] ?? '';
    at += 1;
    if (argument === '--') return { values: Object.fromEntries(values) as FlagValues<Table>, positionals, rest: argv.slice(at) };
    if (!isFlag(argument)) {
      positionals.push(argument);
      continue;
    }
    const given = argument.startsWith('--') ? readLong(table, argument) : readShort(table, shorts, argument);
    let text = given.text;
    if (text === undefined && given.flag.kind !== 'boolean') {
      text = argv[at];
      if (text === undefined || text === '--') throw usageError(`${given.spelling} needs a value`, flagUsage(given.name, given.flag));
      at += 1;
    }
    store(values, given, text);
  }
  return { values: Object.fromEntries(values) as FlagValues<Table>, positionals, rest: undefined };
}

/** `-//x:y` and `-:y` take a target away; they are no flags. */
function isFlag(argument: string): boolean {
  return argument.startsWith('-') && argument !== '-' && !argument.startsWith('-//') && !argument.startsWith('-:');
}

interface GivenFlag {
  readonly name: string;
  readonly flag: Flag;
  /** As the user wrote it, for messages. */
  readonly spelling: string;
  readonly negated: boolean;
  readonly text: string | undefined;
}

function readLong(table: FlagTable, argument: string): GivenFlag {
  const equals = argument.indexOf('=');
  const written = argument.slice(2, equals === -1 ? undefined : equals);
  const text = equals === -1 ? undefined : argument.slice(equals + 1);
  // Pants and BuildStream spell names with either; there is one option behind both.
  const name = written.replaceAll('_', '-');
  const flag = Object.hasOwn(table, name) ? table[name] : undefined;
  if (flag !== undefined) return { name, flag, spelling: `--${written}`, negated: false, text };
  const positive = name.startsWith('no-') ? name.slice(3) : '';
  const negatable = Object.hasOwn(table, positive) ? table[positive] : undefined;
  if (negatable?.kind === 'boolean') {
    if (text !== undefined) throw usageError(`--${written} takes no value`, `write --${positive}=${text}`);
    return { name: positive, flag: negatable, spelling: `--${written}`, negated: true, text: undefined };
  }
  throw unknownFlag(`--${written}`, table);
}

function readShort(table: FlagTable, shorts: ReadonlyMap<string, string>, argument: string): GivenFlag {
  const name = shorts.get(argument.slice(1, 2));
  const flag = name === undefined ? undefined : table[name];
  const attached = argument.slice(2);
  if (name === undefined || flag === undefined || (flag.kind === 'boolean' && attached !== '')) throw unknownFlag(argument, table);
  const text = attached === '' ? undefined : attached.replace(/^=/u, '');
  return { name, flag, spelling: argument.slice(0, 2), negated: false, text };
}

function store(values: Map<string, Value>, given: GivenFlag, text: string | undefined): void {
  const value = readValue(given, text);
  const earlier = values.get(given.name);
  if (earlier === undefined) values.set(given.name, value);
  else if (Array.isArray(earlier) && Array.isArray(value)) values.set(given.name, [...(earlier as string[]), ...(value as string[])]);
  else throw usageError(`--${given.name} is given twice`, 'leave one of them out');
}

function readValue({ flag, name, spelling, negated }: GivenFlag, text: string | undefined): Value {
  switch (flag.kind) {
    case 'boolean': {
      if (text === undefined) return !negated;
      const value = booleans.get(text.toLowerCase());
      if (value === undefined) throw usageError(`${spelling}=${text} is neither true nor false`, `write --${name} or --no-${name}`);
      return value;
    }
    case 'integer': {
      const value = /^\d{1,15}$/u.test(text ?? '') ? Number(text) : Number.NaN;
      if (!(value >= flag.minimum && value <= flag.maximum)) {
        throw usageError(`${spelling} needs a whole number from ${flag.minimum} to ${flag.maximum}, not "${text ?? ''}"`);
      }
      return value;
    }
    case 'choice': {
      if (text === undefined || !flag.choices.includes(text)) {
        throw usageError(`${spelling}=${text ?? ''} is none of ${flag.choices.join(', ')}`, suggestion(text ?? '', flag.choices));
      }
      return text;
    }
    case 'list':
      return [text ?? ''];
    case 'text':
      return text ?? '';
  }
}

function unknownFlag(spelling: string, table: FlagTable): SandwrightError {
  const names = Object.entries(table).flatMap(([name, flag]) => (flag.kind === 'boolean' ? [`--${name}`, `--no-${name}`] : [`--${name}`]));
  return usageError(`unknown flag ${spelling}`, suggestion(spelling, names) ?? 'see --help');
}

function usageError(message: string, hint?: string): SandwrightError {
  return new SandwrightError('USAGE_INVALID', message, hint === undefined ? {} : { hint });
}
