import { expect, test } from '@jest/globals';
import type { DigestFunction } from '../../digest/digest-function.ts';
import { HashLane } from '../../digest/hash-lane.ts';
import { hashHex } from '../../digest/hasher.ts';
import { sampleBytes } from '../../testing/storage-cases/sample-blobs.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { hashInTurns } from './hash-in-turns.ts';

function threadRuns(): boolean {
  using lane = HashLane.tryOpen('SHA256');
  return lane !== undefined;
}

test('the hash is that of all bytes, wherever it is made, and however many are made at once', async () => {
  const sizes = [0, 1000, 524_288, 524_289, 1_048_576, 1_572_864, 1_572_865];
  for (const isBeside of [false, true]) {
    if (isBeside) await waitUntil(threadRuns, 'the thread to run');
    await Promise.all(
      sizes.flatMap((size) =>
        (['SHA256', 'SHA1', 'BLAKE3'] as const satisfies readonly DigestFunction[]).map(async (digestFunction) => {
          const data = sampleBytes(size, size);
          expect(await hashInTurns(digestFunction, data)).toBe(hashHex(digestFunction, data));
        }),
      ),
    );
  }
});
