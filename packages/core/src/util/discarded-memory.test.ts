import { constants, type NodeGCPerformanceDetail, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { test } from '@jest/globals';
import { waitUntil } from '../testing/wait-until.ts';
import { discard } from './discarded-memory.ts';

type CollectionEntry = PerformanceEntry & { readonly detail: NodeGCPerformanceDetail };

test('young memory is collected each time that 16 MiB were thrown away', async () => {
  // The collector's own record: how much memory is held at a moment depends on the machine and on other threads, this does not.
  let young = 0;
  const observer = new PerformanceObserver((list) => {
    for (const entry of list.getEntries() as CollectionEntry[]) if (entry.detail.kind === constants.NODE_PERFORMANCE_GC_MINOR) young += 1;
  });
  observer.observe({ entryTypes: ['gc'] });
  for (let piece = 0; piece < 480; piece += 1) discard(1 << 20);
  // Of thirty, some may be told as a part of a larger collection.
  await waitUntil(() => young >= 10, 'young memory to be collected');
  observer.disconnect();
});
