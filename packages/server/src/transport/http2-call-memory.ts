import http2 from 'node:http2';
import { Duplex } from 'node:stream';
import { SandwrightError } from '@sandwright/core';
import { grpcStatusOf } from '../errors/grpc-status.ts';
import type { MemoryGuard, MemoryHolder } from './memory-guard.ts';

const byStream = new WeakMap<object, Http2CallMemory>();

/**
 * Counts what the stream of a call holds, and ends the call if its client neither sends nor reads what is asked of it.
 * @param stream a new one, before anybody has read from it
 * @param guard of the whole server
 * @param stallTimeoutMs how long the client may do nothing
 */
export function watchMemory(stream: http2.ServerHttp2Stream, guard: MemoryGuard, stallTimeoutMs: number): void {
  const memory = new Http2CallMemory(stream, guard, stallTimeoutMs);
  byStream.set(stream, memory);
  guard.enter(memory);
  stream.once('close', () => guard.leave(memory));
  // Node pushes each frame of data; nothing else sees bytes that wait for the end of their message.
  stream.push = function push(chunk: Uint8Array | null, encoding?: BufferEncoding): boolean {
    if (chunk !== null) memory.received(chunk.byteLength);
    return Duplex.prototype.push.call(this, chunk, encoding);
  };
}

/**
 * Messages of a stream of them were dealt with, so that they count no longer.
 * @param call of grpc-js; nothing happens where its stream cannot be found
 */
export function messageTaken(call: object): void {
  const inner: unknown = Reflect.get(call, 'call');
  const stream: unknown = typeof inner === 'object' && inner !== null ? Reflect.get(inner, 'stream') : undefined;
  if (typeof stream === 'object' && stream !== null) byStream.get(stream)?.taken();
}

class Http2CallMemory implements MemoryHolder {
  readonly connection: object;
  readonly #stream: http2.ServerHttp2Stream;
  readonly #guard: MemoryGuard;
  readonly #stallTimeoutMs: number;
  /** Of messages that are not dealt with. */
  #incoming = 0;
  #outgoing = 0;
  #moved = false;
  #movedAt = performance.now();

  constructor(stream: http2.ServerHttp2Stream, guard: MemoryGuard, stallTimeoutMs: number) {
    this.connection = stream.session ?? stream;
    this.#stream = stream;
    this.#guard = guard;
    this.#stallTimeoutMs = stallTimeoutMs;
  }

  received(bytes: number): void {
    this.#moved = true;
    this.#incoming += bytes;
    this.#guard.grew(this, bytes);
  }

  taken(): void {
    const left = this.#stream.readableLength;
    this.#guard.grew(this, left - this.#incoming);
    this.#incoming = left;
  }

  measure(nowMs: number): number {
    const { writableLength, readableFlowing, readableEnded } = this.#stream;
    // Who is asked for nothing, because the server is busy with what came, cannot be late.
    const owes = writableLength > 0 || (readableFlowing === true && !readableEnded && this.#incoming > 0);
    if (this.#moved || writableLength !== this.#outgoing || !owes) this.#movedAt = nowMs;
    this.#moved = false;
    this.#outgoing = writableLength;
    if (nowMs - this.#movedAt > this.#stallTimeoutMs) {
      this.refuse(
        new SandwrightError('TIMED_OUT', `the client has sent and read nothing for ${this.#stallTimeoutMs} ms (setting stall_timeout)`),
      );
    }
    return this.#incoming + writableLength;
  }

  refuse(reason: SandwrightError): void {
    const stream = this.#stream;
    if (stream.destroyed || stream.closed) return;
    if (stream.headersSent) {
      stream.close(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM);
      return;
    }
    const { code, message, detailsBin } = grpcStatusOf(reason);
    stream.respond(
      {
        ':status': 200,
        'content-type': 'application/grpc+proto',
        'grpc-status': String(code),
        'grpc-message': encodeURI(message),
        ...(detailsBin === undefined ? {} : { 'grpc-status-details-bin': detailsBin.toString('base64') }),
      },
      { endStream: true },
    );
    // The answer has been given: what the client still wants to send is of no use (RFC 9113 section 8.1).
    // Not at once: a reset would overtake the answer.
    setImmediate(() => stream.close(http2.constants.NGHTTP2_NO_ERROR));
  }
}
