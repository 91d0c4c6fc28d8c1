import { type BlobOptions, type ContentAddressableStorage, type Digest, digestKey, SandwrightError } from '@sandwright/core';
import type { Directory } from '@sandwright/core/reapi';
import { overLimit } from '../errors/refusals.ts';
import { requireDigest } from '../wire/digests.ts';
import { childDirectories, decodeDirectory, scanChildDirectories } from './directory-digests.ts';

/** One folder of a walk. */
export class WalkedDirectory {
  readonly digest: Digest;
  /** The message as it is stored. */
  readonly bytes: Uint8Array;
  #directory: Directory | undefined;

  constructor(digest: Digest, bytes: Uint8Array) {
    this.digest = digest;
    this.bytes = bytes;
  }

  /** Decoded only for those who look: a walk itself does not. Throws ACTION_INVALID if the blob is not a Directory. */
  get directory(): Directory {
    this.#directory ??= decodeDirectory(this.bytes, this.digest);
    return this.#directory;
  }
}

/** What a walk may not exceed, and what to do about folders that are not stored. */
export interface WalkOptions extends BlobOptions {
  readonly maxDirectories: number;
  /** Called for each folder that is not stored; the walk goes on without it. */
  readonly onMissing: (digest: Digest) => void;
}

/** Read together: enough to make batches worth while, few enough to keep little in memory. Folders, and bytes of them all. */
const batchSize = 256;
const batchBytes = 16 * 1024 * 1024;

/** A folder is a small message; what is larger than this is refused rather than read into memory, bytes. */
const maxDirectoryBytes = 16 * 1024 * 1024;

/**
 * Every folder of a tree, each once, parents before children, level by level; the order depends on nothing but the tree.
 * @param storage where it is
 * @param root digest of the root Directory
 * @param options bounds, and what to do with gaps
 * @throws SandwrightError ACTION_INVALID for a blob that is not a Directory, or a tree beyond the bounds
 */
export async function* walkTree(
  storage: ContentAddressableStorage,
  root: Digest,
  options: WalkOptions,
): AsyncGenerator<WalkedDirectory, void, undefined> {
  const seen = new Set([digestKey(root)]);
  let level: Digest[] = [root];
  while (level.length > 0) {
    const next: Digest[] = [];
    for (const batch of batchesOf(level)) {
      for (const walked of await readDirectories(storage, batch, options)) {
        for (const child of childrenOf(walked, options)) {
          const key = digestKey(child);
          if (seen.has(key)) continue;
          seen.add(key);
          if (seen.size > options.maxDirectories) {
            throw overLimit(`the tree has more than ${options.maxDirectories} folders`, options.maxDirectories, 'max_tree_directories');
          }
          next.push(child);
        }
        yield walked;
      }
    }
    level = next;
  }
}

function* batchesOf(digests: readonly Digest[]): Generator<readonly Digest[], void, undefined> {
  let from = 0;
  let bytes = 0;
  for (const [at, { sizeBytes }] of digests.entries()) {
    if (at > from && (at - from === batchSize || bytes + sizeBytes > batchBytes)) {
      yield digests.slice(from, at);
      from = at;
      bytes = 0;
    }
    bytes += sizeBytes;
  }
  yield digests.slice(from);
}

function childrenOf(walked: WalkedDirectory, { digestFunction }: BlobOptions): readonly Digest[] {
  const scanned = scanChildDirectories(walked.bytes);
  if (scanned === undefined) return childDirectories(walked.directory, digestFunction);
  return scanned.map((child) => requireDigest(child, digestFunction, 'digest of a folder'));
}

async function readDirectories(
  storage: ContentAddressableStorage,
  digests: readonly Digest[],
  options: WalkOptions,
): Promise<WalkedDirectory[]> {
  const tooLarge = digests.find((digest) => digest.sizeBytes > maxDirectoryBytes);
  if (tooLarge !== undefined) throw new SandwrightError('ACTION_INVALID', `a folder of ${tooLarge.sizeBytes} bytes is too large`);
  const walked: WalkedDirectory[] = [];
  for (const result of await storage.readBatch(digests, options)) {
    if ('data' in result) {
      walked.push(new WalkedDirectory(result.digest, result.data));
    } else if (result.error.code === 'BLOB_MISSING') options.onMissing(result.digest);
    else throw result.error;
  }
  return walked;
}
