import { dirname } from 'node:path';
import type { DiskSpace, StoreFileSystem } from '../storage/engine/store-file-system.ts';
import { type FaultyFile, FaultyFolder, type RandomFraction } from './faulty-storage-model.ts';

/** What happens to an operation instead of taking effect. */
export type FaultPlan = (operation: string, path: string, count: number) => Error | 'power-cut' | undefined;

/** Thrown by everything after the power went. */
export class PowerCutError extends Error {
  readonly code = 'EIO';
  readonly syscall = 'power-cut';
}

interface OpenFile {
  readonly file: FaultyFile;
  readonly path: string;
}

/**
 * A disk in memory that remembers what was synced. A plan makes single operations fail, or cuts the power; `afterPowerCut` then gives
 * the disk as it may be found later: what was synced is there, of everything else any part.
 */
export class FaultyFileSystem implements StoreFileSystem {
  readonly bootId: string;
  /** Operations so far that change something. */
  operations = 0;
  diskBytes = 2 ** 40;
  #plan: FaultPlan = () => undefined;
  #isCut = false;
  readonly #folders: Map<string, FaultyFolder>;
  readonly #open = new Map<number, OpenFile>();
  #nextFd = 3;

  constructor(folders = new Map<string, FaultyFolder>([['/', new FaultyFolder()]]), bootId = 'boot-1') {
    this.#folders = folders;
    this.bootId = bootId;
  }

  /** @param plan asked before each operation that changes something */
  setPlan(plan: FaultPlan): void {
    this.#plan = plan;
  }

  /** The disk as the next start of the machine may find it. */
  afterPowerCut(random: RandomFraction): FaultyFileSystem {
    const folders = new Map<string, FaultyFolder>([['/', new FaultyFolder()]]);
    const visit = (path: string) => {
      const folder = this.#folders.get(path)?.afterPowerCut(random) ?? new FaultyFolder();
      folders.set(path, folder);
      for (const name of folder.folderNames()) visit(path === '/' ? `/${name}` : `${path}/${name}`);
    };
    visit('/');
    return new FaultyFileSystem(folders, `boot-${Number(this.bootId.slice(5)) + 1}`);
  }

  open(path: string, how: 'read' | 'write' | 'create'): number {
    this.#alive();
    const folder = this.#folder(path);
    const name = nameOf(path);
    let file = folder.file(name);
    if (how === 'create') {
      if (file !== undefined) throw systemError('EEXIST', 'open', path);
      this.#step('create', path);
      file = folder.create(name);
    }
    if (file === undefined) throw systemError('ENOENT', 'open', path);
    const fd = this.#nextFd++;
    this.#open.set(fd, { file, path });
    return fd;
  }

  close(fd: number): void {
    if (!this.#open.delete(fd)) throw systemError('EBADF', 'close', String(fd));
  }

  /** Files left open: a leak, once the store is closed. */
  get openFiles(): number {
    return this.#open.size;
  }

  size(fd: number): number {
    return this.#file(fd).file.size;
  }

  readSync(fd: number, buffer: Uint8Array, position: number): number {
    return this.#file(fd).file.read(buffer, position);
  }

  async read(fd: number, buffer: Uint8Array, position: number): Promise<number> {
    await turn();
    return this.readSync(fd, buffer, position);
  }

  writevSync(fd: number, buffers: readonly Uint8Array[], position: number): void {
    const { file, path } = this.#file(fd);
    const data = Buffer.concat(buffers);
    const used = [...this.#folders.values()].reduce((sum, folder) => sum + folder.usedBytes(), 0);
    if (used + data.byteLength > this.diskBytes) {
      file.write(data.subarray(0, Math.max(0, this.diskBytes - used)), position);
      throw systemError('ENOSPC', 'write', path);
    }
    this.#step('write', path, () => file.write(data, position));
    file.write(data, position);
  }

  async writev(fd: number, buffers: readonly Uint8Array[], position: number): Promise<void> {
    await turn();
    this.writevSync(fd, buffers, position);
  }

  async datasync(fd: number): Promise<void> {
    const { file, path } = this.#file(fd);
    // Only what was written before the call is promised to be on the disk after it.
    const before = file.pendingWrites;
    await turn();
    this.#step('datasync', path);
    file.sync(before);
  }

  async syncDirectory(path: string): Promise<void> {
    const folder = this.#folders.get(path);
    if (folder === undefined) throw systemError('ENOENT', 'open', path);
    const before = folder.pendingNames;
    await turn();
    this.#step('syncDirectory', path);
    folder.sync(before);
  }

  truncate(fd: number, length: number): void {
    const { file, path } = this.#file(fd);
    this.#step('truncate', path);
    file.truncate(length);
  }

  makeDirectory(path: string): void {
    if (this.#folders.has(path)) return;
    if (dirname(path) !== path) this.makeDirectory(dirname(path));
    this.#step('makeDirectory', path);
    this.#folder(path).createFolder(nameOf(path));
    this.#folders.set(path, new FaultyFolder());
  }

  removeDirectory(path: string): void {
    this.#step('removeDirectory', path);
    if (this.list(path).length > 0) return;
    this.#folder(path).unlink(nameOf(path));
    this.#folders.delete(path);
  }

  rename(from: string, to: string): void {
    this.#step('rename', from);
    if (dirname(from) !== dirname(to)) throw systemError('EXDEV', 'rename', from);
    this.#folder(from).rename(nameOf(from), nameOf(to));
  }

  unlink(path: string): void {
    this.#step('unlink', path);
    this.#folders.get(dirname(path))?.unlink(nameOf(path));
  }

  list(path: string): readonly string[] {
    this.#alive();
    return this.#folders.get(path)?.names() ?? [];
  }

  sizeOf(path: string): number | undefined {
    this.#alive();
    if (this.#folders.has(path)) return 0;
    return this.#folders.get(dirname(path))?.file(nameOf(path))?.size;
  }

  /** Every file is young here. */
  modifiedAt(path: string): number | undefined {
    return this.sizeOf(path) === undefined ? undefined : Number.MAX_SAFE_INTEGER;
  }

  diskSpace(): DiskSpace {
    return { totalBytes: this.diskBytes, freeBytes: this.diskBytes };
  }

  #step(operation: string, path: string, takesEffectAnyway: () => void = () => {}): void {
    this.#alive();
    this.operations += 1;
    const fault = this.#plan(operation, path, this.operations);
    if (fault === undefined) return;
    if (fault !== 'power-cut') throw fault;
    // The page cache had it; `afterPowerCut` decides how much of it reached the disk.
    takesEffectAnyway();
    this.#isCut = true;
    this.#alive();
  }

  #alive(): void {
    if (this.#isCut) throw new PowerCutError('the power is off');
  }

  #file(fd: number): OpenFile {
    this.#alive();
    const open = this.#open.get(fd);
    if (open === undefined) throw systemError('EBADF', 'fd', String(fd));
    return open;
  }

  #folder(path: string): FaultyFolder {
    const folder = this.#folders.get(dirname(path));
    if (folder === undefined) throw systemError('ENOENT', 'open', path);
    return folder;
  }
}

/**
 * The machine's own disk, or any other, with faults. Operations are named as those of the file system.
 * @param inner what does the work
 * @param plan asked before each operation on a path or an open file (then the path is empty); an error it returns is thrown
 */
export function withFaults(inner: StoreFileSystem, plan: (operation: string, path: string) => Error | undefined): StoreFileSystem {
  return new Proxy(inner, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]): unknown => {
        const fault = plan(String(name), typeof given[0] === 'string' ? given[0] : '');
        if (fault !== undefined) throw fault;
        return Reflect.apply(member, target, given);
      };
    },
  });
}

/** An error as node:fs throws it. */
export function systemError(code: string, syscall: string, path: string): Error {
  return Object.assign(new Error(`${code}: ${syscall} '${path}'`), { code, syscall, path });
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
