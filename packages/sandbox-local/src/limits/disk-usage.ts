import { lstatSync, opendirSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

const turnMs = 4;

/**
 * Bytes that a folder takes on disk, roughly: it may change meanwhile, and what cannot be read is not counted.
 * @param path absolute
 * @param enough stops counting beyond that
 */
export async function diskUsage(path: string, enough: number): Promise<number> {
  let bytes = 0;
  let turnEnds = performance.now() + turnMs;
  const open = [path];
  for (let folder = open.pop(); folder !== undefined && bytes <= enough; folder = open.pop()) {
    try {
      const entries = opendirSync(folder);
      try {
        for (let entry = entries.readSync(); entry !== null && bytes <= enough; entry = entries.readSync()) {
          const inner = `${folder}/${entry.name}`;
          if (entry.isDirectory()) open.push(inner);
          // An entry costs an inode even if it is empty.
          bytes += 512 + lstatSync(inner).blocks * 512;
          if (performance.now() > turnEnds) {
            await nextTurn();
            turnEnds = performance.now() + turnMs;
          }
        }
      } finally {
        entries.closeSync();
      }
    } catch {
      // It vanished, or is closed to us.
    }
  }
  return bytes;
}
