import type { Output } from '../../action/action-result.ts';
import { loadOutputTree } from '../../action/output-tree.ts';
import type { ContentAddressableStorage } from '../../storage/content-addressable-storage.ts';
import type { RemoteBlobs } from '../../storage/remote-blobs.ts';
import type { CallOptions } from '../../util/call-options.ts';

/**
 * Whether all of an output is on this machine.
 * @param output what was made
 * @param held the blobs, and which of them are elsewhere
 * @throws SandwrightError BLOB_MISSING if it is a folder of which nobody knows what is in it
 */
export async function isHere(
  output: Output,
  held: { readonly remoteBlobs: RemoteBlobs; readonly storage: ContentAddressableStorage },
  options: CallOptions,
): Promise<boolean> {
  if (output.kind === 'symlink') return true;
  const digests =
    output.kind === 'file'
      ? [output.digest]
      : [...(await loadOutputTree(held.storage, output, options)).directories.values()].flatMap(({ directory }) =>
          directory.files.map((file) => file.digest),
        );
  return (await held.remoteBlobs.absent(digests, options)).length === 0;
}
