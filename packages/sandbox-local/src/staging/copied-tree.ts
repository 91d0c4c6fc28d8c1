import { type BigIntStats, lstatSync } from 'node:fs';
import type { CallOptions } from '@sandwright/core';
import { Turns } from './lay-out-tree.ts';
import { maxPartsOfTree, type SpareParts } from './spare-parts.ts';

interface Part {
  readonly path: string;
  readonly before: BigIntStats;
}

interface FilePart extends Part {
  readonly key: string;
}

/** A tree of files of its own, and what each file and folder of it was like before a command had it. */
export class CopiedTree {
  readonly #parts: SpareParts;
  readonly #files: readonly FilePart[];
  /** Parents first. */
  readonly #folders: readonly Part[];

  private constructor(parts: SpareParts, files: readonly FilePart[], folders: readonly Part[]) {
    this.#parts = parts;
    this.#files = files;
    this.#folders = folders;
  }

  /**
   * Looks at a tree that is complete.
   * @param files absolute paths with what stands for their bytes and mode
   * @param folders absolute paths, parents first, the top one included
   */
  static async of(
    parts: SpareParts,
    files: readonly (readonly [key: string, path: string])[],
    folders: readonly string[],
    options: CallOptions = {},
  ): Promise<CopiedTree | undefined> {
    if (files.length + folders.length > maxPartsOfTree) return undefined;
    const turns = new Turns(options);
    const known: FilePart[] = [];
    for (const [key, path] of files) {
      known.push({ key, path, before: lstatSync(path, { bigint: true }) });
      if (turns.over) await turns.next();
    }
    return new CopiedTree(
      parts,
      known,
      folders.map((path) => ({ path, before: lstatSync(path, { bigint: true }) })),
    );
  }

  /**
   * Takes out of the tree what the command left as it was, for other trees; the rest stays. Nothing of the command may be alive any more, and
   * nobody else may have had a way to what it had.
   */
  async putAway(): Promise<void> {
    try {
      await this.#putAway();
    } catch {
      // What cannot be looked at stays, to be removed.
    }
  }

  async #putAway(): Promise<void> {
    const turns = new Turns({});
    // A link to a folder elsewhere must not be followed: what is there is not ours to take, even if it once was.
    const real = new Set<string>();
    const untouched: string[] = [];
    for (const [index, { path, before }] of this.#folders.entries()) {
      if (index > 0 && !real.has(parentOf(path))) continue;
      const now = lstatSync(path, { bigint: true, throwIfNoEntry: false });
      if (now?.isDirectory() !== true || now.ino !== before.ino || now.dev !== before.dev) continue;
      real.add(path);
      if (isAsBefore(before, now)) untouched.push(path);
    }
    for (const { key, path, before } of this.#files) {
      if (!real.has(parentOf(path))) continue;
      const now = lstatSync(path, { bigint: true, throwIfNoEntry: false });
      if (now !== undefined && isAsBefore(before, now)) this.#parts.putFile(key, path, Number(now.size));
      if (turns.over) await turns.next();
    }
    for (const path of untouched.toReversed()) this.#parts.putFolder(path);
  }
}

function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/'));
}

/** Whatever is done to a file or folder changes at least its ctime, which nobody can set. Source: inode(7). */
function isAsBefore(before: BigIntStats, now: BigIntStats): boolean {
  return (
    now.ctimeNs === before.ctimeNs &&
    now.mtimeNs === before.mtimeNs &&
    now.ino === before.ino &&
    now.dev === before.dev &&
    now.size === before.size &&
    now.mode === before.mode &&
    now.nlink === before.nlink
  );
}
