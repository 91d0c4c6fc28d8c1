import { randomUUID } from 'node:crypto';
import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { canHash, type DigestFunction, digestFunctions, hashHex } from '@sandwright/core';
import { byteStreamService, Compressor, capabilitiesService, contentAddressableStorageService as service } from '@sandwright/core/reapi';
import { failureOf } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { readResource, writeMessages } from '../test-support/wire-calls.ts';

let shared: TestServer;
beforeAll(async () => {
  shared = await startTestServer();
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
});

/** The functions whose names stand in resource names: their hashes are as long as those of others (REAPI, comment of ByteStream resource names). */
const named = new Set<DigestFunction>(['BLAKE3']);

const functions = Object.keys(digestFunctions) as DigestFunction[];

test('every digest function is announced, BLAKE3 only where its native package is', async () => {
  const { cacheCapabilities } = await shared.client.unary(capabilitiesService.getCapabilities, {});
  const wanted = functions.filter((name) => canHash(name)).map((name) => digestFunctions[name].wireNumber);
  expect([...(cacheCapabilities?.digestFunctions ?? [])].sort((a, b) => a - b)).toEqual(wanted.toSorted((a, b) => a - b));
  // It is installed with everything else; a machine that has it not does not test what follows.
  expect(canHash('BLAKE3')).toBe(true);
});

describe.each(functions)('blobs under %s digests', (digestFunction) => {
  const { wireNumber } = digestFunctions[digestFunction];
  const digestOf = (data: Uint8Array) => ({ hash: hashHex(digestFunction, data), sizeBytes: data.byteLength });
  const nameOf = ({ hash, sizeBytes }: { hash: string; sizeBytes: number }, kind: string) =>
    `${kind}/${named.has(digestFunction) ? `${digestFunction.toLowerCase()}/` : ''}${hash}/${sizeBytes}`;
  const uploadOf = (digest: { hash: string; sizeBytes: number }, kind: string) => `uploads/${randomUUID()}/${nameOf(digest, kind)}`;
  const missing = async (data: Uint8Array) =>
    (await shared.client.unary(service.findMissingBlobs, { blobDigests: [digestOf(data)], digestFunction: wireNumber })).missingBlobDigests;

  test('are written and read in batches, also as zstd, and wrong ones are refused', async () => {
    const [plain, text] = [Buffer.from(`plain under ${digestFunction}`), Buffer.alloc(5000, `text under ${digestFunction} `)];
    const { responses } = await shared.client.unary(service.batchUpdateBlobs, {
      digestFunction: wireNumber,
      requests: [
        { digest: digestOf(plain), data: plain },
        { digest: digestOf(text), data: zstdCompressSync(text), compressor: Compressor.Value.ZSTD },
        { digest: digestOf(Buffer.from('other')), data: Buffer.from('wrong') },
      ],
    });
    expect(responses.map((each) => each.status?.code ?? 0)).toEqual([0, 0, status.INVALID_ARGUMENT]);
    const read = await shared.client.unary(service.batchReadBlobs, {
      digestFunction: wireNumber,
      digests: [digestOf(plain), digestOf(text)],
      acceptableCompressors: [Compressor.Value.ZSTD],
    });
    expect(Buffer.compare(read.responses[0]?.data ?? Buffer.alloc(0), plain)).toBe(0);
    // The frame that came.
    expect(Buffer.compare(read.responses[1]?.data ?? Buffer.alloc(0), zstdCompressSync(text))).toBe(0);
    const again = await shared.client.unary(service.batchReadBlobs, { digestFunction: wireNumber, digests: [digestOf(text)] });
    expect(Buffer.compare(again.responses[0]?.data ?? Buffer.alloc(0), text)).toBe(0);
    expect(await missing(text)).toEqual([]);
    expect(await missing(Buffer.from('other'))).toHaveLength(1);
  });

  test('are written and read as streams, plain and as zstd, and wrong ones are refused', async () => {
    for (const kind of ['blobs', 'compressed-blobs/zstd']) {
      const data = Buffer.alloc(1_600_000, `${kind} under ${digestFunction} `);
      const bytes = kind === 'blobs' ? data : zstdCompressSync(data);
      const wrong = Buffer.from(data);
      wrong[1_000_000] = 0;
      const wrongBytes = kind === 'blobs' ? wrong : zstdCompressSync(wrong);
      const write = (content: Uint8Array) =>
        shared.client.upload(byteStreamService.write, writeMessages(uploadOf(digestOf(data), kind), content, 300_000));
      expect((await failureOf(write(wrongBytes))).code).toBe(status.INVALID_ARGUMENT);
      expect(await missing(data)).toHaveLength(1);
      expect((await write(bytes)).committedSize).toBe(bytes.byteLength);
      expect((await readResource(shared.client, nameOf(digestOf(data), 'blobs'))).equals(data)).toBe(true);
      const frame = await readResource(shared.client, nameOf(digestOf(data), 'compressed-blobs/zstd'));
      expect(zstdDecompressSync(frame).equals(data)).toBe(true);
    }
  });
});

test('a BLAKE3 digest does not find what is stored under the SHA256 digest of equal letters', async () => {
  const [digest] = await shared.put('under SHA256');
  const asked = digest === undefined ? [] : [digest];
  const { missingBlobDigests } = await shared.client.unary(service.findMissingBlobs, {
    blobDigests: asked,
    digestFunction: digestFunctions.BLAKE3.wireNumber,
  });
  expect(missingBlobDigests).toHaveLength(1);
});
