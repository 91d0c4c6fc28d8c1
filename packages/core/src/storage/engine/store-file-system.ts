/** Free and total bytes of a disk. */
export interface DiskSpace {
  readonly totalBytes: number;
  /** What an unprivileged process may still write. */
  readonly freeBytes: number;
}

/**
 * Every touch of the disk that the storage engine makes, so that a test can stand between the two and lose what was not synced.
 * Paths are absolute. Calls throw the errors of node:fs. Those that return no promise end at once, for what they touch is in the page cache.
 */
export interface StoreFileSystem {
  /** `create` fails where the file is there already; files are made 0600, or 0400 where `sealed`. */
  open(path: string, how: 'read' | 'write' | 'create', options?: { readonly sealed?: boolean }): number;
  close(fd: number): void;
  /** Bytes of an open file. */
  size(fd: number): number;
  /** Fills the buffer from `position` on; returns how many bytes there were. */
  readSync(fd: number, buffer: Uint8Array, position: number): number;
  read(fd: number, buffer: Uint8Array, position: number): Promise<number>;
  /** Writes all of it, or throws. */
  writevSync(fd: number, buffers: readonly Uint8Array[], position: number): void;
  writev(fd: number, buffers: readonly Uint8Array[], position: number): Promise<void>;
  /** Comes back once the file's bytes (and its size) are on the disk. */
  datasync(fd: number): Promise<void>;
  /** Comes back once the names in a folder are on the disk. */
  syncDirectory(path: string): Promise<void>;
  truncate(fd: number, length: number): void;
  /** Makes a folder (0700) and those above it, where they are absent. */
  makeDirectory(path: string): void;
  /** Removes a folder if it is empty. */
  removeDirectory(path: string): void;
  rename(from: string, to: string): void;
  /** Nothing happens where the file is absent. */
  unlink(path: string): void;
  /** Names in a folder; none where it is absent. */
  list(path: string): readonly string[];
  /** Bytes of a file, or undefined where it is absent. */
  sizeOf(path: string): number | undefined;
  /** When a file was last written, milliseconds since 1970, or undefined where it is absent. */
  modifiedAt(path: string): number | undefined;
  diskSpace(path: string): DiskSpace;
  /** Differs after each start of the machine: what an earlier one wrote without sync may be gone. */
  readonly bootId: string;
}
