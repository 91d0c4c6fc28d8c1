import { describe, expect, test } from '@jest/globals';
import { digestOf } from '../../digest/digest.ts';
import { silentLogger } from '../../logging/logger.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FaultyFileSystem } from '../../testing/faulty-storage.ts';
import { readAll, sampleBlob } from '../../testing/storage-cases/sample-blobs.ts';
import { BlobKey } from './blob-key.ts';
import { EngineStorage } from './engine-storage.ts';
import { StoreEngine } from './store-engine.ts';
import type { StoreFileSystem } from './store-file-system.ts';

const promiseSeconds = 3600;

function openEngine(fs: StoreFileSystem, clock: FakeClock, shared: boolean): Promise<StoreEngine> {
  return StoreEngine.open({
    fs,
    directory: '/store',
    shared,
    durable: true,
    clock,
    logger: silentLogger,
    inlineBytes: 2000,
    segmentBytes: 1_000_000,
    promiseSeconds,
    quota: { reservedDiskSpace: 0 },
    maintenanceLock: async () => ({ [Symbol.dispose]: () => {} }),
  });
}

/** A file system of which one call can be held up. */
function withGate(fs: FaultyFileSystem, name: 'read' | 'datasync'): { readonly fs: StoreFileSystem; close(): () => void } {
  let gate = Promise.resolve();
  const gated = new Proxy<StoreFileSystem>(fs, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      if (property !== name) return value.bind(target) as unknown;
      return async (...args: unknown[]) => {
        await gate;
        return (await value.apply(target, args)) as unknown;
      };
    },
  });
  const close = () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    gate = promise;
    return () => {
      gate = Promise.resolve();
      resolve();
    };
  };
  return { fs: gated, close };
}

describe('what happens at once', () => {
  test('a blob that was stored anew is not forgotten because an earlier read of the damaged one ends', async () => {
    const disk = new FaultyFileSystem();
    const clock = new FakeClock();
    const { digest, data } = sampleBlob(9000, 1);
    const writer = await openEngine(disk, clock, false);
    await new EngineStorage(writer.blobs).write(digest, data);
    await writer.close();
    const folder = disk.list('/store/large')[0] ?? '';
    const path = `/store/large/${folder}/${disk.list(`/store/large/${folder}`)[0] ?? ''}`;
    const fd = disk.open(path, 'write');
    disk.writevSync(fd, [Buffer.from('damaged')], 100);
    disk.close(fd);
    const gate = withGate(disk, 'read');
    const engine = await openEngine(gate.fs, clock, false);
    const storage = new EngineStorage(engine.blobs);
    const open = gate.close();
    const late = readAll(storage, digest);
    await new Promise(setImmediate);
    // The first reader finds the damage, and a client stores the blob again.
    engine.blobs.forget(new BlobKey().setDigest('SHA256', digest.hash));
    await storage.write(digest, data);
    open();
    expect(digestOf(await late)).toEqual(digest);
    expect(await storage.findMissing([digest])).toEqual([]);
    expect(digestOf(await readAll(storage, digest))).toEqual(digest);
    await engine.close();
  });

  test('in a shared store nobody is told of a blob before it is written down that it is in use, whoever noted it', async () => {
    const clock = new FakeClock();
    const gate = withGate(new FaultyFileSystem(), 'datasync');
    const engine = await openEngine(gate.fs, clock, true);
    const storage = new EngineStorage(engine.blobs);
    const { digest, data } = sampleBlob(1000, 1);
    await storage.write(digest, data);
    await clock.advance(promiseSeconds * 1000);
    const open = gate.close();
    const told: string[] = [];
    const first = storage.findMissing([digest]).then(() => told.push('first'));
    await new Promise(setImmediate);
    const second = storage.findMissing([digest]).then(() => told.push('second'));
    for (let turn = 0; turn < 5; turn += 1) await new Promise(setImmediate);
    expect(told).toEqual([]);
    open();
    await Promise.all([first, second]);
    await engine.close();
  });
});
