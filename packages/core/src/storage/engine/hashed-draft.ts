import type { Digest } from '../../digest/digest.ts';
import { type HashLane, laneSlabBytes } from '../../digest/hash-lane.ts';
import type { CallOptions } from '../../util/call-options.ts';
import { blobCorrupt } from '../blob-check.ts';
import type { StoreFileSystem } from './store-file-system.ts';

/**
 * Writes a blob that comes in pieces to a file, while a thread hashes the same bytes: the event loop only copies them, into memory that
 * the thread and the disk read.
 * @param draft where to, and the lane to the thread
 * @param digest what the bytes must fit
 * @param content the bytes; a piece is not looked at any more once the next one is asked for
 * @throws SandwrightError BLOB_CORRUPT if they do not fit; STORAGE_FAILED if the thread is gone
 */
export async function writeHashed(
  draft: { readonly fs: StoreFileSystem; readonly fd: number; readonly lane: HashLane },
  digest: Digest,
  content: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  options: CallOptions,
): Promise<void> {
  const { fs, fd, lane } = draft;
  let which: 0 | 1 = 0;
  let filled = 0;
  let position = 0;
  let underWay: Promise<unknown> = Promise.resolve();
  const turn = async (): Promise<void> => {
    await underWay;
    const bytes = lane.slab(which).subarray(0, filled);
    underWay = settled([lane.update(which, filled), fs.writev(fd, [bytes], position)]);
    // It is looked at before anything else is done with the slab.
    underWay.catch(() => {});
    position += filled;
    filled = 0;
    which = which === 0 ? 1 : 0;
  };
  try {
    for await (const piece of content) {
      options.signal?.throwIfAborted();
      if (position + filled + piece.byteLength > digest.sizeBytes) throw blobCorrupt(digest, 'more bytes came than its size says');
      for (let at = 0; at < piece.byteLength; ) {
        const taken = Math.min(piece.byteLength - at, laneSlabBytes - filled);
        lane.slab(which).set(piece.subarray(at, at + taken), filled);
        filled += taken;
        at += taken;
        if (filled === laneSlabBytes) await turn();
      }
    }
    if (position + filled !== digest.sizeBytes) throw blobCorrupt(digest, `only ${position + filled} bytes came`);
    if (filled > 0) await turn();
    await underWay;
  } catch (error) {
    // Whoever gives the lane back must find nothing under way.
    await underWay.catch(() => {});
    throw error;
  }
  const hash = await lane.hex();
  if (hash !== digest.hash) throw blobCorrupt(digest, `the bytes hash to ${hash}`);
}

/** As `Promise.all`, but only once the last has settled. */
async function settled(all: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(all)) if (outcome.status === 'rejected') throw outcome.reason;
}
