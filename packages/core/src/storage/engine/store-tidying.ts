import { join } from 'node:path';
import type { CallOptions } from '../../util/call-options.ts';
import { entryFlags } from './blob-table.ts';
import type { EngineParts } from './engine-parts.ts';
import { IndexKeeper } from './index-keeper.ts';
import type { QuotaOptions } from './quota.ts';
import { SegmentSet } from './segment-set.ts';
import { StoreIndex } from './store-index.ts';
import { Tidier, type TidierOptions, type TidyGoal, type TidyReport } from './tidier.ts';

/** What tidying a whole store takes. */
export interface StoreTidyingOptions {
  readonly parts: EngineParts;
  readonly directory: string;
  readonly quota: QuotaOptions;
  readonly segmentBytes: number;
  /** Has all that is known in index files. */
  readonly flushIndex: () => Promise<void>;
  /** Becomes the one process that tidies; undefined if another one is at it. */
  readonly lock: () => Promise<Disposable | undefined>;
}

/**
 * Tidies a store, from the process that has it to itself or from one of several.
 * @returns undefined if another process is at it
 */
export async function tidyStore(options: StoreTidyingOptions, how: CallOptions & TidyGoal = {}): Promise<TidyReport | undefined> {
  const { parts } = options;
  if (!parts.shared) {
    const { flushIndex } = options;
    return await new Tidier({ ...tidierOptions(options), index: parts.index, segments: parts.segments, flushIndex, moved: () => {} }).run(
      how,
    );
  }
  using lock = await options.lock();
  if (lock === undefined) return undefined;
  // The index of a shared store is not in memory; for this once it is, and apart from the one that answers meanwhile.
  const segments = new SegmentSet(parts.fs, parts.segments.directory);
  const index = new StoreIndex({ fs: parts.fs, directory: parts.index.directory, segments, large: parts.large });
  try {
    index.refresh(true);
    let adopted = 0;
    for (const segment of segments.all) {
      if (segment.sealed || segments.isLive(segment)) continue;
      segment.sealed = true;
      adopted += 1;
    }
    // Those who ask this process meanwhile must find it in its new place.
    const moved: TidierOptions['moved'] = (key, entry) =>
      parts.index.relocate(key, { ...entry, flags: entry.flags & ~entryFlags.verified });
    const keeper = new IndexKeeper({ fs: parts.fs, index, segments, large: parts.large, durable: false });
    // What is in index files already was there before its segment was at its end; what killed processes left is not.
    const flushIndex = async () => (adopted > 0 ? await keeper.replaceAll() : undefined);
    const report = await new Tidier({ ...tidierOptions(options), index, segments, flushIndex, moved }).run(how);
    if (report.moved + report.removed + adopted > 0) await keeper.replaceAll();
    return report;
  } finally {
    index.close();
    segments.close();
    parts.index.refresh();
  }
}

/** What the store holds, bytes: exactly where the index is in memory, else rather too much. */
export function measureStore({ index, segments, shared }: EngineParts): number {
  let bytes = 0;
  for (const { id } of segments.all) bytes += segments.sizeOf(id) ?? 0;
  if (shared) for (const { header } of index.files) bytes += header.largeBytes;
  for (const entry of shared ? index.fresh : index.table.all()) {
    if (index.table.isUsed(entry) && (index.table.flags(entry) & entryFlags.large) !== 0) bytes += index.table.size(entry);
  }
  return bytes;
}

function tidierOptions({
  parts,
  directory,
  quota,
  segmentBytes,
}: StoreTidyingOptions): Omit<TidierOptions, 'index' | 'segments' | 'flushIndex' | 'moved'> {
  const { fs, log, large, clock, logger, promiseSeconds, shared } = parts;
  return { fs, directory: join(directory), log, large, clock, logger, quota, promiseSeconds, segmentBytes, shared };
}
