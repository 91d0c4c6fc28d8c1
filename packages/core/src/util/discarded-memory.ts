import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** After so many bytes the young ones are collected. */
const collectAfterBytes = 16 << 20;

type Collect = (options: { readonly type: 'minor' }) => void;

let collect: Collect | undefined;
let discarded = 0;

/**
 * Notes that buffers of so many bytes were left to the garbage collector. V8 counts them only roughly and lets a hundred megabytes gather
 * before it looks, which is more than everything else that a transfer needs. Collecting young objects takes two milliseconds.
 */
export function discard(bytes: number): void {
  discarded += bytes;
  if (discarded < collectAfterBytes) return;
  discarded = 0;
  collect ??= collector();
  collect({ type: 'minor' });
}

/** The collector that V8 shows to those who ask for it. */
function collector(): Collect {
  try {
    setFlagsFromString('--expose-gc');
    const found: unknown = runInNewContext('globalThis.gc');
    // The program around may make contexts of its own, which are not to see it.
    setFlagsFromString('--no-expose-gc');
    if (typeof found === 'function') return found as Collect;
  } catch {
    // Another engine or a process that may not set flags: then memory is what it is.
  }
  return () => {};
}
