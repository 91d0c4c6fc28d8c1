import { randomUUID } from 'node:crypto';
import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Digest, digestOf, emptyDigest } from '@sandwright/core';
import { Directory, fetchService, pushService } from '@sandwright/core/reapi';
import { FakeClock } from '@sandwright/core/testing';
import { failureOf } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';

let shared: TestServer;
const clock = new FakeClock();
beforeAll(async () => {
  shared = await startTestServer({}, { clock });
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
});

const uri = () => `urn:fdc:buildstream.build:2020:artifact:project/element/${randomUUID()}`;

describe('how clients probe', () => {
  test('requests without URIs are INVALID_ARGUMENT', async () => {
    const calls = [
      shared.client.unary(fetchService.fetchBlob, {}),
      shared.client.unary(fetchService.fetchDirectory, {}),
      shared.client.unary(pushService.pushBlob, {}),
      shared.client.unary(pushService.pushDirectory, {}),
    ];
    for (const { code } of await Promise.all(calls.map(failureOf))) expect(code).toBe(status.INVALID_ARGUMENT);
  });

  test('what was never pushed is NOT_FOUND; what would come from the network is UNIMPLEMENTED', async () => {
    for (const [method, uris, code] of [
      [fetchService.fetchBlob, [uri()], status.NOT_FOUND],
      [fetchService.fetchBlob, ['http://127.0.0.1:1/x'], status.UNIMPLEMENTED],
      [fetchService.fetchDirectory, [uri(), 'HTTPS://127.0.0.1:1/x'], status.UNIMPLEMENTED],
    ] as const) {
      expect((await failureOf(shared.client.unary<object, object>(method, { uris }))).code).toBe(code);
    }
    expect((await failureOf(shared.client.unary(fetchService.fetchDirectory, { uris: [uri()] }))).code).toBe(status.NOT_FOUND);
  });
});

describe('blobs', () => {
  test('each URI of a push stands for the blob; the first that is known answers', async () => {
    const [blobDigest = emptyDigest] = await shared.put('artifact');
    const [strong, weak] = [uri(), uri()];
    await shared.client.unary(pushService.pushBlob, { uris: [strong, weak], blobDigest });
    const found = await shared.client.unary(fetchService.fetchBlob, { uris: [uri(), weak, strong] });
    expect(found).toMatchObject({ uri: weak, blobDigest, status: { code: 0 } });
    expect((await failureOf(shared.client.unary(fetchService.fetchDirectory, { uris: [weak] }))).code).toBe(status.NOT_FOUND);
    expect((await failureOf(shared.client.unary(fetchService.fetchBlob, { uris: [weak], instanceName: 'other' }))).code).toBe(
      status.NOT_FOUND,
    );
  });

  test('a push may be known by a thousand URIs, which does not multiply what the server keeps', async () => {
    const [blobDigest = emptyDigest] = await shared.put('known by many names');
    const uris = Array.from({ length: 1000 }, () => uri());
    await shared.client.unary(pushService.pushBlob, { uris, blobDigest });
    expect(await shared.client.unary(fetchService.fetchBlob, { uris: uris.slice(-1) })).toMatchObject({ blobDigest });
    const referencesBlobs = Array<Digest>(1500).fill(blobDigest);
    const refused = await failureOf(shared.client.unary(pushService.pushBlob, { uris, blobDigest, referencesBlobs }));
    expect(refused).toMatchObject({
      code: status.INVALID_ARGUMENT,
      message: expect.stringContaining('push fewer URIs or references at once'),
    });
    await shared.client.unary(pushService.pushBlob, { uris: uris.slice(0, 1), blobDigest, referencesBlobs });
  });

  test('a later push replaces the blob', async () => {
    const [first = emptyDigest, second = emptyDigest] = await shared.put('first', 'second');
    const uris = [uri()];
    await shared.client.unary(pushService.pushBlob, { uris, blobDigest: first });
    await shared.client.unary(pushService.pushBlob, { uris, blobDigest: second });
    expect((await shared.client.unary(fetchService.fetchBlob, { uris })).blobDigest).toEqual(second);
  });

  test('qualifiers must be the same, in any order', async () => {
    const [blobDigest = emptyDigest] = await shared.put('qualified');
    const uris = [uri()];
    const qualifiers = [
      { name: 'b', value: '2' },
      { name: 'a', value: '1' },
    ];
    await shared.client.unary(pushService.pushBlob, { uris, qualifiers, blobDigest });
    expect((await shared.client.unary(fetchService.fetchBlob, { uris, qualifiers: [...qualifiers].reverse() })).blobDigest).toEqual(
      blobDigest,
    );
    expect((await failureOf(shared.client.unary(fetchService.fetchBlob, { uris }))).code).toBe(status.NOT_FOUND);
  });

  test('an asset expires, and may be too old for the client', async () => {
    const [blobDigest = emptyDigest] = await shared.put('expiring');
    const uris = [uri()];
    const pushedAt = Math.floor(clock.now() / 1000);
    await shared.client.unary(pushService.pushBlob, { uris, blobDigest, expireAt: { seconds: pushedAt + 60 } });
    const fresh = { uris, oldestContentAccepted: { seconds: pushedAt - 5 } };
    expect((await shared.client.unary(fetchService.fetchBlob, fresh)).expiresAt?.seconds).toBe(pushedAt + 60);
    const stale = { uris, oldestContentAccepted: { seconds: pushedAt + 5 } };
    expect((await failureOf(shared.client.unary(fetchService.fetchBlob, stale))).code).toBe(status.NOT_FOUND);
    await clock.advance(61_000);
    expect((await failureOf(shared.client.unary(fetchService.fetchBlob, { uris }))).code).toBe(status.NOT_FOUND);
  });

  test('an asset is there only while all that it refers to is', async () => {
    const file = Buffer.from('a file of an artifact');
    const directory = Directory.encode({ files: [{ name: 'f', digest: digestOf(file) }] }).finish();
    const log = Buffer.from('a log');
    const uris = [uri()];
    const [blobDigest = emptyDigest] = await shared.put('artifact message');
    await shared.client.unary(pushService.pushBlob, {
      uris,
      blobDigest,
      referencesBlobs: [digestOf(log), emptyDigest],
      referencesDirectories: [digestOf(directory), emptyDigest],
    });
    for (const missing of [log, directory, file]) {
      expect((await failureOf(shared.client.unary(fetchService.fetchBlob, { uris }))).code).toBe(status.NOT_FOUND);
      await shared.put(missing);
    }
    expect((await shared.client.unary(fetchService.fetchBlob, { uris })).blobDigest).toEqual(blobDigest);
  });

  test('malformed digests are refused when pushed', async () => {
    const wrong = { hash: 'q', sizeBytes: 1 };
    expect((await failureOf(shared.client.unary(pushService.pushBlob, { uris: [uri()], blobDigest: wrong }))).code).toBe(
      status.INVALID_ARGUMENT,
    );
    const request = { uris: [uri()], blobDigest: emptyDigest, referencesDirectories: [wrong] };
    expect((await failureOf(shared.client.unary(pushService.pushBlob, request))).code).toBe(status.INVALID_ARGUMENT);
  });
});

describe('directories', () => {
  test('a folder is found with all below it, the empty one too', async () => {
    const uris = [uri()];
    await shared.client.unary(pushService.pushDirectory, { uris, rootDirectoryDigest: emptyDigest });
    expect(await shared.client.unary(fetchService.fetchDirectory, { uris })).toMatchObject({
      rootDirectoryDigest: emptyDigest,
      uri: uris[0],
    });
    const child = Directory.encode({ files: [{ name: 'only here', digest: emptyDigest }] }).finish();
    const root = Directory.encode({ directories: [{ name: 'c', digest: digestOf(child) }] }).finish();
    await shared.put(root);
    await shared.client.unary(pushService.pushDirectory, { uris, rootDirectoryDigest: digestOf(root) });
    expect((await failureOf(shared.client.unary(fetchService.fetchDirectory, { uris }))).code).toBe(status.NOT_FOUND);
    await shared.put(child);
    expect((await shared.client.unary(fetchService.fetchDirectory, { uris })).rootDirectoryDigest).toEqual(digestOf(root));
  });
});
