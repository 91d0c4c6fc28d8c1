import { randomBytes, randomUUID } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digestKey, digestOf, emptyDigest } from '@sandwright/core';
import { byteStreamService } from '@sandwright/core/reapi';
import { failureOf } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { findMissing, readResource, uploadName, writeMessages } from '../test-support/wire-calls.ts';

let shared: TestServer;
beforeAll(async () => {
  shared = await startTestServer();
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
});

describe('ByteStream.Write and Read', () => {
  test.each([
    ['nothing', 0, 1024],
    ['one byte', 1, 1024],
    ['one message', 1000, 1024],
    ['some messages', 100_000, 16_384],
    ['more than is gathered in memory', 3_000_001, 262_144],
    ['messages of 4 MiB', 9_000_000, 4 * 1024 * 1024],
  ])('a blob of %s comes back as it went in', async (_, bytes, pieceBytes) => {
    const data = randomBytes(bytes);
    const digest = digestOf(data);
    const written = await shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest), data, pieceBytes));
    expect(written.committedSize).toBe(bytes);
    expect(await findMissing(shared.client, [digest])).toEqual([]);
    expect(digestOf(await readResource(shared.client, `blobs/${digestKey(digest)}`))).toEqual(digest);
  });

  test('the empty blob can be read without ever having been written', async () => {
    expect(await readResource(shared.client, `blobs/${digestKey(emptyDigest)}`)).toHaveLength(0);
    expect(await readResource(shared.client, `any/instance/blobs/${digestKey(emptyDigest)}`)).toHaveLength(0);
  });

  test.each(['', 'main', 'team/main', 'remote-execution'])('instance %p is served in resource names', async (instance) => {
    const data = randomBytes(500);
    const digest = digestOf(data);
    const prefix = instance === '' ? {} : { instance };
    await shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest, prefix), data, 100));
    expect(await readResource(shared.client, `${instance === '' ? '' : `${instance}/`}blobs/${digestKey(digest)}`)).toEqual(data);
  });

  test('an empty instance name may leave its slash behind', async () => {
    const [digest = emptyDigest] = await shared.put('slash');
    expect((await readResource(shared.client, `/blobs/${digestKey(digest)}`)).toString()).toBe('slash');
  });

  test('a file name after the size means nothing', async () => {
    const data = randomBytes(50);
    const name = `${uploadName(digestOf(data))}/some/file.txt`;
    expect((await shared.client.upload(byteStreamService.write, writeMessages(name, data, 100))).committedSize).toBe(50);
  });

  test('offset and limit choose a part', async () => {
    const data = randomBytes(3_000_000);
    const name = `blobs/${digestKey(digestOf(data))}`;
    await shared.client.upload(byteStreamService.write, writeMessages(uploadName(digestOf(data)), data, 1_000_000));
    expect(digestOf(await readResource(shared.client, name, { readOffset: 2_999_990 }))).toEqual(digestOf(data.subarray(2_999_990)));
    const middle = await readResource(shared.client, name, { readOffset: 10, readLimit: 2_000_000 });
    expect(digestOf(middle)).toEqual(digestOf(data.subarray(10, 2_000_010)));
    expect(await readResource(shared.client, name, { readOffset: 3_000_000 })).toHaveLength(0);
    expect(await readResource(shared.client, name, { readOffset: 2_999_999, readLimit: 500 })).toHaveLength(1);
    const past = await failureOf(readResource(shared.client, name, { readOffset: 3_000_001 }));
    expect(past.code).toBe(status.OUT_OF_RANGE);
    expect((await failureOf(readResource(shared.client, name, { readOffset: -1 }))).code).toBe(status.OUT_OF_RANGE);
    expect((await failureOf(readResource(shared.client, name, { readLimit: -1 }))).code).toBe(status.INVALID_ARGUMENT);
  });

  test('a blob that is not there is NOT_FOUND', async () => {
    const error = await failureOf(readResource(shared.client, `blobs/${digestKey(digestOf(randomBytes(9)))}`));
    expect(error.code).toBe(status.NOT_FOUND);
  });

  test('a blob that is there is acknowledged before its bytes are sent', async () => {
    const data = randomBytes(2_000_000);
    const digest = digestOf(data);
    await shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest), data, 1_000_000));
    const [first] = [...writeMessages(uploadName(digest), data, 1000)];
    const early = shared.client.upload(byteStreamService.write, first === undefined ? [] : [first], { leaveOpen: true });
    expect((await early).committedSize).toBe(2_000_000);
    // A client that sends everything without looking for an answer is answered as well.
    expect((await shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest), data, 100_000))).committedSize).toBe(
      2_000_000,
    );
  });

  test('two uploads of one blob at once both succeed', async () => {
    const data = randomBytes(2_500_000);
    const digest = digestOf(data);
    const both = await Promise.all(
      [1, 2].map(() => shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest), data, 200_000))),
    );
    expect(both.map(({ committedSize }) => committedSize)).toEqual([2_500_000, 2_500_000]);
    expect(digestOf(await readResource(shared.client, `blobs/${digestKey(digest)}`))).toEqual(digest);
  });
});

describe('resumption', () => {
  test.each([50_000, 3_000_000])('an upload of %p bytes that was cut goes on where it was', async (bytes) => {
    const data = randomBytes(bytes);
    const digest = digestOf(data);
    const name = uploadName(digest);
    const half = Math.floor(bytes / 2);
    const unfinished = [{ resourceName: name, writeOffset: 0, data: data.subarray(0, half), finishWrite: false }];
    const cut = shared.client.upload(byteStreamService.write, unfinished, { leaveOpen: true });
    const asked = await untilReceived(name, half);
    expect(asked).toEqual({ committedSize: half, complete: false });
    cut.cancel();
    expect((await failureOf(cut)).code).toBe(status.CANCELLED);
    const written = await shared.client.upload(byteStreamService.write, writeMessages(name, data, 700_000, half));
    expect(written.committedSize).toBe(bytes);
    expect(digestOf(await readResource(shared.client, `blobs/${digestKey(digest)}`))).toEqual(digest);
    expect(await shared.client.unary(byteStreamService.queryWriteStatus, { resourceName: name })).toEqual({
      committedSize: bytes,
      complete: true,
    });
  });

  test('a client that comes back another way takes its upload over from the call that still hangs', async () => {
    const data = randomBytes(2_000_000);
    const name = uploadName(digestOf(data));
    const unfinished = [{ resourceName: name, writeOffset: 0, data: data.subarray(0, 1_500_000), finishWrite: false }];
    const hanging = shared.client.upload(byteStreamService.write, unfinished, { leaveOpen: true });
    const ended = failureOf(hanging);
    await untilReceived(name, 1_500_000);
    using other = shared.connect();
    expect((await other.upload(byteStreamService.write, writeMessages(name, data, 400_000, 1_500_000))).committedSize).toBe(2_000_000);
    expect((await ended).code).toBe(status.CANCELLED);
  });

  test('a client may end its side and go on later', async () => {
    const data = randomBytes(5_000);
    const name = uploadName(digestOf(data));
    const first = await shared.client.upload(byteStreamService.write, [
      { resourceName: name, writeOffset: 0, data: data.subarray(0, 2_000) },
    ]);
    expect(first.committedSize).toBe(2_000);
    expect((await shared.client.upload(byteStreamService.write, writeMessages(name, data, 9_000, 2_000))).committedSize).toBe(5_000);
  });

  test('an upload nobody knows is NOT_FOUND', async () => {
    const name = uploadName(digestOf(randomBytes(10)));
    expect((await failureOf(shared.client.unary(byteStreamService.queryWriteStatus, { resourceName: name }))).code).toBe(status.NOT_FOUND);
  });

  async function untilReceived(resourceName: string, bytes: number): Promise<{ committedSize: number; complete: boolean }> {
    for (let tries = 0; ; tries += 1) {
      const answer = await shared.client.unary(byteStreamService.queryWriteStatus, { resourceName }).catch(() => undefined);
      if (answer?.committedSize === bytes || tries > 200)
        return { committedSize: answer?.committedSize ?? -1, complete: answer?.complete ?? true };
      await new Promise((resolve) => {
        setTimeout(resolve, 10);
      });
    }
  }
});

/** Of a frame that does not say its size, with a window of 128 KiB; blocks of one repeated byte may follow. Source: RFC 8878 section 3.1.1. */
const zstdFrameHeader = Buffer.of(0x28, 0xb5, 0x2f, 0xfd, 0, 7 << 3);

describe('zstd', () => {
  test.each([10, 40_000, 5_000_000])('%p bytes go in compressed, and come out either way', async (bytes) => {
    const data = Buffer.concat([randomBytes(Math.ceil(bytes / 2)), Buffer.alloc(Math.floor(bytes / 2), 'text ')]);
    const digest = digestOf(data);
    // No server compresses so hard: whatever comes back so is what was sent.
    const frame = zstdCompressSync(data, { params: { [constants.ZSTD_c_compressionLevel]: 15 } });
    const written = await shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest, { zstd: true }), frame, 7_000));
    expect(written.committedSize).toBe(frame.byteLength);
    expect(digestOf(await readResource(shared.client, `blobs/${digestKey(digest)}`))).toEqual(digest);
    const compressed = await readResource(shared.client, `compressed-blobs/zstd/${digestKey(digest)}`);
    expect(digestOf(zstdDecompressSync(compressed))).toEqual(digest);
    // A frame that is no smaller than its blob is not kept.
    if (frame.byteLength < bytes) expect(digestOf(compressed)).toEqual(digestOf(frame));
    const again = await shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest, { zstd: true }), frame, 7_000));
    expect(again.committedSize).toBe(-1);
  });

  test('the read offset counts uncompressed bytes', async () => {
    const data = randomBytes(100_000);
    const digest = digestOf(data);
    await shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest), data, 100_000));
    const compressed = await readResource(shared.client, `compressed-blobs/zstd/${digestKey(digest)}`, { readOffset: 60_000 });
    expect(digestOf(zstdDecompressSync(compressed))).toEqual(digestOf(data.subarray(60_000)));
    const limited = await failureOf(readResource(shared.client, `compressed-blobs/zstd/${digestKey(digest)}`, { readLimit: 5 }));
    expect(limited.code).toBe(status.INVALID_ARGUMENT);
  });

  test('the empty blob compresses too', async () => {
    const compressed = await readResource(shared.client, `compressed-blobs/zstd/${digestKey(emptyDigest)}`);
    expect(zstdDecompressSync(compressed)).toHaveLength(0);
  });

  test.each([
    ['one message of one frame', 1_000_000_000, false],
    ['many small messages', 64 * 1024, true],
    ['pieces that cut frames anywhere', 5_003, true],
  ])('frames one after the other make one blob: %s', async (_, pieceBytes, many) => {
    const parts = many ? [randomBytes(70_000), randomBytes(3), randomBytes(900_000)] : [randomBytes(300), randomBytes(7)];
    const data = Buffer.concat(parts);
    const frames = Buffer.concat(parts.map((part) => zstdCompressSync(part)));
    const digest = digestOf(data);
    await shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest, { zstd: true }), frames, pieceBytes));
    expect(digestOf(await readResource(shared.client, `blobs/${digestKey(digest)}`))).toEqual(digest);
  });

  test.each([1_000, 3_000_000])('a bomb that claims %p bytes is refused, and the server stays small', async (claimed) => {
    // 64 GiB in 2 MiB: whoever unpacked all of it, into memory or not, would be at it still when the time of the test is over.
    const block = Buffer.alloc(4);
    block.writeUIntLE(((2 ** 17) << 3) | (1 << 1), 0, 3);
    const bomb = Buffer.concat([zstdFrameHeader, Buffer.alloc(4 * 2 ** 19, block), Buffer.of(1, 0, 0)]);
    const digest = { ...digestOf(randomBytes(3)), sizeBytes: claimed };
    const error = await failureOf(
      shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest, { zstd: true }), bomb, 50_000)),
    );
    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(error.details).toContain(`${claimed}`);
  });

  test.each([20_000, 2_000_000])('a truncated frame and garbage are refused (%p bytes)', async (bytes) => {
    const data = randomBytes(bytes);
    const digest = digestOf(data);
    const frame = zstdCompressSync(data);
    for (const wrong of [frame.subarray(0, frame.byteLength - 9), data, Buffer.concat([frame, Buffer.from('trailing')])]) {
      const error = await failureOf(
        shared.client.upload(byteStreamService.write, writeMessages(uploadName(digest, { zstd: true }), wrong, 60_000)),
      );
      expect(error.code).toBe(status.INVALID_ARGUMENT);
    }
    expect(await findMissing(shared.client, [digest])).toEqual([digestKey(digest)]);
  });
});

describe('what is refused', () => {
  const data = randomBytes(2_000);
  const digest = digestOf(data);

  test.each([
    ['other bytes of the right size', randomBytes(2_000), digest],
    ['too few bytes', data.subarray(1), digest],
    ['too many bytes', Buffer.concat([data, data]), digest],
  ])('%s', async (_, bytes, name) => {
    for (const pieceBytes of [10_000, 700]) {
      const error = await failureOf(shared.client.upload(byteStreamService.write, writeMessages(uploadName(name), bytes, pieceBytes)));
      expect(error.code).toBe(status.INVALID_ARGUMENT);
    }
    expect(await findMissing(shared.client, [name])).toEqual([digestKey(name)]);
  });

  test('a large blob that turns out wrong at its end', async () => {
    const large = randomBytes(3_000_000);
    const name = digestOf(large);
    const wrong = Buffer.concat([large.subarray(0, 2_999_999), Buffer.from([(large[2_999_999] ?? 0) ^ 1])]);
    const error = await failureOf(shared.client.upload(byteStreamService.write, writeMessages(uploadName(name), wrong, 500_000)));
    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(await findMissing(shared.client, [name])).toEqual([digestKey(name)]);
  });

  test('offsets out of order', async () => {
    const name = uploadName(digest);
    const messages = [
      { resourceName: name, writeOffset: 0, data: data.subarray(0, 100) },
      { resourceName: name, writeOffset: 300, data: data.subarray(300), finishWrite: true },
    ];
    const error = await failureOf(shared.client.upload(byteStreamService.write, messages));
    expect(error.code).toBe(status.INVALID_ARGUMENT);
    expect(error.details).toContain('QueryWriteStatus');
    const first = await failureOf(
      shared.client.upload(byteStreamService.write, [{ resourceName: uploadName(digest), writeOffset: 7, data }]),
    );
    expect(first.code).toBe(status.INVALID_ARGUMENT);
  });

  test('a name that changes in the middle', async () => {
    const messages = [
      { resourceName: uploadName(digest), writeOffset: 0, data: data.subarray(0, 100) },
      { resourceName: uploadName(digest), writeOffset: 100, data: data.subarray(100), finishWrite: true },
    ];
    expect((await failureOf(shared.client.upload(byteStreamService.write, messages))).code).toBe(status.INVALID_ARGUMENT);
  });

  test('a call without a message', async () => {
    expect((await failureOf(shared.client.upload(byteStreamService.write, []))).code).toBe(status.INVALID_ARGUMENT);
  });

  const hash = digest.hash;
  test.each([
    '',
    'blobs',
    `blobs/${hash}`,
    `blobs/${hash}/`,
    `blobs/${hash}/-1`,
    `blobs/${hash}/1e3`,
    `blobs/${hash}/007`,
    `blobs/${hash}/99999999999999999999`,
    `blobs/${hash.toUpperCase()}/5`,
    `blobs/${hash.slice(1)}/5`,
    `blobs/${'g'.repeat(64)}/5`,
    `blobs/${hash}/5/more`,
    `blobs/sha1/${hash}/5`,
    `compressed-blobs/${hash}/5`,
    `compressed-blobs/lz4/${hash}/5`,
    `a//blobs/${hash}/5`,
    `../blobs/${hash}/5`,
    `operations/blobs/${hash}/5`,
    `${'x'.repeat(3000)}/blobs/${hash}/5`,
    `uploads/${randomUUID()}/blobs/${hash}/5`,
  ])('reading %p', async (name) => {
    expect((await failureOf(readResource(shared.client, name))).code).toBe(status.INVALID_ARGUMENT);
  });

  test.each([
    `blobs/${hash}/2000`,
    `uploads/blobs/${hash}/2000`,
    `uploads//blobs/${hash}/2000`,
    `uploads/${randomUUID()}/${hash}/2000`,
    `uploads/${randomUUID()}/blobs/${hash}`,
    `uploads/${randomUUID()}/compressed-blobs/identity/${hash}/2000`,
    `uploads/a b/blobs/${hash}/2000`,
    `uploads/${randomUUID()}/blobs/md5/${hash}/2000`,
  ])('writing %p', async (name) => {
    expect((await failureOf(shared.client.upload(byteStreamService.write, writeMessages(name, data, 5_000)))).code).toBe(
      status.INVALID_ARGUMENT,
    );
  });

  test.each(['deflate', 'brotli'])('%s is UNIMPLEMENTED both ways', async (compressor) => {
    const name = `compressed-blobs/${compressor}/${hash}/2000`;
    expect((await failureOf(readResource(shared.client, name))).code).toBe(status.UNIMPLEMENTED);
    const upload = shared.client.upload(byteStreamService.write, writeMessages(`uploads/${randomUUID()}/${name}`, data, 5_000));
    expect((await failureOf(upload)).code).toBe(status.UNIMPLEMENTED);
  });
});
