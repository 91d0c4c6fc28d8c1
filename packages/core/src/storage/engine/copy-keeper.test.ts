import { zstdCompressSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { digestOf } from '../../digest/digest.ts';
import { silentLogger } from '../../logging/logger.ts';
import { FaultyFileSystem } from '../../testing/faulty-storage.ts';
import { compressibleBytes } from '../../testing/storage-cases/compressible-bytes.ts';
import { readAll } from '../../testing/storage-cases/sample-blobs.ts';
import { systemClock } from '../../util/clock.ts';
import { EngineStorage } from './engine-storage.ts';
import { StoreEngine } from './store-engine.ts';

test('many who ask for a large blob at once that is kept as a frame have it decompressed and kept once', async () => {
  const fs = new FaultyFileSystem();
  const engine = await StoreEngine.open({
    fs,
    directory: '/store',
    shared: false,
    durable: false,
    clock: systemClock,
    logger: silentLogger,
    inlineBytes: 64 * 1024,
    segmentBytes: 20 * 1024 * 1024,
    promiseSeconds: 3600,
    quota: { reservedDiskSpace: 0 },
    maintenanceLock: async () => undefined,
  });
  const storage = new EngineStorage(engine.blobs);
  const data = compressibleBytes(9_000_000, 3);
  const digest = digestOf(data);
  await storage.frames.write(digest, zstdCompressSync(data));
  await readAll(storage, digest);
  let made = 0;
  fs.setPlan((operation, path) => {
    if (operation === 'create' && path.startsWith('/store/large/')) made += 1;
    return undefined;
  });
  const copies = await Promise.all(Array.from({ length: 6 }, () => readAll(storage, digest)));
  for (const copy of copies) expect(digestOf(copy)).toEqual(digest);
  expect(made).toBe(1);
  await storage.close();
  await engine.close();
  expect(fs.openFiles).toBe(0);
});
