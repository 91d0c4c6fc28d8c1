import { constants, type NodeGCPerformanceDetail, type PerformanceEntry, PerformanceObserver } from 'node:perf_hooks';
import { expect, test } from '@jest/globals';
import { discard } from './discarded-memory.ts';

const pieceBytes = 1 << 20;
const pieces = 160;

type CollectionEntry = PerformanceEntry & { readonly detail: NodeGCPerformanceDetail };

test('young memory is collected each time that 16 MiB were thrown away', async () => {
  const collections: PerformanceEntry[] = [];
  using seen = observedCollections((entries) => collections.push(...entries));
  for (let piece = 0; piece < pieces; piece += 1) discard(pieceBytes);
  collections.push(...(await seen.rest()));
  const young = collections.filter((entry) => (entry as CollectionEntry).detail.kind === constants.NODE_PERFORMANCE_GC_MINOR);
  expect(young.length).toBeGreaterThanOrEqual((pieces * pieceBytes) / (16 << 20));
});

/** The garbage collector's own record: how much memory it holds at a moment depends on the machine and on its other threads, this does not. */
function observedCollections(told: (entries: readonly PerformanceEntry[]) => void): Disposable & { rest(): Promise<PerformanceEntry[]> } {
  const observer = new PerformanceObserver((list) => told(list.getEntries()));
  observer.observe({ entryTypes: ['gc'] });
  return {
    async rest() {
      // Entries are handed over on a later turn of the loop than the collection.
      for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return observer.takeRecords();
    },
    [Symbol.dispose]: () => observer.disconnect(),
  };
}
