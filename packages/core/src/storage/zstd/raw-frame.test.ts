import { zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { sampleBytes } from '../../testing/storage-cases/sample-blobs.ts';
import { rawFrame } from './raw-frame.ts';
import { readFrameHeader } from './zstd-frame-header.ts';
import { ZstdFrameScanner } from './zstd-frame-scanner.ts';

async function* cut(data: Uint8Array, cuts: readonly number[]): AsyncGenerator<Uint8Array> {
  const places = [0, ...cuts.map((place) => place % (data.byteLength + 1)).sort((a, b) => a - b), data.byteLength];
  for (const [index, from] of places.entries()) yield data.subarray(from, places[index + 1] ?? from);
}

describe('rawFrame', () => {
  test('is a frame that any decoder reads, however the content is cut', async () => {
    const size = fc.oneof(fc.nat(10), fc.integer({ min: 131_000, max: 131_100 }), fc.nat(3_000_000));
    await fc.assert(
      fc.asyncProperty(size, fc.array(fc.nat(), { maxLength: 5 }), fc.boolean(), async (sizeBytes, cuts, isLent) => {
        const data = sampleBytes(sizeBytes, 7);
        const scanner = new ZstdFrameScanner();
        const pieces: Uint8Array[] = [];
        for await (const piece of rawFrame(cut(data, cuts), sizeBytes, isLent)) {
          scanner.scan(piece);
          pieces.push(Buffer.from(piece));
        }
        const frame = Buffer.concat(pieces);
        expect(scanner.atFrameEnd).toBe(true);
        expect(readFrameHeader(frame)).toEqual({ windowBytes: 128 * 1024, contentBytes: sizeBytes, needsDictionary: false });
        expect(zstdDecompressSync(frame).equals(data)).toBe(true);
      }),
      { seed: 3, numRuns: 40 },
    );
  });
});
