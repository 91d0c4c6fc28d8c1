import { chmodSync, lstatSync, mkdtempSync, opendirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** Beyond this many bytes a folder is first moved up, well before PATH_MAX (4096). */
const longPathBytes = 3000;

/**
 * Removes what a hostile command may have left: folders without permissions, names that are not UTF-8, and trees deeper than a path can be
 * long, on which a plain recursive removal fails. Links are removed, not followed. Nothing there is fine.
 * @param path absolute
 */
export async function removeTree(path: string): Promise<void> {
  try {
    await rm(path, { recursive: true, force: true });
  } catch {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
    const aside = mkdtempSync(join(dirname(path), '.removing-'));
    removeStubborn(Buffer.from(path), aside);
    removeStubborn(Buffer.from(aside), aside);
  }
}

/** Removes depth first without recursion; what lies too deep is moved to the folder `aside`. */
function removeStubborn(top: Buffer, aside: string): void {
  if (!lstatSync(top).isDirectory()) {
    unlinkSync(top);
    return;
  }
  const open = [top];
  for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
    const inner = removeEntries(folder, aside);
    if (inner === undefined) {
      rmdirSync(folder);
      open.pop();
    } else {
      open.push(inner);
    }
  }
}

let moved = 0;

/** Removes entries until it meets a folder to descend into, which it gives; undefined once none is left. */
function removeEntries(path: Buffer, aside: string): Buffer | undefined {
  chmodSync(path, 0o700);
  const folder = opendirSync(path, { encoding: 'buffer' as BufferEncoding });
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      const inner = Buffer.concat([path, Buffer.from('/'), entry.name as unknown as Buffer]);
      if (!lstatSync(inner).isDirectory()) {
        unlinkSync(inner);
      } else if (inner.byteLength > longPathBytes) {
        chmodSync(inner, 0o700);
        moved += 1;
        renameSync(inner, join(aside, String(moved)));
      } else {
        return inner;
      }
    }
    return undefined;
  } finally {
    folder.closeSync();
  }
}
