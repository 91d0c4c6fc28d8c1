import { describe, expect, it } from '@jest/globals';
import { digestOf, emptyDigest } from '../digest/digest.ts';
import { describeActionCache } from '../testing/describe-action-cache.ts';
import { MemoryActionCache } from './memory-action-cache.ts';
import { ReadOnlyActionCache } from './read-only-action-cache.ts';

const digest = (name: string) => digestOf(Buffer.from(name));
const result = { exitCode: 0, stdout: emptyDigest, stderr: emptyDigest, outputs: [], metadata: { worker: '' } };

describeActionCache('MemoryActionCache', async () => ({ actionCache: new MemoryActionCache() }), { describe, it });

describe('MemoryActionCache', () => {
  it('forgets the result unused for longest', async () => {
    const cache = new MemoryActionCache({ maxResults: 2 });
    await cache.put(digest('a'), result);
    await cache.put(digest('b'), result);
    await cache.get(digest('a'));
    await cache.put(digest('c'), result);
    expect(await cache.get(digest('b'))).toBeUndefined();
    expect(await cache.get(digest('a'))).toBeDefined();
  });
});

describe('ReadOnlyActionCache', () => {
  it('reads and does not write', async () => {
    const inner = new MemoryActionCache();
    await inner.put(digest('a'), result);
    const cache = new ReadOnlyActionCache(inner);
    await cache.put(digest('b'), result);
    expect(await cache.get(digest('a'))).toEqual(result);
    expect(await inner.get(digest('b'))).toBeUndefined();
  });
});
