import { once } from 'node:events';
import { createServer, type Http2Server, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { RemoteChannel, type RpcMethod } from './channel.ts';
import { parseEndpoint } from './endpoint.ts';

let open = new AsyncDisposableStack();
afterEach(async () => {
  await open.disposeAsync();
  open = new AsyncDisposableStack();
});

/** Messages are their own bytes; those that begin with "bad" are none. */
const method: RpcMethod<Buffer, string> = {
  path: '/a.B/C',
  requestSerialize: (message) => message,
  responseDeserialize: (bytes) => {
    if (bytes.toString('latin1', 0, 3) === 'bad') throw new Error('no message');
    return bytes.toString('latin1', 0, 20);
  },
};

function framed(message: Buffer): Buffer {
  const head = Buffer.alloc(5);
  head.writeUInt32BE(message.byteLength, 1);
  return Buffer.concat([head, message]);
}

/** A channel to a server that does with a call what it is told, however wrong that is. */
async function channelTo(answer: (stream: ServerHttp2Stream) => void): Promise<RemoteChannel> {
  const server: Http2Server = createServer();
  const sessions = new Set<{ destroy(): void }>();
  server.on('session', (session) => sessions.add(session));
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    stream.respond({ ':status': 200, 'content-type': 'application/grpc' }, { waitForTrailers: true });
    stream.on('wantTrailers', () => stream.sendTrailers({ 'grpc-status': '0' }));
    answer(stream);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.defer(() => {
    for (const session of sessions) session.destroy();
    server.close();
  });
  return open.use(new RemoteChannel({ endpoint: parseEndpoint(`grpc://127.0.0.1:${(server.address() as AddressInfo).port}`) }));
}

const sends = (...messages: readonly string[]) =>
  channelTo((stream) => {
    for (const message of messages) stream.write(framed(Buffer.from(message)));
    stream.end();
  });

async function* pieces(count: number): AsyncGenerator<Buffer, void, undefined> {
  for (let piece = 0; piece < count; piece += 1) yield Buffer.alloc(1000, piece);
}

describe.each(['unary', 'clientStream'] as const)('an answer to %s', (kind) => {
  const ask = (channel: RemoteChannel) =>
    kind === 'unary'
      ? channel.unary(method, Buffer.from('x'), { timeoutMs: 60_000 })
      : channel.clientStream(method, pieces(3), { timeoutMs: 60_000 });

  test('is one message and a good end', async () => {
    expect(await ask(await sends('fine'))).toBe('fine');
  });

  test('with a good end and no message is none', async () => {
    await expect(ask(await sends())).rejects.toMatchObject({ code: 'REMOTE_UNAVAILABLE', details: { grpcCode: 13 } });
  });

  test('of two messages is none', async () => {
    await expect(ask(await sends('one', 'two'))).rejects.toThrow('more than one answer');
  });

  test('that is no message is an error of the server', async () => {
    await expect(ask(await sends('bad'))).rejects.toMatchObject({ code: 'REMOTE_UNAVAILABLE', details: { grpcCode: 13 } });
  });

  test('that never comes is given up in time', async () => {
    await expect(
      kind === 'unary'
        ? (await channelTo(() => {})).unary(method, Buffer.from('x'), { timeoutMs: 50 })
        : (await channelTo(() => {})).clientStream(method, pieces(3), { timeoutMs: 50 }),
    ).rejects.toMatchObject({ details: { grpcCode: 4 } });
  });
});

describe('a stream of answers', () => {
  test('comes in order to its end', async () => {
    const got: string[] = [];
    for await (const message of (await sends('a', 'b', 'c')).serverStream(method, Buffer.from('x'))) got.push(message);
    expect(got).toEqual(['a', 'b', 'c']);
  });

  test('is not read ahead of who takes it, and is cancelled when nobody wants the rest', async () => {
    let sent = 0;
    let closed: Promise<unknown> | undefined;
    const message = framed(Buffer.alloc(1 << 20, 'm'));
    const channel = await channelTo((stream) => {
      closed = once(stream, 'close');
      const more = (): void => {
        while (!stream.closed && !stream.destroyed && sent < 200) {
          sent += 1;
          if (!stream.write(message)) break;
        }
      };
      stream.on('drain', more);
      more();
    });
    for await (const _ of channel.serverStream(method, Buffer.from('x'))) {
      await setTimeout(300);
      break;
    }
    // The window is 4 MiB, and as much is on its way in either process; with sixteen messages read ahead it would be twice that.
    expect(sent).toBeLessThan(14);
    await closed;
  });
});

test('the source of an upload is not asked for more than the server takes', async () => {
  let asked = 0;
  const source = async function* () {
    for (; asked < 100; asked += 1) yield Buffer.alloc(1 << 20);
  };
  // It reads nothing, so the window stays as small as it is at first.
  const channel = await channelTo((stream) => void stream.pause());
  await expect(channel.clientStream(method, source(), { timeoutMs: 300 })).rejects.toThrow('nothing moved for too long');
  expect(asked).toBeLessThan(4);
});
