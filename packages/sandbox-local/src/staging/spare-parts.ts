import { chmodSync, lstatSync, mkdirSync, opendirSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';

/** What may be kept. */
export interface SparePartsLimits {
  readonly files: number;
  readonly bytes: number;
  readonly folders: number;
}

// Few enough to be removed quickly in the end, on file systems that tell the disk of each block that becomes free.
const defaultLimits: SparePartsLimits = { files: 4000, bytes: 256 * 1024 * 1024, folders: 200 };

/** More are not worth to remember for one tree. */
export const maxPartsOfTree = 2000;

/**
 * Files and empty folders of trees that are not needed any more, for the next trees: moving one costs a fraction of writing and removing it.
 * For one process, and nobody else may have them open.
 */
export class SpareParts {
  readonly #path: string;
  readonly #limits: SparePartsLimits;
  /** Numbers of the files that are the same, rising. */
  readonly #numbers = new Map<string, number[]>();
  /** By their names, the oldest first. */
  readonly #files = new Map<string, { readonly key: string; readonly number: number; readonly bytes: number }>();
  #folders = 0;
  #bytes = 0;

  private constructor(path: string, limits: SparePartsLimits) {
    this.#path = path;
    this.#limits = limits;
  }

  /**
   * @param path absolute path of a folder to make, on the file system of the trees
   * @returns undefined where a file's times do not tell of each change to it, so that nobody could know what is as it was
   */
  static open(path: string, limits: Partial<SparePartsLimits> = {}): SpareParts | undefined {
    mkdirSync(path, { recursive: true, mode: 0o700 });
    return tellsEachChange(`${path}/trial`) ? new SpareParts(path, { ...defaultLimits, ...limits }) : undefined;
  }

  /**
   * Moves a file to its place, if there is one.
   * @param key what it was put away with
   * @param to absolute path where nothing is
   */
  takeFile(key: string, to: string): boolean {
    const number = this.#numbers.get(key)?.at(-1);
    if (number === undefined) return false;
    const name = nameOf(key, number);
    this.#forget(name);
    return moved(`${this.#path}/${name}`, to);
  }

  /**
   * Takes a file, or leaves it where it is.
   * @param key stands for its bytes and its mode
   * @param from absolute path
   */
  putFile(key: string, from: string, bytes: number): boolean {
    if (bytes > this.#limits.bytes / 4) return false;
    const same = this.#numbers.get(key) ?? [];
    const number = (same.at(-1) ?? -1) + 1;
    const name = nameOf(key, number);
    if (!moved(from, `${this.#path}/${name}`)) return false;
    this.#numbers.set(key, same);
    same.push(number);
    this.#files.set(name, { key, number, bytes });
    this.#bytes += bytes;
    for (const oldest of this.#files.keys()) {
      if (this.#files.size <= this.#limits.files && this.#bytes <= this.#limits.bytes) break;
      this.#forget(oldest);
      rmSync(`${this.#path}/${oldest}`, { force: true });
    }
    return true;
  }

  /**
   * Makes an empty folder of whatever time.
   * @param path absolute; nothing is there, but what is above it
   */
  makeFolder(path: string): void {
    if (this.#folders > 0) {
      this.#folders -= 1;
      if (moved(`${this.#path}/${folderName(this.#folders)}`, path)) return;
    }
    mkdirSync(path);
  }

  /**
   * Takes a folder if it is empty, or leaves it where it is.
   * @param from absolute path of a folder that nobody changed but by what was taken out of it
   */
  putFolder(from: string): boolean {
    if (this.#folders >= this.#limits.folders || !isEmpty(from)) return false;
    if (!moved(from, `${this.#path}/${folderName(this.#folders)}`)) return false;
    this.#folders += 1;
    return true;
  }

  #forget(name: string): void {
    const file = this.#files.get(name);
    if (file === undefined) return;
    this.#files.delete(name);
    this.#bytes -= file.bytes;
    const same = this.#numbers.get(file.key) ?? [];
    if (same.length <= 1) this.#numbers.delete(file.key);
    else same.splice(same.lastIndexOf(file.number), 1);
  }
}

function nameOf(key: string, number: number): string {
  return `${key.replace('/', '-')}.${number}`;
}

function folderName(number: number): string {
  return `d${number}`;
}

/** Whether it could be moved: somebody may have emptied the cache, or the place of it. */
function moved(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false;
  }
}

function isEmpty(path: string): boolean {
  const folder = opendirSync(path);
  try {
    return folder.readSync() === null;
  } finally {
    folder.closeSync();
  }
}

/** Some kernels count a file's times in ticks of milliseconds: a change soon after another does not show. Source: Linux, multigrain timestamps. */
function tellsEachChange(path: string): boolean {
  writeFileSync(path, '', { mode: 0o600 });
  try {
    const ctime = (): bigint => lstatSync(path, { bigint: true }).ctimeNs;
    let last = ctime();
    // So often that no chance of ticks between them is left.
    for (let change = 0; change < 8; change += 1) {
      chmodSync(path, change % 2 === 0 ? 0o400 : 0o600);
      const now = ctime();
      if (now === last) return false;
      last = now;
    }
    return true;
  } finally {
    unlinkSync(path);
  }
}
