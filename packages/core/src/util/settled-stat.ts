import { statSync } from 'node:fs';

/** What changed so lately may change again within the resolution of its times, and nobody could tell. */
const settledMs = 2000;

/**
 * What `stat` says of a file or folder, as one text: as long as it stays the same, so does what was read there.
 * @param path absolute; links are followed
 * @param readSinceMs when what is remembered was first read, or is about to be, in ms since the epoch
 * @returns undefined if nothing can be reached there, or if it may have been changing then
 */
export function settledStat(path: string, readSinceMs = Date.now()): string | undefined {
  try {
    const stat = statSync(path, { throwIfNoEntry: false });
    const latest = readSinceMs - settledMs;
    if (stat === undefined || stat.mtimeMs > latest || stat.ctimeMs > latest) return undefined;
    return `${stat.dev}:${stat.ino}:${stat.size}:${stat.mtimeMs}:${stat.ctimeMs}`;
  } catch {
    // Behind a file, a circle of links, or a folder that is closed: whoever reads it says what is wrong.
    return undefined;
  }
}
