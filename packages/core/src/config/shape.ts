import type { Problem } from './place.ts';

/** A JSON Schema, as far as shapes make one. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What reading goes along with: where it is, and what was wrong so far. */
export class ShapeReading {
  readonly file: string;
  readonly problems: Problem[] = [];
  readonly path: (string | number)[];
  /** Whether the quick parser may have read something that is wrong: a key that looks like a number, for instance. */
  doubtful = false;
  private budget: number;

  /**
   * @param file the file that the values come from
   * @param path where in it the first value stands
   * @param budget how many values may be read; a few aliases can make a small file into an endless one
   */
  constructor(file: string, path: readonly (string | number)[] = [], budget = 1_000_000) {
    this.file = file;
    this.path = [...path];
    this.budget = budget;
  }

  /** Notes a problem with the value, or the key, where the reading is. */
  problem(message: string, on: 'key' | 'value' = 'value'): undefined {
    this.problems.push({ file: this.file, path: [...this.path], on, message });
    return undefined;
  }

  /** Reads a part that stands below a key or an index. */
  within<T>(step: string | number, read: () => T): T | undefined {
    this.budget -= 1;
    if (this.budget < 0 || this.path.length > 60) {
      if (this.budget !== -Infinity) this.problem('is too large or too deeply nested once its aliases are followed');
      this.budget = -Infinity;
      return undefined;
    }
    this.path.push(step);
    try {
      return read();
    } finally {
      this.path.pop();
    }
  }
}

/**
 * What a value in a YAML file must look like: reads it, and tells editors about it. These are used instead of a schema library because the
 * project file is on the path of every start, and because its messages should speak of YAML and not of JavaScript.
 */
export interface Shape<T> {
  /** In an error message, after "expected": `a text`. */
  readonly expected: string;
  /** Reads a value; notes what is wrong in `reading` and then gives undefined. */
  read(value: unknown, reading: ShapeReading): T | undefined;
  jsonSchema(): JsonSchema;
}

/** The type that a shape reads. */
export type Shaped<S> = S extends Shape<infer T> ? T : never;

/** What a value is, in the words of error messages. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a mapping';
  if (typeof value === 'string') return 'a text';
  if (typeof value === 'boolean') return `the truth value ${value}`;
  if (typeof value === 'number' || typeof value === 'bigint') return `the number ${value}`;
  return `a ${typeof value}`;
}

/** Notes that something else was expected; offers quotes where they are all that is missing. */
export function wrongKind(value: unknown, expected: string, reading: ShapeReading): undefined {
  const quotes =
    expected.startsWith('a text') && (typeof value === 'number' || typeof value === 'boolean') ? `; write it in quotes: "${value}"` : '';
  return reading.problem(`expected ${expected}, found ${kindOf(value)}${quotes}`);
}
