import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { emptyDigest } from '@sandwright/core';
import { contentAddressableStorageService as service } from '@sandwright/core/reapi';
import { RawHttp2, rawCall } from '../../test-support/raw-http2.ts';
import { startTestServer, type TestServer } from '../../test-support/test-server.ts';
import { errorCodes, frameTypes } from './http2-protocol.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

const { path } = service.findMissingBlobs;
const anything = service.findMissingBlobs.requestSerialize({ blobDigests: [emptyDigest] });

describe('a connection', () => {
  test('lets a small answer pass between large ones', async () => {
    const digests = await server.put(randomBytes(1_000_000));
    const request = service.batchReadBlobs.requestSerialize({ digests });
    using client = new RawHttp2(server.server.address.port);
    client.hello();
    const large = [1, 3, 5, 7];
    client.socket.write(Buffer.concat(large.map((id) => rawCall(id, service.batchReadBlobs.path, request))));
    const small = 9;
    const ended: number[] = [];
    let received = 0;
    let granted = 65_535;
    let grants = 0;
    for await (const { type, streamId, endsStream, payload } of client.frames()) {
      if (endsStream) ended.push(streamId);
      if (endsStream && streamId === small) break;
      if (type === frameTypes.data) received += payload.byteLength;
      // Nothing can come before there is more room, which is for one of them at a time.
      if (received < granted) continue;
      if (grants === 0) client.socket.write(rawCall(small, path, anything));
      grants += 1;
      granted += 65_536;
      client.grant(65_536);
    }
    expect(ended).toEqual([small]);
    expect(grants).toBeLessThanOrEqual(2 * large.length);
  });

  test.each([
    ['a line feed', 'x-one', 'a\nb'],
    ['a carriage return', 'x-one', 'a\rb'],
    ['a zero byte', 'x-one', 'a\0b'],
    ['a space at its end', 'x-one', 'ab '],
    ['a capital letter in its name', 'x-One', 'ab'],
    ['a colon in its name', 'x:one', 'ab'],
  ])('refuses a header with %s, and goes on', async (_what, name, value) => {
    using client = new RawHttp2(server.server.address.port);
    client.hello();
    client.socket.write(Buffer.concat([rawCall(1, path, anything, [[name, value]]), rawCall(3, path, anything, [['x-one', 'a b']])]));
    for await (const { type, streamId, endsStream, payload } of client.frames()) {
      if (streamId === 1) expect([type, payload.readUInt32BE(0)]).toEqual([frameTypes.resetStream, errorCodes.protocol]);
      if (streamId === 3 && endsStream) return;
    }
    throw new Error('the connection ended');
  });

  test('ends when malformed requests go on', async () => {
    using client = new RawHttp2(server.server.address.port);
    client.hello();
    const bad = Array.from({ length: 9 }, (_, at) => rawCall(at * 2 + 1, path, anything, [['x-one', '\n']]));
    client.socket.write(Buffer.concat(bad));
    let resets = 0;
    for await (const { type, payload } of client.frames()) {
      if (type === frameTypes.resetStream) resets += 1;
      if (type !== frameTypes.goAway) continue;
      expect(payload.readUInt32BE(4)).toBe(errorCodes.enhanceYourCalm);
      expect(resets).toBe(8);
      return;
    }
    throw new Error('the connection was not ended with a reason');
  });

  test('that begins while the server drains is told to go elsewhere', async () => {
    await using draining = await startTestServer();
    using client = new RawHttp2(draining.server.address.port);
    await client.connected();
    // Answered once the server has taken the connections before it.
    await draining.put('something');
    const drained = draining.server.drain();
    client.hello();
    const seen: number[] = [];
    for await (const { type, payload } of client.frames()) {
      seen.push(type);
      if (type === frameTypes.goAway) expect(payload.readUInt32BE(4)).toBe(errorCodes.none);
    }
    expect(seen).toContain(frameTypes.goAway);
    await drained;
  });
});
