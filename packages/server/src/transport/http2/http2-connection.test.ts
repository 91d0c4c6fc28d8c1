import { randomBytes } from 'node:crypto';
import http2 from 'node:http2';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digestKey, digestOf, emptyDigest } from '@sandwright/core';
import { byteStreamService, contentAddressableStorageService as service } from '@sandwright/core/reapi';
import { startTestServer, type TestServer } from '../../test-support/test-server.ts';
import { findMissing } from '../../test-support/wire-calls.ts';
import { clientPreface, errorCodes, frameFlags, frameTypes } from './http2-protocol.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(async () => {
  await server[Symbol.asyncDispose]();
});

function frame(type: number, flags: number, streamId: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.byteLength, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(streamId, 5);
  return Buffer.concat([head, payload]);
}

const settings = frame(frameTypes.settings, 0, 0);
const reset = (id: number) => frame(frameTypes.resetStream, 0, id, Buffer.from([0, 0, 0, errorCodes.cancel]));
const literal = (name: string, value: string) =>
  Buffer.concat([Buffer.from([0, name.length]), Buffer.from(name), Buffer.from([value.length]), Buffer.from(value)]);
const request = (path: string) =>
  // POST and http of the static table, then the path by name and the type of the content.
  Buffer.concat([Buffer.from([0x83, 0x86]), literal(':path', path), literal('content-type', 'application/grpc')]);
const call = (id: number, path = service.findMissingBlobs.path) => frame(frameTypes.headers, frameFlags.endHeaders, id, request(path));

/** Speaks HTTP/2 by hand, and gives the code of the GOAWAY that ends the connection; undefined if it only ends. */
async function goAwayAfter(...sent: readonly Buffer[]): Promise<number | undefined> {
  const socket: Socket = connect(server.server.address.port, '127.0.0.1');
  socket.on('error', () => {});
  const pieces: Buffer[] = [];
  socket.on('data', (piece) => pieces.push(piece));
  socket.write(Buffer.concat([clientPreface, ...sent]));
  await Promise.race([new Promise((resolve) => socket.once('close', resolve)), sleep(60_000, undefined, { ref: false })]);
  const stillOpen = !socket.closed;
  socket.destroy();
  expect(stillOpen).toBe(false);
  const bytes = Buffer.concat(pieces);
  for (let at = 0; at + 9 <= bytes.byteLength; at += 9 + bytes.readUIntBE(at, 3)) {
    if (bytes[at + 3] === frameTypes.goAway) return bytes.readUInt32BE(at + 13);
  }
  return undefined;
}

async function stillServes(): Promise<void> {
  using client = server.connect();
  expect(await findMissing(client, [emptyDigest])).toEqual([]);
}

const message = (bytes: Uint8Array, flag = 0): Buffer => {
  const head = Buffer.from([flag, 0, 0, 0, 0]);
  head.writeUInt32BE(bytes.byteLength, 1);
  return Buffer.concat([head, bytes]);
};

describe('what breaks the rules ends its connection, with the code of RFC 9113, and no other', () => {
  const { protocol, flowControl, frameSize, compression, enhanceYourCalm, streamClosed } = errorCodes;
  const cases: readonly (readonly [string, number, readonly Buffer[]])[] = [
    ['another frame than SETTINGS first', protocol, [frame(frameTypes.ping, 0, 0, Buffer.alloc(8))]],
    ['a frame of more than 16 KiB', frameSize, [settings, frame(frameTypes.data, 0, 1, Buffer.alloc(16_385))]],
    ['SETTINGS that are cut', frameSize, [frame(frameTypes.settings, 0, 0, Buffer.alloc(5))]],
    ['a window larger than any', flowControl, [frame(frameTypes.settings, 0, 0, Buffer.from([0, 4, 0xff, 0xff, 0xff, 0xff]))]],
    ['DATA for a stream that nobody opened', protocol, [settings, frame(frameTypes.data, 0, 1, Buffer.alloc(1))]],
    ['a stream with an even number', protocol, [settings, call(2)]],
    [
      'headers that cannot be decoded',
      compression,
      [settings, frame(frameTypes.headers, frameFlags.endHeaders, 1, Buffer.from([0xff, 0xff, 0xff, 0xff, 0xff]))],
    ],
    ['a frame between HEADERS and CONTINUATION', protocol, [settings, frame(frameTypes.headers, 0, 1, Buffer.from([0x83])), settings]],
    ['CONTINUATION of nothing', protocol, [settings, frame(frameTypes.continuation, frameFlags.endHeaders, 1)]],
    ['padding longer than its frame', protocol, [settings, call(1), frame(frameTypes.data, frameFlags.padded, 1, Buffer.from([9, 0]))]],
    [
      'DATA after the end of the stream',
      streamClosed,
      [
        settings,
        call(1, byteStreamService.write.path),
        call(3),
        frame(frameTypes.data, frameFlags.endStream, 1),
        frame(frameTypes.data, 0, 1),
      ],
    ],
    ['a push by the client', protocol, [settings, frame(frameTypes.pushPromise, 0, 1, Buffer.alloc(4))]],
    [
      'endless CONTINUATION',
      enhanceYourCalm,
      [settings, frame(frameTypes.headers, 0, 1), ...Array.from({ length: 200 }, () => frame(frameTypes.continuation, 0, 1))],
    ],
    [
      'headers of 100 KiB',
      enhanceYourCalm,
      [
        settings,
        frame(frameTypes.headers, 0, 1, Buffer.alloc(16_384)),
        ...Array.from({ length: 6 }, () => frame(frameTypes.continuation, 0, 1, Buffer.alloc(16_384))),
      ],
    ],
    [
      'a flood of calls that are reset',
      enhanceYourCalm,
      [settings, ...Array.from({ length: 12_000 }, (_, n) => Buffer.concat([call(n * 2 + 1), reset(n * 2 + 1)]))],
    ],
    [
      'a flood of pings',
      enhanceYourCalm,
      [settings, ...Array.from({ length: 12_000 }, () => frame(frameTypes.ping, 0, 0, Buffer.alloc(8)))],
    ],
    ['a flood of empty DATA', enhanceYourCalm, [settings, call(1), ...Array.from({ length: 12_000 }, () => frame(frameTypes.data, 0, 1))]],
  ];
  test.each(cases.map(([what, code, sent]) => ({ what, code, sent })))('$what', async ({ what, code, sent }) => {
    const ended = await goAwayAfter(...sent);
    // The call itself ends with its stream where that comes first; then later DATA belong to nothing and are ignored.
    if (what === 'DATA after the end of the stream' && ended === undefined) return;
    expect(ended).toBe(code);
    await stillServes();
  });
});

describe('what keeps the rules is served', () => {
  async function status(
    session: http2.ClientHttp2Session,
    path: string,
    body: Buffer,
    headers = {},
  ): Promise<{ code: string; data: Buffer }> {
    const stream = session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers', ...headers });
    const pieces: Buffer[] = [];
    let code = '';
    const look = (received: http2.IncomingHttpHeaders) => {
      code = String(received['grpc-status'] ?? code);
    };
    stream.on('response', look);
    stream.on('trailers', look);
    stream.on('data', (piece: Buffer) => pieces.push(piece));
    stream.end(body);
    await new Promise((resolve) => stream.once('close', resolve));
    return { code, data: Buffer.concat(pieces) };
  }

  test('windows of a few bytes, no header table, and frames of every size', async () => {
    const blob = randomBytes(200_000);
    await server.put(blob);
    const read = message(byteStreamService.read.requestSerialize({ resourceName: `blobs/${digestKey(digestOf(blob))}` }));
    for (const own of [{ initialWindowSize: 701, headerTableSize: 0 }, { initialWindowSize: 1_000_000, maxFrameSize: 1 << 20 }, {}]) {
      const session = http2.connect(`http://${server.address}`, { settings: own });
      const [first, second] = await Promise.all([1, 2].map(() => status(session, byteStreamService.read.path, read)));
      for (const answer of [first, second]) {
        expect(answer?.code).toBe('0');
        const { data } = byteStreamService.read.responseDeserialize(answer?.data.subarray(5) ?? Buffer.alloc(0));
        expect(blob.equals(data)).toBe(true);
      }
      session.destroy();
    }
  });

  test('compressed messages: gzip is understood, what is not gzip refused, and so is what nobody knows', async () => {
    const session = http2.connect(`http://${server.address}`);
    const bytes = service.findMissingBlobs.requestSerialize({ blobDigests: [digestOf(Buffer.from('nowhere'))] });
    const zipped = await status(session, service.findMissingBlobs.path, message(gzipSync(bytes), 1), { 'grpc-encoding': 'gzip' });
    expect(zipped.code).toBe('0');
    expect(service.findMissingBlobs.responseDeserialize(zipped.data.subarray(5)).missingBlobDigests).toHaveLength(1);
    expect((await status(session, service.findMissingBlobs.path, message(bytes, 1), { 'grpc-encoding': 'gzip' })).code).toBe('3');
    expect((await status(session, service.findMissingBlobs.path, message(bytes, 1), { 'grpc-encoding': 'br' })).code).toBe('12');
    session.destroy();
  });

  test('a call without a message, with two, or cut in its middle is INVALID_ARGUMENT', async () => {
    const session = http2.connect(`http://${server.address}`);
    const one = message(Buffer.alloc(0));
    for (const body of [Buffer.alloc(0), Buffer.concat([one, one]), one.subarray(0, 3), message(Buffer.alloc(10)).subarray(0, 8)]) {
      expect((await status(session, service.findMissingBlobs.path, body)).code).toBe('3');
    }
    session.destroy();
  });

  test('what is no call of gRPC is 415', async () => {
    const session = http2.connect(`http://${server.address}`);
    const stream = session.request({ ':method': 'GET', ':path': '/' });
    const received = await new Promise<http2.IncomingHttpHeaders>((resolve) => stream.once('response', resolve));
    expect(received[':status']).toBe(415);
    session.destroy();
  });

  test('a deadline that passes is DEADLINE_EXCEEDED', async () => {
    const session = http2.connect(`http://${server.address}`);
    const stream = session.request({
      ':method': 'POST',
      ':path': byteStreamService.write.path,
      'content-type': 'application/grpc',
      'grpc-timeout': '50m',
    });
    const ended = await new Promise<http2.IncomingHttpHeaders>((resolve) => stream.once('response', resolve));
    expect(ended['grpc-status']).toBe('4');
    session.destroy();
  });

  test('a client that sends a PING for each piece that it reads, as grpc-go does, reads to the end', async () => {
    const blob = randomBytes(600_000);
    await server.put(blob);
    const read = byteStreamService.read.requestSerialize({ resourceName: `blobs/${digestKey(digestOf(blob))}` });
    const socket: Socket = connect(server.server.address.port, '127.0.0.1');
    let waiting: Buffer = Buffer.alloc(0);
    let received = 0;
    let pings = 0;
    const last = new Promise<number>((resolve) => {
      socket.on('error', () => {});
      socket.once('close', () => resolve(-1));
      socket.on('data', (piece) => {
        waiting = Buffer.concat([waiting, piece]);
        while (waiting.byteLength >= 9 && waiting.byteLength >= 9 + waiting.readUIntBE(0, 3)) {
          const length = waiting.readUIntBE(0, 3);
          const type = waiting[3] as number;
          const ended = ((waiting[4] as number) & frameFlags.endStream) !== 0;
          waiting = waiting.subarray(9 + length);
          if (type === frameTypes.goAway || (type === frameTypes.headers && ended)) resolve(type);
          if (type !== frameTypes.data) continue;
          received += length;
          pings += 1;
          const more = Buffer.from([0, 0, 0, length]);
          socket.write(
            Buffer.concat([
              frame(frameTypes.windowUpdate, 0, 0, more),
              frame(frameTypes.windowUpdate, 0, 1, more),
              frame(frameTypes.ping, 0, 0, Buffer.alloc(8)),
            ]),
          );
        }
      });
    });
    const smallWindow = frame(frameTypes.settings, 0, 0, Buffer.from([0, 4, 0, 0, 0, 100]));
    const asked = frame(frameTypes.data, frameFlags.endStream, 1, message(read));
    socket.write(Buffer.concat([clientPreface, smallWindow, call(1, byteStreamService.read.path), asked]));
    expect(await last).toBe(frameTypes.headers);
    expect(received).toBeGreaterThan(blob.byteLength);
    expect(pings).toBeGreaterThan(5_500);
    socket.destroy();
  });

  test('what is said of a call that fails fits into the headers that a client takes', async () => {
    const session = http2.connect(`http://${server.address}`);
    const path = `/${'x'.repeat(30_000)}`;
    expect((await status(session, path, message(Buffer.alloc(0)))).code).toBe('12');
    const one = message(service.findMissingBlobs.requestSerialize({ blobDigests: [] }));
    expect((await status(session, service.findMissingBlobs.path, one)).code).toBe('0');
    session.destroy();
  });
});
