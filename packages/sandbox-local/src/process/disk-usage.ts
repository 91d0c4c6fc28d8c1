import { type Dirent, lstatSync, readdirSync } from 'node:fs';

/**
 * Bytes on disk of all that is below a folder, roughly, for the tree may change meanwhile. Links are not followed, mounts not left out.
 * @param path absolute
 * @param enough bytes after which it stops to add up
 */
export function diskUsage(path: string, enough: number): number {
  const folders = [path];
  let bytes = 0;
  for (let folder = folders.pop(); folder !== undefined && bytes <= enough; folder = folders.pop()) {
    for (const entry of entriesOf(folder)) {
      const inner = `${folder}/${entry.name}`;
      bytes += allocatedBytes(inner);
      if (entry.isDirectory()) folders.push(inner);
      if (bytes > enough) break;
    }
  }
  return bytes;
}

function entriesOf(folder: string): readonly Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch {
    return []; // gone, or too deep
  }
}

function allocatedBytes(path: string): number {
  try {
    return lstatSync(path).blocks * 512;
  } catch {
    return 0;
  }
}
