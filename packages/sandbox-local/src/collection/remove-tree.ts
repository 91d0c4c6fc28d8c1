import { chmodSync, lstatSync, mkdtempSync, opendirSync, renameSync, rmdirSync, unlinkSync } from 'node:fs';
import { rmdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';

/** Beyond this many bytes a folder is first moved up, well before PATH_MAX (4096). */
const longPathBytes = 3000;
/** For so long the event loop may stand still, milliseconds. */
const turnMs = 8;
/** A folder that took so long is a sign that the next ones do as well, for some time: another thread removes them then, milliseconds. */
const slowFolderMs = 0.5;
const slowForMs = 2_000;
/** So many folders in one folder are remembered at a time. */
const manyFolders = 1000;

/**
 * Removes what a hostile command may have left: folders without permissions, names that are not UTF-8, and trees deeper than a path can be
 * long, on which a plain recursive removal fails. Links are removed, not followed. Nothing there is fine, and so is another process that removes
 * the same. Works in short turns of synchronous calls, which cost a fraction of what calls cost that are waited for one by one.
 * @param path absolute
 */
export async function removeTree(path: string): Promise<void> {
  try {
    await removePlain(path);
  } catch {
    if (lstatSync(path, { throwIfNoEntry: false }) === undefined) return;
    const aside = mkdtempSync(join(dirname(path), '.removing-'));
    removeStubborn(Buffer.from(path), aside);
    removeStubborn(Buffer.from(aside), aside);
  }
}

/** Removes depth first; fails at whatever is out of the ordinary. */
async function removePlain(top: string): Promise<void> {
  const stats = lstatSync(top, { throwIfNoEntry: false });
  if (stats === undefined) return;
  if (!stats.isDirectory()) {
    unlessGone(() => unlinkSync(top));
    return;
  }
  let turnEnds = performance.now() + turnMs;
  const open = [top];
  for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
    const inner: string[] = [];
    const entries = unlessGone(() => opendirSync(folder));
    if (entries === undefined) {
      open.pop();
      continue;
    }
    try {
      for (let entry = entries.readSync(); entry !== null && inner.length < manyFolders; entry = entries.readSync()) {
        const path = `${folder}/${entry.name}`;
        if (entry.isDirectory()) inner.push(path);
        else unlessGone(() => unlinkSync(path));
        if (performance.now() > turnEnds) {
          await nextTurn();
          turnEnds = performance.now() + turnMs;
        }
      }
    } finally {
      entries.closeSync();
    }
    if (inner.length > 0) {
      open.push(...inner);
    } else {
      await removeFolder(folder);
      open.pop();
    }
  }
}

let slowUntil = 0;

/** Where a file system tells the disk at once of what becomes free, each folder takes a millisecond, a hundred times longer than elsewhere. */
async function removeFolder(path: string): Promise<void> {
  const started = performance.now();
  if (started < slowUntil) {
    await rmdir(path).catch((error: unknown) => {
      if (!isGone(error)) throw error;
    });
    return;
  }
  unlessGone(() => rmdirSync(path));
  const ended = performance.now();
  if (ended - started > slowFolderMs) slowUntil = ended + slowForMs;
}

/** Removes depth first without recursion; what lies too deep is moved to the folder `aside`. */
function removeStubborn(top: Buffer, aside: string): void {
  if (lstatSync(top, { throwIfNoEntry: false })?.isDirectory() !== true) {
    unlessGone(() => unlinkSync(top));
    return;
  }
  const open = [top];
  for (let folder = open.at(-1); folder !== undefined; folder = open.at(-1)) {
    const inner = removeEntries(folder, aside);
    if (inner === undefined) {
      unlessGone(() => rmdirSync(folder));
      open.pop();
    } else {
      open.push(inner);
    }
  }
}

let moved = 0;

/** Removes entries until it meets a folder to descend into, which it gives; undefined once none is left. */
function removeEntries(path: Buffer, aside: string): Buffer | undefined {
  const folder = unlessGone(() => {
    chmodSync(path, 0o700);
    return opendirSync(path, { encoding: 'buffer' as BufferEncoding });
  });
  if (folder === undefined) return undefined;
  try {
    for (let entry = folder.readSync(); entry !== null; entry = folder.readSync()) {
      const inner = Buffer.concat([path, Buffer.from('/'), entry.name as unknown as Buffer]);
      if (lstatSync(inner, { throwIfNoEntry: false })?.isDirectory() !== true) {
        unlessGone(() => unlinkSync(inner));
      } else if (inner.byteLength > longPathBytes) {
        moved += 1;
        unlessGone(() => {
          chmodSync(inner, 0o700);
          renameSync(inner, join(aside, String(moved)));
        });
      } else {
        return inner;
      }
    }
    return undefined;
  } finally {
    folder.closeSync();
  }
}

/** Does something to what another process may remove at the same moment. */
function unlessGone<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch (error) {
    if (!isGone(error)) throw error;
    return undefined;
  }
}

function isGone(error: unknown): boolean {
  return (error as NodeJS.ErrnoException).code === 'ENOENT';
}
