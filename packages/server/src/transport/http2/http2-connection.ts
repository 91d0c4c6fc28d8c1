import type { Socket } from 'node:net';
import { type Logger, SandwrightError } from '@sandwright/core';
import type { MemoryGuard } from '../memory-guard.ts';
import { CallerBudget } from './caller-budget.ts';
import { FrameParser, type FrameSink } from './frame-parser.ts';
import { HeaderBlock } from './header-block.ts';
import { HpackDecoder } from './hpack-decoder.ts';
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
import { type Greeting, Outbound } from './outbound.ts';
import { Patience, type PatienceOptions } from './patience.ts';
import { checkRequest } from './request-head.ts';
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
  readonly #hpack: HpackDecoder;
  readonly #headerBlock: HeaderBlock;
  readonly #budget = new CallerBudget();
  readonly #calls = new Map<number, Http2Call>();
  #prefaceLeft = clientPreface.byteLength;
  #settingsSeen = false;
  #lastId = 0;
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
    this.#data = new InboundData(options.windowBytes, (bytes) => this.#out.frame(frameTypes.windowUpdate, 0, 0, bytes));
    const { remoteAddress, remotePort } = socket;
    this.peer = remoteAddress?.includes(':') === true ? `[${remoteAddress}]:${remotePort}` : `${remoteAddress}:${remotePort}`;
    this.#out = new Outbound(socket, (call) => this.#forget(call));
    this.#hpack = new HpackDecoder(options.maxHeaderListBytes);
    this.#headerBlock = new HeaderBlock(options.maxHeaderListBytes);
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
    if (!this.#settingsSeen && type !== frameTypes.settings) throw protocolError('the first frame is not SETTINGS');
    if (this.#headerBlock.isOpen && type !== frameTypes.continuation) throw protocolError('a block of headers is interrupted');
    switch (type) {
      case frameTypes.headers:
        if (streamId % 2 === 0) throw protocolError(`HEADERS for stream ${streamId}`);
        this.#headerBlock.begin(flags, streamId, payload);
        if ((flags & frameFlags.endHeaders) !== 0) this.#headersComplete();
        break;
      case frameTypes.continuation:
        this.#headerBlock.continue(streamId, payload);
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
        if (type === frameTypes.ping) this.#budget.ping(this.#out.dataFrames);
        else this.#budget.spend();
        this.#connectionFrame(type, flags, streamId, payload);
    }
  }

  #connectionFrame(type: number, flags: number, streamId: number, payload: Buffer): void {
    const isAck = (flags & frameFlags.ack) !== 0;
    if (type === frameTypes.settings) {
      if (streamId !== 0) throw protocolError('SETTINGS of a stream');
      if (isAck ? payload.byteLength > 0 : payload.byteLength % 6 !== 0)
        throw new ConnectionError(errorCodes.frameSize, 'SETTINGS are six bytes each');
      this.#settingsSeen = true;
      if (isAck) return;
      for (let at = 0; at < payload.byteLength; at += 6) {
        this.#out.setting(payload.readUInt16BE(at), payload.readUInt32BE(at + 2), this.#calls.values());
      }
      this.#out.frame(frameTypes.settings, frameFlags.ack, 0);
    } else if (type === frameTypes.ping) {
      if (streamId !== 0) throw protocolError('PING of a stream');
      expectLength(payload, 8);
      if (!isAck) this.#out.frame(frameTypes.ping, frameFlags.ack, 0, payload);
    } else if (type === frameTypes.priority) expectLength(payload, 5);
    // Frames of types that are not known mean nothing (RFC 9113 section 5.5).
  }

  dataBegins(streamId: number, length: number): void {
    if (!this.#settingsSeen || this.#headerBlock.isOpen) throw protocolError('DATA where another frame has to be');
    if (streamId === 0 || streamId > this.#lastId) throw protocolError(`DATA for stream ${streamId}, which nobody opened`);
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
    const { streamId, endsStream, bytes } = this.#headerBlock.end();
    // Decoded whatever becomes of it, for later headers refer to these.
    const list = this.#hpack.decode(bytes);
    const known = this.#calls.get(streamId);
    if (known !== undefined) {
      // Trailers of the client: gRPC has none, but they end its side.
      if (!endsStream || known.remoteEnded) throw protocolError('a second block of headers');
      known.endRemote();
    }
    // Else it may be on its way still for a stream that was reset here.
    if (known !== undefined || streamId <= this.#lastId) return;
    this.#lastId = streamId;
    const head = list === undefined ? undefined : checkRequest(list);
    const isFull = this.#draining || this.#calls.size >= this.#options.maxCalls;
    if (isFull || head?.problem === 'malformed') {
      this.#budget.spend();
      this.#out.frame(frameTypes.resetStream, 0, streamId, isFull ? errorCodes.refusedStream : errorCodes.protocol);
      return;
    }
    const call = new Http2Call(this, { id: streamId, path: head?.path ?? '', headers: list ?? [], sendWindow: this.#out.streamWindow });
    this.#calls.set(streamId, call);
    this.#patience.watch(this.#calls);
    if (head === undefined) call.finish(encodeTrailers(8, `the headers of a call may have ${this.#options.maxHeaderListBytes} bytes`));
    else if (head.problem !== undefined) this.#out.headersOnly(call, unsupportedMediaType);
    else this.#options.accept(call);
    if (endsStream) call.endRemote();
  }

  #widen(streamId: number, bytes: number): void {
    if (streamId > this.#lastId) throw protocolError('WINDOW_UPDATE for a stream that nobody opened');
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
    if (streamId === 0 || streamId > this.#lastId) throw protocolError('RST_STREAM for a stream that nobody opened');
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
    this.#out.frame(frameTypes.goAway, 0, 0, this.#lastId, code);
  }
}

function clientGone(): SandwrightError {
  return new SandwrightError('CANCELLED', 'the client has cancelled or is gone');
}
