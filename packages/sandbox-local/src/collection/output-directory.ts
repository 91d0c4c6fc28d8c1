import { joinTree, type OutputDirectory, type OutputDirectoryFormat } from '@sandwright/core';
import type { BlobUploader } from './blob-uploader.ts';
import type { CollectedFolder } from './folder-collector.ts';

/**
 * Stores the messages that describe an output folder in the format asked for. A Tree is stored in any case, because older clients and
 * most caches know nothing else. Source: REAPI `Command.OutputDirectoryFormat`, `OutputDirectory`.
 * @param path as the Command spelled it
 * @param folders the folder itself, then everything below, parents before children, each different folder once
 * @param format what the Command asked for
 * @param uploader takes the messages
 */
export async function outputDirectory(
  path: string,
  folders: readonly [CollectedFolder, ...CollectedFolder[]],
  format: OutputDirectoryFormat,
  uploader: BlobUploader,
): Promise<OutputDirectory> {
  const [top, ...below] = folders;
  const treeDigest = await uploader.add(joinTree({ root: top.encoded, children: below.map((folder) => folder.encoded) }));
  const described = { kind: 'directory', path, treeDigest, isTopologicallySorted: true } as const;
  if (format === 'TREE_ONLY') return described;
  for (const folder of folders) await uploader.add(folder.encoded);
  return { ...described, rootDirectoryDigest: top.digest };
}
