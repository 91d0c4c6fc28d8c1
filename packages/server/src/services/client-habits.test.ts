import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { zstdCompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Digest, digestKey, digestOf, emptyDigest, openLocalStore } from '@sandwright/core';
import {
  actionCacheService,
  byteStreamService,
  Directory,
  RequestMetadata,
  contentAddressableStorageService as service,
} from '@sandwright/core/reapi';
import { FakeClock, sampleBytes, temporaryDirectory } from '@sandwright/core/testing';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { batchUpdate, findMissing, readResource, uploadName, writeMessages } from '../test-support/wire-calls.ts';

let shared: TestServer;
beforeAll(async () => {
  shared = await startTestServer();
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
});

describe('Bazel', () => {
  test('writes every small blob by a call of its own, all at once over one connection', async () => {
    const blobs = Array.from({ length: 700 }, (_, n) => Buffer.from(`one of many: ${n}`));
    const answers = await Promise.all(
      blobs.map((data) => shared.client.upload(byteStreamService.write, writeMessages(uploadName(digestOf(data)), data, 1_000))),
    );
    expect(answers.every(({ committedSize }, n) => committedSize === blobs[n]?.byteLength)).toBe(true);
    expect(
      await findMissing(
        shared.client,
        blobs.map((data) => digestOf(data)),
      ),
    ).toEqual([]);
  });

  test('leaves outputs on the server, which keeps what a result that was asked for names, whatever else comes', async () => {
    await using folder = await temporaryDirectory();
    const clock = new FakeClock();
    const hourMs = 3_600_000;
    await using store = await openLocalStore({
      directory: join(folder.path, 'store'),
      mode: 'exclusive',
      clock,
      promiseMs: hourMs,
      segmentBytes: 64 * 1024,
      quota: { quota: 1_000_000, lowWatermark: '50%', reservedDiskSpace: 0 },
    });
    await using server = await startTestServer({}, { store, clock });
    const inTree = sampleBytes(5_000, 1);
    const [file, log] = await server.put(sampleBytes(20_000, 2), sampleBytes(3_000, 3), inTree);
    const root = Directory.encode({ files: [{ name: 'f', digest: digestOf(inTree) }] }).finish();
    const [rootDirectoryDigest = emptyDigest] = await server.put(root);
    const actionDigest = digestOf(Buffer.from('an action'));
    const actionResult = {
      outputFiles: [{ path: 'o', digest: file ?? null }],
      outputDirectories: [{ path: 'd', rootDirectoryDigest }],
      stderrDigest: log ?? null,
    };
    await server.client.unary(actionCacheService.updateActionResult, { actionDigest, actionResult });
    await clock.advance(10 * hourMs);
    await batchUpdate(
      server.client,
      Array.from({ length: 30 }, (_, n) => sampleBytes(20_000, 100 + n)),
    );
    await clock.advance(2 * hourMs);
    await server.client.unary(actionCacheService.getActionResult, { actionDigest });
    await batchUpdate(
      server.client,
      Array.from({ length: 20 }, (_, n) => sampleBytes(20_000, 200 + n)),
    );
    expect((await store.tidy({ makeRoom: true }))?.usedBytes).toBeLessThan(550_000);
    const named: readonly Digest[] = [file ?? emptyDigest, log ?? emptyDigest, rootDirectoryDigest, digestOf(inTree)];
    expect(await findMissing(server.client, named)).toEqual([]);
    await server.client.unary(actionCacheService.getActionResult, { actionDigest });
  });
});

describe('moon', () => {
  test('sends a compressed blob in many tiny messages', async () => {
    const data = Buffer.from(Array.from({ length: 400 }, (_, n) => `line ${(n * 7919) % 1000}`).join('\n'));
    const frame = zstdCompressSync(data);
    const pieces = writeMessages(uploadName(digestOf(data), { zstd: true }), frame, 6);
    const { committedSize } = await shared.client.upload(byteStreamService.write, pieces);
    expect([frame.byteLength, -1]).toContain(committedSize);
    expect((await readResource(shared.client, `blobs/${digestKey(digestOf(data))}`)).equals(data)).toBe(true);
  });

  test('asks for one blob three times in one batch, and for the empty one among those that may be missing', async () => {
    const [digest = emptyDigest] = await shared.put('three outputs are equal');
    const { responses } = await shared.client.unary(service.batchReadBlobs, { digests: [digest, digest, digest] });
    expect(responses.map(({ data }) => Buffer.from(data).toString())).toEqual(Array.from({ length: 3 }, () => 'three outputs are equal'));
    expect(await findMissing(shared.client, [emptyDigest, digest])).toEqual([]);
  });

  test('gives files a time and a mode, and wants them back unchanged; what was printed comes inline', async () => {
    const [digest = emptyDigest, stdoutDigest = emptyDigest] = await shared.put('an output', 'printed');
    const nodeProperties = { mtime: { seconds: 1_700_000_000, nanos: 123_456_789 }, unixMode: { value: 0o100755 } };
    const request = { instanceName: 'moon-outputs', actionDigest: digestOf(Buffer.from('a task')) };
    const outputFiles = [{ path: 'out.txt', digest, isExecutable: true, nodeProperties }];
    await shared.client.unary(actionCacheService.updateActionResult, { ...request, actionResult: { outputFiles, stdoutDigest } });
    const found = await shared.client.unary(actionCacheService.getActionResult, { ...request, inlineStdout: true, inlineStderr: true });
    expect(found.outputFiles[0]).toMatchObject({ path: 'out.txt', isExecutable: true, nodeProperties });
    expect(Buffer.from(found.stdoutRaw).toString()).toBe('printed');
  });
});

describe('Pants and BuildStream', () => {
  test('Pants names its build in a header of the old name, and updates results itself', async () => {
    const metadata = RequestMetadata.encode({ toolDetails: { toolName: 'pants' }, toolInvocationId: 'run' }).finish();
    const headers = { 'google.devtools.remoteexecution.v1test.requestmetadata-bin': metadata };
    const request = { instanceName: 'main', actionDigest: digestOf(Buffer.from('a process')) };
    await shared.client.unary(actionCacheService.updateActionResult, { ...request, actionResult: { exitCode: 0 } }, { headers });
    expect((await shared.client.unary(actionCacheService.getActionResult, request, { headers })).exitCode).toBe(0);
  });

  test('BuildStream asks for 512 digests a call, and writes in pieces of 2 MiB', async () => {
    const digests = Array.from({ length: 512 }, () => digestOf(randomBytes(8)));
    expect((await findMissing(shared.client, digests)).length).toBe(512);
    const data = randomBytes(5 * 1024 * 1024);
    const name = uploadName(digestOf(data), { instance: 'main' });
    await shared.client.upload(byteStreamService.write, writeMessages(name, data, 2 * 1024 * 1024));
    expect((await readResource(shared.client, `main/blobs/${digestKey(digestOf(data))}`)).equals(data)).toBe(true);
  });
});

test('just asks for trees in pages of 3,145,728 folders', async () => {
  const leaf = Directory.encode({ files: [{ name: 'f', digest: emptyDigest }] }).finish();
  const root = Directory.encode({ directories: [{ name: 'd', digest: digestOf(leaf) }] }).finish();
  await shared.put(leaf, root);
  const pages = await shared.client.collect(service.getTree, {
    instanceName: 'remote-execution',
    rootDigest: digestOf(root),
    pageSize: 3_145_728,
  });
  expect(pages.map(({ directories, nextPageToken }) => [directories.length, nextPageToken])).toEqual([[2, '']]);
});
