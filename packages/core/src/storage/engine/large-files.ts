import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import type { StoreFileSystem } from './store-file-system.ts';

const perFolder = 4096;

/** A file being filled with a large blob. */
export interface LargeFileDraft {
  readonly writer: number;
  readonly number: number;
  readonly fd: number;
}

/**
 * Files of one large blob each, named by who wrote them and a number. A name is never used twice, so what reads or removes one never
 * meets another blob there. A file counts only once a record in the log points to it.
 */
export class LargeFiles {
  readonly #fs: StoreFileSystem;
  readonly #directory: string;
  #writer = 0;
  #next = 1;
  #readyFolder = '';
  #syncedFolder = '';

  constructor(fs: StoreFileSystem, directory: string) {
    this.#fs = fs;
    this.#directory = directory;
  }

  path(writer: number, number: number): string {
    return join(this.#folder(writer, number), number.toString(16).padStart(8, '0'));
  }

  /** Makes an empty file for a new blob. */
  create(): LargeFileDraft {
    if (this.#writer === 0) this.#writer = this.#newWriter();
    const writer = this.#writer;
    const number = this.#next++;
    const folder = this.#folder(writer, number);
    if (folder !== this.#readyFolder) {
      this.#fs.makeDirectory(folder);
      this.#readyFolder = folder;
    }
    return { writer, number, fd: this.#fs.open(this.path(writer, number), 'create', { sealed: true }) };
  }

  /** Has the file and its name on the disk. */
  async sync(draft: LargeFileDraft): Promise<void> {
    await this.#fs.datasync(draft.fd);
    const folder = this.#folder(draft.writer, draft.number);
    await this.#fs.syncDirectory(folder);
    if (this.#syncedFolder === folder) return;
    await this.#fs.syncDirectory(this.#directory);
    this.#syncedFolder = folder;
  }

  /** Removes a file. */
  remove(writer: number, number: number): void {
    this.#fs.unlink(this.path(writer, number));
  }

  /** Paths of all files there are, counting or not. */
  *allPaths(): Iterable<string> {
    for (const folder of this.#fs.list(this.#directory)) {
      for (const name of this.#fs.list(join(this.#directory, folder))) yield join(this.#directory, folder, name);
    }
  }

  /** Whether a path is that of a file which this process makes. */
  isOwn(path: string): boolean {
    return this.#writer !== 0 && path.startsWith(`${join(this.#directory, this.#writer.toString(16).padStart(8, '0'))}-`);
  }

  // Drawn rather than counted: so no file has to remember the last one, and none is ever given twice.
  #newWriter(): number {
    for (;;) {
      const writer = randomInt(1, 0xffff_ffff);
      if (this.#fs.sizeOf(this.#folder(writer, 1)) === undefined) return writer;
    }
  }

  #folder(writer: number, number: number): string {
    const part = Math.floor(number / perFolder);
    return join(this.#directory, `${writer.toString(16).padStart(8, '0')}-${part.toString(16)}`);
  }
}
