import { keepMap, readKeptMap } from '../util/kept-map.ts';
import { settledStat } from '../util/settled-stat.ts';

type Entry = readonly [stat: string, value: unknown];

/** A text and what it says. */
export interface ParsedText {
  readonly text: string;
  readonly value: unknown;
}

const version = 1;

/** No file that is read at every start is larger. */
const largestText = 64 * 1024;

/**
 * What YAML files say, remembered for as long as their stat stays the same: the parser alone takes a noticeable part of a start. Only what
 * JSON says as well is remembered. That it cannot be kept is no error.
 */
export class ParsedFiles {
  readonly #path: string;
  readonly #entries: Map<string, Entry>;
  readonly #used = new Set<string>();
  #changed = false;

  /** @param path absolute; the file in which it is kept */
  constructor(path: string) {
    this.#path = path;
    this.#entries = readKeptMap(path, version);
  }

  /**
   * What a file says.
   * @param file absolute
   * @returns undefined if it has to be read
   */
  get(file: string): { readonly value: unknown } | undefined {
    this.#used.add(file);
    const known = this.#entries.get(file);
    return known === undefined || known[0] !== settledStat(file) ? undefined : { value: known[1] };
  }

  /**
   * Reads a file and remembers what it says.
   * @param file absolute
   * @param parse reads it; undefined if only the careful parser can say what it is
   */
  read(file: string, parse: () => ParsedText | undefined): ParsedText | undefined {
    const stat = settledStat(file);
    const parsed = parse();
    if (parsed !== undefined && stat !== undefined && isPlain(parsed)) {
      this.#entries.set(file, [stat, parsed.value]);
      this.#changed = true;
    }
    return parsed;
  }

  /** Keeps what is new for the next start, and forgets what this one had no use for. */
  save(): void {
    if (!this.#changed) return;
    keepMap(
      this.#path,
      version,
      [...this.#entries].filter(([file]) => this.#used.has(file)),
    );
  }
}

/** Whether JSON can hold a value; with anchors, a short text can stand for one of any size. */
function isPlain({ text, value }: ParsedText): boolean {
  if (text.length > largestText || text.includes('&')) return false;
  const pending = [value];
  for (const each of pending) {
    if (typeof each === 'number' ? !Number.isFinite(each) || Object.is(each, -0) : each === undefined) return false;
    if (typeof each === 'object' && each !== null) pending.push(...Object.values(each));
  }
  return true;
}
