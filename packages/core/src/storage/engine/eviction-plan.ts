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
    const goes = table.access(entry) < cutoff;
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
  for await (const entry of inBreaths(index)) oldest = Math.min(oldest, table.access(entry));
  const width = Math.max(1, Math.ceil((protectedSince - oldest) / buckets));
  const bytes = new Float64Array(buckets + 1);
  for await (const entry of inBreaths(index)) {
    const access = table.access(entry);
    if (access >= protectedSince) continue;
    const bucket = Math.min(buckets, Math.max(0, Math.floor((access - oldest) / width)));
    bytes[bucket] = (bytes[bucket] as number) + table.size(entry) + recordHeaderBytes;
  }
  let sum = 0;
  let bucket = 0;
  while (bucket <= buckets && sum < neededBytes) sum += bytes[bucket++] as number;
  return Math.min(protectedSince, oldest + bucket * width);
}
