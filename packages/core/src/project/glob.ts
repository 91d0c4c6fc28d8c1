/** One part of a glob, between two slashes. */
export type GlobSegment =
  | { readonly kind: 'literal'; readonly name: string }
  | { readonly kind: 'pattern'; readonly matches: (name: string) => boolean }
  /** Any number of folders. */
  | { readonly kind: 'any-depth' };

/** A glob made ready; share it, for it holds no state. */
export type Glob = readonly GlobSegment[];

const tooManyBraces = 1000;

/** Where the brace that opens at `open` closes, and the commas between; undefined where it does not close or holds no comma. */
function braceAt(text: string, open: number): { readonly close: number; readonly commas: readonly number[] } | undefined {
  const commas: number[] = [];
  let depth = 0;
  for (let at = open; at < text.length; at += 1) {
    const character = text[at];
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === ',' && depth === 1) commas.push(at);
    else if (character === '}') {
      depth -= 1;
      if (depth === 0) return commas.length > 0 ? { close: at, commas } : undefined;
    }
  }
  return undefined;
}

/** Writes `{a,b}` out; a brace without a comma is a plain character. */
function expandBraces(text: string): readonly string[] {
  let done: string[] = [''];
  let plainFrom = 0;
  for (let at = 0; at < text.length; at += 1) {
    const escaped = text[at] === '\\';
    const brace = text[at] === '{' ? braceAt(text, at) : undefined;
    if (escaped) at += 1;
    if (brace === undefined) continue;
    const before = text.slice(plainFrom, at);
    const cuts = [at, ...brace.commas, brace.close];
    const parts = cuts.slice(1).flatMap((cut, index) => expandBraces(text.slice((cuts[index] ?? at) + 1, cut)));
    done = done.flatMap((start) => parts.map((part) => start + before + part));
    if (done.length > tooManyBraces) throw new RangeError(`its braces stand for more than ${tooManyBraces} globs`);
    at = brace.close;
    plainFrom = at + 1;
  }
  return done.map((start) => start + text.slice(plainFrom));
}

const regexSpecial = /[\\^$.*+?()[\]{}|/]/u;
const quote = (character: string): string => (regexSpecial.test(character) ? `\\${character}` : character);

/** The regular expression of `[abc]` from `open` on; undefined where it is no class but a plain bracket. */
function classAt(segment: string, open: number): { readonly source: string; readonly end: number } | undefined {
  const close = segment.indexOf(']', open + 2);
  if (close === -1) return undefined;
  const negated = segment[open + 1] === '!' || segment[open + 1] === '^';
  const inside = segment.slice(open + (negated ? 2 : 1), close);
  if (inside === '') return undefined;
  return { source: `[${negated ? '^' : ''}${inside.replace(/[\\\]^[&]/gu, '\\$&')}]`, end: close };
}

/**
 * A test for `first*middle*last`. Each part has a fixed length, so that the leftmost place for it is as good as any other: the time taken
 * grows with the name's length, whatever the pattern, which one regular expression with several stars could not promise.
 */
function starMatcher(parts: readonly string[]): (name: string) => boolean {
  const [first = '', ...others] = parts;
  if (others.length === 0) {
    const whole = new RegExp(`^${first}$`, 'su');
    return (name) => whole.test(name);
  }
  const begin = new RegExp(`^${first}`, 'su');
  const end = new RegExp(`${others.at(-1) ?? ''}$`, 'su');
  const middle = others
    .slice(0, -1)
    .filter((part) => part !== '')
    .map((part) => new RegExp(part, 'su'));
  return (name) => {
    let rest = name;
    for (const part of [begin, ...middle]) {
      const found = part.exec(rest);
      if (found === null) return false;
      rest = rest.slice(found.index + found[0].length);
    }
    return end.test(rest);
  };
}

function compileSegment(segment: string): GlobSegment {
  if (segment === '**') return { kind: 'any-depth' };
  const parts = [''];
  const add = (source: string): void => void (parts[parts.length - 1] += source);
  let literal: string | undefined = '';
  for (let at = 0; at < segment.length; at += 1) {
    const character = segment[at] ?? '';
    const found = character === '[' ? classAt(segment, at) : undefined;
    if (found !== undefined || character === '*' || character === '?') literal = undefined;
    if (found !== undefined) {
      add(found.source);
      at = found.end;
    } else if (character === '*') parts.push('');
    else if (character === '?') add('.');
    else {
      const plain = character === '\\' && at + 1 < segment.length ? (segment[(at += 1)] ?? '') : character;
      add(quote(plain));
      if (literal !== undefined) literal += plain;
    }
  }
  if (literal !== undefined) return { kind: 'literal', name: literal };
  const test = starMatcher(parts);
  const dots = segment.startsWith('.');
  return { kind: 'pattern', matches: (name) => (dots || !name.startsWith('.')) && test(name) };
}

const compiled = new Map<string, GlobSegment>();

function segmentOf(text: string): GlobSegment {
  let found = compiled.get(text);
  if (found === undefined) {
    found = compileSegment(text);
    compiled.set(text, found);
  }
  return found;
}

/**
 * Makes a glob ready: `*` and `?` within a name, `[abc]`, `[!abc]`, `{a,b}`, `**` for any number of folders, `\` before a character that is
 * meant as itself. Wildcards do not match names that begin with a dot; a folder's name stands for everything below it.
 * @param text relative, with `/` between names
 * @returns more than one where it has braces
 * @throws RangeError, SyntaxError if it is malformed
 */
export function compileGlob(text: string): readonly Glob[] {
  return expandBraces(text).map((one) =>
    one
      .split('/')
      .filter((part) => part !== '' && part !== '.')
      .filter((part, index, parts) => part !== '**' || parts[index - 1] !== '**')
      .map(segmentOf),
  );
}

/** Writes a path so that as a glob it matches only itself. */
export function escapeGlob(path: string): string {
  return path.replace(/[*?[\]{}\\!]/gu, '\\$&');
}

/** Matches names from `at` on against segments from `index` on; `failed` remembers where that was in vain. */
function matchFrom(names: readonly string[], at: number, glob: Glob, index: number, failed: Set<number>): boolean {
  const segment = glob[index];
  // A folder's name stands for everything below it, but only where it was written out.
  if (segment === undefined) return at === names.length || index === 0 || glob[index - 1]?.kind === 'literal';
  const name = names[at];
  if (name === undefined) return false;
  if (segment.kind !== 'any-depth') {
    return (
      (segment.kind === 'literal' ? segment.name === name : segment.matches(name)) && matchFrom(names, at + 1, glob, index + 1, failed)
    );
  }
  const key = index * (names.length + 1) + at;
  if (failed.has(key)) return false;
  const here = index === glob.length - 1 ? at === names.length - 1 && !name.startsWith('.') : matchFrom(names, at, glob, index + 1, failed);
  if (here || (!name.startsWith('.') && at < names.length - 1 && matchFrom(names, at + 1, glob, index, failed))) return true;
  failed.add(key);
  return false;
}

/**
 * Whether a glob matches a path, without looking at the disk.
 * @param path relative to the same folder as the glob
 */
export function matchesGlob(glob: Glob, path: string): boolean {
  return matchFrom(path.split('/'), 0, glob, 0, new Set());
}
