import { mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { removeTree } from '../collection/remove-tree.ts';
import { Turns } from './lay-out-tree.ts';
import { processName } from './process-name.ts';
import type { TreeLeases } from './tree-leases.ts';

/** A file that was written a moment ago may be about to be linked into a tree. */
const youngMs = 10 * 60 * 1000;

interface CachedFile {
  readonly path: string;
  readonly bytes: number;
  /** Whether a tree has it. */
  readonly linked: boolean;
  /** Whether somebody may be about to link it. */
  readonly young: boolean;
}

const maxRounds = 30;

/**
 * Keeps a tree cache in its quota. Files that are in no tree go first; while those that are take more than the quota, so do the trees that were
 * not used for the longest time, a tenth of all at a time.
 * @param path absolute path of the cache
 * @param maxBytes what its files may take
 * @param leases trees in use, which stay
 */
export async function sweepTrees(path: string, maxBytes: number, leases: TreeLeases): Promise<void> {
  for (let round = 0; round < maxRounds; round += 1) {
    const files = await listFiles(join(path, 'files'));
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const file of files) {
      if (bytes <= maxBytes) return;
      if (file.linked || file.young) continue;
      rmSync(file.path, { force: true }); // several may sweep at once
      bytes -= file.bytes;
    }
    const linkedBytes = files.reduce((sum, file) => sum + (file.linked ? file.bytes : 0), 0);
    if (linkedBytes <= maxBytes || !(await evictOldest(path, leases))) return;
  }
}

async function listFiles(path: string): Promise<readonly CachedFile[]> {
  const turns = new Turns({});
  const files: CachedFile[] = [];
  const old = Date.now() - youngMs;
  for (const shard of entriesOf(path)) {
    for (const name of entriesOf(join(path, shard))) {
      const file = join(path, shard, name);
      const stats = statSync(file, { throwIfNoEntry: false });
      if (stats !== undefined) files.push({ path: file, bytes: stats.size, linked: stats.nlink > 1, young: stats.ctimeMs > old });
      if (turns.over) await turns.next();
    }
  }
  return files;
}

/** Removes a tenth of the trees; gives whether any went. */
async function evictOldest(path: string, leases: TreeLeases): Promise<boolean> {
  const trees: { readonly name: string; readonly path: string; readonly used: number }[] = [];
  for (const shard of entriesOf(join(path, 'trees'))) {
    for (const name of entriesOf(join(path, 'trees', shard))) {
      const entry = join(path, 'trees', shard, name);
      trees.push({ name, path: entry, used: statSync(join(entry, 'm'), { throwIfNoEntry: false })?.mtimeMs ?? 0 });
    }
  }
  trees.sort((a, b) => a.used - b.used);
  let gone = 0;
  const aside = join(path, 'tmp', processName());
  mkdirSync(aside, { recursive: true, mode: 0o700 });
  try {
    const held = await leases.all();
    const oldest = trees.filter((tree) => !held.has(tree.name)).slice(0, Math.ceil(trees.length / 10));
    for (const [index, tree] of oldest.entries()) {
      const moved = join(aside, String(index));
      try {
        renameSync(tree.path, moved);
      } catch {
        continue; // somebody else evicted it
      }
      // Whoever took a lease before it was moved is seen now; whoever takes one later misses the tree and makes it again.
      if ((await leases.all()).has(tree.name)) {
        putBack(moved, tree.path);
        continue;
      }
      await removeTree(moved);
      gone += 1;
    }
  } finally {
    await removeTree(aside);
  }
  return gone > 0;
}

function putBack(moved: string, path: string): void {
  try {
    renameSync(moved, path);
  } catch {
    // Whoever missed it made it again; this one goes with the folder that it was moved to.
  }
}

function entriesOf(path: string): readonly string[] {
  try {
    return readdirSync(path);
  } catch {
    return [];
  }
}
