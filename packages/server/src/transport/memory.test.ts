import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import http2 from 'node:http2';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from '@jest/globals';
import { digestOf, silentLogger } from '@sandwright/core';
import { byteStreamService, Status, contentAddressableStorageService as service } from '@sandwright/core/reapi';
import { waitUntil } from '@sandwright/core/testing';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { batchUpdate, readResource, uploadName, writeMessages } from '../test-support/wire-calls.ts';
import { startGrpcTransport } from './grpc-transport.ts';
import { MemoryGuard, type MemoryHolder } from './memory-guard.ts';
import { unary } from './service-binding.ts';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const mebibyte = 1024 * 1024;

/** Bytes of buffers that are still in use. */
function buffers(): number {
  collect();
  return process.memoryUsage().arrayBuffers;
}

/** A call that speaks HTTP/2 by hand, so that it can misbehave. */
function rawCall(session: http2.ClientHttp2Session, path: string): http2.ClientHttp2Stream & { grpcStatus: Promise<string> } {
  const stream = session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc', te: 'trailers' });
  stream.on('error', () => {});
  const grpcStatus = new Promise<string>((resolve) => {
    const look = (headers: http2.IncomingHttpHeaders): void => {
      if (headers['grpc-status'] !== undefined) resolve(`${String(headers['grpc-status'])} ${String(headers['grpc-message'])}`);
    };
    stream.on('response', look);
    stream.on('trailers', look);
    stream.once('close', () => resolve(`closed ${stream.rstCode}`));
  });
  return Object.assign(stream, { grpcStatus });
}

function framed(message: Uint8Array, claimed = message.byteLength): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(claimed, 1);
  return Buffer.concat([head, message]);
}

async function connectRaw({ address }: TestServer, settings: http2.Settings = {}): Promise<http2.ClientHttp2Session> {
  const session = http2.connect(`http://${address}`, { settings, maxSessionMemory: 1_000 });
  session.on('error', () => {});
  await once(session, 'remoteSettings');
  return session;
}

/** A modest client, which never holds as much as a greedy one that fills the rest. If it is refused all the same, it tries again as it is told. */
const servedMeanwhile = (server: TestServer): Promise<void> =>
  waitUntil(
    () =>
      isServed(server).then(
        () => true,
        (error: { readonly code?: unknown }) => {
          if (error.code === status.RESOURCE_EXHAUSTED) return false;
          throw error;
        },
      ),
    'a modest client to be served',
  );

const isServed = async (server: TestServer): Promise<void> => {
  using client = server.connect();
  await batchUpdate(client, [randomBytes(mebibyte / 2)]);
  const large = randomBytes(1.5 * mebibyte);
  const name = uploadName(digestOf(large));
  await client.upload(byteStreamService.write, writeMessages(name, large, mebibyte / 4));
  expect((await readResource(client, `blobs/${digestOf(large).hash}/${large.byteLength}`)).equals(large)).toBe(true);
};

describe('memory of calls', () => {
  // Of 24 MiB, calls have 9; uploads and compressed forms the rest.
  test('messages that never end are refused beyond max_memory, and others are served', async () => {
    await using server = await startTestServer({ max_memory: '24MiB' });
    await servedMeanwhile(server);
    const before = buffers();
    const session = await connectRaw(server);
    const half = framed(randomBytes(mebibyte), mebibyte + 1);
    const refused: string[] = [];
    for (let n = 0; n < 240; n += 1) {
      const call = rawCall(session, service.batchUpdateBlobs.path);
      call.write(half);
      void call.grpcStatus.then((status) => refused.push(status));
      if (n % 120 === 119) await servedMeanwhile(server);
    }
    // 240 MiB are sent. The client is in this process too, and keeps what was not sent.
    await waitUntil(() => refused.length >= 240 - 10, 'all but what may be kept to be refused');
    expect(refused.filter((status) => !/^8 .*max_memory/.test(status))).toEqual([]);
    expect(refused.length).toBeLessThan(240);
    await waitUntil(() => buffers() - before < 100 * mebibyte, 'what was refused to be free');
    session.destroy();
    await servedMeanwhile(server);
  });

  test('answers that nobody reads are given up beyond max_memory, and others are served', async () => {
    await using server = await startTestServer({ max_memory: '24MiB' });
    const data = randomBytes(mebibyte);
    await server.put(data);
    const before = buffers();
    const session = await connectRaw(server, { initialWindowSize: 0 });
    const request = framed(service.batchReadBlobs.requestSerialize({ digests: [digestOf(data)] }));
    const calls = Array.from({ length: 240 }, () => rawCall(session, service.batchReadBlobs.path));
    for (const call of calls) call.end(request);
    const givenUp: string[] = [];
    for (const call of calls) void call.grpcStatus.then((status) => givenUp.push(status));
    await servedMeanwhile(server);
    await waitUntil(() => givenUp.length >= 240 - 10, 'all but what may be kept to be given up');
    // Refused before the answer began, or broken off in the middle of it.
    expect(givenUp.filter((status) => !/^(?:8 .*max_memory|closed 11$)/.test(status))).toEqual([]);
    expect(givenUp.length).toBeLessThan(240);
    await waitUntil(() => buffers() - before < 100 * mebibyte, 'what was refused to be free');
    session.destroy();
  });

  test('whoever stops in the middle of a message, or never reads an answer, is let go after stall_timeout', async () => {
    await using server = await startTestServer({ stall_timeout: '400ms' });
    const data = randomBytes(mebibyte);
    await server.put(data);
    const session = await connectRaw(server, { initialWindowSize: 0 });
    const stuck = rawCall(session, service.findMissingBlobs.path);
    stuck.write(framed(Buffer.alloc(10), 1000));
    const unread = rawCall(session, service.batchReadBlobs.path);
    unread.end(framed(service.batchReadBlobs.requestSerialize({ digests: [digestOf(data)] })));
    expect(await stuck.grpcStatus).toMatch(/^4 .*stall_timeout/);
    expect(await unread.grpcStatus).toBe(`closed ${http2.constants.NGHTTP2_ENHANCE_YOUR_CALM}`);
    session.destroy();
  });

  test('requests that a slow disk keeps waiting count, too; they are answered, and others are refused', async () => {
    const opened = Promise.withResolvers<void>();
    let taken = 0;
    await using transport = await startGrpcTransport({
      listen: { host: '127.0.0.1', port: 0 },
      services: [
        {
          name: 'slow',
          methods: [
            unary(service.batchUpdateBlobs, async () => {
              taken += 1;
              await opened.promise;
              return { responses: [] };
            }),
          ],
        },
      ],
      limits: {
        maxMessageBytes: 4 * mebibyte,
        maxMemoryBytes: 32 * mebibyte,
        maxCallsPerConnection: 1_000,
        maxCalls: 1_000,
        maxConnections: 10,
        handshakeTimeoutMs: 5_000,
        stallTimeoutMs: 30_000,
        keepaliveTimeMs: 60_000,
        keepaliveTimeoutMs: 20_000,
        windowBytes: 4 * mebibyte,
        connectionWindowBytes: 4 * mebibyte,
      },
      logger: silentLogger,
      observer: { started: () => () => {} },
    });
    const session = http2.connect(`http://127.0.0.1:${transport.address.port}`, { maxSessionMemory: 1_000 });
    session.on('error', () => {});
    const body = framed(service.batchUpdateBlobs.requestSerialize({ requests: [{ data: randomBytes(3 * mebibyte) }] }));
    const refused: string[] = [];
    const calls = Array.from({ length: 30 }, () => {
      const call = rawCall(session, service.batchUpdateBlobs.path);
      call.write(body);
      call.end();
      void call.grpcStatus.then((status) => status.startsWith('0 ') || refused.push(status));
      return call.grpcStatus;
    });
    await waitUntil(() => taken + refused.length === 30, 'all to be taken or refused');
    expect(refused.length).toBeGreaterThan(15);
    expect(refused.filter((each) => !/^8 .*max_memory/.test(each))).toEqual([]);
    expect(taken).toBeGreaterThan(5);
    opened.resolve();
    expect((await Promise.all(calls)).filter((each) => each.startsWith('0 '))).toHaveLength(taken);
    session.destroy();
  });

  test('the refusal says when to try again', async () => {
    await using server = await startTestServer({ max_memory: '8MiB' });
    const session = await connectRaw(server);
    const call = rawCall(session, service.batchUpdateBlobs.path);
    const details = new Promise<string>((resolve) => {
      call.on('response', (headers) => resolve(String(headers['grpc-status-details-bin'])));
    });
    call.write(framed(Buffer.alloc(4 * mebibyte), 5 * mebibyte));
    const { details: parts } = Status.decode(Buffer.from(await details, 'base64'));
    expect(parts.map(({ typeUrl }) => typeUrl)).toEqual(['type.googleapis.com/google.rpc.RetryInfo']);
    session.destroy();
  });
});

describe('MemoryGuard', () => {
  class Holder implements MemoryHolder {
    readonly connection: object;
    readonly name: string;
    bytes = 0;
    refused = false;
    isBusy = false;

    constructor(connection: object, name: string) {
      this.connection = connection;
      this.name = name;
    }

    measure(): number {
      return this.bytes;
    }

    refuse(): void {
      this.refused = true;
    }
  }

  test('takes from the connection that holds most, the youngest first, and no more than it must', () => {
    using guard = new MemoryGuard(100);
    const [greedy, modest] = [{}, {}];
    const holders = [new Holder(greedy, 'a'), new Holder(modest, 'm'), new Holder(greedy, 'b'), new Holder(greedy, 'c')];
    for (const holder of holders) guard.enter(holder);
    for (const [at, bytes] of [
      [0, 30],
      [1, 35],
      [2, 20],
      [3, 10],
    ] as const) {
      guard.grew(holders[at] as Holder, bytes);
    }
    expect(holders.map(({ refused }) => refused)).toEqual([false, false, false, false]);
    guard.grew(holders[0] as Holder, 25);
    expect(holders.filter(({ refused }) => refused).map(({ name }) => name)).toEqual(['b', 'c']);
    expect(guard.heldBytes).toBe(90);
    guard.leave(holders[0] as Holder);
    guard.leave(holders[1] as Holder);
    expect(guard.heldBytes).toBe(0);
  });

  test('what is being worked on counts, and those who come meanwhile are refused', () => {
    using guard = new MemoryGuard(100);
    const [busy, other] = [new Holder({}, 'busy'), new Holder({}, 'other')];
    busy.isBusy = true;
    guard.enter(busy);
    guard.enter(other);
    guard.grew(busy, 90);
    guard.grew(other, 20);
    expect([busy.refused, other.refused]).toEqual([false, true]);
    expect(guard.heldBytes).toBe(90);
    guard.grew(busy, 50);
    expect(busy.refused).toBe(false);
  });
});
