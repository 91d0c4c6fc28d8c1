import { statSync } from 'node:fs';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { resolvedPath, type ToolListing } from './tool-listing.ts';

const filesAtMost = 20_000;

function lookUp(listing: ToolListing, name: string, path: readonly string[]): string | undefined {
  if (name.includes('/')) {
    return listing.find(name);
  }
  for (const folder of path) {
    listing.looked.add(folder);
    const found = resolvedPath(`${folder}/${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

/**
 * Adds what somebody wants to count.
 * @param listing takes it
 * @param tool a name that is looked up, or the absolute path of a file or folder; a folder stands for every file below it
 * @param path folders in which names are looked up
 * @throws SandwrightError CONFIG_INVALID if these are too many files
 */
export function addNamedTool(listing: ToolListing, tool: string, path: readonly string[]): void {
  const add = (name: string, file: string): void => {
    if (!statSync(file).isDirectory()) {
      listing.add(name, file);
    } else {
      for (const entry of listing.entriesOf(file)) {
        const inner = `${file}/${entry.name}`;
        if (entry.isDirectory() || entry.isFile()) add(`${name}/${entry.name}`, inner);
        else if (entry.isSymbolicLink()) listing.add(`${name}/${entry.name}`, inner);
      }
    }
    if (listing.tools.size > filesAtMost) {
      throw new SandwrightError('CONFIG_INVALID', `the fingerprint of "${tool}" has more than ${filesAtMost} files; name fewer`);
    }
  };
  const found = lookUp(listing, tool, path);
  if (found === undefined) listing.add(tool, undefined);
  else add(tool, found);
}
