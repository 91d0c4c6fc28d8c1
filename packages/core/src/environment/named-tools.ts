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
  const addFolder = (name: string, folder: string): void => {
    for (const entry of listing.entriesOf(folder)) {
      if (entry.isDirectory()) addFolder(`${name}/${entry.name}`, `${folder}/${entry.name}`);
      else if (entry.isFile() || entry.isSymbolicLink()) listing.add(`${name}/${entry.name}`, `${folder}/${entry.name}`);
    }
    if (listing.tools.size > filesAtMost) {
      throw new SandwrightError('CONFIG_INVALID', `the fingerprint of "${tool}" has more than ${filesAtMost} files; name fewer`);
    }
  };
  const found = lookUp(listing, tool, path);
  if (found !== undefined && statSync(found, { throwIfNoEntry: false })?.isDirectory() === true) addFolder(tool, found);
  else listing.add(tool, found);
}
