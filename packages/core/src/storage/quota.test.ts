import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { FakeClock } from '../testing/fake-clock.ts';
import { readAll, sampleBlob } from '../testing/storage-cases/sample-blobs.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { nodeFileSystem } from './engine/node-file-system.ts';
import { quotaBounds } from './engine/quota.ts';
import type { LocalStore, LocalStoreOptions } from './local-store.ts';
import { openLocalStore } from './open-local-store.ts';

const kib = 1024;
const hourMs = 3_600_000;

async function openSmall(directory: string, clock: FakeClock, more: Partial<LocalStoreOptions> = {}): Promise<LocalStore> {
  return await openLocalStore({
    directory,
    mode: 'exclusive',
    clock,
    promiseMs: hourMs,
    inlineBytes: 64 * kib,
    segmentBytes: 64 * kib,
    quota: { quota: 1000 * kib, lowWatermark: '70%', reservedDiskSpace: 0 },
    ...more,
  });
}

const blobs = (count: number, sizeBytes: number, from = 0) => Array.from({ length: count }, (_, n) => sampleBlob(sizeBytes, from + n + 1));

async function fill(store: LocalStore, what: readonly { digest: { hash: string; sizeBytes: number }; data: Uint8Array }[]): Promise<void> {
  for (const { error } of await store.storage.writeBatch(what)) if (error !== undefined) throw error;
}

async function missing(store: LocalStore, what: readonly { digest: { hash: string; sizeBytes: number } }[]): Promise<number> {
  return (await store.storage.findMissing(what.map(({ digest }) => digest))).length;
}

describe.each(['exclusive', 'shared'] as const)('the quota of an %s store', (mode) => {
  test('removes what was unused for longest, and keeps what was read, asked for or written since', async () => {
    await using folder = await temporaryDirectory();
    const clock = new FakeClock();
    await using store = await openSmall(folder.path, clock, { mode });
    const [old, read, asked] = [blobs(100, 4 * kib), blobs(10, 4 * kib, 1000), blobs(10, 4 * kib, 2000)];
    const [oldLarge, readLarge] = [blobs(2, 100 * kib, 3000), blobs(1, 100 * kib, 4000)];
    for (const some of [old, read, asked, oldLarge, readLarge]) await fill(store, some);
    await clock.advance(10 * hourMs);
    for (const { digest } of [...read, ...readLarge]) await readAll(store.storage, digest);
    await missing(store, asked);
    await clock.advance(2 * hourMs);
    // In a shared store a read is noted with the next promise.
    const young = blobs(70, 4 * kib, 5000);
    await fill(store, young);
    const report = await store.tidy({ makeRoom: true });
    expect(report?.usedBytes).toBeLessThanOrEqual(700 * kib);
    for (const some of [read, asked, young, readLarge]) {
      expect(await missing(store, some)).toBe(0);
      for (const { digest, data } of some) expect(Buffer.compare(await readAll(store.storage, digest), data)).toBe(0);
    }
    expect(await missing(store, [...old, ...oldLarge])).toBeGreaterThan(50);
    expect((await readdir(join(folder.path, 'segments'))).filter((name) => name.endsWith('.old'))).toEqual([]);
  });

  test('keeps what somebody was told of while room is made', async () => {
    await using folder = await temporaryDirectory();
    const clock = new FakeClock();
    await using store = await openSmall(folder.path, clock, { mode });
    const old = blobs(220, 4 * kib);
    await fill(store, old);
    await clock.advance(10 * hourMs);
    let isOver = false;
    const tidying = store.tidy({ makeRoom: true }).finally(() => (isOver = true));
    const told: typeof old = [];
    // The youngest of those that may go come last.
    for (const blob of old) {
      if (isOver) break;
      if ((await missing(store, [blob])) === 0) told.push(blob);
    }
    await tidying;
    expect(told.length).toBeGreaterThan(0);
    expect(await missing(store, told)).toBe(0);
    for (const { digest, data } of told) expect(Buffer.compare(await readAll(store.storage, digest), data)).toBe(0);
  });

  test('survives a new start: what was removed stays away, what was moved is found', async () => {
    await using folder = await temporaryDirectory();
    const clock = new FakeClock();
    const [old, kept] = [blobs(120, 4 * kib), blobs(60, 4 * kib, 1000)];
    {
      await using store = await openSmall(folder.path, clock, { mode });
      // Interleaved, so that every segment holds some of both.
      await fill(
        store,
        Array.from({ length: 180 }, (_, n) => (n % 3 === 0 ? kept[n / 3] : old[n - 1 - Math.floor(n / 3)])).filter(
          (blob) => blob !== undefined,
        ),
      );
      await store.actionResultBytes.put('main', kept[0]?.digest ?? { hash: '', sizeBytes: 0 }, Buffer.from('the result'));
    }
    {
      await using store = await openSmall(folder.path, clock, { mode });
      await clock.advance(10 * hourMs);
      expect(await missing(store, kept)).toBe(0);
      await store.actionResultBytes.get('main', kept[0]?.digest ?? { hash: '', sizeBytes: 0 });
      const report = await store.tidy({ makeRoom: true });
      expect(report?.moved).toBeGreaterThan(0);
    }
    await using store = await openSmall(folder.path, clock, { mode });
    expect(await missing(store, kept)).toBe(0);
    for (const { digest, data } of kept) expect(Buffer.compare(await readAll(store.storage, digest), data)).toBe(0);
    expect(await missing(store, old)).toBeGreaterThan(0);
    expect((await store.fsck()).damaged).toBe(0);
  });
});

describe('the quota of an exclusive store', () => {
  test('makes room by itself while writes go on, and never holds more', async () => {
    await using folder = await temporaryDirectory();
    const clock = new FakeClock();
    await using store = await openSmall(folder.path, clock);
    for (let round = 0; round < 12; round += 1) {
      await fill(store, blobs(50, 4 * kib, round * 1000));
      await fill(store, blobs(1, 100 * kib, round * 1000 + 500));
      await clock.advance(2 * hourMs);
    }
    const report = await store.tidy();
    expect(report?.usedBytesBefore).toBeLessThanOrEqual(1000 * kib);
    expect(await missing(store, blobs(50, 4 * kib, 11_000))).toBe(0);
  });

  test('refuses a write when all it holds is promised, names the quota, and takes it later', async () => {
    await using folder = await temporaryDirectory();
    const clock = new FakeClock();
    await using store = await openSmall(folder.path, clock);
    const promised = blobs(220, 4 * kib);
    await fill(store, promised);
    const more = blobs(60, 4 * kib, 1000);
    const results = await store.storage.writeBatch(more);
    const refused = results.filter(({ error }) => error !== undefined);
    expect(refused.length).toBeGreaterThan(0);
    expect(refused[0]?.error).toMatchObject({ code: 'RESOURCE_EXHAUSTED', hint: expect.stringContaining('quota') });
    expect(await missing(store, promised)).toBe(0);
    await clock.advance(2 * hourMs);
    await fill(store, more);
    expect(await missing(store, more)).toBe(0);
  });

  test('takes a blob larger than what lies above the low watermark, and removes nothing for one that can never fit', async () => {
    await using folder = await temporaryDirectory();
    const clock = new FakeClock();
    await using store = await openSmall(folder.path, clock);
    for (let round = 0; round < 10; round += 1) {
      await fill(store, blobs(20, 4 * kib, round * 100));
      await clock.advance(hourMs);
    }
    await clock.advance(10 * hourMs);
    await expect(fill(store, blobs(1, 1100 * kib, 8000))).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
    expect((await store.tidy())?.usedBytes).toBeGreaterThan(200 * 4 * kib);
    const large = blobs(1, 600 * kib, 9000);
    await fill(store, large);
    expect(await missing(store, large)).toBe(0);
    expect((await store.tidy())?.usedBytes).toBeLessThanOrEqual(1000 * kib);
  });

  test('by default is the disk, less a reserve of a twentieth or 2 GiB', () => {
    const gib = 1024 ** 3;
    const onDisk = (totalBytes: number, freeBytes: number, usedBytes: number) =>
      quotaBounds({}, { ...nodeFileSystem, diskSpace: () => ({ totalBytes, freeBytes }) }, '/store', usedBytes);
    expect(onDisk(1000 * gib, 100 * gib, 5 * gib)).toEqual({ limitBytes: 103 * gib, lowBytes: Math.floor(0.8 * 103 * gib) });
    expect(onDisk(20 * gib, 20 * gib, 0).limitBytes).toBe(19 * gib);
    expect(onDisk(20 * gib, 0, 0).limitBytes).toBe(0);
  });

  test('rejects amounts that make no sense', async () => {
    await using folder = await temporaryDirectory();
    await expect(openSmall(folder.path, new FakeClock(), { quota: { quota: '120%' } })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    await expect(openSmall(folder.path, new FakeClock(), { quota: { lowWatermark: -1 } })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    });
  });
});
