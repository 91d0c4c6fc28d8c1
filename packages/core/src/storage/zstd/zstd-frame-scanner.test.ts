import { randomBytes } from 'node:crypto';
import { constants, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { decompressWhole } from './decompress.ts';
import { mostFramesOf, ZstdFrameScanner } from './zstd-frame-scanner.ts';

const skippable = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9]);
const frames = [
  zstdCompressSync(Buffer.alloc(0)),
  zstdCompressSync(randomBytes(300)),
  skippable,
  zstdCompressSync(Buffer.alloc(400_000, 7)),
  zstdCompressSync(randomBytes(300_000), { params: { [constants.ZSTD_c_checksumFlag]: 1 } }),
  zstdCompressSync(Buffer.from('x'), { params: { [constants.ZSTD_c_contentSizeFlag]: 0 } }),
];

describe('ZstdFrameScanner', () => {
  test('finds the end of every frame however the bytes are cut', () => {
    const data = Buffer.concat(frames);
    const expected = frames.map((_, index) => frames.slice(0, index + 1).reduce((sum, { byteLength }) => sum + byteLength, 0));
    fc.assert(
      fc.property(fc.array(fc.nat(data.byteLength), { maxLength: 30 }), (cuts) => {
        const scanner = new ZstdFrameScanner();
        const ends: number[] = [];
        const borders = [0, ...cuts.sort((a, b) => a - b), data.byteLength];
        borders.forEach((from, index) => {
          const to = borders[index + 1] ?? from;
          ends.push(...scanner.scan(data.subarray(from, to)).map((end) => end + from));
        });
        expect(ends).toEqual(expected);
        expect(scanner.atFrameEnd).toBe(true);
      }),
      { seed: 11, numRuns: 100 },
    );
  });

  test('knows that a frame is not over', () => {
    const [, frame = Buffer.alloc(0)] = frames;
    for (let bytes = 1; bytes < frame.byteLength; bytes += 1) {
      const scanner = new ZstdFrameScanner();
      expect(scanner.scan(frame.subarray(0, bytes))).toEqual([]);
      expect(scanner.atFrameEnd).toBe(false);
    }
  });

  test('refuses what is not zstd', () => {
    expect(() => new ZstdFrameScanner().scan(Buffer.from('hello world'))).toThrow('not zstd');
    expect(() => new ZstdFrameScanner().scan(Buffer.concat([frames[1] ?? skippable, Buffer.from('more')]))).toThrow('not zstd');
  });

  test('refuses more frames than a blob of that size can be cut into, for each takes its time', async () => {
    const empty = frames[0] ?? skippable;
    const last = zstdCompressSync(Buffer.from('x'));
    const cut = (count: number) => Buffer.concat([...Array<Buffer>(count - 1).fill(empty), last]);
    expect(await decompressWhole(cut(mostFramesOf(1)), 1)).toEqual(Buffer.from('x'));
    await expect(decompressWhole(cut(mostFramesOf(1) + 1), 1)).rejects.toMatchObject({ code: 'ACTION_INVALID' });
    expect(() => new ZstdFrameScanner(3).scan(cut(4))).toThrow('more than 3 frames');
  });
});
