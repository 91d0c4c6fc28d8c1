import { createHash, randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { HashLane, laneSlabBytes } from './hash-lane.ts';
import { hashThread } from './hash-thread.ts';

beforeEach(async () => {
  await hashThread.start();
});

describe('HashLane', () => {
  test('hashes what stands in its slabs, in the order in which they were given, whoever else does the same', async () => {
    const hashes = await Promise.all(
      (['SHA256', 'SHA512', 'MD5'] as const).map(async (digestFunction) => {
        using lane = HashLane.tryOpen(digestFunction);
        const expected = createHash(digestFunction.toLowerCase());
        for (const [at, length] of [laneSlabBytes, 1, 70_000, laneSlabBytes].entries()) {
          const which = at % 2 === 0 ? 0 : 1;
          const bytes = randomBytes(length);
          lane?.slab(which).set(bytes);
          expected.update(bytes);
          await lane?.update(which, length);
        }
        return [await lane?.hex(), expected.digest('hex')];
      }),
    );
    for (const [found, expected] of hashes) expect(found).toBe(expected);
  });

  test('there are only so many, and one that was given back can be taken', () => {
    const lanes = Array.from({ length: 20 }, () => HashLane.tryOpen('SHA256')).filter((lane) => lane !== undefined);
    try {
      expect(lanes.length).toBe(8);
      lanes.pop()?.[Symbol.dispose]();
      const again = HashLane.tryOpen('SHA256');
      expect(again).toBeDefined();
      if (again !== undefined) lanes.push(again);
      expect(HashLane.tryOpen('SHA256')).toBeUndefined();
    } finally {
      for (const lane of lanes) lane[Symbol.dispose]();
    }
  });

  test('a function that node:crypto does not have is left to others', () => {
    expect(HashLane.tryOpen('BLAKE3')).toBeUndefined();
  });

  test('whoever waits for a thread that ends is told; nobody waits for the next one, or goes on with it', async () => {
    using begun = HashLane.tryOpen('SHA256');
    {
      using lane = HashLane.tryOpen('SHA256');
      await begun?.update(0, 10);
      // More than a thread hashes before it is ended.
      const waiting = Array.from({ length: 400 }, async () => await lane?.update(0, laneSlabBytes));
      const [ended] = await Promise.all([Promise.allSettled(waiting), hashThread.terminate()]);
      expect(ended.at(-1)).toMatchObject({ status: 'rejected', reason: { code: 'STORAGE_FAILED' } });
    }
    expect(HashLane.tryOpen('SHA256')).toBeUndefined();
    await hashThread.start();
    await expect(begun?.update(0, 10)).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    using lane = HashLane.tryOpen('SHA256');
    lane?.slab(0).fill(1);
    await lane?.update(0, 10);
    expect(await lane?.hex()).toBe(createHash('sha256').update(Buffer.alloc(10, 1)).digest('hex'));
  });
});
