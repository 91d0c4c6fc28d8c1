import type { DigestFunction } from '../../digest/digest-function.ts';
import { HashLane, laneSlabBytes } from '../../digest/hash-lane.ts';
import { createHasher, hashHex } from '../../digest/hasher.ts';

/** What is hashed at a time, so that others have their turn. */
const turnBytes = 512 * 1024;

/** From here on a thread does it, if it runs. */
const besideBytes = 1024 * 1024;

/**
 * The hash of bytes that are whole in memory, however many they are: nobody waits long for it.
 * @returns lower-case hexadecimal
 */
export async function hashInTurns(digestFunction: DigestFunction, data: Uint8Array): Promise<string> {
  if (data.byteLength <= turnBytes) return hashHex(digestFunction, data);
  if (data.byteLength >= besideBytes) {
    using lane = HashLane.tryOpen(digestFunction);
    // Where the thread is gone it is done here after all.
    const hash = lane === undefined ? undefined : await hashBeside(lane, data).catch(() => undefined);
    if (hash !== undefined) return hash;
  }
  const hasher = createHasher(digestFunction);
  for (let at = 0; at < data.byteLength; at += turnBytes) {
    hasher.update(data.subarray(at, at + turnBytes));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return hasher.hex();
}

async function hashBeside(lane: HashLane, data: Uint8Array): Promise<string> {
  let which: 0 | 1 = 0;
  let underWay: Promise<void> = Promise.resolve();
  for (let at = 0; at < data.byteLength; at += laneSlabBytes) {
    const piece = data.subarray(at, at + laneSlabBytes);
    lane.slab(which).set(piece);
    await underWay;
    underWay = lane.update(which, piece.byteLength);
    which = which === 0 ? 1 : 0;
  }
  await underWay;
  return await lane.hex();
}
