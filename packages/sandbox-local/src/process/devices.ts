import { statSync, unlinkSync } from 'node:fs';
import { check, libc } from './libc.ts';

const S_IFCHR = 0o020000;

/**
 * Makes copies of device files, for anybody to use.
 * @param devices from an existing device to a place where nothing is, both absolute
 * @returns removes them
 */
export function makeDevices(devices: Iterable<readonly [from: string, to: string]>): () => void {
  const made: string[] = [];
  const remove = (): void => {
    for (const path of made.splice(0)) unlinkSync(path);
  };
  try {
    for (const [from, to] of devices) {
      // Without the umask, for it is this process's own.
      const before = process.umask(0);
      try {
        check(libc.mknod(to, S_IFCHR | 0o666, statSync(from).rdev), `making the device ${to}`);
      } finally {
        process.umask(before);
      }
      made.push(to);
    }
  } catch (error) {
    remove();
    throw error;
  }
  return remove;
}
