import { chmodSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { digestOf } from '../../digest/digest.ts';
import { hashHex } from '../../digest/hasher.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { compressibleBytes } from '../../testing/storage-cases/compressible-bytes.ts';
import { inPieces, readAll, sampleBytes } from '../../testing/storage-cases/sample-blobs.ts';
import { temporaryDirectory } from '../../testing/temporary-directory.ts';
import type { LocalStore, LocalStoreOptions } from '../local-store.ts';
import { openLocalStore } from '../open-local-store.ts';

// So hard that nothing here would compress so again: what has these bytes is the frame that came.
const frameOf = (data: Uint8Array) => zstdCompressSync(data, { params: { [constants.ZSTD_c_compressionLevel]: 6 } });

async function readFrame(store: LocalStore, digest: { hash: string; sizeBytes: number }, offset = 0): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of store.frames.read(digest, { offset })) pieces.push(Buffer.from(piece));
  return Buffer.concat(pieces);
}

const open = (directory: string, more: Partial<LocalStoreOptions> = {}) => openLocalStore({ directory, mode: 'exclusive', ...more });

/** All files below a folder: paths and bytes. */
function filesOf(directory: string): Map<string, number> {
  const paths = readdirSync(directory, { recursive: true, encoding: 'utf8' }).map((name) => join(directory, name));
  return new Map(
    paths.map((path) => [path, statSync(path)] as const).flatMap(([path, s]) => (s.isFile() ? [[path, s.size] as const] : [])),
  );
}

const bytesIn = (directory: string): number => [...filesOf(directory).values()].reduce((sum, size) => sum + size, 0);

describe.each([
  ['in a segment', 100_000],
  ['in a file of its own', 1_500_000],
  ['in a file of its own, in pieces', 8_500_000],
])('a blob that came as zstd, %s', (_, sizeBytes) => {
  const data = compressibleBytes(sizeBytes, 5);
  const digest = digestOf(data);
  const frame = frameOf(data);
  const isSlow = sizeBytes > 8_000_000;

  test.each(['exclusive', 'shared'] as const)(
    'is kept as it came and no other way, and read in every way, also later (%s)',
    async (mode) => {
      await using folder = await temporaryDirectory();
      const check = async (store: LocalStore) => {
        expect(await store.storage.findMissing([digest])).toEqual([]);
        expect((await readFrame(store, digest)).equals(frame)).toBe(true);
        for (const offset of [0, 70_000, sizeBytes - 1, sizeBytes]) {
          const part = await readAll(store.storage, digest, { offset, limit: 20_000 });
          expect(part.equals(data.subarray(offset, offset + 20_000))).toBe(true);
        }
        expect((await readAll(store.storage, digest)).equals(data)).toBe(true);
        const [whole] = await store.storage.readBatch([digest]);
        expect(whole !== undefined && 'data' in whole && Buffer.from(whole.data).equals(data)).toBe(true);
        expect(zstdDecompressSync(await readFrame(store, digest, 5000)).equals(data.subarray(5000))).toBe(true);
        const report = await store.fsck();
        expect(report).toMatchObject({ damaged: 0, unchecked: 0 });
        expect(report.blobs).toBeGreaterThan(0);
      };
      {
        await using store = await open(folder.path, { mode, durable: true });
        await store.frames.write(digest, isSlow ? inPieces(frame, 60_000) : frame);
        expect(bytesIn(folder.path)).toBeLessThan(frame.byteLength + 5000);
        expect((await readFrame(store, digest)).equals(frame)).toBe(true);
        // The form that came later is not taken: the blob is there.
        await store.storage.write(digest, data);
        expect(bytesIn(folder.path)).toBeLessThan(frame.byteLength + 5000);
        if (!isSlow) await check(store);
      }
      for (const as of isSlow ? [mode] : (['exclusive', 'shared'] as const)) {
        await using store = await open(folder.path, { mode: as });
        await check(store);
      }
    },
  );
});

describe('what is not kept as it came', () => {
  const parts = [compressibleBytes(60_000, 1), compressibleBytes(200_000, 2)];
  const data = Buffer.concat(parts);
  const digest = digestOf(data);
  const skippable = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9]);

  test.each([
    ['several frames', Buffer.concat(parts.map((part) => frameOf(part)))],
    ['a frame behind one to be skipped', Buffer.concat([skippable, frameOf(data)])],
  ])('%s: the blob is stored plain, and goes out as one frame', async (_, frames) => {
    await using folder = await temporaryDirectory();
    await using store = await open(folder.path);
    for (const content of [frames, inPieces(frames, 999)]) {
      await store.frames.write(digest, content);
      const [path] = [...filesOf(join(folder.path, 'large')).keys()];
      expect(readFileSync(path ?? '').equals(data)).toBe(true);
      expect(zstdDecompressSync(await readFrame(store, digest)).equals(data)).toBe(true);
    }
  });

  test('a frame that saves nothing: the blob goes out in one that costs nothing', async () => {
    await using folder = await temporaryDirectory();
    await using store = await open(folder.path);
    const random = sampleBytes(300_000, 9);
    await store.frames.write(digestOf(random), zstdCompressSync(random));
    for (let time = 0; time < 2; time += 1) {
      expect(zstdDecompressSync(await readFrame(store, digestOf(random))).equals(random)).toBe(true);
    }
    // Three bytes for each block of 128 KiB, and fourteen before them: nothing was compressed the second time.
    expect((await readFrame(store, digestOf(random))).byteLength).toBe(300_000 + 3 * 3 + 14);
    expect(filesOf(join(folder.path, 'large')).size).toBe(1);
  });

  test.each([false, true])('wrong data are refused, and nothing of them stays (in pieces: %p)', async (pieces) => {
    await using folder = await temporaryDirectory();
    await using store = await open(folder.path);
    const frame = frameOf(data);
    const lying = Buffer.from(frame);
    // The size of the content stands behind the descriptor and is four bytes long.
    lying.writeUInt32LE(data.byteLength - 1, 5);
    const bomb = zstdCompressSync(Buffer.alloc(50_000_000));
    const wrong: [Buffer, string][] = [
      [Buffer.concat([frame, Buffer.from('rest')]), 'ACTION_INVALID'],
      [Buffer.concat([frame, frame]), 'ACTION_INVALID'],
      [frame.subarray(0, -1), 'ACTION_INVALID'],
      [Buffer.alloc(0), 'ACTION_INVALID'],
      [lying, 'ACTION_INVALID'],
      [bomb, 'ACTION_INVALID'],
      [frameOf(data.subarray(1)), 'ACTION_INVALID'],
      [frameOf(compressibleBytes(data.byteLength, 77)), 'BLOB_CORRUPT'],
      [sampleBytes(1000) as Buffer, 'ACTION_INVALID'],
    ];
    for (const [frames, code] of wrong) {
      await expect(store.frames.write(digest, pieces ? inPieces(frames, 5000) : frames)).rejects.toMatchObject({ code });
    }
    expect(await store.storage.findMissing([digest])).toEqual([digest]);
    expect(filesOf(join(folder.path, 'large')).size).toBe(0);
    await store.frames.write(digest, frame);
    expect((await readFrame(store, digest)).equals(frame)).toBe(true);
  });

  test('the frame of nothing, and digests of other functions', async () => {
    await using folder = await temporaryDirectory();
    await using store = await open(folder.path);
    const nothing = digestOf(new Uint8Array());
    await store.frames.write(nothing, zstdCompressSync(Buffer.alloc(0)));
    expect(zstdDecompressSync(await readFrame(store, nothing))).toHaveLength(0);
    const sha512 = { hash: hashHex('SHA512', data), sizeBytes: data.byteLength };
    await store.frames.write(sha512, frameOf(data), { digestFunction: 'SHA512' });
    expect((await readAll(store.storage, sha512, { digestFunction: 'SHA512' })).equals(data)).toBe(true);
    expect(await store.storage.findMissing([digest])).toEqual([digest]);
  });
});

describe('the other form of a blob', () => {
  const data = compressibleBytes(400_000, 3);
  const digest = digestOf(data);

  test('a plain blob that is asked for as zstd is compressed once, also for those who ask later', async () => {
    await using folder = await temporaryDirectory();
    let first: Buffer;
    {
      await using store = await open(folder.path);
      await store.storage.write(digest, data);
      // More than there is memory for, if each made its own.
      const frames = await Promise.all(Array.from({ length: 100 }, () => readFrame(store, digest)));
      first = frames[0] ?? Buffer.alloc(0);
      expect(frames.every((frame) => frame.equals(first))).toBe(true);
    }
    const files = filesOf(join(folder.path, 'large'));
    expect(new Set(files.values())).toEqual(new Set([first.byteLength, data.byteLength]));
    await using store = await open(folder.path);
    expect((await readFrame(store, digest)).equals(first)).toBe(true);
    expect(await store.fsck()).toMatchObject({ blobs: 2, damaged: 0 });
  });

  test('a frame whose blob is asked for twice is kept plain as well; in pieces, or from the middle, at once', async () => {
    await using folder = await temporaryDirectory();
    for (const [name, frameMemoryBytes, offset, times] of [
      ['whole', 64_000_000, 0, 2],
      ['pieces', 0, 0, 2],
      ['middle', 0, 300_000, 1],
    ] as const) {
      const directory = join(folder.path, name);
      {
        await using store = await open(directory, { frameMemoryBytes });
        await store.frames.write(digest, frameOf(data));
        for (let time = 0; time < times; time += 1) {
          expect(filesOf(join(directory, 'large')).size).toBe(1);
          expect((await readAll(store.storage, digest, { offset })).equals(data.subarray(offset))).toBe(true);
        }
      }
      expect([...filesOf(join(directory, 'large')).values()]).toContain(data.byteLength);
      await using store = await open(directory);
      expect((await readAll(store.storage, digest)).equals(data)).toBe(true);
      expect((await readFrame(store, digest)).equals(frameOf(data))).toBe(true);
    }
  });

  test('goes first when room is needed, whatever was promised of the blob; and makes none go', async () => {
    await using folder = await temporaryDirectory();
    const clock = new FakeClock();
    const quota = { quota: 1_500_000, lowWatermark: 1_200_000, reservedDiskSpace: 0 };
    const more = compressibleBytes(400_000, 4);
    {
      await using store = await open(folder.path, { clock, quota });
      await store.storage.write(digest, data);
      await store.frames.write(digestOf(more), frameOf(more));
    }
    const before = bytesIn(join(folder.path, 'large'));
    {
      await using store = await open(folder.path, { clock, quota });
      await readFrame(store, digest);
      for (let time = 0; time < 3; time += 1) await readAll(store.storage, digestOf(more));
    }
    await using store = await open(folder.path, { clock, quota: { ...quota, quota: before + 50_000, lowWatermark: before + 20_000 } });
    expect(bytesIn(join(folder.path, 'large'))).toBeGreaterThan(before + 400_000);
    const report = await store.tidy({ makeRoom: true });
    expect(report?.removed).toBe(2);
    expect(bytesIn(join(folder.path, 'large'))).toBe(before);
    expect(await store.storage.findMissing([digest, digestOf(more)])).toEqual([]);
    // There is no room for more now, so nothing is kept and nothing has to go for it.
    await readFrame(store, digest);
    for (let time = 0; time < 3; time += 1) await readAll(store.storage, digestOf(more));
    expect(bytesIn(join(folder.path, 'large'))).toBe(before);
  });

  test('has no promises: what was promised is the form that came', async () => {
    await using folder = await temporaryDirectory();
    const clock = new FakeClock();
    const hourMs = 3_600_000;
    const other = compressibleBytes(300_000, 5);
    const how = { clock, promiseMs: hourMs, quota: { quota: 4_000_000, lowWatermark: 1000, reservedDiskSpace: 0 } };
    {
      await using store = await open(folder.path, how);
      await store.frames.write(digest, frameOf(data));
      await store.storage.write(digestOf(other), other);
    }
    {
      await using store = await open(folder.path, how);
      for (let time = 0; time < 2; time += 1) await readAll(store.storage, digest);
      await readFrame(store, digestOf(other));
    }
    // What was written last is looked at first from here on, also by whoever makes room.
    await using store = await open(folder.path, how);
    await clock.advance(1.4 * hourMs);
    await readAll(store.storage, digest);
    await readFrame(store, digestOf(other));
    await clock.advance(0.9 * hourMs);
    expect((await store.tidy({ makeRoom: true }))?.removed).toBe(2);
    expect(await store.storage.findMissing([digest, digestOf(other)])).toEqual([]);
  });

  test('stands in for the one that is damaged', async () => {
    await using folder = await temporaryDirectory();
    {
      await using store = await open(folder.path);
      await store.storage.write(digest, data);
      await readFrame(store, digest);
    }
    const [plainPath] = [...filesOf(join(folder.path, 'large'))].find(([, size]) => size === data.byteLength) ?? [''];
    flip(plainPath, 1000);
    await using store = await open(folder.path);
    expect((await readAll(store.storage, digest)).equals(data)).toBe(true);
    expect(await store.storage.findMissing([digest])).toEqual([]);
  });
});

describe('a damaged frame', () => {
  test.each([
    ['in a segment', 'segments', 50_000],
    ['in a file', 'large', 900_000],
  ])('%s is found by a look at everything, is never served, and can be stored again', async (_, place, sizeBytes) => {
    await using folder = await temporaryDirectory();
    const data = compressibleBytes(sizeBytes, 6);
    const digest = digestOf(data);
    {
      await using store = await open(folder.path);
      await store.frames.write(digest, frameOf(data));
    }
    const [[path, size] = ['', 0]] = filesOf(join(folder.path, place));
    flip(path, size - 200);
    for (const mode of ['shared', 'exclusive'] as const) {
      await using store = await open(folder.path, { mode });
      expect(await store.fsck()).toMatchObject({ blobs: 1, damaged: 1 });
    }
    {
      await using store = await open(folder.path);
      await expect(readFrame(store, digest)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
      expect(await store.storage.findMissing([digest])).toEqual([digest]);
    }
    await using store = await open(folder.path);
    await expect(readAll(store.storage, digest)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
    await store.frames.write(digest, frameOf(data));
    expect((await readAll(store.storage, digest)).equals(data)).toBe(true);
    expect(await store.fsck({ repair: true })).toMatchObject({ damaged: 0 });
  });

  test('that makes far more than its blob is looked at no further', async () => {
    await using folder = await temporaryDirectory();
    const data = compressibleBytes(600_000, 8);
    const digest = digestOf(data);
    {
      await using store = await open(folder.path);
      await store.frames.write(digest, frameOf(data));
    }
    const [[path, size] = ['', 0]] = filesOf(join(folder.path, 'large'));
    const bomb = zstdCompressSync(Buffer.alloc(400_000_000));
    const skippable = Buffer.alloc(size - bomb.byteLength);
    skippable.writeUInt32LE(0x18_4d_2a_50, 0);
    skippable.writeUInt32LE(skippable.byteLength - 8, 4);
    chmodSync(path, 0o600);
    writeFileSync(path, Buffer.concat([bomb, skippable]));
    await using store = await open(folder.path);
    expect(await store.fsck()).toMatchObject({ damaged: 1 });
    await expect(readFrame(store, digest)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
  });
});

function flip(path: string, at: number): void {
  chmodSync(path, 0o600);
  const bytes = readFileSync(path);
  bytes[at] = (bytes[at] ?? 0) ^ 0xff;
  writeFileSync(path, bytes);
}
