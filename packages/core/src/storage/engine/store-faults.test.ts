import { readdirSync, statSync } from 'node:fs';
import { chmod, mkdir, open, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '../../logging/logger.ts';
import { FaultyFileSystem, systemError, withFaults } from '../../testing/faulty-storage.ts';
import { inPieces, readAll, sampleBlob } from '../../testing/storage-cases/sample-blobs.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';
import { systemClock } from '../../util/clock.ts';
import { openLocalStore } from '../open-local-store.ts';
import { BlobKey } from './blob-key.ts';
import { EngineStorage } from './engine-storage.ts';
import { nodeFileSystem } from './node-file-system.ts';
import { StoreEngine } from './store-engine.ts';

function openEngine(fs: FaultyFileSystem): Promise<StoreEngine> {
  return StoreEngine.open({
    fs,
    directory: '/store',
    shared: false,
    durable: true,
    clock: systemClock,
    logger: silentLogger,
    inlineBytes: 2000,
    segmentBytes: 50_000,
    promiseSeconds: 3600,
    quota: { reservedDiskSpace: 0 },
    maintenanceLock: async () => undefined,
  });
}

const small = sampleBlob(1000, 1);
const others = [sampleBlob(1500, 2), sampleBlob(9000, 3)];

describe.each([
  ['ENOSPC', 'write', 'RESOURCE_EXHAUSTED'],
  ['EIO', 'write', 'STORAGE_FAILED'],
  ['EIO', 'datasync', 'STORAGE_FAILED'],
  ['EIO', 'syncDirectory', 'STORAGE_FAILED'],
  ['EROFS', 'create', 'STORAGE_FAILED'],
])('%s at %s', (systemCode, operation, code) => {
  test(`is ${code}; what was stored stays, what failed is not there, and all goes on afterwards`, async () => {
    const fs = new FaultyFileSystem();
    const engine = await openEngine(fs);
    const storage = new EngineStorage(engine.blobs);
    await storage.write(small.digest, small.data);
    let failed = 0;
    fs.setPlan((what, path) => {
      if (what !== operation) return undefined;
      failed += 1;
      return systemError(systemCode, what, path);
    });
    // New names are only made for the second: the first goes to a segment that is there.
    for (const { digest, data } of others) {
      const before = failed;
      const outcome = await storage.write(digest, data).then(
        () => 'stored',
        (error: { code: string }) => error.code,
      );
      expect(outcome).toBe(failed > before ? code : 'stored');
      expect((await storage.findMissing([digest])).length).toBe(failed > before ? 1 : 0);
    }
    expect(failed).toBeGreaterThan(0);
    expect(Buffer.compare(await readAll(storage, small.digest), small.data)).toBe(0);
    fs.setPlan(() => undefined);
    for (const { digest, data } of others) {
      await storage.write(digest, inPieces(data, 700));
      expect(Buffer.compare(await readAll(storage, digest), data)).toBe(0);
    }
    await engine.close();
    expect(fs.openFiles).toBe(0);
    const again = await openEngine(fs);
    for (const { digest, data } of [small, ...others]) {
      expect(Buffer.compare(await readAll(new EngineStorage(again.blobs), digest), data)).toBe(0);
    }
    await again.close();
  });
});

describe('an index that cannot be written', () => {
  test('has segments stay that say where large blobs are', async () => {
    const fs = new FaultyFileSystem();
    const engine = await openEngine(fs);
    const storage = new EngineStorage(engine.blobs);
    const large = sampleBlob(9000, 5);
    await storage.write(large.digest, large.data);
    fs.setPlan((operation, path) => (path.includes('/index/') ? systemError('EIO', operation, path) : undefined));
    // Each replaces the last: nearly all of the segments is dead.
    for (let n = 0; n < 60; n += 1) await engine.values.put(new BlobKey().setValue('table', 'key'), Buffer.alloc(2000, n));
    await engine.tidy();
    const segmentsBefore = fs.list('/store/segments').length;
    const afterwards = await openEngine(fs.afterPowerCut(() => 0));
    expect(Buffer.compare(await readAll(new EngineStorage(afterwards.blobs), large.digest), large.data)).toBe(0);
    fs.setPlan(() => undefined);
    await engine.tidy();
    expect(fs.list('/store/segments').length).toBeLessThan(segmentsBefore);
    const again = await openEngine(fs.afterPowerCut(() => 0));
    expect(Buffer.compare(await readAll(new EngineStorage(again.blobs), large.digest), large.data)).toBe(0);
  });
});

describe('a disk that is full', () => {
  test('keeps what it has, refuses the rest, and leaves no partial file', async () => {
    const fs = new FaultyFileSystem();
    const engine = await openEngine(fs);
    const storage = new EngineStorage(engine.blobs);
    await storage.write(small.digest, small.data);
    fs.diskBytes = 12_000;
    await expect(storage.write(sampleBlob(20_000).digest, sampleBlob(20_000).data)).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
    const results = await storage.writeBatch(Array.from({ length: 30 }, (_, n) => sampleBlob(1000, n + 10)));
    expect(results.every(({ error }) => error?.code === 'RESOURCE_EXHAUSTED')).toBe(true);
    expect(fs.list('/store/large').flatMap((folder) => fs.list(`/store/large/${folder}`))).toEqual([]);
    expect(Buffer.compare(await readAll(storage, small.digest), small.data)).toBe(0);
    fs.diskBytes = 2 ** 40;
    await engine.values.put(new BlobKey().setValue('t', 'k'), Buffer.from('after'));
    expect(engine.values.get(new BlobKey().setValue('t', 'k'))?.toString()).toBe('after');
    await engine.close();
  });
});

describe('a store on a real disk', () => {
  test('takes faults of the disk as coded errors, also while it is opened', async () => {
    await using folder = await temporaryDirectory();
    const directory = join(folder.path, 'store');
    let broken: string | undefined;
    const fileSystem = withFaults(nodeFileSystem, (operation, path) =>
      operation === broken ? systemError(operation === 'writevSync' ? 'ENOSPC' : 'EIO', operation, path) : undefined,
    );
    const blob = sampleBlob(100);
    {
      await using store = await openLocalStore({ directory, mode: 'shared', fileSystem });
      broken = 'writevSync';
      await expect(store.storage.write(blob.digest, blob.data)).rejects.toMatchObject({ code: 'RESOURCE_EXHAUSTED' });
      broken = undefined;
      await store.storage.write(blob.digest, blob.data);
    }
    broken = 'list';
    await expect(openLocalStore({ directory, mode: 'exclusive', fileSystem })).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
    broken = undefined;
    // The failed opening must not have kept the lock.
    await using store = await openLocalStore({ directory, mode: 'exclusive', fileSystem });
    expect(await store.storage.findMissing([blob.digest])).toEqual([]);
  });

  test('lets nobody else read it', async () => {
    await using folder = await temporaryDirectory();
    const directory = join(folder.path, 'store');
    await using store = await openLocalStore({ directory, mode: 'exclusive' });
    for (const { digest, data } of [sampleBlob(10), sampleBlob(200_000)]) await store.storage.write(digest, data);
    const modes = readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => statSync(join(directory, name)).mode & 0o077);
    expect(modes.length).toBeGreaterThan(5);
    expect(modes.every((mode) => mode === 0)).toBe(true);
    expect(statSync(directory).mode & 0o777).toBe(0o700);
  });

  test('says what is wrong with a folder that is a file', async () => {
    await using folder = await temporaryDirectory();
    const directory = join(folder.path, 'store');
    await writeFile(directory, '');
    await expect(openLocalStore({ directory, mode: 'shared' })).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  });

  test('serves no damaged byte: fsck finds it, a read says BLOB_CORRUPT once, then it can be stored anew', async () => {
    await using folder = await temporaryDirectory();
    const directory = join(folder.path, 'store');
    const blobs = [sampleBlob(5000, 1), sampleBlob(200_000, 2), sampleBlob(6000, 3)];
    const open = () => openLocalStore({ directory, mode: 'exclusive' });
    {
      await using store = await open();
      for (const { digest, data } of blobs) await store.storage.write(digest, data);
    }
    const [segment = ''] = await readdir(join(directory, 'segments'));
    const [writer = ''] = await readdir(join(directory, 'large'));
    const [large = ''] = await readdir(join(directory, 'large', writer));
    await flip(join(directory, 'segments', segment), 1000);
    await flip(join(directory, 'large', writer, large), 199_999);
    await using store = await open();
    expect(await store.fsck()).toMatchObject({ blobs: 3, damaged: 2 });
    for (const { digest, data } of blobs.slice(0, 2)) {
      await expect(readAll(store.storage, digest)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
      await expect(readAll(store.storage, digest)).rejects.toMatchObject({ code: 'BLOB_MISSING' });
      await store.storage.write(digest, data);
    }
    for (const { digest, data } of blobs) expect(Buffer.compare(await readAll(store.storage, digest), data)).toBe(0);
    expect(await store.fsck()).toMatchObject({ blobs: 3, damaged: 0 });
  });

  test('forgets what fsck is told to repair', async () => {
    await using folder = await temporaryDirectory();
    const directory = join(folder.path, 'store');
    const blob = sampleBlob(5000);
    for (const round of [1, 2]) {
      await using store = await openLocalStore({ directory, mode: 'exclusive' });
      if (round === 1) await store.storage.write(blob.digest, blob.data);
      else expect(await store.fsck({ repair: true })).toMatchObject({ damaged: 1 });
      expect((await store.storage.findMissing([blob.digest])).length).toBe(round - 1);
      if (round === 1) for (const name of await readdir(join(directory, 'segments'))) await flip(join(directory, 'segments', name), 1000);
    }
    await using store = await openLocalStore({ directory, mode: 'exclusive' });
    expect((await store.storage.findMissing([blob.digest])).length).toBe(1);
  });

  test.each(['exclusive', 'shared'] as const)('clears away files that a killed writer left (%s)', async (mode) => {
    await using folder = await temporaryDirectory();
    const directory = join(folder.path, 'store');
    await using store = await openLocalStore({ directory, mode });
    const kept = sampleBlob(200_000);
    await store.storage.write(kept.digest, kept.data);
    const [writer = ''] = await readdir(join(directory, 'large'));
    const orphans = join(directory, 'large', '00abcdef-0');
    await writeFile(join(directory, 'large', writer, 'ffffffff'), 'about to become a blob');
    await mkdir(orphans);
    for (const name of ['00000001', '00000002']) await writeFile(join(orphans, name), 'half');
    const longAgo = new Date(Date.now() - 48 * 3600 * 1000);
    await utimes(join(orphans, '00000001'), longAgo, longAgo);
    await store.tidy();
    expect(await readdir(orphans)).toEqual(mode === 'shared' ? ['00000002'] : []);
    expect((await readdir(join(directory, 'large', writer))).length).toBe(2);
    expect(await store.storage.findMissing([kept.digest])).toEqual([]);
  });

  test('ignores an index file that is torn, and finds everything without it', async () => {
    await using folder = await temporaryDirectory();
    const directory = join(folder.path, 'store');
    const blob = sampleBlob(5000);
    {
      await using store = await openLocalStore({ directory, mode: 'exclusive' });
      await store.storage.write(blob.digest, blob.data);
    }
    for (const name of await readdir(join(directory, 'index'))) await flip(join(directory, 'index', name), 40);
    for (const mode of ['shared', 'exclusive'] as const) {
      await using store = await openLocalStore({ directory, mode });
      expect(Buffer.compare(await readAll(store.storage, blob.digest), blob.data)).toBe(0);
    }
  });
});

async function flip(path: string, at: number): Promise<void> {
  await chmod(path, 0o600);
  await using file = await open(path, 'r+');
  const byte = Buffer.alloc(1);
  await file.read(byte, 0, 1, at);
  await file.write(Buffer.of((byte[0] ?? 0) ^ 0xff), 0, 1, at);
}
