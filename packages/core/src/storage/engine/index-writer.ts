import { join } from 'node:path';
import { isFrameTag } from './blob-key.ts';
import { type BlobTable, entryFlags, entryWords } from './blob-table.ts';
import { bucketBitsFor, bucketOf, type Coverage, encodeIndexHead, entryBytes } from './index-file.ts';
import type { StoreFileSystem } from './store-file-system.ts';

/** What goes into an index file. */
export interface IndexContent {
  readonly table: BlobTable;
  /** Numbers of the entries that belong in it; those that are gone or pending are left out. */
  readonly entries: Iterable<number>;
  readonly coverage: readonly Coverage[];
  /** The covered segments were synced. */
  readonly synced: boolean;
  readonly highestSegment: number;
}

const portionEntries = 8192;

/**
 * Writes part of a table as an index file. The name appears only when all is written.
 * @param fs where
 * @param directory of index files
 * @param name of the file
 * @param content what; it is fixed when the call is made, entries that change meanwhile may go in either way
 */
export async function writeIndexFile(fs: StoreFileSystem, directory: string, name: string, content: IndexContent): Promise<void> {
  const { table, entries, coverage, synced, highestSegment } = content;
  const chosen: number[] = [];
  let largeBytes = 0;
  let hasFrames = false;
  for (const index of entries) {
    if (!table.isUsed(index) || (table.flags(index) & entryFlags.pending) !== 0) continue;
    chosen.push(index);
    if ((table.flags(index) & entryFlags.large) !== 0) largeBytes += table.size(index);
    hasFrames ||= isFrameTag(table.tag(index));
  }
  const bucketBits = bucketBitsFor(chosen.length);
  const { order, starts } = sortByBucket(table, chosen, bucketBits);
  const temporary = join(directory, `${name}.tmp`);
  const fd = fs.open(temporary, 'create');
  try {
    const count = order.length;
    const head = encodeIndexHead({ synced, bootId: fs.bootId, count, bucketBits, coverage, highestSegment, largeBytes, hasFrames }, starts);
    await fs.writev(fd, [head], 0);
    let position = head.byteLength;
    for (let first = 0; first < count; first += portionEntries) {
      const portion = Math.min(portionEntries, count - first);
      const words = new Uint32Array(portion * entryWords);
      for (let n = 0; n < portion; n += 1) {
        const index = order[first + n] as number;
        // The table goes on being used between portions. A key that no longer belongs here becomes an entry of no segment.
        if (table.isUsed(index) && isInBucket(table, index, starts, bucketBits, first + n)) table.copyTo(index, words, n * entryWords);
      }
      await fs.writev(fd, [new Uint8Array(words.buffer)], position);
      position += portion * entryBytes;
    }
    if (synced) await fs.datasync(fd);
  } catch (error) {
    fs.close(fd);
    fs.unlink(temporary);
    throw error;
  }
  fs.close(fd);
  fs.rename(temporary, join(directory, name));
  if (synced) await fs.syncDirectory(directory);
}

function sortByBucket(table: BlobTable, chosen: readonly number[], bucketBits: number): { order: Uint32Array; starts: Uint32Array } {
  const starts = new Uint32Array(2 ** bucketBits + 1);
  for (const index of chosen) {
    const next = bucketOf(table.firstWord(index), bucketBits) + 1;
    starts[next] = (starts[next] as number) + 1;
  }
  for (let bucket = 1; bucket < starts.length; bucket += 1) {
    starts[bucket] = (starts[bucket] as number) + (starts[bucket - 1] as number);
  }
  const fill = starts.slice();
  const order = new Uint32Array(chosen.length);
  for (const index of chosen) {
    const bucket = bucketOf(table.firstWord(index), bucketBits);
    const at = fill[bucket] as number;
    order[at] = index;
    fill[bucket] = at + 1;
  }
  return { order, starts };
}

function isInBucket(table: BlobTable, index: number, starts: Uint32Array, bucketBits: number, position: number): boolean {
  const bucket = bucketOf(table.firstWord(index), bucketBits);
  const pending = (table.flags(index) & entryFlags.pending) !== 0;
  return !pending && position >= (starts[bucket] as number) && position < (starts[bucket + 1] as number);
}
