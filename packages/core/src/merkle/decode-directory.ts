import { SandwrightError } from '../errors/sandwright-error.ts';
import { Directory as Message } from '../reapi/action-messages.ts';
import { digestFromMessage } from '../reapi/convert/digest.ts';
import { nodePropertiesFromMessage } from '../reapi/convert/properties.ts';
import type { Directory } from './directory.ts';
import { problemWithEntryName } from './entry-name.ts';
import { compareUtf8, sortedBy } from './utf8-order.ts';

/** What `decodeDirectory` takes. */
export interface DecodeDirectoryOptions {
  /** Which folder it is, for errors; `src/lib` becomes `folder "src/lib"`. */
  readonly path?: string | undefined;
  /** Sort lists that come out of order instead of refusing them; false by default. */
  readonly lenient?: boolean | undefined;
}

interface Named {
  readonly name: string;
}

/** Says where in the tree and what. */
function invalid(path: string | undefined, problem: string, cause?: unknown): SandwrightError {
  const where = path === undefined ? 'Directory' : path === '' ? 'the root folder' : `folder "${path}"`;
  return new SandwrightError('ACTION_INVALID', `${where}: ${problem}`, cause === undefined ? {} : { cause });
}

function checkNames(nodes: readonly Named[], what: string, { path, lenient }: DecodeDirectoryOptions): void {
  let before: string | undefined;
  for (const { name } of nodes) {
    const problem = problemWithEntryName(name);
    if (problem !== undefined) throw invalid(path, `${problem} (${what})`);
    if (before !== undefined && lenient !== true) {
      const order = compareUtf8(before, name);
      if (order === 0) throw invalid(path, `two ${what} are named "${name}"`);
      if (order > 0) throw invalid(path, `${what} are not sorted: "${before}" stands before "${name}"`);
    }
    before = name;
  }
}

/** Finds names that stand in two lists; within one list they differ already. Most folders hold mainly files, so those are only looked up. */
function checkUnique({ files, directories, symlinks }: Directory, path: string | undefined): void {
  const seen = new Map<string, string>();
  const add = (what: string, nodes: readonly Named[]): void => {
    for (const { name } of nodes) {
      if (seen.has(name)) throw invalid(path, `"${name}" is both a ${seen.get(name)} and a ${what}`);
      seen.set(name, what);
    }
  };
  add('folder', directories);
  add('link', symlinks);
  if (seen.size === 0) return;
  for (const { name } of files) {
    const other = seen.get(name);
    if (other !== undefined) throw invalid(path, `"${name}" is both a ${other} and a file`);
  }
}

/** Sorts what came out of order, and then sees to it that no name stands twice. */
function inOrder<T extends Named>(nodes: readonly T[], what: string, { path, lenient }: DecodeDirectoryOptions): readonly T[] {
  if (lenient !== true) return nodes;
  const sorted = sortedBy(nodes, (node) => node.name);
  const twice = sorted.find((node, at) => at > 0 && sorted[at - 1]?.name === node.name);
  if (twice !== undefined) throw invalid(path, `two ${what} are named "${twice.name}"`);
  return sorted;
}

/**
 * Reads a Directory that came from outside.
 * @param bytes an encoded REAPI `Directory`
 * @param options where it is, and how strict to be
 * @throws SandwrightError ACTION_INVALID, saying which folder and which name: for names that are empty, `.`, `..`, longer than 255 bytes, or
 *   have a slash or NUL in them; for names out of order or twice (over files, folders and links); for malformed digests; for links
 *   to nowhere; for bytes that are no Directory or no valid UTF-8
 */
export function decodeDirectory(bytes: Uint8Array, options: DecodeDirectoryOptions = {}): Directory {
  const { path } = options;
  let message: Message;
  try {
    message = Message.decode(bytes);
  } catch (error) {
    throw invalid(path, `not a Directory message: ${(error as Error).message}`, error);
  }
  checkNames(message.files, 'files', options);
  checkNames(message.directories, 'folders', options);
  checkNames(message.symlinks, 'links', options);
  const directory = fromMessage(message, options);
  checkUnique(directory, path);
  return directory;
}

function fromMessage(message: Message, options: DecodeDirectoryOptions): Directory {
  const { path } = options;
  const inFolder = path === undefined || path === '' ? '' : `${path}/`;
  const properties = nodePropertiesFromMessage(message.nodeProperties, `folder "${path ?? ''}"`);
  const files = message.files.map((node) => {
    const { name, isExecutable } = node;
    const digest = digestFromMessage(node.digest, () => `digest of file "${inFolder}${name}"`);
    if (node.nodeProperties === null) return { name, digest, isExecutable };
    const nodeProperties = nodePropertiesFromMessage(node.nodeProperties, `file "${inFolder}${name}"`);
    return { name, digest, isExecutable, ...(nodeProperties !== undefined && { nodeProperties }) };
  });
  const directories = message.directories.map(({ name, digest }) => ({
    name,
    digest: digestFromMessage(digest, () => `digest of folder "${inFolder}${name}"`),
  }));
  const symlinks = message.symlinks.map((node) => {
    const { name, target } = node;
    if (target === '' || target.includes('\0')) throw invalid(path, `link "${name}" has no usable target`);
    const nodeProperties = nodePropertiesFromMessage(node.nodeProperties, `link "${inFolder}${name}"`);
    return nodeProperties === undefined ? { name, target } : { name, target, nodeProperties };
  });
  return {
    files: inOrder(files, 'files', options),
    directories: inOrder(directories, 'folders', options),
    symlinks: inOrder(symlinks, 'links', options),
    ...(properties !== undefined && { nodeProperties: properties }),
  };
}
