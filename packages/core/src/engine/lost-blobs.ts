import type { Output } from '../action/action-result.ts';
import { loadOutputTree } from '../action/output-tree.ts';
import { type Digest, digestKey } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import type { CallOptions } from '../util/call-options.ts';
import type { DependencyOutputs } from './target-inputs.ts';

/** A target that made blobs which are gone. */
export interface LostOutputs {
  readonly producer: DependencyOutputs['target'];
  /** `digestKey` of each. */
  readonly blobs: readonly string[];
}

/**
 * Whose outputs an error is about.
 * @param error BLOB_MISSING; `details.missing` says which, as far as it is known
 * @param dependencies what could be seen
 * @param storage holds the folders
 * @returns the producers of what is gone; empty where no dependency made it
 */
export async function lostOutputs(
  error: SandwrightError,
  dependencies: readonly DependencyOutputs[],
  storage: ContentAddressableStorage,
  options: CallOptions,
): Promise<readonly LostOutputs[]> {
  const named = missingDigests(error);
  const found: LostOutputs[] = [];
  for (const { target, outputs } of dependencies) {
    const made = new Map<string, Digest>();
    const gone = new Set<string>();
    for (const output of outputs) for (const digest of await blobsOf(output, storage, gone, options)) made.set(digestKey(digest), digest);
    // Who found one to be missing seldom looked for the others.
    for (const digest of [...named, ...(await storage.findMissing(made.values(), options))])
      if (made.has(digestKey(digest))) gone.add(digestKey(digest));
    if (gone.size > 0) found.push({ producer: target, blobs: [...gone] });
  }
  return found;
}

async function blobsOf(
  output: Output,
  storage: ContentAddressableStorage,
  gone: Set<string>,
  options: CallOptions,
): Promise<readonly Digest[]> {
  if (output.kind === 'symlink') return [];
  if (output.kind === 'file') return [output.digest];
  const own = [output.treeDigest, output.rootDirectoryDigest].filter((digest) => digest !== undefined);
  try {
    const { directories } = await loadOutputTree(storage, output, options);
    return [
      ...own,
      ...[...directories.values()].flatMap(({ digest, directory }) => [digest, ...directory.files.map((file) => file.digest)]),
    ];
  } catch (caught) {
    if (!SandwrightError.is(caught) || (caught.code !== 'BLOB_MISSING' && caught.code !== 'BLOB_CORRUPT')) throw caught;
    // Nobody knows any more what was in the folder.
    for (const digest of own) gone.add(digestKey(digest));
    return own;
  }
}

function missingDigests(error: SandwrightError): readonly Digest[] {
  const { missing } = error.details;
  return Array.isArray(missing)
    ? missing.filter((digest): digest is Digest => typeof digest === 'object' && digest !== null && 'hash' in digest)
    : [];
}
