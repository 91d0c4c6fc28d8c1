import {
  type Document,
  isAlias,
  isCollection,
  isMap,
  isNode,
  isPair,
  isScalar,
  LineCounter,
  type Node,
  type Pair,
  parseDocument,
  visit,
  type YAMLMap,
} from 'yaml';
import type { SourceLocation } from './diagnostic.ts';
import type { Place } from './place.ts';

/** A YAML file parsed with the place of everything in it. Slow; made only when something must be said about a place. */
export interface PositionedYaml {
  /** What the file says; undefined where `problems` are such that it says nothing. */
  readonly value: unknown;
  /** What is wrong with the YAML itself. */
  readonly problems: readonly (SourceLocation & { readonly message: string })[];
  /** Line and column of a place; of the nearest enclosing one where it does not exist. */
  locate(path: Place['path'], on?: 'key' | 'value'): SourceLocation;
}

/** How many values aliases may add to those that are written, and how many a single one stands for before it is worth naming. */
const unfoldedAtMost = 1_000_000;
const worthNaming = 100;

/** What is wrong with a file's aliases, and at which node. */
function wrongAliases(document: Document): readonly { readonly node: Node; readonly message: string }[] {
  const sizes = new Map<string, number>();
  const wrong: { readonly node: Node; readonly message: string }[] = [];
  let added = 0;
  let large: Node | undefined;
  const measure = (node: unknown): number => {
    if (isAlias(node)) {
      const size = sizes.get(node.source);
      if (size === undefined) wrong.push({ node, message: `there is no anchor "&${node.source}" before this alias` });
      else if (size > worthNaming) large ??= node;
      added += size ?? 0;
      return size ?? 0;
    }
    if (isPair(node)) return measure(node.key) + measure(node.value);
    if (!isNode(node)) return 0;
    const { anchor } = node as { readonly anchor?: string };
    // Known from here on, for it may stand within itself, which adds nothing: both are one value.
    if (anchor !== undefined) sizes.set(anchor, 0);
    const size = isCollection(node) ? node.items.reduce<number>((sum, item) => sum + measure(item), 1) : 1;
    if (anchor !== undefined) sizes.set(anchor, size);
    return size;
  };
  measure(document.contents);
  if (added > unfoldedAtMost && large !== undefined) wrong.push({ node: large, message: 'its aliases unfold into far too much' });
  return wrong;
}

/** Tags that say what is plain without them. */
const plainTags = new Set(['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`));

/** The first line of a parser's message, without the position that it repeats. */
function firstLine(message: string): string {
  return (message.split('\n')[0] ?? message).replace(/ at line \d+, column \d+:?$/, '').replace(/:$/, '');
}

/** Pairs by key, for a mapping may have thousands of them and be asked for each. */
type PairIndex = WeakMap<YAMLMap, ReadonlyMap<string, Pair>>;

function pairOf(node: YAMLMap, key: string, index: PairIndex): Pair | undefined {
  let pairs = index.get(node);
  if (pairs === undefined) {
    pairs = new Map(node.items.map((item) => [String(isScalar(item.key) ? item.key.value : item.key), item]));
    index.set(node, pairs);
  }
  return pairs.get(key);
}

function stepInto(
  node: unknown,
  step: string | number,
  index: PairIndex,
): { readonly key: Node | undefined; readonly value: unknown } | undefined {
  if (isMap(node)) {
    const pair = pairOf(node, String(step), index);
    if (pair !== undefined) return { key: isNode(pair.key) ? pair.key : undefined, value: pair.value };
  } else if (isCollection(node) && typeof step === 'number') {
    const value: unknown = node.items[step];
    if (value !== undefined) return { key: undefined, value };
  }
  return undefined;
}

/**
 * Parses a YAML file, remembering places.
 * @param file its name, for the locations
 * @param content the whole text
 */
export function parseWithPositions(file: string, content: string): PositionedYaml {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, uniqueKeys: true, logLevel: 'error' });
  const at = (offset: number): SourceLocation => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(1, line), column: Math.max(1, col) };
  };
  const nodeAt = (node: unknown): SourceLocation | undefined => (isNode(node) && node.range ? at(node.range[0]) : undefined);

  const problems = document.errors.map((error) => ({
    ...at(error.pos[0]),
    message:
      error.code === 'MULTIPLE_DOCS'
        ? 'a second document begins here; one document a file is wanted'
        : error.code === 'DUPLICATE_KEY'
          ? 'the same key stands twice in this mapping'
          : firstLine(error.message),
  }));
  visit(document, {
    Pair(_, pair: Pair) {
      if (isScalar(pair.key) && typeof pair.key.value === 'string') return;
      const place = nodeAt(pair.key) ?? nodeAt(pair.value) ?? at(0);
      const written = isScalar(pair.key) ? String(pair.key.source ?? pair.key.value) : undefined;
      problems.push({ ...place, message: `a key must be a text${written === undefined ? '' : `; write it in quotes: "${written}"`}` });
    },
    Node(_, node) {
      if (node.tag !== undefined && !plainTags.has(node.tag)) {
        problems.push({ ...(nodeAt(node) ?? at(0)), message: `the tag "${node.tag}" is not known here; leave it away` });
      }
    },
  });
  for (const { node, message } of wrongAliases(document)) problems.push({ ...(nodeAt(node) ?? at(0)), message });
  const pairs: PairIndex = new WeakMap();
  // Aliases become the very value that they stand for, so however many there are, this takes no more room than the text.
  const value: unknown = problems.length === 0 ? document.toJS({ maxAliasCount: -1 }) : undefined;
  return {
    value,
    problems,
    locate(path, on = 'value') {
      let node: unknown = document.contents;
      let place = nodeAt(node) ?? at(0);
      for (const [index, step] of path.entries()) {
        const found = stepInto(node, step, pairs);
        if (found === undefined) break;
        const last = index === path.length - 1;
        place = (last && on === 'key' ? nodeAt(found.key) : (nodeAt(found.value) ?? nodeAt(found.key))) ?? place;
        node = found.value;
      }
      return place;
    },
  };
}
