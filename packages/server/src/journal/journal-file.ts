import { write } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';

/** For so long written records may be lost if the power fails, milliseconds. They survive the death of the process at once. */
const syncEveryMs = 50;

/** A file that grows: all that comes while a write is under way goes out with the next one, and is synced in groups. */
export class JournalFile implements AsyncDisposable {
  readonly #handle: FileHandle;
  #waiting: Buffer[] = [];
  #writing: Promise<void> | undefined;
  #syncing: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;
  #bytes = 0;

  private constructor(handle: FileHandle) {
    this.#handle = handle;
  }

  /** Makes a file that must not be there yet. */
  static async create(path: string): Promise<JournalFile> {
    return new JournalFile(await open(path, 'ax', 0o600));
  }

  /** What it holds, or will once it is written. */
  get bytes(): number {
    return this.#bytes;
  }

  append(frame: Buffer): void {
    this.#waiting.push(frame);
    this.#bytes += frame.byteLength;
  }

  /** Returns once all that was appended would survive the death of this process; throws what the disk said. */
  async flushed(): Promise<void> {
    // The write that is under way began before; the next one takes all the rest.
    while (this.#waiting.length > 0) {
      if (this.#writing === undefined) this.#writing = this.#write().finally(() => (this.#writing = undefined));
      await this.#writing;
    }
    await this.#writing;
  }

  /** Returns once all that was appended would survive a loss of power. */
  async sync(): Promise<void> {
    await this.flushed();
    await this.#handle.datasync();
  }

  async #write(): Promise<void> {
    const frames = this.#waiting;
    this.#waiting = [];
    await writeAll(this.#handle.fd, frames.length === 1 && frames[0] !== undefined ? frames[0] : Buffer.concat(frames));
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // One that is under way knows nothing of what was written since it began. What cannot be synced now is tried again with the next
      // group; a disk that fails shows when it is written to.
      this.#syncing = this.#syncing.then(() => this.#handle.datasync()).catch(() => {});
    }, syncEveryMs).unref();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#timer);
    await this.#writing?.catch(() => {});
    await this.#syncing;
    await this.#handle.close();
  }
}

/** The plain call, for that of a FileHandle takes several times as long. */
function writeAll(fd: number, bytes: Buffer): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const next = (from: number): void =>
    write(fd, bytes, from, bytes.byteLength - from, null, (error, written) => {
      if (error !== null) reject(error);
      else if (from + written < bytes.byteLength) next(from + written);
      else resolve();
    });
  next(0);
  return promise;
}
