import { randomBytes } from 'node:crypto';
import http2 from 'node:http2';
import { connect as connectSocket, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { status } from '@grpc/grpc-js';
import { describe, expect, test } from '@jest/globals';
import { digestKey, digestOf, emptyDigest } from '@sandwright/core';
import { byteStreamService, capabilitiesService, contentAddressableStorageService, ServerCapabilities } from '@sandwright/core/reapi';
import { waitUntil } from '@sandwright/core/testing';
import { serverConfigSchema } from '../config/server-config.ts';
import { startServer } from '../server.ts';
import { detailsOf, failureOf } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';
import { findMissing, uploadName } from '../test-support/wire-calls.ts';

async function rawSocket({ server }: TestServer): Promise<Socket> {
  const socket = connectSocket(server.address.port, server.address.host);
  socket.on('error', () => {});
  await new Promise((resolve) => {
    socket.once('connect', resolve);
  });
  return socket;
}

async function allOf(socket: Socket): Promise<string> {
  const pieces: Buffer[] = [];
  socket.on('data', (piece) => pieces.push(piece));
  await new Promise((resolve) => {
    socket.once('close', resolve);
  });
  return Buffer.concat(pieces).toString('latin1');
}

const stillServes = async (server: TestServer): Promise<void> => {
  using client = server.connect();
  expect(await findMissing(client, [emptyDigest])).toEqual([]);
};

const isServing = (server: TestServer): Promise<boolean> =>
  stillServes(server).then(
    () => true,
    () => false,
  );

describe('connections', () => {
  test('HTTP/1 on the gRPC port is told where it is', async () => {
    await using server = await startTestServer();
    const socket = await rawSocket(server);
    socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
    const answer = await allOf(socket);
    expect(answer).toMatch(/^HTTP\/1\.1 426 /);
    expect(answer).toContain(`grpc://${server.address}`);
  });

  test('garbage is closed, silence runs out of time, and others are served meanwhile', async () => {
    await using server = await startTestServer({ handshake_timeout: '1s' });
    const garbage = await Promise.all(Array.from({ length: 50 }, () => rawSocket(server)));
    const closed = garbage.map(allOf);
    for (const socket of garbage) socket.write(randomBytes(500));
    const silent = await rawSocket(server);
    const slow = await rawSocket(server);
    slow.write('PRI * HTT');
    await stillServes(server);
    await Promise.all([...closed, allOf(silent), allOf(slow)]);
    await stillServes(server);
  });

  test('a preface that comes byte by byte is fine', async () => {
    await using server = await startTestServer();
    const socket = await rawSocket(server);
    socket.setNoDelay(true);
    const hello = Buffer.concat([Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'), Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0])]);
    for (const byte of hello) {
      socket.write(Buffer.from([byte]));
      await sleep(1);
    }
    const [first] = (
      await new Promise<Buffer>((resolve) => {
        socket.once('data', resolve);
      })
    ).subarray(3, 4);
    // The type of the first frame of the server is SETTINGS.
    expect(first).toBe(4);
    socket.destroy();
  });

  test('more connections than allowed are closed, and there is room again afterwards', async () => {
    await using server = await startTestServer({ max_connections: 3 });
    const held = await Promise.all([1, 2, 3].map(() => rawSocket(server)));
    // Connections are taken in the order in which they came.
    const fourth = await rawSocket(server);
    expect(await allOf(fourth)).toBe('');
    held[0]?.destroy();
    await waitUntil(() => isServing(server), 'room for another connection');
    for (const socket of held) socket.destroy();
  });

  test('a second server on the same port fails and says why', async () => {
    await using server = await startTestServer();
    const config = serverConfigSchema.parse({ listen: server.address });
    await expect(startServer(config, { store: server.store })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('EADDRINUSE'),
    });
  });

  test('windows are 2 MiB for streams and 4 MiB for the connection', async () => {
    await using server = await startTestServer();
    const session = http2.connect(`http://${server.address}`);
    const settings = await new Promise<http2.Settings>((resolve) => {
      session.once('remoteSettings', resolve);
    });
    expect(settings.initialWindowSize).toBe(2 * 1024 * 1024);
    expect(settings.maxConcurrentStreams).toBe(1_000);
    const stream = session.request({ ':method': 'POST', ':path': '/x/y', 'content-type': 'application/grpc' });
    stream.on('error', () => {});
    await waitUntil(() => session.state.remoteWindowSize === 4 * 1024 * 1024, 'the window of the connection');
    session.destroy();
  });
});

describe('calls', () => {
  test('an unknown method is UNIMPLEMENTED, bytes that are no message INVALID_ARGUMENT', async () => {
    await using server = await startTestServer();
    const unknown = { ...capabilitiesService.getCapabilities, path: '/no.such.Service/Method' };
    expect((await failureOf(server.client.unary(unknown, {}))).code).toBe(status.UNIMPLEMENTED);
    const garbled = {
      ...contentAddressableStorageService.findMissingBlobs,
      requestSerialize: () => Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 1]),
    };
    const error = await failureOf(server.client.unary(garbled, {}));
    expect([error.code, error.details]).toEqual([status.INVALID_ARGUMENT, expect.stringContaining('FindMissingBlobs')]);
    const garbledWrite = { ...byteStreamService.write, requestSerialize: () => Buffer.from([0xff]) };
    expect((await failureOf(server.client.upload(garbledWrite, [{}]))).code).toBe(status.INVALID_ARGUMENT);
    await stillServes(server);
  });

  test('a message beyond all limits is refused, and the connection goes on', async () => {
    await using server = await startTestServer({ max_message_size: '1MiB' });
    const data = Buffer.alloc(5 * 1024 * 1024);
    const request = { requests: [{ digest: digestOf(data), data }] };
    expect((await failureOf(server.client.unary(contentAddressableStorageService.batchUpdateBlobs, request))).code).toBe(
      status.RESOURCE_EXHAUSTED,
    );
    expect(await findMissing(server.client, [emptyDigest])).toEqual([]);
  });

  test('more calls at once than allowed are RESOURCE_EXHAUSTED, with the time to wait', async () => {
    await using server = await startTestServer({ max_calls: 2 });
    const name = () => uploadName(digestOf(randomBytes(10)));
    const held = [1, 2].map(() =>
      server.client.upload(byteStreamService.write, [{ resourceName: name(), data: randomBytes(3) }], { leaveOpen: true }),
    );
    const ended = held.map(failureOf);
    const ask = (): Promise<unknown> => findMissing(server.client, [emptyDigest]).catch((caught: unknown) => caught);
    await waitUntil(async () => (await ask()) instanceof Error, 'the calls to count');
    const error = await failureOf(findMissing(server.client, [emptyDigest]));
    expect([error.code, error.details]).toEqual([status.RESOURCE_EXHAUSTED, expect.stringContaining('max_calls')]);
    expect(detailsOf(error).retryDelayMs).toBeGreaterThan(0);
    for (const call of held) call.cancel();
    await Promise.all(ended);
    await waitUntil(async () => !((await ask()) instanceof Error), 'room for calls');
  });

  test('a client that stops sending loses its call, not its upload', async () => {
    await using server = await startTestServer({ stall_timeout: '500ms' });
    const data = randomBytes(1_000);
    const name = uploadName(digestOf(data));
    const stalled = server.client.upload(byteStreamService.write, [{ resourceName: name, data: data.subarray(0, 600) }], {
      leaveOpen: true,
    });
    const error = await failureOf(stalled);
    expect([error.code, error.details]).toEqual([status.DEADLINE_EXCEEDED, expect.stringContaining('stall_timeout')]);
    expect(await server.client.unary(byteStreamService.queryWriteStatus, { resourceName: name })).toMatchObject({
      committedSize: 600,
      complete: false,
    });
  });

  test('a client that never reads has little read for it and loses its call', async () => {
    await using server = await startTestServer({ stall_timeout: '300ms' });
    const data = randomBytes(60 * 1024 * 1024);
    const { storage } = server.store;
    await storage.write(digestOf(data), data);
    const read = storage.read.bind(storage);
    let readBytes = 0;
    storage.read = async function* (...args) {
      for await (const piece of read(...args)) {
        readBytes += piece.byteLength;
        yield piece;
      }
    };
    const session = http2.connect(`http://${server.address}`, { settings: { initialWindowSize: 65_535 } });
    session.on('error', () => {});
    const stream = session.request({
      ':method': 'POST',
      ':path': '/google.bytestream.ByteStream/Read',
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    const request = byteStreamService.read.requestSerialize({ resourceName: `blobs/${digestKey(digestOf(data))}` });
    const head = Buffer.alloc(5);
    head.writeUInt32BE(request.byteLength, 1);
    let end = '';
    stream.on('error', ({ message }: Error) => {
      end += message;
    });
    stream.on('trailers', (trailers) => {
      end += String(trailers['grpc-message']);
    });
    stream.pause();
    stream.end(Buffer.concat([head, request]));
    await stillServes(server);
    // Whichever comes first: the call that cannot write, or the look at calls on which nothing moves.
    await waitUntil(() => /stall_timeout|ENHANCE_YOUR_CALM/.test(end), 'the call to be given up');
    expect(readBytes).toBeGreaterThan(0);
    expect(readBytes).toBeLessThan(data.byteLength / 5);
    session.destroy();
  });

  test('a thousand calls that are cancelled at once leave nothing behind', async () => {
    await using server = await startTestServer({ http: '127.0.0.1:0' });
    expect(await findMissing(server.client, [emptyDigest])).toEqual([]);
    const calls = Array.from({ length: 1_000 }, () => {
      const data = randomBytes(100);
      return server.client.upload(byteStreamService.write, [{ resourceName: uploadName(digestOf(data)), data: data.subarray(0, 50) }], {
        leaveOpen: true,
      });
    });
    const ended = calls.map(failureOf);
    const openCalls = async (): Promise<number> => {
      const metrics = await (await fetch(`http://127.0.0.1:${server.server.httpAddress?.port}/metrics`)).text();
      return Number(/calls_open\{method="\/google.bytestream.ByteStream\/Write"\} (\d+)\n/.exec(metrics)?.[1]);
    };
    await waitUntil(async () => (await openCalls()) >= 500, 'the calls to be going on');
    for (const call of calls) call.cancel();
    await Promise.all(ended);
    await stillServes(server);
    await waitUntil(async () => (await openCalls()) === 0, 'the calls to be over');
  });

  test('oversized headers do not take the server down', async () => {
    await using server = await startTestServer();
    const error = await failureOf(
      server.client.unary(capabilitiesService.getCapabilities, {}, { headers: { 'x-large': 'x'.repeat(200_000) } }),
    );
    expect(error.code).not.toBe(status.OK);
    await stillServes(server);
  });
});

describe('draining', () => {
  test('open calls finish, new ones are refused', async () => {
    await using server = await startTestServer({ grace: '60s' });
    const data = randomBytes(2_000);
    const resourceName = uploadName(digestOf(data));
    await findMissing(server.client, [emptyDigest]);
    let finish = (): void => {};
    const written = new Promise((resolve, reject) => {
      const { path, requestSerialize, responseDeserialize } = byteStreamService.write;
      const call = server.client.client.makeClientStreamRequest(
        path,
        requestSerialize,
        responseDeserialize,
        (error: unknown, response: unknown) => (error === null ? resolve(response) : reject(error)),
      );
      call.write({ resourceName, data: data.subarray(0, 1_000) });
      finish = () => {
        call.write({ writeOffset: 1_000, data: data.subarray(1_000), finishWrite: true });
        call.end();
      };
    });
    const received = async (): Promise<number> => {
      const status = server.client.unary(byteStreamService.queryWriteStatus, { resourceName });
      return (await status.catch(() => ({ committedSize: 0 }))).committedSize;
    };
    await waitUntil(async () => (await received()) === 1_000, 'the first half to arrive');
    const drained = server.server.drain();
    using late = server.connect();
    expect((await failureOf(findMissing(late, [emptyDigest]))).code).toBe(status.UNAVAILABLE);
    finish();
    expect(await written).toEqual({ committedSize: 2_000 });
    await drained;
  });

  test('an answer that is on its way to a slow client arrives whole', async () => {
    await using server = await startTestServer({ grace: '60s' });
    const data = randomBytes(3_000_000);
    const [digest] = await server.put(data);
    const session = http2.connect(`http://${server.address}`, { settings: { initialWindowSize: 16_384 } });
    session.on('error', () => {});
    const { path, requestSerialize, responseDeserialize } = contentAddressableStorageService.batchReadBlobs;
    const stream = session.request({ ':method': 'POST', ':path': path, 'content-type': 'application/grpc' });
    const request = requestSerialize({ digests: digest === undefined ? [] : [digest] });
    const head = Buffer.alloc(5);
    head.writeUInt32BE(request.byteLength, 1);
    const pieces: Buffer[] = [];
    let stopped: Promise<void> | undefined;
    stream.on('error', () => {});
    stream.on('data', (piece: Buffer) => {
      pieces.push(piece);
      stopped ??= server.server.drain().then(() => server.server[Symbol.asyncDispose]());
      stream.pause();
      setTimeout(() => stream.resume(), 1);
    });
    stream.end(Buffer.concat([head, request]));
    await new Promise((resolve) => stream.once('close', resolve));
    const [response] = responseDeserialize(Buffer.concat(pieces).subarray(5)).responses;
    expect(data.equals(response?.data ?? Buffer.alloc(0))).toBe(true);
    await stopped;
  });

  test('the grace ends calls that do not', async () => {
    await using server = await startTestServer({ grace: '200ms' });
    const hanging = server.client.upload(
      byteStreamService.write,
      [{ resourceName: uploadName(digestOf(randomBytes(9))), data: randomBytes(3) }],
      { leaveOpen: true },
    );
    const ended = failureOf(hanging);
    await sleep(50);
    await server.server.drain();
    await server.server[Symbol.asyncDispose]();
    expect((await ended).code).not.toBe(status.OK);
  });
});

describe('capabilities', () => {
  test('say what clients need to know', async () => {
    await using server = await startTestServer({ instances: { ro: { client_updates: false }, none: { storage: 'forbidden' } } });
    const answer = ServerCapabilities.encode(await server.client.unary(capabilitiesService.getCapabilities, {})).finish();
    const { cacheCapabilities, lowApiVersion, highApiVersion, executionCapabilities } = ServerCapabilities.decode(answer);
    expect([lowApiVersion?.major, lowApiVersion?.minor, highApiVersion?.major, highApiVersion?.minor]).toEqual([2, 0, 2, 11]);
    expect(cacheCapabilities).toMatchObject({
      digestFunctions: expect.arrayContaining([1, 2, 3, 5, 6]),
      actionCacheUpdateCapabilities: { updateEnabled: true },
      maxBatchTotalSizeBytes: 4 * 1024 * 1024 - 128 * 1024,
      supportedCompressors: [1],
      supportedBatchUpdateCompressors: [1],
      splitBlobSupport: false,
      spliceBlobSupport: false,
    });
    expect(executionCapabilities).toBeNull();
    const readOnly = await server.client.unary(capabilitiesService.getCapabilities, { instanceName: 'ro' });
    expect(readOnly.cacheCapabilities?.actionCacheUpdateCapabilities?.updateEnabled).toBe(false);
    expect((await failureOf(server.client.unary(capabilitiesService.getCapabilities, { instanceName: 'none' }))).code).toBe(
      status.INVALID_ARGUMENT,
    );
  });
});
