import { isUtf8 } from 'node:buffer';
import { type BigIntStats, chmodSync, closeSync, constants, lstatSync, opendirSync, openSync, readlinkSync } from 'node:fs';
import { SandwrightError } from '@sandwright/core';

/** Beyond this many bytes a path is shortened through an open folder, well before PATH_MAX (4096). */
const longPathBytes = 3000;

/** An entry of a folder that a command left. */
export interface FolderEntry {
  readonly name: string;
  readonly stats: BigIntStats;
}

/** A folder of a tree that may be deeper than a path can be long. Nothing in it is followed. */
export class FolderCursor implements Disposable {
  readonly path: string;
  readonly #fd: number | undefined;

  private constructor(path: string, fd?: number) {
    this.path = path;
    this.#fd = fd;
  }

  /** @param path absolute path of a folder that is known to be no link */
  static at(path: string): FolderCursor {
    return new FolderCursor(path);
  }

  /**
   * The folder of that name in this one; must be disposed of before this one.
   * @param entry an entry that is a folder
   */
  enter(entry: FolderEntry): FolderCursor {
    const path = `${this.path}/${entry.name}`;
    makeReadable(path, entry.stats, 0o500);
    if (Buffer.byteLength(path) <= longPathBytes || process.platform !== 'linux') return new FolderCursor(path);
    const fd = openSync(path, constants.O_RDONLY | constants.O_DIRECTORY | constants.O_NOFOLLOW);
    return new FolderCursor(`/proc/self/fd/${fd}`, fd);
  }

  /**
   * The entries, sorted by the bytes of their names.
   * @param limit how many there may be
   * @returns undefined if there are more
   * @throws SandwrightError ACTION_FAILED for a name that is not UTF-8, which no Directory message can hold
   */
  entries(limit: number): readonly FolderEntry[] | undefined {
    const names: Buffer[] = [];
    const folder = opendirSync(this.path, { encoding: 'buffer' as BufferEncoding, bufferSize: 512 });
    try {
      for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
        if (names.length >= limit) return undefined;
        names.push(entry.name as unknown as Buffer);
      }
    } finally {
      folder.closeSync();
    }
    names.sort((a, b) => Buffer.compare(a, b));
    return names.map((bytes) => {
      const name = textOf(bytes, 'an output has the name');
      return { name, stats: lstatSync(`${this.path}/${name}`, { bigint: true }) };
    });
  }

  [Symbol.dispose](): void {
    if (this.#fd !== undefined) closeSync(this.#fd);
  }
}

/**
 * The target of a link, unchanged.
 * @param path absolute path of a symbolic link
 * @throws SandwrightError ACTION_FAILED if it is not UTF-8, which no SymlinkNode can hold
 */
export function linkTarget(path: string): string {
  return textOf(readlinkSync(path, { encoding: 'buffer' }), 'an output is a symbolic link to');
}

/**
 * Lets this process read what it owns but what the command closed to everyone.
 * @param path absolute path of a file or folder that is no link
 * @param stats its own
 * @param bits of the mode that are needed
 */
export function makeReadable(path: string, stats: BigIntStats, bits: number): void {
  const mode = Number(stats.mode) & 0o777;
  if ((mode & bits) === bits || process.geteuid?.() === 0) return;
  if (process.geteuid?.() === Number(stats.uid)) chmodSync(path, mode | bits);
}

function textOf(bytes: Buffer, what: string): string {
  if (isUtf8(bytes)) return bytes.toString('utf8');
  throw new SandwrightError('ACTION_FAILED', `${what} ${JSON.stringify(bytes.toString('latin1'))} (bytes), which is not UTF-8`, {
    hint: 'outputs are described in UTF-8; give it another name',
    details: { bytes: bytes.toString('hex') },
  });
}
