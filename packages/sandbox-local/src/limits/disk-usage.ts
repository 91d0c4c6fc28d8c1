import { closeSync, constants, lstatSync, opendirSync, openSync } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';

const turnMs = 4;
/** Beyond this many bytes a path is begun anew from an open folder, well before PATH_MAX (4096). */
const longPathBytes = 3000;
/** Nobody but who hides something goes deeper than so many times that. */
const mostBeginnings = 20;

/**
 * Bytes that a folder takes on disk, roughly: it may change meanwhile, and what cannot be read is not counted. Folders that lie too deep for
 * any path are more than enough by themselves.
 * @param path absolute
 * @param enough stops counting beyond that
 */
export async function diskUsage(path: string, enough: number): Promise<number> {
  return await usageBelow(path, enough, mostBeginnings);
}

async function usageBelow(path: string, enough: number, beginningsLeft: number): Promise<number> {
  if (beginningsLeft === 0) return enough + 1;
  let bytes = 0;
  let turnEnds = performance.now() + turnMs;
  const open = [path];
  for (let folder = open.pop(); folder !== undefined && bytes <= enough; folder = open.pop()) {
    try {
      if (folder.length > longPathBytes / 4 && Buffer.byteLength(folder) > longPathBytes) {
        const fd = openSync(folder, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
        try {
          bytes += await usageBelow(`/proc/self/fd/${fd}`, enough - bytes, beginningsLeft - 1);
        } finally {
          closeSync(fd);
        }
        continue;
      }
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
