import type { Directory } from '@sandwright/core';

/** `host`: the host's tools and the inputs in one folder; `input`: the input root is the file system. */
export type RootKind = 'host' | 'input';

/** The node property that makes a folder and what is below it read-only (or writable again). Source: BuildStream, buildbox. */
export const subtreeReadOnly = 'SubtreeReadOnly';

/**
 * Whether an input root is to be the file system itself.
 * @param configured what the environment says
 * @param directory the top Directory of the input root
 */
export function chooseRoot(configured: 'host' | 'input' | 'auto', directory: Directory): RootKind {
  if (configured !== 'auto') return configured;
  const folders = new Set(directory.directories.map((node) => node.name));
  const looksLikeFileSystem = ['dev', 'proc', 'tmp'].every((name) => folders.has(name));
  const marked = directory.nodeProperties?.properties?.some((property) => property.name === subtreeReadOnly) ?? false;
  return looksLikeFileSystem || marked ? 'input' : 'host';
}
