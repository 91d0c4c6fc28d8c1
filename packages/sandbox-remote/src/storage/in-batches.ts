/** What surrounds the bytes of one blob in a batch: its digest, a status, tags. */
export const blobOverheadBytes = 160;

/**
 * Packs items into batches under a limit of bytes, in their order.
 * @param items what to pack
 * @param bytesOf what an item weighs, bytes
 * @param maxBytes weight of a batch at most
 * @param maxItems items of a batch at most
 * @returns the batches, and the items too heavy for any
 */
export function inBatches<T>(
  items: readonly T[],
  bytesOf: (item: T) => number,
  maxBytes: number,
  maxItems = 1_000,
): { readonly batches: readonly (readonly T[])[]; readonly alone: readonly T[] } {
  const batches: T[][] = [];
  const alone: T[] = [];
  let batch: T[] = [];
  let weight = 0;
  for (const item of items) {
    const bytes = bytesOf(item);
    if (bytes > maxBytes) {
      alone.push(item);
      continue;
    }
    if (batch.length > 0 && (weight + bytes > maxBytes || batch.length >= maxItems)) {
      batches.push(batch);
      batch = [];
      weight = 0;
    }
    batch.push(item);
    weight += bytes;
  }
  if (batch.length > 0) batches.push(batch);
  return { batches, alone };
}
