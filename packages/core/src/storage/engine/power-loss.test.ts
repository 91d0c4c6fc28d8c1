import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { digestOf } from '../../digest/digest.ts';
import { silentLogger } from '../../logging/logger.ts';
import { FaultyFileSystem } from '../../testing/faulty-storage.ts';
import { soakFirst, soakRounds } from '../../testing/soak-rounds.ts';
import { compressibleBytes } from '../../testing/storage-cases/compressible-bytes.ts';
import { inPieces, readAll, sampleBytes } from '../../testing/storage-cases/sample-blobs.ts';
import { systemClock } from '../../util/clock.ts';
import { BlobKey } from './blob-key.ts';
import { EngineStorage } from './engine-storage.ts';
import { StoreEngine } from './store-engine.ts';

function randomFrom(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
}

function open(fs: FaultyFileSystem): Promise<StoreEngine> {
  return StoreEngine.open({
    fs,
    directory: '/data/store',
    shared: false,
    durable: true,
    clock: systemClock,
    logger: silentLogger,
    inlineBytes: 2000,
    segmentBytes: 12_000,
    promiseSeconds: 3600,
    quota: {},
    maintenanceLock: async () => undefined,
  });
}

/** What callers were told, to be compared with what is found later. */
interface Told {
  readonly attempted: Map<number, Uint8Array>;
  readonly stored: Set<number>;
  readonly valueAttempts: number[];
  valueStored: number;
  /** What compaction moved. */
  moved: number;
}

async function work(fs: FaultyFileSystem, told: Told, random: () => number): Promise<void> {
  const engine = await open(fs);
  const storage = new EngineStorage(engine.blobs, { leastCopyBytes: 1, frameMemoryBytes: random() < 0.5 ? 0 : 1_000_000 });
  const one = async () => {
    for (let n = 0; n < 8; n += 1) {
      const seed = Math.floor(random() * 1e9);
      const size = random() < 0.2 ? 2001 + Math.floor(random() * 5000) : 1 + Math.floor(random() * 2000);
      const form = random();
      const data = form < 0.5 ? sampleBytes(size, seed) : compressibleBytes(size, seed);
      const digest = digestOf(data);
      told.attempted.set(seed, data);
      if (form < 0.7) await storage.write(digest, data);
      else await storage.frames.write(digest, form < 0.85 ? zstdCompressSync(data) : inPieces(zstdCompressSync(data), 700));
      told.stored.add(seed);
      // Whoever reads has the other form kept, too.
      if (form >= 0.5) expect(Buffer.compare(zstdDecompressSync(await joined(storage.frames.read(digest))), data)).toBe(0);
      if (form >= 0.7) for (let time = 0; time < 2; time += 1) expect(Buffer.compare(await readAll(storage, digest), data)).toBe(0);
    }
  };
  const values = async () => {
    for (let n = 0; n < 40; n += 1) {
      const value = told.valueAttempts.length + 1;
      told.valueAttempts.push(value);
      await engine.values.put(new BlobKey().setValue('table', 'key'), Buffer.alloc(1000, `${value} `));
      told.valueStored = value;
    }
  };
  // Values that are replaced leave their segments mostly dead, so that there is something to move all the time.
  const tidying = async () => {
    for (let n = 0; n < 4; n += 1) {
      for (let turn = 0; turn < 10; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      told.moved += (await engine.tidy())?.moved ?? 0;
    }
  };
  // After a loss of power there is nobody to wait for, and nothing to close.
  await Promise.all([one(), one(), one(), one(), values(), tidying()]);
  await storage.close();
  await engine.close();
  expect(fs.openFiles).toBe(0);
}

async function check(fs: FaultyFileSystem, told: Told): Promise<void> {
  const engine = await open(fs);
  const storage = new EngineStorage(engine.blobs);
  for (const [seed, data] of told.attempted) {
    const digest = digestOf(data);
    const [missing] = await storage.findMissing([digest]);
    if (told.stored.has(seed)) expect(missing).toBeUndefined();
    if (missing !== undefined) told.attempted.delete(seed);
    else if (seed % 2 === 0) expect(Buffer.compare(await readAll(storage, digest), data)).toBe(0);
    else expect(Buffer.compare(zstdDecompressSync(await joined(storage.frames.read(digest))), data)).toBe(0);
  }
  await storage.close();
  const value = Number.parseInt(engine.values.get(new BlobKey().setValue('table', 'key'))?.toString() ?? '0', 10);
  expect(value).toBeGreaterThanOrEqual(told.valueStored);
  expect(value).toBeLessThanOrEqual(told.valueAttempts.length);
  await engine.close();
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** Two lives, each ended by a loss of power, then a look at what is left. */
async function run(seed: number, cuts: readonly [number, number]): Promise<Told> {
  const random = randomFrom(seed);
  const told: Told = { attempted: new Map(), stored: new Set(), valueAttempts: [], valueStored: 0, moved: 0 };
  let fs = new FaultyFileSystem();
  fs.makeDirectory('/data');
  await fs.syncDirectory('/');
  for (const cut of cuts) {
    fs.setPlan((_operation, _path, count) => (count >= cut ? 'power-cut' : undefined));
    await work(fs, told, random).catch((error: unknown) => {
      if (!String(error).includes('power is off')) throw error;
    });
    fs = fs.afterPowerCut(random);
    await check(
      fs.afterPowerCut(() => 0.99),
      { ...told, attempted: new Map(told.attempted) },
    );
  }
  await check(fs, told);
  return told;
}

describe('a durable store whose machine loses power', () => {
  test('loses nothing that it acknowledged and serves no wrong byte, wherever the cut falls', async () => {
    const points = soakRounds(1000, 30);
    const counter = new FaultyFileSystem();
    counter.makeDirectory('/data');
    await work(counter, { attempted: new Map(), stored: new Set(), valueAttempts: [], valueStored: 0, moved: 0 }, randomFrom(1));
    const operations = counter.operations;
    expect(operations).toBeGreaterThan(50);
    let acknowledged = 0;
    let moved = 0;
    const from = soakFirst();
    for (let point = from; point < from + points; point += 1) {
      // Steps of the golden ratio are spread evenly however many there are, and wherever they begin.
      const first = 2 + Math.floor(((point * 0.618034) % 1) * operations);
      const told = await run(point + 1, [first, 2 + ((point * 37) % operations)]);
      acknowledged += told.stored.size;
      moved += told.moved;
    }
    process.stdout.write(
      `power cut at ${points * 2} points (from ${from}): ${acknowledged} blobs acknowledged, ${moved} moved by compaction, 0 lost\n`,
    );
    expect(acknowledged).toBeGreaterThan(points);
    expect(moved).toBeGreaterThan(points);
  });
});
