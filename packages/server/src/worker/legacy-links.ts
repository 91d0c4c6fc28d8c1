import { posix } from 'node:path';
import type { Output } from '@sandwright/core';

/**
 * Says of each link whether it leads to a folder, so that the lists of before REAPI 2.1 name it, too: clients on remote-apis-sdks ask for
 * `output_paths`, and look for links in the older lists only.
 * @param outputs of one action; a link counts as one to a folder where that folder is an output, and otherwise as one to a file
 */
export function withLegacyLinks(outputs: readonly Output[]): readonly Output[] {
  if (!outputs.some(({ kind }) => kind === 'symlink')) return outputs;
  const folders = new Set(outputs.filter(({ kind }) => kind === 'directory').map(({ path }) => plain(path)));
  return outputs.map((output) => {
    if (output.kind !== 'symlink' || output.legacyKind !== undefined) return output;
    const leadsTo = plain(posix.join(posix.dirname(output.path), output.target));
    const legacyKind = !output.target.startsWith('/') && folders.has(leadsTo) ? 'directory' : 'file';
    return { ...output, legacyKind };
  });
}

/** A path without `.`, `..` in the middle or a slash at its end. */
function plain(path: string): string {
  return posix.normalize(path).replace(/\/$/u, '');
}
