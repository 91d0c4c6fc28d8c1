import { type Digest, digestKey } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { BatchReadResult, BlobOptions, ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { readBlob } from '../storage/read-blob.ts';
import { throwIfAborted } from '../util/abort.ts';
import { decodeDirectory } from './decode-directory.ts';
import type { Directory } from './directory.ts';

/** What `walkDirectoryTree` takes. */
export interface WalkOptions extends BlobOptions {
  /**
   * `every path` visits a folder as often as it occurs; `once` visits each digest once, at the first of its paths, which is what
   * transfers and completeness checks want. `every path` by default.
   */
  readonly visit?: 'every path' | 'once';
  /** Folders visited at most; 1,000,000 by default. */
  readonly maxDirectories?: number;
  /** Levels below the root at most; 1,024 by default. */
  readonly maxDepth?: number;
  /** Bytes of one Directory message at most; 64 MiB by default. */
  readonly maxDirectoryBytes?: number;
  /** Accept folders whose lists are out of order, as `decodeDirectory` does; false by default. */
  readonly lenient?: boolean;
}

/** A folder met on the way. */
export interface VisitedDirectory {
  /** Relative to the root, with slashes; empty for the root. */
  readonly path: string;
  readonly digest: Digest;
  readonly directory: Directory;
}

interface Pending {
  readonly path: string;
  readonly digest: Digest;
}

/** Folders fetched in one go: bounded so that one round of a wide tree does not hold it all in memory. */
const maxBatchCount = 1000;
const maxBatchBytes = 3 * 1024 * 1024;

/** What belongs into the next batch: as many different folders as fit, at least one. */
function takeBatch(
  pending: readonly Pending[],
  from: number,
  known: ReadonlyMap<string, Directory>,
): { end: number; wanted: Map<string, Pending> } {
  const wanted = new Map<string, Pending>();
  let bytes = 0;
  let end = from;
  for (; end < pending.length; end++) {
    const next = pending[end] as Pending;
    const key = digestKey(next.digest);
    if (known.has(key) || wanted.has(key)) continue;
    if (wanted.size > 0 && (wanted.size >= maxBatchCount || bytes + next.digest.sizeBytes > maxBatchBytes)) break;
    wanted.set(key, next);
    bytes += next.digest.sizeBytes;
  }
  return { end, wanted };
}

/** Several folders at once, or a large one alone, as it would not fit a batch. */
async function readWanted(
  storage: ContentAddressableStorage,
  wanted: ReadonlyMap<string, Pending>,
  options: BlobOptions & { readonly maxBytes: number },
): Promise<readonly BatchReadResult[]> {
  const { maxBytes, ...rest } = options;
  const list = [...wanted.values()];
  const tooLarge = list.find(({ digest }) => digest.sizeBytes > maxBytes);
  if (tooLarge !== undefined) {
    throw new SandwrightError(
      'ACTION_INVALID',
      `folder "${tooLarge.path}" has a Directory message of ${tooLarge.digest.sizeBytes} bytes; at most ${maxBytes} are read`,
    );
  }
  const [only] = list;
  if (only !== undefined && only.digest.sizeBytes > maxBatchBytes) {
    try {
      return [{ digest: only.digest, data: await readBlob(storage, only.digest, { ...rest, maxBytes }) }];
    } catch (error) {
      if (SandwrightError.is(error)) return [{ digest: only.digest, error }];
      throw error;
    }
  }
  return await storage.readBatch(
    list.map(({ digest }) => digest),
    rest,
  );
}

function missingError(missing: readonly Pending[]): SandwrightError {
  const names = missing
    .slice(0, 3)
    .map(({ path, digest }) => `${path === '' ? 'the root folder' : `folder "${path}"`} (${digestKey(digest)})`);
  const more = missing.length > names.length ? ` and ${missing.length - names.length} more` : '';
  return new SandwrightError('BLOB_MISSING', `not stored: ${names.join(', ')}${more}`, {
    details: { missing: missing.map(({ digest }) => digest) },
  });
}

/**
 * Visits a folder and all folders below it, parents before children, level by level; within a level in the order of the parents.
 * A digest cannot contain itself, so there are no cycles; a tree that repeats itself too often ends at `maxDirectories`.
 * @param storage holds the Directory messages
 * @param root digest of the root Directory
 * @param options bounds, signal
 * @throws SandwrightError BLOB_MISSING at the end, with all missing digests in `details.missing`, if some folders are not stored;
 *   ACTION_INVALID at once for a malformed folder or a bound that is exceeded
 */
export async function* walkDirectoryTree(
  storage: ContentAddressableStorage,
  root: Digest,
  options: WalkOptions = {},
): AsyncGenerator<VisitedDirectory, void, void> {
  const {
    visit = 'every path',
    maxDirectories = 1_000_000,
    maxDepth = 1024,
    maxDirectoryBytes = 64 * 1024 * 1024,
    lenient,
    ...rest
  } = options;
  const read = { ...rest, maxBytes: maxDirectoryBytes };
  const seen = new Set<string>([digestKey(root)]);
  const missing = new Map<string, Pending>();
  let level: Pending[] = [{ path: '', digest: root }];
  let count = 0;
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > maxDepth)
      throw new SandwrightError('ACTION_INVALID', `"${level[0]?.path.slice(0, 100)}…" is more than ${maxDepth} folders deep`);
    const next: Pending[] = [];
    for (let at = 0; at < level.length; ) {
      throwIfAborted(options.signal);
      const known = new Map<string, Directory>();
      const { end, wanted } = takeBatch(level, at, known);
      for (const result of await readWanted(storage, wanted, read)) {
        const key = digestKey(result.digest);
        const asked = wanted.get(key);
        if (asked === undefined) continue;
        if ('data' in result) known.set(key, decodeDirectory(result.data, { path: asked.path, lenient }));
        else if (result.error.code === 'BLOB_MISSING') missing.set(key, asked);
        else throw result.error;
      }
      for (; at < end; at++) {
        const { path, digest } = level[at] as Pending;
        const directory = known.get(digestKey(digest));
        if (directory === undefined) continue;
        count += 1;
        if (count > maxDirectories) throw new SandwrightError('ACTION_INVALID', `the tree has more than ${maxDirectories} folders`);
        yield { path, digest, directory };
        for (const child of directory.directories) {
          const key = digestKey(child.digest);
          if (visit === 'once' && seen.has(key)) continue;
          seen.add(key);
          // Whatever would be over the bound anyway need not be remembered either.
          if (count + next.length <= maxDirectories)
            next.push({ path: path === '' ? child.name : `${path}/${child.name}`, digest: child.digest });
        }
      }
    }
    level = next;
  }
  if (missing.size > 0) throw missingError([...missing.values()]);
}
