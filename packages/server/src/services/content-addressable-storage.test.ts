import { createHash, randomBytes } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digestFunctions, digestKey, digestOf, emptyDigest } from '@sandwright/core';
import { Compressor, DigestFunction, contentAddressableStorageService as service } from '@sandwright/core/reapi';
import { failureOf } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { findMissing } from '../test-support/wire-calls.ts';

let shared: TestServer;
beforeAll(async () => {
  shared = await startTestServer();
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
});

const unknown = () => digestOf(randomBytes(20));

describe('FindMissingBlobs', () => {
  test('lists each missing blob once, and never the empty one', async () => {
    const [held = emptyDigest] = await shared.put('held');
    const missing = unknown();
    expect(await findMissing(shared.client, [missing, held, emptyDigest, missing, held])).toEqual([digestKey(missing)]);
  });

  test('the size is part of the name', async () => {
    const [held = emptyDigest] = await shared.put('sized');
    expect(await findMissing(shared.client, [{ ...held, sizeBytes: 6 }])).toHaveLength(1);
  });

  test('an empty message, as some clients send for links, is not missing', async () => {
    const { missingBlobDigests } = await shared.client.unary(service.findMissingBlobs, { blobDigests: [{}] });
    expect(missingBlobDigests).toEqual([]);
  });

  test('10,000 digests in one call', async () => {
    const digests = Array.from({ length: 10_000 }, (_, index) => digestOf(Buffer.from(`none ${index}`)));
    expect(await findMissing(shared.client, digests)).toHaveLength(10_000);
  });

  test.each([
    { hash: 'xyz', sizeBytes: 3 },
    { hash: 'A'.repeat(64), sizeBytes: 3 },
    { hash: 'a'.repeat(64), sizeBytes: -1 },
    { hash: '', sizeBytes: 4 },
  ])('%p is refused', async (digest) => {
    expect((await failureOf(shared.client.unary(service.findMissingBlobs, { blobDigests: [digest] }))).code).toBe(status.INVALID_ARGUMENT);
  });
});

describe('BatchUpdateBlobs and BatchReadBlobs', () => {
  test('a size that is none makes no room for a blob that is too large for a batch', async () => {
    const [large = emptyDigest] = await shared.put('x');
    const digests = [
      { ...large, sizeBytes: 5 * 1024 * 1024 },
      { ...unknown(), sizeBytes: -5 * 1024 * 1024 },
    ];
    expect((await failureOf(shared.client.unary(service.batchReadBlobs, { digests }))).message).toContain(
      'this batch asks for 5242880 bytes',
    );
  });

  test('every blob has an answer in its order, also one that comes several times', async () => {
    const [one = emptyDigest, two = emptyDigest] = await shared.put('one', 'two', 'one');
    const missing = unknown();
    const { responses } = await shared.client.unary(service.batchReadBlobs, { digests: [one, two, one, missing, emptyDigest, one] });
    expect(responses.map(({ data }) => Buffer.from(data).toString())).toEqual(['one', 'two', 'one', '', '', 'one']);
    expect(responses.map(({ status: answer }) => answer?.code ?? 0)).toEqual([0, 0, 0, status.NOT_FOUND, 0, 0]);
    expect(responses.map(({ digest }) => digest?.hash)).toEqual([one, two, one, missing, emptyDigest, one].map(({ hash }) => hash));
  });

  test('one wrong blob does not spoil the others', async () => {
    const good = Buffer.from('good in bad company');
    const { responses } = await shared.client.unary(service.batchUpdateBlobs, {
      requests: [
        { digest: digestOf(good), data: Buffer.from('not what it says') },
        { digest: digestOf(good), data: good },
        { digest: { hash: 'zz', sizeBytes: 2 }, data: Buffer.from('zz') },
        { data: good },
        { digest: { ...digestOf(good), sizeBytes: 4 }, data: good },
        { digest: emptyDigest },
        { digest: digestOf(good), data: good, compressor: Compressor.Value.BROTLI },
        { digest: digestOf(good), data: good, compressor: 77 },
      ],
    });
    const codes = responses.map(({ status: answer }) => answer?.code ?? 0);
    expect(codes).toEqual([3, 0, 3, 3, 3, 0, 12, 3]);
    expect(await findMissing(shared.client, [digestOf(good)])).toEqual([]);
  });

  test.each([2_000, 60_000, 600_000])('a frame of a batch that makes %p bytes comes back in a batch as it was', async (bytes) => {
    // Half of the bits of each byte; so hard that no server compresses so.
    const data = randomBytes(bytes).map((byte) => byte & 15);
    const frame = zstdCompressSync(data, { params: { [constants.ZSTD_c_compressionLevel]: 15 } });
    const compressor = Compressor.Value.ZSTD;
    await shared.client.unary(service.batchUpdateBlobs, { requests: [{ digest: digestOf(data), data: frame, compressor }] });
    const request = { digests: [digestOf(data)], acceptableCompressors: [compressor] };
    const [read] = (await shared.client.unary(service.batchReadBlobs, request)).responses;
    expect(read?.compressor).toBe(compressor);
    expect(Buffer.compare(read?.data ?? Buffer.alloc(0), frame)).toBe(0);
  });

  test('zstd in both directions', async () => {
    const text = Buffer.alloc(50_000, 'compressible ');
    const { responses: written } = await shared.client.unary(service.batchUpdateBlobs, {
      requests: [
        { digest: digestOf(text), data: zstdCompressSync(text), compressor: Compressor.Value.ZSTD },
        { digest: digestOf(Buffer.from('bomb')), data: zstdCompressSync(Buffer.alloc(100_000_000)), compressor: Compressor.Value.ZSTD },
        { digest: digestOf(text), data: text, compressor: Compressor.Value.ZSTD },
      ],
    });
    expect(written.map(({ status: answer }) => answer?.code)).toEqual([0, 3, 3]);
    const request = { digests: [digestOf(text), emptyDigest], acceptableCompressors: [Compressor.Value.ZSTD] };
    const { responses } = await shared.client.unary(service.batchReadBlobs, request);
    expect(responses[0]?.compressor).toBe(Compressor.Value.ZSTD);
    expect(zstdDecompressSync(responses[0]?.data ?? Buffer.alloc(0)).equals(text)).toBe(true);
    expect(responses[1]?.data).toHaveLength(0);
    const plain = await shared.client.unary(service.batchReadBlobs, { digests: [digestOf(text)] });
    expect(Buffer.from(plain.responses[0]?.data ?? []).equals(text)).toBe(true);
  });

  test('more than the announced limit is refused, naming limit and setting', async () => {
    const data = Buffer.alloc(4 * 1024 * 1024, 1);
    const up = await failureOf(shared.client.unary(service.batchUpdateBlobs, { requests: [{ digest: digestOf(data), data }] }));
    expect([up.code, up.details]).toEqual([status.INVALID_ARGUMENT, expect.stringMatching(/4063232.*max_message_size/)]);
    const down = await failureOf(
      shared.client.unary(service.batchReadBlobs, { digests: [{ ...digestOf(data), sizeBytes: 4 * 1024 ** 3 }] }),
    );
    expect([down.code, down.details]).toEqual([status.INVALID_ARGUMENT, expect.stringMatching(/4063232.*max_message_size/)]);
  });

  test('a batch of exactly the announced size goes both ways', async () => {
    const blobs = Array.from({ length: 62 }, (_, index) => Buffer.alloc(65_536, index));
    const digests = await shared.put(...blobs);
    using client = shared.connect({ 'grpc.max_receive_message_length': 4 * 1024 * 1024 });
    const { responses } = await client.unary(service.batchReadBlobs, { digests });
    expect(responses.every(({ data }, index) => Buffer.compare(data, blobs[index] ?? Buffer.alloc(0)) === 0)).toBe(true);
  });
});

describe('digest functions', () => {
  test.each(['SHA256', 'SHA1', 'MD5', 'SHA384', 'SHA512'] as const)('%s, named or told from the length', async (name) => {
    const data = randomBytes(300);
    const digest = { hash: createHash(name).update(data).digest('hex'), sizeBytes: 300 };
    const digestFunction = digestFunctions[name].wireNumber;
    const { responses } = await shared.client.unary(service.batchUpdateBlobs, { requests: [{ digest, data }], digestFunction });
    expect(responses[0]?.status?.code).toBe(0);
    for (const asked of [digestFunction, 0]) {
      expect(
        (await shared.client.unary(service.findMissingBlobs, { blobDigests: [digest], digestFunction: asked })).missingBlobDigests,
      ).toEqual([]);
      const read = await shared.client.unary(service.batchReadBlobs, { digests: [digest], digestFunction: asked });
      expect(Buffer.from(read.responses[0]?.data ?? [])).toEqual(data);
    }
    const empty = { hash: createHash(name).digest('hex'), sizeBytes: 0 };
    expect((await shared.client.unary(service.findMissingBlobs, { blobDigests: [empty], digestFunction })).missingBlobDigests).toEqual([]);
    const wrong = await shared.client.unary(service.batchUpdateBlobs, { requests: [{ digest, data: randomBytes(300) }], digestFunction });
    expect(wrong.responses[0]?.status?.code).toBe(status.INVALID_ARGUMENT);
  });

  test.each([DigestFunction.Value.VSO, DigestFunction.Value.SHA256TREE, 77])('function %p is refused', async (digestFunction) => {
    const error = await failureOf(shared.client.unary(service.findMissingBlobs, { blobDigests: [unknown()], digestFunction }));
    expect([error.code, error.details]).toEqual([status.INVALID_ARGUMENT, expect.stringContaining('SHA256')]);
  });

  test('a hash that does not fit the function is refused', async () => {
    const request = { blobDigests: [unknown()], digestFunction: DigestFunction.Value.SHA1 };
    expect((await failureOf(shared.client.unary(service.findMissingBlobs, request))).code).toBe(status.INVALID_ARGUMENT);
  });
});

describe('what is not offered', () => {
  test('SplitBlob and SpliceBlob are UNIMPLEMENTED', async () => {
    expect((await failureOf(shared.client.unary(service.splitBlob, { blobDigest: unknown() }))).code).toBe(status.UNIMPLEMENTED);
    expect((await failureOf(shared.client.unary(service.spliceBlob, { blobDigest: unknown() }))).code).toBe(status.UNIMPLEMENTED);
  });
});
