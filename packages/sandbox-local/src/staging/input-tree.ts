import {
  type CallOptions,
  type ContentAddressableStorage,
  type Digest,
  type Directory,
  decodeDirectory,
  digestKey,
  emptyDigest,
  SandwrightError,
} from '@sandwright/core';

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
}

/** An input root, every Directory message of it read and checked. */
export interface InputTree {
  readonly digest: Digest;
  readonly root: Directory;
  readonly facts: SubtreeFacts;
  /** The Directory of that digest, which must stand in this tree. */
  directory(digest: Digest): Directory;
  /** Facts about the folder of that digest, which must stand in this tree. */
  factsOf(digest: Digest): SubtreeFacts;
}

const emptyDirectory: Directory = { files: [], directories: [], symlinks: [] };
const batchDirectories = 500;
const batchBytes = 3 * 1024 * 1024;

/**
 * Reads a whole input root without its files. Nothing is put on disk.
 * @param storage where the Directory messages are
 * @param digest of the root Directory
 * @param options a signal; bounds
 * @throws SandwrightError BLOB_MISSING with `details.digests`, every Directory of a level that is not there; ACTION_INVALID for a malformed one
 *   or a tree beyond the limits
 */
export async function loadInputTree(
  storage: ContentAddressableStorage,
  digest: Digest,
  options: CallOptions & { readonly limits?: Partial<InputTreeLimits> } = {},
): Promise<InputTree> {
  const limits = { ...defaultLimits, ...options.limits };
  const known = new Map<string, Directory>([[digestKey(emptyDigest), emptyDirectory]]);
  let messageBytes = 0;
  let level = [digest];
  while (level.length > 0) {
    const wanted = [...new Map(level.map((each) => [digestKey(each), each])).values()].filter((each) => !known.has(digestKey(each)));
    messageBytes += wanted.reduce((sum, each) => sum + each.sizeBytes, 0);
    if (messageBytes > limits.messageBytes) throw tooLarge(`more than ${limits.messageBytes} bytes of Directory messages`);
    const directories = await readDirectories(storage, wanted, options);
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
  return { digest, root: lookUp(digest), facts, directory: lookUp, factsOf };
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
    }
    const facts = { entries, bytes, pathBytes };
    known.set(key, facts);
    return facts;
  };
  return (digest) => factsOf(digest, 0);
}

async function readDirectories(
  storage: ContentAddressableStorage,
  digests: readonly Digest[],
  options: CallOptions,
): Promise<readonly Directory[]> {
  const directories: Directory[] = [];
  const missing: Digest[] = [];
  for (let start = 0; start < digests.length; ) {
    let end = start;
    for (let bytes = 0; end < digests.length && end - start < batchDirectories; end += 1) {
      bytes += digests[end]?.sizeBytes ?? 0;
      if (bytes > batchBytes && end > start) break;
    }
    for (const answer of await storage.readBatch(digests.slice(start, end), { signal: options.signal })) {
      if ('data' in answer) directories.push(decodeDirectory(answer.data));
      else if (answer.error.code === 'BLOB_MISSING') missing.push(answer.digest);
      else throw answer.error;
    }
    start = end;
  }
  if (missing.length > 0) throw blobsMissing(missing);
  return directories;
}

/**
 * The error for inputs that the storage does not hold.
 * @param digests all of them
 */
export function blobsMissing(digests: readonly Digest[]): SandwrightError {
  const [first] = digests;
  const more = digests.length > 1 ? ` and ${digests.length - 1} more` : '';
  return new SandwrightError('BLOB_MISSING', `the storage lacks ${first === undefined ? 'inputs' : digestKey(first)}${more}`, {
    details: { digests },
  });
}

function tooLarge(what: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `the input root has ${what}`);
}
