import type { Socket } from 'node:net';
import { type Logger, SandwrightError } from '@sandwright/core';
import type { MemoryGuard } from '../memory-guard.ts';
import { CallerBudget } from './caller-budget.ts';
import { ControlFrames } from './control-frames.ts';
import { FrameParser, type FrameSink } from './frame-parser.ts';
import { type CallConnection, Http2Call } from './http2-call.ts';
import {
  ConnectionError,
  clientPreface,
  errorCodes,
  expectLength,
  frameFlags,
  frameTypes,
  maxWindowBytes,
  protocolError,
} from './http2-protocol.ts';
import { InboundData } from './inbound-data.ts';
import { InboundHeaders, type InboundRequest } from './inbound-headers.ts';
import { type Greeting, Outbound } from './outbound.ts';
import { Patience, type PatienceOptions } from './patience.ts';
import { encodeTrailers, unsupportedMediaType } from './response-headers.ts';

/** What a connection needs. */
export interface Http2ConnectionOptions extends PatienceOptions, Greeting {
  readonly maxMessageBytes: number;
  readonly guard: MemoryGuard;
  readonly logger: Logger;
  /** Takes a new call: sets its receiver, or ends it. */
  readonly accept: (call: Http2Call) => void;
  readonly closed: (connection: Http2Connection) => void;
}

/** One client over HTTP/2: its frames, streams and windows. Source: RFC 9113. */
export class Http2Connection implements FrameSink, CallConnection {
  readonly peer: string;
  readonly maxMessageBytes: number;
  readonly windowBytes: number;
  readonly guard: MemoryGuard;
  readonly #socket: Socket;
  readonly #options: Http2ConnectionOptions;
  readonly #parser = new FrameParser(this);
  readonly #out: Outbound;
  readonly #headers: InboundHeaders;
  readonly #control: ControlFrames;
  readonly #budget = new CallerBudget();
  readonly #calls = new Map<number, Http2Call>();
  #prefaceLeft = clientPreface.byteLength;
  #draining = false;
  #closed = false;
  readonly #data: InboundData;
  readonly #patience: Patience;

  constructor(socket: Socket, options: Http2ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.maxMessageBytes = options.maxMessageBytes;
    this.windowBytes = options.windowBytes;
    this.guard = options.guard;
    this.#data = new InboundData(options.connectionWindowBytes, (bytes) => this.#out.frame(frameTypes.windowUpdate, 0, 0, bytes));
    const { remoteAddress, remotePort } = socket;
    this.peer = remoteAddress?.includes(':') === true ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;
    this.#out = new Outbound(socket, (call) => this.#forget(call));
    this.#headers = new InboundHeaders(options.maxHeaderListBytes);
    this.#control = new ControlFrames(this.#out, this.#budget, this.#calls);
    this.#patience = new Patience(options, {
      ping: () => this.#out.frame(frameTypes.ping, 0, 0, new Uint8Array(8)),
      end: () => socket.destroy(),
    });
    socket.on('drain', () => this.#out.flush());
    // Half of a connection is of no use to anybody.
    socket.on('end', () => socket.destroy());
    socket.once('close', () => this.#close());
    this.#out.greet(options);
  }

  /** Says that no further call will be taken; those that are open go on. */
  drain(): void {
    if (this.#draining || this.#closed) return;
    this.#draining = true;
    this.#goAway(errorCodes.none);
    this.#out.flush();
    this.#endIfDone();
  }

  /** Whether no answer is on its way. */
  get isQuiet(): boolean {
    return this.#calls.size === 0 && this.#out.waitingBytes === 0;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  wantsToSend(call: Http2Call): void {
    this.#out.add(call);
  }

  grant(call: Http2Call, bytes: number): void {
    call.receiveWindow += bytes;
    this.#out.frame(frameTypes.windowUpdate, 0, call.id, bytes);
  }

  /** Takes what came; the bytes are only lent. */
  read(chunk: Buffer): void {
    if (this.#closed) return;
    this.#out.held = true;
    try {
      // The gate has compared these bytes already.
      const from = Math.min(this.#prefaceLeft, chunk.byteLength);
      this.#prefaceLeft -= from;
      if (from < chunk.byteLength) this.#parser.push(chunk.subarray(from));
    } catch (caught) {
      this.#fail(caught);
    } finally {
      this.#out.held = false;
    }
    this.#out.flush();
  }

  /** Tells the client what it did wrong, and ends the connection. */
  #fail(caught: unknown): void {
    if (!(caught instanceof ConnectionError)) {
      this.#options.logger.log('error', 'a connection failed for a reason of our own', { peer: this.peer, error: String(caught) });
    }
    this.#goAway(caught instanceof ConnectionError ? caught.code : errorCodes.internal);
    this.#out.flush();
    this.#close();
    this.#socket.end();
    // Unread bytes would turn the end into a reset, and the client would not learn why.
    this.#socket.resume();
    setTimeout(() => this.#socket.destroy(), 1_000).unref();
  }

  #close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#patience[Symbol.dispose]();
    this.#out.close();
    const calls = [...this.#calls.values()];
    this.#calls.clear();
    for (const call of calls) {
      call.leave();
      call.cancel(clientGone());
    }
    this.#options.closed(this);
  }

  #endIfDone(): void {
    if (!this.#draining || this.#closed || this.#calls.size > 0) return;
    this.#out.flush();
    // Whatever else was written would break off what is on its way.
    this.#out.close();
    this.#socket.end();
  }

  frame(type: number, flags: number, streamId: number, payload: Buffer): void {
    this.#patience.heard();
    if (!this.#control.settingsSeen && type !== frameTypes.settings) throw protocolError('the first frame is not SETTINGS');
    if (this.#headers.isOpen && type !== frameTypes.continuation) throw protocolError('a block of headers is interrupted');
    switch (type) {
      case frameTypes.headers:
        this.#headers.begin(flags, streamId, payload);
        if ((flags & frameFlags.endHeaders) !== 0) this.#headersComplete();
        break;
      case frameTypes.continuation:
        this.#headers.continue(streamId, payload);
        if ((flags & frameFlags.endHeaders) !== 0) this.#headersComplete();
        break;
      case frameTypes.windowUpdate:
        expectLength(payload, 4);
        this.#widen(streamId, payload.readUInt32BE(0) & 0x7fff_ffff);
        break;
      case frameTypes.resetStream:
        expectLength(payload, 4);
        this.#resetByPeer(streamId);
        break;
      case frameTypes.pushPromise:
        throw protocolError('a client promises to push');
      case frameTypes.goAway:
        // The client begins nothing new; what is open goes on.
        break;
      default:
        this.#control.take(type, flags, streamId, payload);
    }
  }

  dataBegins(streamId: number, length: number): void {
    if (!this.#control.settingsSeen || this.#headers.isOpen) throw protocolError('DATA where another frame has to be');
    if (streamId === 0 || streamId > this.#headers.lastId) throw protocolError(`DATA for stream ${streamId}, which nobody opened`);
    this.#data.begin(this.#calls.get(streamId), length);
  }

  data(piece: Buffer): void {
    this.#data.take(piece);
  }

  dataEnds(flags: number): void {
    this.#patience.heard();
    const isEnd = (flags & frameFlags.endStream) !== 0;
    if (this.#data.end(isEnd) === 0 && !isEnd) this.#budget.spend();
  }

  #headersComplete(): void {
    const { streamId } = this.#headers;
    const known = this.#calls.get(streamId);
    const request = this.#headers.end(known);
    if (request === undefined) return;
    const isFull = this.#draining || this.#calls.size >= this.#options.maxCalls;
    if (isFull) this.#budget.spend();
    else if (request.problem === 'malformed') this.#budget.malformed();
    if (isFull || request.problem === 'malformed') {
      this.#out.frame(frameTypes.resetStream, 0, streamId, isFull ? errorCodes.refusedStream : errorCodes.protocol);
      return;
    }
    this.#begin(streamId, request);
  }

  #begin(id: number, { path, headers, problem, endsStream }: InboundRequest): void {
    const call = new Http2Call(this, { id, path, headers, sendWindow: this.#out.streamWindow });
    this.#calls.set(id, call);
    this.#patience.watch(this.#calls);
    if (problem === 'too large') call.finish(encodeTrailers(8, `the headers of a call may have ${this.#options.maxHeaderListBytes} bytes`));
    else if (problem !== undefined) this.#out.headersOnly(call, unsupportedMediaType);
    else this.#options.accept(call);
    if (endsStream) call.endRemote();
  }

  #widen(streamId: number, bytes: number): void {
    if (streamId > this.#headers.lastId) throw protocolError('WINDOW_UPDATE for a stream that nobody opened');
    if (streamId === 0) {
      if (bytes === 0) throw protocolError('a window grows by nothing');
      this.#out.widen(bytes);
      return;
    }
    const call = this.#calls.get(streamId);
    if (call === undefined) return;
    call.sendWindow += bytes;
    if (bytes === 0 || call.sendWindow > maxWindowBytes) this.reset(call, bytes === 0 ? errorCodes.protocol : errorCodes.flowControl);
    else if (call.queuedBytes > 0) this.#out.add(call);
  }

  #resetByPeer(streamId: number): void {
    if (streamId === 0 || streamId > this.#headers.lastId) throw protocolError('RST_STREAM for a stream that nobody opened');
    this.#budget.spend();
    const call = this.#calls.get(streamId);
    if (call === undefined) return;
    this.#forget(call);
    call.cancel(clientGone());
  }

  reset(call: Http2Call, code: number): void {
    this.#out.frame(frameTypes.resetStream, 0, call.id, code);
    this.#forget(call);
    call.cancel(clientGone());
  }

  #forget(call: Http2Call): void {
    this.#calls.delete(call.id);
    call.leave();
    this.#out.remove(call);
    if (this.#draining) setImmediate(() => this.#endIfDone());
  }

  #goAway(code: number): void {
    this.#out.frame(frameTypes.goAway, 0, 0, this.#headers.lastId, code);
  }
}

function clientGone(): SandwrightError {
  return new SandwrightError('CANCELLED', 'the client has cancelled or is gone');
}
