import {
  close,
  closeSync,
  constants,
  existsSync,
  fdatasync,
  fstatSync,
  fsync,
  ftruncateSync,
  mkdirSync,
  open,
  openSync,
  read,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmdirSync,
  statfsSync,
  statSync,
  unlinkSync,
  writev,
  writevSync,
} from 'node:fs';
import { dirname } from 'node:path';
import type { StoreFileSystem } from './store-file-system.ts';

const openFlags = {
  read: constants.O_RDONLY,
  write: constants.O_RDWR,
  create: constants.O_RDWR | constants.O_CREAT | constants.O_EXCL,
} as const;

function isAbsent(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}

function readBootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'latin1').trim();
  } catch {
    // Not Linux: then nothing unsynced is ever trusted across processes, which is slower but right.
    return `process-${process.pid}-${Math.trunc(performance.timeOrigin)}`;
  }
}

let bootId: string | undefined;

function settle(resolve: () => void, reject: (error: Error) => void): (error: Error | null) => void {
  return (error) => (error === null ? resolve() : reject(error));
}

function rest(buffers: readonly Uint8Array[], written: number): Uint8Array[] {
  const left: Uint8Array[] = [];
  let skip = written;
  for (const buffer of buffers) {
    if (skip >= buffer.byteLength) skip -= buffer.byteLength;
    else {
      left.push(skip === 0 ? buffer : buffer.subarray(skip));
      skip = 0;
    }
  }
  return left;
}

function totalOf(buffers: readonly Uint8Array[]): number {
  let total = 0;
  for (const buffer of buffers) total += buffer.byteLength;
  return total;
}

function noProgress(): Error {
  return Object.assign(new Error('ENOSPC: the disk took no more bytes'), { code: 'ENOSPC', syscall: 'write' });
}

/** Not `recursive` of Node 24, which never comes back where a folder is there and none can be made in it, as in /proc. */
function makeDirectory(path: string): void {
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST' && statSync(path).isDirectory()) return;
    if (code !== 'ENOENT' || existsSync(dirname(path))) throw error;
    makeDirectory(dirname(path));
    makeDirectory(path);
  }
}

/** The machine's own disk. */
export const nodeFileSystem: StoreFileSystem = {
  open: (path, how, options) => openSync(path, openFlags[how], options?.sealed === true ? 0o400 : 0o600),
  close: closeSync,
  size: (fd) => fstatSync(fd).size,
  readSync(fd, buffer, position) {
    let done = 0;
    while (done < buffer.byteLength) {
      const count = readSync(fd, buffer, done, buffer.byteLength - done, position + done);
      if (count === 0) break;
      done += count;
    }
    return done;
  },
  async read(fd, buffer, position) {
    let done = 0;
    while (done < buffer.byteLength) {
      const from = done;
      const count = await new Promise<number>((resolve, reject) => {
        read(fd, buffer, from, buffer.byteLength - from, position + from, (error, bytes) =>
          error === null ? resolve(bytes) : reject(error),
        );
      });
      if (count === 0) break;
      done += count;
    }
    return done;
  },
  writevSync(fd, buffers, position) {
    const total = totalOf(buffers);
    let done = writevSync(fd, buffers, position);
    while (done < total) {
      const count = writevSync(fd, rest(buffers, done), position + done);
      if (count === 0) throw noProgress();
      done += count;
    }
  },
  async writev(fd, buffers, position) {
    const total = totalOf(buffers);
    for (let done = 0; done < total; ) {
      const from = done;
      const count = await new Promise<number>((resolve, reject) => {
        writev(fd, rest(buffers, from), position + from, (error, bytes) => (error === null ? resolve(bytes) : reject(error)));
      });
      if (count === 0) throw noProgress();
      done += count;
    }
  },
  datasync: (fd) => new Promise((resolve, reject) => fdatasync(fd, settle(resolve, reject))),
  async syncDirectory(path) {
    const fd = await new Promise<number>((resolve, reject) => {
      open(path, constants.O_RDONLY | constants.O_DIRECTORY, (error, opened) => (error === null ? resolve(opened) : reject(error)));
    });
    try {
      await new Promise<void>((resolve, reject) => fsync(fd, settle(resolve, reject)));
    } finally {
      close(fd);
    }
  },
  truncate: ftruncateSync,
  makeDirectory,
  removeDirectory(path) {
    try {
      rmdirSync(path);
    } catch (error) {
      if (!isAbsent(error) && (error as NodeJS.ErrnoException).code !== 'ENOTEMPTY') throw error;
    }
  },
  rename: renameSync,
  unlink(path) {
    try {
      unlinkSync(path);
    } catch (error) {
      if (!isAbsent(error)) throw error;
    }
  },
  list(path) {
    try {
      return readdirSync(path);
    } catch (error) {
      if (isAbsent(error)) return [];
      throw error;
    }
  },
  sizeOf: (path) => statSync(path, { throwIfNoEntry: false })?.size,
  modifiedAt: (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs,
  diskSpace(path) {
    const { bsize, blocks, bavail } = statfsSync(path);
    return { totalBytes: bsize * blocks, freeBytes: bsize * bavail };
  },
  get bootId() {
    bootId ??= readBootId();
    return bootId;
  },
};
