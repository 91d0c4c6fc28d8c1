import { statfsSync } from 'node:fs';

/** Beyond the limit of the disk, so that what goes over it is seen to do so, and not only stopped. */
const slackBytes = 16 * 1024 * 1024;

/**
 * Bytes that a file system in memory may take, for an action whose disk is bounded.
 * @param diskBytes the limit; nothing is bounded where it is undefined
 */
export function memoryDiskBytes(diskBytes: number | undefined): number | undefined {
  return diskBytes === undefined ? undefined : diskBytes + slackBytes;
}

/**
 * Bytes that are taken in file systems in memory.
 * @param paths absolute paths in them, one for each; those that are gone count for nothing
 */
export function memoryDiskUsage(paths: readonly string[]): number {
  let bytes = 0;
  for (const path of paths) {
    try {
      const { bsize, blocks, bfree } = statfsSync(path);
      bytes += (blocks - bfree) * bsize;
    } catch {
      // The command has ended.
    }
  }
  return bytes;
}
