import { join } from 'node:path';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from '@jest/globals';
import { type Clock, digestOf, emptyDigest, type LocalStore, openLocalStore } from '@sandwright/core';
import {
  actionCacheService,
  byteStreamService,
  fetchService,
  pushService,
  contentAddressableStorageService as service,
} from '@sandwright/core/reapi';
import { nodeFileSystem, sampleBytes, systemError, temporaryDirectory, withFaults } from '@sandwright/core/testing';
import { detailsOf, failureOf } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { findMissing, readResource, uploadName, writeMessages } from '../test-support/wire-calls.ts';

const [small, large] = [sampleBytes(3_000, 1), sampleBytes(2_500_000, 2)];

interface Faulty extends AsyncDisposable {
  readonly server: TestServer;
  /** From now on this operation fails so; nothing does once it is undefined. */
  break(fault: { readonly operation: RegExp; readonly code: string } | undefined): void;
}

/** A server whose disk can be made to fail. */
async function faultyServer(): Promise<Faulty> {
  await using stack = new AsyncDisposableStack();
  const folder = stack.use(await temporaryDirectory());
  let broken: { readonly operation: RegExp; readonly code: string } | undefined;
  const fileSystem = withFaults(nodeFileSystem, (operation, path) =>
    broken?.operation.test(operation) === true ? systemError(broken.code, operation, path) : undefined,
  );
  const store: LocalStore = stack.use(
    await openLocalStore({ directory: join(folder.path, 'store'), mode: 'exclusive', durable: true, fileSystem }),
  );
  const server = stack.use(await startTestServer({}, { store }));
  const owned = stack.move();
  return {
    server,
    break: (fault) => {
      broken = fault;
    },
    [Symbol.asyncDispose]: () => owned.disposeAsync(),
  };
}

describe.each([
  ['a disk that is full', /^writev/, 'ENOSPC', status.RESOURCE_EXHAUSTED],
  ['a disk with I/O errors on writing', /^writev/, 'EIO', status.INTERNAL],
  ['a disk with I/O errors on syncing', /^datasync/, 'EIO', status.INTERNAL],
  ['a folder that has become read-only', /^(?:writev|makeDirectory|rename)/, 'EROFS', status.INTERNAL],
])('%s', (_, operation, code, expected) => {
  test('refuses what is written, serves what is there, and is used again once it is well', async () => {
    await using faulty = await faultyServer();
    const { client } = faulty.server;
    const kept = sampleBytes(5_000, 3);
    await faulty.server.put(kept);
    faulty.break({ operation, code });
    const batch = await client.unary(service.batchUpdateBlobs, { requests: [{ digest: digestOf(small), data: small }] });
    expect(batch.responses[0]?.status?.code).toBe(expected);
    const stream = await failureOf(client.upload(byteStreamService.write, writeMessages(uploadName(digestOf(large)), large, 500_000)));
    expect(stream.code).toBe(expected);
    const result = await failureOf(
      client.unary(actionCacheService.updateActionResult, { actionDigest: emptyDigest, actionResult: { exitCode: 1 } }),
    );
    expect(result.code).toBe(expected);
    if (expected === status.RESOURCE_EXHAUSTED) expect(detailsOf(result).retryDelayMs).toBeGreaterThan(0);
    expect((await findMissing(client, [digestOf(small), digestOf(large), digestOf(kept)])).length).toBe(2);
    expect((await readResource(client, `blobs/${digestOf(kept).hash}/5000`)).equals(kept)).toBe(true);
    faulty.break(undefined);
    await faulty.server.put(small);
    await client.upload(byteStreamService.write, writeMessages(uploadName(digestOf(large)), large, 500_000));
    expect(await findMissing(client, [digestOf(small), digestOf(large)])).toEqual([]);
  });
});

test('a disk that cannot be read is told as such, and the blob is not taken for lost', async () => {
  await using faulty = await faultyServer();
  const { client } = faulty.server;
  await faulty.server.put(small);
  faulty.break({ operation: /^read/, code: 'EIO' });
  const name = `blobs/${digestOf(small).hash}/3000`;
  expect((await failureOf(readResource(client, name))).code).toBe(status.INTERNAL);
  const { responses } = await client.unary(service.batchReadBlobs, { digests: [digestOf(small)] });
  expect(responses[0]?.status?.code).toBe(status.INTERNAL);
  faulty.break(undefined);
  expect((await readResource(client, name)).equals(small)).toBe(true);
});

describe('a clock that jumps', () => {
  test.each([
    ['back by a year', -365],
    ['forward by a year', 365],
  ])('%s harms nothing that goes on', async (_, days) => {
    let jump = 0;
    const clock: Clock = { now: () => Date.now() + jump, sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)) };
    await using folder = await temporaryDirectory();
    await using store = await openLocalStore({ directory: join(folder.path, 'store'), mode: 'exclusive', clock });
    await using server = await startTestServer({}, { store, clock });
    const { client } = server;
    const [digest = emptyDigest] = await server.put(small);
    const uris = ['urn:kept'];
    await client.unary(pushService.pushBlob, { uris, blobDigest: digest });
    const name = uploadName(digestOf(large));
    const half = client.upload(byteStreamService.write, [{ resourceName: name, data: large.subarray(0, 1_000_000) }], { leaveOpen: true });
    const cut = failureOf(half);
    jump = days * 24 * 3_600_000;
    await server.put(sampleBytes(100, 9));
    await store.tidy({ makeRoom: true });
    expect(await findMissing(client, [digest])).toEqual([]);
    expect((await client.unary(fetchService.fetchBlob, { uris })).blobDigest).toEqual(digest);
    half.cancel();
    await cut;
    const known = await client.unary(byteStreamService.queryWriteStatus, { resourceName: name }).catch(() => ({ committedSize: 0 }));
    await client.upload(byteStreamService.write, writeMessages(name, large, 500_000, known.committedSize));
    expect((await readResource(client, `blobs/${digestOf(large).hash}/${large.byteLength}`)).equals(large)).toBe(true);
    jump = 0;
    expect(await findMissing(client, [digest, digestOf(large)])).toEqual([]);
    await server.put(sampleBytes(100, 10));
  });
});
