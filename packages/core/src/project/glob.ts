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

function compileSegment(segment: string): GlobSegment {
  if (segment === '**') return { kind: 'any-depth' };
  let source = '';
  let literal: string | undefined = '';
  for (let at = 0; at < segment.length; at += 1) {
    const character = segment[at] ?? '';
    const found = character === '[' ? classAt(segment, at) : undefined;
    if (found !== undefined || character === '*' || character === '?') literal = undefined;
    if (found !== undefined) {
      source += found.source;
      at = found.end;
    } else if (character === '*') {
      // Several stars say no more than one, but would make the expression slow.
      if (segment[at - 1] !== '*' || !source.endsWith('*')) source += '.*';
    } else if (character === '?') source += '.';
    else {
      const plain = character === '\\' && at + 1 < segment.length ? (segment[(at += 1)] ?? '') : character;
      source += quote(plain);
      if (literal !== undefined) literal += plain;
    }
  }
  if (literal !== undefined) return { kind: 'literal', name: literal };
  const expression = new RegExp(`^${source}$`, 'su');
  const dots = segment.startsWith('.');
  return { kind: 'pattern', matches: (name) => (dots || !name.startsWith('.')) && expression.test(name) };
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

function matchFrom(names: readonly string[], at: number, glob: Glob, index: number): boolean {
  const segment = glob[index];
  // A folder's name stands for everything below it, but only where it was written out.
  if (segment === undefined) return at === names.length || index === 0 || glob[index - 1]?.kind === 'literal';
  const name = names[at];
  if (name === undefined) return false;
  if (segment.kind !== 'any-depth') {
    return (segment.kind === 'literal' ? segment.name === name : segment.matches(name)) && matchFrom(names, at + 1, glob, index + 1);
  }
  const here = index === glob.length - 1 ? at === names.length - 1 && !name.startsWith('.') : matchFrom(names, at, glob, index + 1);
  return here || (!name.startsWith('.') && at < names.length - 1 && matchFrom(names, at + 1, glob, index));
}

/**
 * Whether a glob matches a path, without looking at the disk.
 * @param path relative to the same folder as the glob
 */
export function matchesGlob(glob: Glob, path: string): boolean {
  return matchFrom(path.split('/'), 0, glob, 0);
}
