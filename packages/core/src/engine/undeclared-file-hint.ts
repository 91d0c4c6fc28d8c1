import { lstatSync, readlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SourceLocation } from '../config/diagnostic.ts';
import type { Place } from '../config/place.ts';
import type { Target } from '../project/target.ts';
import { projectPathOf } from './target-inputs.ts';

/** Where to look for what a failed command may have missed. */
export interface UndeclaredFileOptions {
  /** Absolute path of the project. */
  readonly projectRoot: string;
  readonly target: Target;
  /** Every target of the project; one may make the file. */
  readonly targets: Iterable<Target>;
  /** What the command printed on standard error. */
  readonly stderr: string;
  /** Whether a path of the project is in the action's input root. */
  readonly isDeclared: (path: string) => boolean;
  /** Folders that are in the input root, relative to the project. */
  readonly folders: Iterable<string>;
  readonly locate: (place: Place) => Promise<SourceLocation>;
}

/** Messages are long where they are many: the cause stands near the start, and what gave up near the end. */
const readCharacters = 64 * 1024;
const mostWords = 2000;
const mostFolders = 200;
const mostLookUps = 20_000;

/**
 * What to add to a target whose command failed because of a file that is in the project, but not among the target's inputs.
 * @returns one sentence, or undefined if standard error names no such file
 */
export async function undeclaredFileHint(options: UndeclaredFileOptions): Promise<string | undefined> {
  const { target } = options;
  const makers = makersOf(options);
  const folders = foldersToTry(options);
  let lookUps = 0;
  for (const word of wordsOf(options.stderr)) {
    for (const candidate of candidatesOf(word, folders)) {
      // A link is kept as one, so what it leads to is a source of its own.
      const path = options.isDeclared(candidate) ? linkedFrom(join(options.projectRoot, candidate), candidate) : candidate;
      if (path === undefined || options.isDeclared(path)) continue;
      const maker = makers.get(path);
      lookUps += 1;
      if (lookUps > mostLookUps) return undefined;
      if (maker === undefined && !isFile(join(options.projectRoot, path))) continue;
      const at = await options.locate({ file: target.place.file, path: [...target.place.path] });
      const place = `${at.file}:${at.line}`;
      if (maker !== undefined) return `${path} is made by ${maker}: add "${maker}" to dependencies of ${target.label} (${place})`;
      const prefix = target.directory === '' ? '' : `${target.directory}/`;
      if (path.startsWith(prefix))
        return `${path} is not declared: add "${path.slice(prefix.length)}" to sources of ${target.label} (${place})`;
      return `${path} is not declared, and lies outside of ${target.directory}/: declare ${target.label} (${place}) in a folder above both`;
    }
  }
  return undefined;
}

function makersOf({ targets, target }: UndeclaredFileOptions): ReadonlyMap<string, string> {
  const makers = new Map<string, string>();
  for (const other of targets) {
    if (other.label === target.label || other.variant !== undefined) continue;
    for (const output of other.outputs) makers.set(projectPathOf(other.directory, output), other.label);
  }
  return makers;
}

/** Names in messages are relative to the working directory, to the project, or to a folder that the command was told to search. */
function foldersToTry({ target, folders }: UndeclaredFileOptions): readonly string[] {
  const found = new Set([target.directory, '']);
  for (const argument of target.command) {
    for (const [, folder] of argument.matchAll(/(?:^|\s)-(?:I|L|isystem\s*|iquote\s*)\s*([\w./-]+)/gu)) {
      if (folder !== undefined)
        found.add(
          projectPathOf(target.directory, folder)
            .replace(/(^|\/)\.\//gu, '$1')
            .replace(/\/$/u, ''),
        );
    }
  }
  for (const folder of folders) {
    if (found.size >= mostFolders) break;
    found.add(folder);
  }
  return [...found];
}

function wordsOf(stderr: string): ReadonlySet<string> {
  const text = stderr.length <= 2 * readCharacters ? stderr : `${stderr.slice(0, readCharacters)}\n${stderr.slice(-readCharacters)}`;
  const words = new Set<string>();
  for (const [word] of text.matchAll(/[\p{L}\p{N}_.+@~/-]+/gu)) {
    // A sentence may end, and places in files follow their names, as in `main.c:3:10:`.
    const trimmed = word.replace(/[.]+$/u, '').replace(/^(?:\.\/)+/u, '');
    if (trimmed.length > 1 && trimmed.length < 1024 && /[.\p{L}]/u.test(trimmed)) words.add(trimmed);
    if (words.size >= mostWords) break;
  }
  for (const file of modulesOf(text)) words.add(file);
  return words;
}

/** Python and Node name modules without the ending of their file. */
function* modulesOf(text: string): Iterable<string> {
  for (const [, python, node] of text.matchAll(/No module named '([\w.]+)'|Cannot find module '([\w./-]+)'/gu)) {
    const path = python?.replaceAll('.', '/') ?? node ?? '';
    const endings = python === undefined ? ['.js', '.mjs', '.cjs', '.ts', '/index.js'] : ['.py', '/__init__.py'];
    for (const ending of endings) yield path.replace(/^(?:\.\/)+/u, '') + ending;
  }
}

/** The paths of the project that a word may mean. */
function* candidatesOf(word: string, folders: readonly string[]): Iterable<string> {
  if (!word.startsWith('/')) {
    for (const folder of folders) {
      const path = normalise(projectPathOf(folder, word));
      if (path !== undefined) yield path;
    }
    return;
  }
  // Absolute: the input root stands somewhere in the sandbox, so any tail of the path may be meant.
  const parts = word.split('/').filter((part) => part !== '');
  for (let from = 1; from < parts.length; from += 1) {
    const path = normalise(parts.slice(from).join('/'));
    if (path !== undefined) yield path;
  }
}

function normalise(path: string): string | undefined {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') parts.push(part);
    else if (parts.pop() === undefined) return undefined;
  }
  const [first] = parts;
  return first === undefined || first === 'out' || first === '.git' ? undefined : parts.join('/');
}

/** Where a symbolic link leads, relative to the project; undefined if it is none or leaves the project. */
function linkedFrom(absolute: string, path: string): string | undefined {
  try {
    const target = readlinkSync(absolute);
    return target.startsWith('/') ? undefined : normalise(`${dirname(path)}/${target}`);
  } catch {
    return undefined;
  }
}

function isFile(path: string): boolean {
  try {
    return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
  } catch {
    return false;
  }
}
