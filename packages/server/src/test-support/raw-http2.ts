import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { clientPreface, frameFlags, frameTypes } from '../transport/http2/http2-protocol.ts';

/** One frame as it is on the wire. Source: RFC 9113 section 4.1. */
export function rawFrame(type: number, flags: number, streamId: number, payload: Uint8Array = Buffer.alloc(0)): Buffer {
  const head = Buffer.alloc(9);
  head.writeUIntBE(payload.byteLength, 0, 3);
  head[3] = type;
  head[4] = flags;
  head.writeUInt32BE(streamId, 5);
  return Buffer.concat([head, payload]);
}

const field = (name: string, value: string): Buffer =>
  Buffer.concat([Buffer.of(0, name.length), Buffer.from(name, 'latin1'), Buffer.of(value.length), Buffer.from(value, 'latin1')]);

/** HEADERS and DATA of a call with one message; more headers as they are given, right or wrong. */
export function rawCall(streamId: number, path: string, body: Uint8Array, more: readonly (readonly [string, string])[] = []): Buffer {
  const headers = [[':method', 'POST'], [':scheme', 'http'], [':path', path], ['content-type', 'application/grpc'], ...more] as const;
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(body.byteLength, 1);
  return Buffer.concat([
    rawFrame(frameTypes.headers, frameFlags.endHeaders, streamId, Buffer.concat(headers.map(([name, value]) => field(name, value)))),
    rawFrame(frameTypes.data, frameFlags.endStream, streamId, Buffer.concat([prefix, body])),
  ]);
}

/** A frame that came. */
export interface ReceivedFrame {
  readonly type: number;
  readonly streamId: number;
  readonly endsStream: boolean;
  readonly payload: Buffer;
}

/** A connection on which a test speaks HTTP/2 by hand. */
export class RawHttp2 implements Disposable {
  readonly socket: Socket;
  readonly #port: number;

  constructor(port: number) {
    this.#port = port;
    this.socket = connect(this.#port, '127.0.0.1');
    this.socket.on('error', () => {});
  }

  /** Begins as a client does, with windows of streams that never end. */
  hello(): void {
    const windows = Buffer.from([0, 4, 0x7f, 0xff, 0xff, 0xff]);
    this.socket.write(Buffer.concat([clientPreface, rawFrame(frameTypes.settings, 0, 0, windows)]));
  }

  /** Lets the server send so many bytes more over the connection, which begins with 65,535. */
  grant(bytes: number): void {
    const more = Buffer.alloc(4);
    more.writeUInt32BE(bytes, 0);
    this.socket.write(rawFrame(frameTypes.windowUpdate, 0, 0, more));
  }

  async connected(): Promise<void> {
    if (this.socket.connecting) await once(this.socket, 'connect');
  }

  /** What the server says, until the connection ends. */
  async *frames(): AsyncGenerator<ReceivedFrame, void, undefined> {
    let waiting = Buffer.alloc(0);
    for await (const chunk of this.socket as AsyncIterable<Buffer>) {
      waiting = Buffer.concat([waiting, chunk]);
      while (waiting.byteLength >= 9 && waiting.byteLength >= 9 + waiting.readUIntBE(0, 3)) {
        const length = waiting.readUIntBE(0, 3);
        const flags = waiting[4] as number;
        yield {
          type: waiting[3] as number,
          streamId: waiting.readUInt32BE(5),
          // The same bit says ACK in frames of the connection.
          endsStream: waiting.readUInt32BE(5) !== 0 && (flags & frameFlags.endStream) !== 0,
          payload: waiting.subarray(9, 9 + length),
        };
        waiting = waiting.subarray(9 + length);
      }
    }
  }

  [Symbol.dispose](): void {
    this.socket.destroy();
  }
}
