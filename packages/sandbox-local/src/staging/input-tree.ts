import { type CallOptions, type Digest, type Directory, digestKey, SandwrightError } from '@sandwright/core';
import { subtreeReadOnly } from '../root/choose-root.ts';
import type { DirectoryReader } from './directory-reader.ts';

/** What an input root may be at most. */
export interface InputTreeLimits {
  /** Files, folders and links, counted as often as they stand in the tree. */
  readonly entries: number;
  /** Bytes of all different Directory messages together. */
  readonly messageBytes: number;
  /** Bytes of the longest path below the root, so that every path fits into what the kernel takes (4096). */
  readonly pathBytes: number;
}

const defaultLimits: InputTreeLimits = { entries: 4_000_000, messageBytes: 1 << 30, pathBytes: 3500 };

/** Facts about a folder and all that is below it. */
export interface SubtreeFacts {
  /** Files, folders and links below, counted as often as they stand there. */
  readonly entries: number;
  /** Bytes of the files below, counted as often as they stand there. */
  readonly bytes: number;
  /** Bytes of the longest path below. */
  readonly pathBytes: number;
  /** Whether a folder says whether it is read-only, this one or one below. */
  readonly marked: boolean;
}

/** An input root, every Directory message of it read and checked. */
export interface InputTree {
  readonly root: Directory;
  readonly facts: SubtreeFacts;
  /** The Directory of that digest, which must stand in this tree. */
  directory(digest: Digest): Directory;
  /** Facts about the folder of that digest, which must stand in this tree. */
  factsOf(digest: Digest): SubtreeFacts;
}

/**
 * Reads a whole input root without its files. Nothing is put on disk.
 * @param reader reads Directory messages
 * @param digest of the root Directory
 * @param options a signal; bounds
 * @throws SandwrightError BLOB_MISSING with `details.missing`, every Directory of a level that is not there; ACTION_INVALID for a malformed one
 *   or a tree beyond the limits
 */
export async function loadInputTree(
  reader: DirectoryReader,
  digest: Digest,
  options: CallOptions & { readonly limits?: Partial<InputTreeLimits> } = {},
): Promise<InputTree> {
  const limits = { ...defaultLimits, ...options.limits };
  const known = new Map<string, Directory>();
  let messageBytes = 0;
  for (let level: readonly Digest[] = [digest]; level.length > 0; ) {
    const wanted = [...new Map(level.map((each) => [digestKey(each), each])).values()].filter((each) => !known.has(digestKey(each)));
    messageBytes += wanted.reduce((sum, each) => sum + each.sizeBytes, 0);
    if (messageBytes > limits.messageBytes) throw tooLarge(`more than ${limits.messageBytes} bytes of Directory messages`);
    const directories = await reader.readAll(wanted, options);
    directories.forEach((directory, index) => known.set(digestKey(wanted[index] ?? digest), directory));
    level = directories.flatMap((directory) => directory.directories.map((node) => node.digest));
  }
  const lookUp = (of: Digest): Directory => {
    const found = known.get(digestKey(of));
    if (found === undefined) throw new SandwrightError('INTERNAL', `the Directory ${digestKey(of)} does not stand in the input root`);
    return found;
  };
  const factsOf = memoisedFacts(lookUp);
  const facts = factsOf(digest);
  if (facts.entries > limits.entries) throw tooLarge(`more than ${limits.entries} files, folders and links`);
  if (facts.pathBytes > limits.pathBytes) throw tooLarge(`a path of more than ${limits.pathBytes} bytes`);
  return { root: lookUp(digest), facts, directory: lookUp, factsOf };
}

/** Counts by digest, so that a small message that unfolds into a huge tree is seen before anything is made of it. */
function memoisedFacts(lookUp: (digest: Digest) => Directory): (digest: Digest) => SubtreeFacts {
  const known = new Map<string, SubtreeFacts>();
  const factsOf = (digest: Digest, depth: number): SubtreeFacts => {
    const key = digestKey(digest);
    const found = known.get(key);
    if (found !== undefined) return found;
    // Every level takes at least two bytes of a path; so this many can never be staged, and are not followed further.
    if (depth > 2100) throw tooLarge('folders more than 2100 deep');
    const directory = lookUp(digest);
    let entries = directory.files.length + directory.directories.length + directory.symlinks.length;
    let bytes = 0;
    let pathBytes = 0;
    let marked = readOnlyMark(directory) !== undefined;
    for (const node of directory.files) {
      bytes += node.digest.sizeBytes;
      pathBytes = Math.max(pathBytes, Buffer.byteLength(node.name));
    }
    for (const node of directory.symlinks) pathBytes = Math.max(pathBytes, Buffer.byteLength(node.name));
    for (const node of directory.directories) {
      const below = factsOf(node.digest, depth + 1);
      entries += below.entries;
      bytes += below.bytes;
      pathBytes = Math.max(pathBytes, Buffer.byteLength(node.name) + (below.pathBytes > 0 ? 1 + below.pathBytes : 0));
      marked ||= below.marked;
    }
    const facts = { entries, bytes, pathBytes, marked };
    known.set(key, facts);
    return facts;
  };
  return (digest) => factsOf(digest, 0);
}

/**
 * Whether a folder says that it and what is below is read-only, or writable again; undefined if it says nothing.
 * @param directory the folder
 */
function readOnlyMark(directory: Directory): boolean | undefined {
  const value = directory.nodeProperties?.properties?.find((property) => property.name === subtreeReadOnly)?.value;
  return value === undefined ? undefined : value === 'true';
}

/** A folder that is read-only (true) or writable again (false) with all below; the path is relative to the root, empty for the root itself. */
export type ReadOnlyMark = readonly [path: string, readOnly: boolean];

const maxMarks = 1000;

/**
 * The folders that say whether they are read-only, parents first, each only where it changes what its parent said.
 * @param tree the input root
 * @throws SandwrightError ACTION_INVALID if there are more than 1000, for each becomes a mount
 */
export function readOnlyMarks(tree: InputTree): readonly ReadOnlyMark[] {
  const marks: ReadOnlyMark[] = [];
  const walk = (directory: Directory, path: string, inherited: boolean): void => {
    const mark = readOnlyMark(directory) ?? inherited;
    if (mark !== inherited) marks.push([path, mark]);
    if (marks.length > maxMarks) throw tooLarge(`more than ${maxMarks} folders with ${subtreeReadOnly}`);
    for (const node of directory.directories) {
      if (tree.factsOf(node.digest).marked) walk(tree.directory(node.digest), path === '' ? node.name : `${path}/${node.name}`, mark);
    }
  };
  if (tree.facts.marked) walk(tree.root, '', false);
  return marks;
}

function tooLarge(what: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `the input root has ${what}`);
}
