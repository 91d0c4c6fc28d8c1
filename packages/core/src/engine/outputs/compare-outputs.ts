import type { Output } from '../../action/action-result.ts';
import { entriesOfTree, loadOutputTree } from '../../action/output-tree.ts';
import { digestKey } from '../../digest/digest.ts';
import type { ContentAddressableStorage } from '../../storage/content-addressable-storage.ts';
import type { CallOptions } from '../../util/call-options.ts';

/** A path at which two results differ. */
export interface OutputDifference {
  /** Relative to the target's folder. */
  readonly path: string;
  /** What each has there: `file HASH/SIZE`, `executable HASH/SIZE`, `link to TARGET`, `folder`, or `nothing`. */
  readonly found: readonly [string, string];
}

/**
 * Compares what two runs of one command made, down to each file.
 * @param storage holds the folders
 * @returns sorted by path; empty where all digests are the same
 * @throws SandwrightError BLOB_MISSING if a folder is gone
 */
export async function compareOutputs(
  storage: ContentAddressableStorage,
  one: readonly Output[],
  other: readonly Output[],
  options: CallOptions = {},
): Promise<readonly OutputDifference[]> {
  const [first, second] = await Promise.all([describe(storage, one, options), describe(storage, other, options)]);
  const paths = [...new Set([...first.keys(), ...second.keys()])].sort();
  return paths
    .map((path): OutputDifference => ({ path, found: [first.get(path) ?? 'nothing', second.get(path) ?? 'nothing'] }))
    .filter(({ found }) => found[0] !== found[1]);
}

async function describe(
  storage: ContentAddressableStorage,
  outputs: readonly Output[],
  options: CallOptions,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const output of outputs) {
    if (output.kind === 'symlink') found.set(output.path, `link to ${output.target}`);
    else if (output.kind === 'file') found.set(output.path, fileText(output));
    else {
      found.set(output.path, 'folder');
      for (const entry of entriesOfTree(await loadOutputTree(storage, output, options))) {
        const path = `${output.path}/${entry.path}`;
        if (entry.kind === 'directory') found.set(path, 'folder');
        else found.set(path, entry.kind === 'file' ? fileText(entry.node) : `link to ${entry.node.target}`);
      }
    }
  }
  return found;
}

function fileText({ digest, isExecutable }: { readonly digest: Parameters<typeof digestKey>[0]; readonly isExecutable: boolean }): string {
  return `${isExecutable ? 'executable' : 'file'} ${digestKey(digest)}`;
}
