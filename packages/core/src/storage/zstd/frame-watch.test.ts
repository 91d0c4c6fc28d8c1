import { constants, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import { FrameWatch } from './frame-watch.ts';

const data = Buffer.alloc(40_000, 'some text ');
const frame = zstdCompressSync(data);

function isKeepable(bytes: Uint8Array, sizeBytes = data.byteLength): boolean {
  const watch = new FrameWatch(sizeBytes);
  for (let at = 0; at < bytes.byteLength; at += 3) watch.add(bytes.subarray(at, at + 3));
  return watch.isKeepable;
}

describe('FrameWatch', () => {
  test('takes one whole frame that is smaller than its blob, with or without a content size and a checksum', () => {
    expect(isKeepable(frame)).toBe(true);
    expect(
      isKeepable(zstdCompressSync(data, { params: { [constants.ZSTD_c_contentSizeFlag]: 0, [constants.ZSTD_c_checksumFlag]: 1 } })),
    ).toBe(true);
  });

  test('takes no other: several frames, a skippable one, a cut one, one that saves nothing or says another size', () => {
    const skippable = Buffer.from([0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9]);
    expect(isKeepable(Buffer.concat([frame, frame]), 80_000)).toBe(false);
    expect(isKeepable(Buffer.concat([skippable, frame]))).toBe(false);
    expect(isKeepable(skippable)).toBe(false);
    expect(isKeepable(frame.subarray(0, -1))).toBe(false);
    expect(isKeepable(frame, frame.byteLength)).toBe(false);
    expect(isKeepable(frame, data.byteLength + 1)).toBe(false);
    expect(isKeepable(frame, 2 ** 33)).toBe(false);
  });

  test('takes none that needs a dictionary, or more memory than every decoder has', () => {
    // Magic number, descriptor, then: window (2 GiB), or dictionary; one raw block of nothing.
    const header = [0x28, 0xb5, 0x2f, 0xfd];
    expect(isKeepable(Buffer.from([...header, 0, 21 << 3, 1, 0, 0]))).toBe(false);
    expect(isKeepable(Buffer.from([...header, 1, 10 << 3, 7, 1, 0, 0]))).toBe(false);
    expect(isKeepable(Buffer.from([...header, 1, 10 << 3, 0, 1, 0, 0]))).toBe(true);
  });
});
