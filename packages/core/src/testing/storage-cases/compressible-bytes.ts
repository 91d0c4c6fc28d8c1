import { sampleBytes } from './sample-blobs.ts';

/** Bytes that zstd makes about half as long, and that are the same each time. */
export function compressibleBytes(sizeBytes: number, seed = 1): Buffer {
  const data = Buffer.from(sampleBytes(sizeBytes, seed));
  // Half of the bits of each byte.
  for (let index = 0; index < sizeBytes; index += 1) data[index] = (data[index] ?? 0) & 0x0f;
  return data;
}

/** What a seed stands for: of three blobs one that zstd makes shorter, so that its frame is kept, and one that it does not. */
export function contentOf(sizeBytes: number, seed: number): Uint8Array {
  return seed % 3 === 2 ? sampleBytes(sizeBytes, seed) : compressibleBytes(sizeBytes, seed);
}
