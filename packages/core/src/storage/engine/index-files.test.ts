import { describe, expect, test } from '@jest/globals';
import { digestOf } from '../../digest/digest.ts';
import { silentLogger } from '../../logging/logger.ts';
import { FaultyFileSystem } from '../../testing/faulty-storage.ts';
import { readAll, sampleBlob, sampleBytes } from '../../testing/storage-cases/sample-blobs.ts';
import { systemClock } from '../../util/clock.ts';
import { EngineStorage } from './engine-storage.ts';
import { StoreEngine } from './store-engine.ts';

function open(fs: FaultyFileSystem, shared: boolean): Promise<StoreEngine> {
  return StoreEngine.open({
    fs,
    directory: '/store',
    shared,
    durable: false,
    clock: systemClock,
    logger: silentLogger,
    inlineBytes: 64 * 1024,
    segmentBytes: 20 * 1024 * 1024,
    promiseSeconds: 3600,
    quota: { reservedDiskSpace: 0 },
    maintenanceLock: async () => ({ [Symbol.dispose]: () => {} }),
  });
}

describe('the index files of a shared store', () => {
  test('stay few, however many processes come and go, and all is found through them', async () => {
    const fs = new FaultyFileSystem();
    const blobs = Array.from({ length: 60 }, (_, n) => sampleBlob(100 + n, n + 1));
    for (const { digest, data } of blobs) {
      const engine = await open(fs, true);
      await new EngineStorage(engine.blobs).write(digest, data);
      await engine.close();
    }
    expect(fs.list('/store/index').length).toBeLessThan(16);
    const engine = await open(fs, true);
    const storage = new EngineStorage(engine.blobs);
    expect(await storage.findMissing(blobs.map(({ digest }) => digest))).toEqual([]);
    for (const { digest, data } of blobs) expect(Buffer.compare(await readAll(storage, digest), data)).toBe(0);
    expect(engine.parts.index.table.count).toBe(60);
    await engine.close();
    expect(fs.openFiles).toBe(0);
  });

  test('are not believed after the machine started anew, unless synced; one run then makes new ones', async () => {
    const before = new FaultyFileSystem();
    const data = Array.from({ length: 200 }, (_, n) => sampleBytes(60_000, n + 1));
    const writer = await open(before, true);
    await Promise.all(data.map((bytes) => new EngineStorage(writer.blobs).write(digestOf(bytes), bytes)));
    await writer.close();
    // Everything happened to reach the disk, but nobody knows that.
    for (const path of ['/', '/store', '/store/segments', '/store/index']) await before.syncDirectory(path);
    const fs = before.afterPowerCut(() => 0.45);
    const [unbelieved] = fs.list('/store/index');
    const first = await open(fs, true);
    const held = data.length - (await new EngineStorage(first.blobs).findMissing(data.map(digestOf))).length;
    expect(held).toBe(data.length);
    await first.close();
    expect(fs.list('/store/index')).not.toContain(unbelieved);
    const second = await open(fs, true);
    const storage = new EngineStorage(second.blobs);
    expect(second.parts.index.orphanedBytes).toBe(0);
    expect(data.length - (await storage.findMissing(data.map(digestOf))).length).toBe(held);
    await second.close();
  });
});
