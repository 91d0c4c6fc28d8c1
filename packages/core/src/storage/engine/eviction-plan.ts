import { BlobKey, isFrameTag } from './blob-key.ts';
import { entryFlags } from './blob-table.ts';
import { recordHeaderBytes } from './record.ts';
import type { SegmentSet } from './segment-set.ts';
import type { StoreIndex } from './store-index.ts';

/** What tidying would do. */
export interface EvictionPlan {
  /** Blobs last used before this second may go. */
  readonly cutoff: number;
  /** Segments to be rewritten without what is dead or may go, the most rewarding first. */
  readonly segments: readonly number[];
  /** Numbers of large blobs that may go. */
  readonly large: readonly number[];
  /** All that the store holds, dead or alive, bytes. */
  readonly usedBytes: number;
}

/** What the plan is made for. */
export interface EvictionGoal {
  readonly index: StoreIndex;
  readonly segments: SegmentSet;
  /** Bytes that should become free; 0 to clear away only what is dead. */
  readonly neededBytes: number;
  /** Nothing used since this second may go. */
  readonly protectedSince: number;
  /** A segment is rewritten if at least this part of it would become free. */
  readonly leastGain: number;
  /** Many segments smaller than this are joined, bytes. */
  readonly smallBytes: number;
  readonly isLive: (segment: number) => boolean;
}

/** Copies count as unused for so much longer than they are, seconds: whatever else is as old has other things to lose. */
const copyAge = 7 * 24 * 3600;

const own = new BlobKey();
const other = new BlobKey();

/**
 * The second at which something was used last, as far as making room is concerned. The copy that was made of a blob's other form goes first
 * as long as that form is there, which then has all the promises. Were both once copies, the frame is the one that goes.
 */
export function lastUse({ table, hasFrames }: StoreIndex, entry: number): number {
  const access = table.access(entry);
  if (!hasFrames || (table.flags(entry) & entryFlags.copy) === 0) return access;
  const { tag } = table.key(entry, own);
  const found = table.find(other.setOtherForm(own));
  if (found < 0 || (table.flags(found) & entryFlags.pending) !== 0) return access;
  const isSpare = isFrameTag(tag) || (table.flags(found) & entryFlags.copy) === 0;
  return isSpare ? Math.max(0, access - copyAge) : access;
}

const buckets = 4096;
const tooManySmall = 32;
const breath = 65_536;

async function* inBreaths(index: StoreIndex): AsyncIterable<number> {
  let count = 0;
  for (const entry of index.table.all()) {
    // A server goes on answering while a million entries are looked at.
    if (++count % breath === 0) await new Promise((resolve) => setImmediate(resolve));
    if (index.table.isUsed(entry) && (index.table.flags(entry) & entryFlags.pending) === 0) yield entry;
  }
}

/** Decides what goes: what was unused for longest, whole segments where possible. */
export async function planEviction(goal: EvictionGoal): Promise<EvictionPlan> {
  const { index, segments } = goal;
  const { table } = index;
  const cutoff = await findCutoff(goal);
  const kept = new Map<number, number>();
  const large: number[] = [];
  let usedBytes = 0;
  for await (const entry of inBreaths(index)) {
    const goes = lastUse(index, entry) < cutoff;
    if ((table.flags(entry) & entryFlags.large) !== 0) {
      usedBytes += table.size(entry);
      if (goes) large.push(entry);
    } else if (!goes) {
      const segment = table.segment(entry);
      kept.set(segment, (kept.get(segment) ?? 0) + table.size(entry) + recordHeaderBytes);
    }
  }
  const gains: { readonly id: number; readonly gain: number; readonly small: boolean }[] = [];
  for (const { id } of segments.all) {
    const size = segments.sizeOf(id) ?? 0;
    usedBytes += size;
    if (!goal.isLive(id)) gains.push({ id, gain: size === 0 ? 1 : 1 - (kept.get(id) ?? 0) / size, small: size < goal.smallBytes });
  }
  const joins = gains.filter(({ small }) => small).length > tooManySmall;
  const chosen = gains.filter(({ gain, small }) => gain >= goal.leastGain || (joins && small)).sort((a, b) => b.gain - a.gain);
  return { cutoff, segments: chosen.map(({ id }) => id), large, usedBytes };
}

/** The second before which everything must go to free enough; 0 where nothing must. */
async function findCutoff({ index, neededBytes, protectedSince }: EvictionGoal): Promise<number> {
  if (neededBytes <= 0) return 0;
  const { table } = index;
  let oldest = protectedSince;
  for await (const entry of inBreaths(index)) oldest = Math.min(oldest, lastUse(index, entry));
  const width = Math.max(1, Math.ceil((protectedSince - oldest) / buckets));
  const bytes = new Float64Array(buckets + 1);
  for await (const entry of inBreaths(index)) {
    const access = lastUse(index, entry);
    if (access >= protectedSince) continue;
    const bucket = Math.min(buckets, Math.max(0, Math.floor((access - oldest) / width)));
    bytes[bucket] = (bytes[bucket] as number) + table.size(entry) + recordHeaderBytes;
  }
  let sum = 0;
  let bucket = 0;
  while (bucket <= buckets && sum < neededBytes) sum += bytes[bucket++] as number;
  return Math.min(protectedSince, oldest + bucket * width);
}
