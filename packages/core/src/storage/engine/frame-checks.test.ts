import { constants, createZstdCompress, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digestOf } from '../../digest/digest.ts';
import { compressibleBytes } from '../../testing/storage-cases/compressible-bytes.ts';
import { readAll } from '../../testing/storage-cases/sample-blobs.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';
import type { LocalStore } from '../local-store.ts';
import { openLocalStore } from '../open-local-store.ts';
import { FrameChecks } from './frame-checks.ts';

const data = compressibleBytes(9_000_000, 1);
const frame = zstdCompressSync(data);

describe('large blobs that come as zstd', () => {
  let folder: Awaited<ReturnType<typeof temporaryDirectory>>;
  let store: LocalStore;
  beforeAll(async () => {
    folder = await temporaryDirectory();
    store = await openLocalStore({ directory: folder.path, mode: 'exclusive' });
  });
  afterAll(async () => {
    await store[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  test('are looked at as they come only a few at a time', async () => {
    const checks = new FrameChecks();
    const places = await Promise.all(Array.from({ length: 5 }, () => checks.asTheyCome()));
    expect(places.map((place) => place !== undefined)).toEqual([true, true, true, true, false]);
    places[0]?.[Symbol.dispose]();
    expect(await checks.asTheyCome()).toBeDefined();
  });

  test('do not wait for those whose clients are slow, and are compared with their digests all the same', async () => {
    const { promise: isOver, resolve: goOn } = Promise.withResolvers<void>();
    const slowly = async function* () {
      yield frame.subarray(0, 1000);
      await isOver;
      throw new Error('given up');
    };
    const slow = Array.from({ length: 6 }, async () => await store.frames.write(digestOf(data), slowly()));
    const ended = Promise.allSettled(slow);
    const wrong = { ...digestOf(data), hash: 'a'.repeat(64) };
    await expect(store.frames.write(wrong, frame)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
    await expect(store.frames.write(digestOf(data), frame.subarray(0, -5))).rejects.toMatchObject({ code: 'ACTION_INVALID' });
    expect(await store.storage.findMissing([digestOf(data)])).toHaveLength(1);
    await store.frames.write(digestOf(data), frame);
    expect(digestOf(await readAll(store.storage, digestOf(data)))).toEqual(digestOf(data));
    goOn();
    expect((await ended).map(({ status }) => status)).toEqual(Array(6).fill('rejected'));
  });

  test.each([
    [25, undefined],
    [27, 'ACTION_INVALID'],
  ])('may refer back over 2 to the power of %p bytes: %p', async (windowLog, code) => {
    const params = { [constants.ZSTD_c_windowLog]: windowLog, [constants.ZSTD_c_contentSizeFlag]: 0 };
    const compress = createZstdCompress({ params });
    const bytes = compressibleBytes(9_000_000, windowLog);
    // What is written in parts does not say its size, so the window is what was asked for.
    compress.write(bytes.subarray(0, 10));
    compress.end(bytes.subarray(10));
    const made = Buffer.concat((await compress.toArray()) as Buffer[]);
    const outcome = await store.frames.write(digestOf(bytes), made).then(
      () => undefined,
      (error: { code: string }) => error.code,
    );
    expect(outcome).toBe(code);
  });
});
