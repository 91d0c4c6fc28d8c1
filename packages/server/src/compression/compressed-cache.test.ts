import { describe, expect, test } from '@jest/globals';
import { CompressedCache } from './compressed-cache.ts';

async function* piecesOf(...sizes: readonly number[]): AsyncGenerator<Uint8Array> {
  for (const size of sizes) yield Buffer.alloc(size, size % 251);
}

async function fill(cache: CompressedCache, key: string, ...sizes: readonly number[]): Promise<number> {
  let bytes = 0;
  for await (const piece of cache.remembering(key, piecesOf(...sizes))) bytes += piece.byteLength;
  return bytes;
}

describe('CompressedCache', () => {
  test('passes everything on, and gives it again', async () => {
    const cache = new CompressedCache(800);
    expect(await fill(cache, 'a', 30, 40)).toBe(70);
    expect(Buffer.concat(cache.get('a') ?? [])).toEqual(Buffer.concat([Buffer.alloc(30, 30), Buffer.alloc(40, 40)]));
    expect(cache.get('b')).toBeUndefined();
  });

  test('keeps nothing that is too large or was not read to its end', async () => {
    const cache = new CompressedCache(800);
    expect(await fill(cache, 'large', 60, 60)).toBe(120);
    for await (const piece of cache.remembering('cut', piecesOf(10, 10))) if (piece.byteLength > 0) break;
    expect([cache.get('large'), cache.get('cut'), cache.sizeBytes]).toEqual([undefined, undefined, 0]);
    const none = new CompressedCache(0);
    await fill(none, 'a', 1);
    expect(none.get('a')).toBeUndefined();
  });

  test('what was not asked for longest goes first', async () => {
    const cache = new CompressedCache(800);
    for (let index = 0; index < 8; index += 1) await fill(cache, `k${index}`, 100);
    cache.get('k0');
    await fill(cache, 'k8', 100);
    expect([cache.get('k0') !== undefined, cache.get('k1') !== undefined, cache.sizeBytes]).toEqual([true, false, 800]);
    await fill(cache, 'k8', 100);
    expect(cache.sizeBytes).toBe(800);
  });
});
