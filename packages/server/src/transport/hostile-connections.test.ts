import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, test } from '@jest/globals';
import { emptyDigest } from '@sandwright/core';
import { contentAddressableStorageService } from '@sandwright/core/reapi';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { findMissing } from '../test-support/wire-calls.ts';

const types = { data: 0, headers: 1, priority: 2, reset: 3, settings: 4, ping: 6, goAway: 7, windowUpdate: 8, continuation: 9 };
const endHeaders = 4;
const enhanceYourCalm = 11;

function frame(type: number, flags: number, stream: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.byteLength, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(stream, 5);
  return Buffer.concat([head, payload]);
}

/** A field that is not to be remembered, its texts as they are. Source: RFC 7541 section 6.2.2. */
const field = (name: string, value: string): Buffer =>
  Buffer.concat([Buffer.of(0, name.length), Buffer.from(name), Buffer.of(value.length), Buffer.from(value)]);

const findMissingHeaders = Buffer.concat([
  field(':method', 'POST'),
  field(':scheme', 'http'),
  field(':path', contentAddressableStorageService.findMissingBlobs.path),
  field(':authority', 'x'),
  field('content-type', 'application/grpc'),
  field('te', 'trailers'),
]);

const preface = Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), frame(types.settings, 0, 0)]);

interface RawClient {
  readonly socket: Socket;
  /** What the server said, and how it ended: the code of its GOAWAY, `closed`, or `open` after so many milliseconds. */
  end(withinMs: number): Promise<number | 'closed' | 'open'>;
  received(): Buffer;
}

async function rawClient({ server }: TestServer): Promise<RawClient> {
  const socket = connect(server.address.port, server.address.host);
  socket.on('error', () => {});
  const pieces: Buffer[] = [];
  socket.on('data', (piece) => pieces.push(piece));
  const closed = new Promise<boolean>((resolve) => {
    socket.once('close', () => resolve(true));
  });
  await once(socket, 'connect');
  socket.write(preface);
  const received = (): Buffer => Buffer.concat(pieces);
  return {
    socket,
    received,
    async end(withinMs) {
      const isClosed = await Promise.race([closed, sleep(withinMs, false, { ref: false })]);
      const bytes = received();
      for (let at = 0; at + 17 <= bytes.byteLength; at += 9 + bytes.readUIntBE(at, 3)) {
        if (bytes[at + 3] === types.goAway) return bytes.readUInt32BE(at + 13);
      }
      return isClosed ? 'closed' : 'open';
    },
  };
}

/** Another client gets its answers. */
async function othersAreServed(server: TestServer): Promise<void> {
  using client = server.connect();
  for (let n = 0; n < 5; n += 1) expect(await findMissing(client, [emptyDigest])).toEqual([]);
}

describe('floods', () => {
  test('calls that are opened and reset as fast as possible cost their sender the connection, not others their answers', async () => {
    await using server = await startTestServer();
    const client = await rawClient(server);
    const pair = (stream: number): Buffer =>
      Buffer.concat([frame(types.headers, endHeaders, stream, findMissingHeaders), frame(types.reset, 0, stream, Buffer.of(0, 0, 0, 8))]);
    client.socket.write(Buffer.concat(Array.from({ length: 40_000 }, (_, n) => pair(1 + 2 * n))));
    const others = othersAreServed(server);
    expect(await client.end(60_000)).toBe(enhanceYourCalm);
    await others;
  });

  test.each([
    ['pings', frame(types.ping, 0, 0, Buffer.alloc(8))],
    ['settings', frame(types.settings, 0, 0, Buffer.of(0, 3, 0, 0, 0, 100))],
    ['priorities', frame(types.priority, 0, 1, Buffer.alloc(5))],
    ['frames of no known type', frame(200, 0, 0)],
  ])('%s without end', async (_, piece) => {
    await using server = await startTestServer();
    const client = await rawClient(server);
    client.socket.write(Buffer.concat(Array.from({ length: 30_000 }, () => piece)));
    expect(await client.end(60_000)).toBe(enhanceYourCalm);
    await othersAreServed(server);
  });

  test('a list of headers without end', async () => {
    await using server = await startTestServer();
    const client = await rawClient(server);
    client.socket.write(frame(types.headers, 0, 1, findMissingHeaders));
    const more = frame(types.continuation, 0, 1, Buffer.concat(Array.from({ length: 60 }, () => field('x-more', 'y'.repeat(100)))));
    for (let n = 0; n < 100 && !client.socket.destroyed; n += 1) client.socket.write(more);
    expect(typeof (await client.end(60_000))).toBe('number');
    await othersAreServed(server);
  });
});

describe('connections that lead nowhere', () => {
  test('one whose other end is gone without a word is closed after keepalive_time and keepalive_timeout', async () => {
    await using server = await startTestServer({ keepalive_time: '150ms', keepalive_timeout: '150ms' });
    const client = await rawClient(server);
    // It never answers the ping, as a machine that lost its power would not.
    expect(await client.end(60_000)).not.toBe('open');
    expect(client.received().byteLength).toBeGreaterThan(0);
  });

  test('one whose client is heard of, though behind so much that its answers to pings come late, is kept', async () => {
    await using server = await startTestServer({ keepalive_time: '200ms', keepalive_timeout: '200ms' });
    const client = await rawClient(server);
    const more = setInterval(() => client.socket.write(frame(types.windowUpdate, 0, 0, Buffer.of(0, 0, 0, 1))), 40);
    expect(await client.end(1_200)).toBe('open');
    clearInterval(more);
    expect(await client.end(60_000)).not.toBe('open');
  });

  test('one whose sender has closed its half takes its open calls with it', async () => {
    await using server = await startTestServer({ http: '127.0.0.1:0' });
    const client = await rawClient(server);
    client.socket.write(frame(types.headers, endHeaders, 1, findMissingHeaders));
    client.socket.end();
    expect(await client.end(60_000)).not.toBe('open');
  });

  test('one that sends its headers a byte at a time cannot answer pings meanwhile, and is closed for it', async () => {
    await using server = await startTestServer({ keepalive_time: '200ms', keepalive_timeout: '200ms' });
    const client = await rawClient(server);
    client.socket.write(frame(types.headers, 0, 1, findMissingHeaders).subarray(0, 40));
    const drip = setInterval(() => client.socket.write(Buffer.of(0)), 100);
    const end = await client.end(60_000);
    clearInterval(drip);
    expect(end).not.toBe('open');
  });

  test('garbage after a good beginning ends the connection with a reason, every time', async () => {
    await using server = await startTestServer();
    const ends = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const client = await rawClient(server);
        client.socket.write(randomBytes(3_000));
        const end = await client.end(10_000);
        client.socket.destroy();
        return end;
      }),
    );
    // Some garbage claims a frame that is within bounds, and waits for the rest of it.
    expect(ends.filter((end) => typeof end === 'number' && end > 0).length).toBeGreaterThan(80);
    await othersAreServed(server);
  });
});
