import type { Socket } from 'node:net';
import { FrameWriter } from './frame-writer.ts';
import type { Http2Call } from './http2-call.ts';
import {
  ConnectionError,
  defaultFrameBytes,
  defaultWindowBytes,
  errorCodes,
  frameFlags,
  frameTypes,
  maxWindowBytes,
  settingIds,
} from './http2-protocol.ts';
import { emptyTable, responseHead } from './response-headers.ts';

/** More is not handed to the socket before what it has is on its way, bytes. */
const socketBytes = 256 * 1024;

/** A client that has so much in its way does not read, yet goes on asking; bytes. */
const floodBytes = 8 * 1024 * 1024;

/** What one call may send before others have their turn, bytes. */
const turnBytes = 64 * 1024;

const nothing = new Uint8Array();

/** What a client is told at the beginning. */
export interface Greeting {
  /** Calls that may be open at once. */
  readonly maxCalls: number;
  /** Receive window of a stream, bytes. */
  readonly windowBytes: number;
  readonly connectionWindowBytes: number;
  readonly maxHeaderListBytes: number;
}

/** The way out of a connection: answers of many calls share it fairly, within the windows of the client. */
export class Outbound {
  readonly #socket: Socket;
  readonly #writer: FrameWriter;
  readonly #ended: (call: Http2Call) => void;
  /** Those that have something to send and may be able to. */
  readonly #sending = new Set<Http2Call>();
  #window = defaultWindowBytes;
  #frameBytes = defaultFrameBytes;
  #tableUpdate: Buffer | undefined;
  #flushing: NodeJS.Immediate | undefined;
  #closed = false;
  /** Frames of DATA that were sent. */
  dataFrames = 0;
  /** While set, whoever set it flushes. */
  held = false;
  /** Window that a new stream begins with, bytes. */
  streamWindow = defaultWindowBytes;

  /**
   * @param socket where to
   * @param ended told when the last frame of a call was written
   */
  constructor(socket: Socket, ended: (call: Http2Call) => void) {
    this.#socket = socket;
    this.#writer = new FrameWriter(socket);
    this.#ended = ended;
  }

  /** What a server says first. */
  greet({ maxCalls, windowBytes, connectionWindowBytes, maxHeaderListBytes }: Greeting): void {
    const settings = Buffer.alloc(18);
    settings.writeUInt16BE(settingIds.maxConcurrentStreams, 0);
    settings.writeUInt32BE(maxCalls, 2);
    settings.writeUInt16BE(settingIds.initialWindowSize, 6);
    settings.writeUInt32BE(windowBytes, 8);
    settings.writeUInt16BE(settingIds.maxHeaderListSize, 12);
    settings.writeUInt32BE(maxHeaderListBytes, 14);
    this.frame(frameTypes.settings, 0, 0, settings);
    // The window of a connection is no setting (RFC 9113 section 6.9.2).
    this.frame(frameTypes.windowUpdate, 0, 0, connectionWindowBytes - defaultWindowBytes);
    this.flush();
  }

  /** Bytes that have not left yet. */
  get waitingBytes(): number {
    return this.#writer.waitingBytes;
  }

  /** The call has something to send. */
  add(call: Http2Call): void {
    this.#sending.add(call);
    this.schedule();
  }

  remove(call: Http2Call): void {
    this.#sending.delete(call);
  }

  /** Sends everything soon: all that is answered in this turn of the event loop goes out together. */
  schedule(): void {
    if (this.held || this.#flushing !== undefined || this.#closed) return;
    this.#flushing = setImmediate(() => {
      this.#flushing = undefined;
      this.flush();
    });
  }

  /** Sends what may be sent now. */
  flush(): void {
    if (this.#closed) return;
    const writer = this.#writer;
    let moved = true;
    while (moved && this.#sending.size > 0 && writer.waitingBytes < socketBytes) {
      moved = false;
      // One turn each: whoever had one and is not done goes to the end, also for the next time that there is room.
      let left = this.#sending.size;
      for (const call of this.#sending) {
        if (left-- === 0) break;
        moved = this.#sendSome(call) || moved;
        if (writer.waitingBytes >= socketBytes) break;
      }
    }
    writer.flush();
    if (writer.waitingBytes > floodBytes) this.#socket.destroy();
  }

  close(): void {
    this.#closed = true;
    this.#sending.clear();
    if (this.#flushing !== undefined) clearImmediate(this.#flushing);
  }

  /** A frame that is no part of an answer. */
  frame(type: number, flags: number, streamId: number, ...payload: readonly (number | Uint8Array)[]): void {
    if (this.#closed) return;
    const length = payload.reduce<number>((sum, part) => sum + (typeof part === 'number' ? 4 : part.byteLength), 0);
    this.#writer.header(length, type, flags, streamId);
    for (const part of payload) {
      if (typeof part === 'number') this.#writer.uint32(part);
      else this.#writer.bytes(part);
    }
    this.schedule();
  }

  /** Ends a call with one block of headers: its trailers, or the whole answer to what is no call of gRPC. */
  headersOnly(call: Http2Call, block: Uint8Array): void {
    this.#headers(call.id, block, nothing);
    this.#end(call);
  }

  /** The client lets the connection send more. */
  widen(bytes: number): void {
    this.#window += bytes;
    if (this.#window > maxWindowBytes) throw new ConnectionError(errorCodes.flowControl, 'a window is too large');
  }

  /** Takes a setting of the client. @param calls those that are open, whose windows change with the setting */
  setting(id: number, value: number, calls: Iterable<Http2Call>): void {
    if (id === settingIds.initialWindowSize) this.#resizeWindows(value, calls);
    else if (id === settingIds.maxFrameSize) {
      if (value < defaultFrameBytes || value > 0xff_ffff) throw new ConnectionError(errorCodes.protocol, `frames of ${value} bytes`);
      this.#frameBytes = Math.min(value, turnBytes);
    } else if (id === settingIds.headerTableSize) this.#tableUpdate = emptyTable;
    else if (id === settingIds.enablePush && value > 1) throw new ConnectionError(errorCodes.protocol, 'ENABLE_PUSH is 0 or 1');
  }

  #resizeWindows(value: number, calls: Iterable<Http2Call>): void {
    if (value > maxWindowBytes) throw new ConnectionError(errorCodes.flowControl, 'a window is too large');
    const more = value - this.streamWindow;
    this.streamWindow = value;
    // Open streams change with it, and may then have a window below zero (RFC 9113 section 6.9.2).
    for (const call of calls) {
      call.sendWindow += more;
      if (call.sendWindow > maxWindowBytes) throw new ConnectionError(errorCodes.flowControl, 'a window is too large');
      if (call.queuedBytes > 0) this.#sending.add(call);
    }
  }

  /** One turn of a call; false if it could send nothing. */
  #sendSome(call: Http2Call): boolean {
    const sent = this.#sendHead(call) + this.#sendData(call);
    if (call.queuedBytes === 0 && call.end !== undefined) {
      if (this.#sending.has(call)) {
        this.headersOnly(call, call.end.trailers);
      }
      return true;
    }
    // A stream whose own window is spent comes back with its WINDOW_UPDATE.
    const goesOn = call.queuedBytes > 0 && call.sendWindow > 0;
    if (sent > 0 || !goesOn) this.#sending.delete(call);
    if (goesOn) this.#sending.add(call);
    call.count();
    return sent > 0;
  }

  /** Headers come first; where there is no message at all, they are the end as well. */
  #sendHead(call: Http2Call): number {
    if (call.headSent) return 0;
    call.headSent = true;
    if (call.queuedBytes > 0 || call.end === undefined) {
      this.#headers(call.id, responseHead, undefined);
    } else {
      this.#headers(call.id, responseHead, call.end.trailers);
      this.#end(call);
    }
    return 1;
  }

  #sendData(call: Http2Call): number {
    const writer = this.#writer;
    let sent = 0;
    while (call.queuedBytes > 0 && sent < turnBytes) {
      const length = Math.min(call.queuedBytes, call.sendWindow, this.#window, this.#frameBytes);
      if (length <= 0) break;
      writer.header(length, frameTypes.data, 0, call.id);
      call.take(length, writer.append);
      this.dataFrames += 1;
      call.sendWindow -= length;
      this.#window -= length;
      sent += length;
    }
    if (sent > 0) call.sent();
    return sent;
  }

  #headers(streamId: number, head: Uint8Array, trailers: Uint8Array | undefined): void {
    const update = this.#tableUpdate;
    this.#tableUpdate = undefined;
    const writer = this.#writer;
    const length = (update?.byteLength ?? 0) + head.byteLength + (trailers?.byteLength ?? 0);
    writer.header(length, frameTypes.headers, frameFlags.endHeaders | (trailers === undefined ? 0 : frameFlags.endStream), streamId);
    if (update !== undefined) writer.bytes(update);
    writer.bytes(head);
    if (trailers !== undefined) writer.bytes(trailers);
  }

  /** A client that is still sending is told that nobody listens any more (RFC 9113 section 8.1). */
  #end(call: Http2Call): void {
    if (!call.remoteEnded) {
      this.#writer.header(4, frameTypes.resetStream, 0, call.id);
      this.#writer.uint32(errorCodes.none);
    }
    this.#sending.delete(call);
    this.#ended(call);
  }
}
