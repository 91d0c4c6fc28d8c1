import { gunzipSync, inflateSync } from 'node:zlib';
import { SandwrightError } from '@sandwright/core';
import { DirectMessage } from '../../codecs/direct-message.ts';
import type { CallContext } from '../call-context.ts';
import type { MemoryGuard, MemoryHolder } from '../memory-guard.ts';
import type { HeaderList } from './hpack-decoder.ts';
import { errorCodes } from './http2-protocol.ts';
import { MessageAssembler, messagePrefixBytes } from './message-assembler.ts';

/** What a call asks of its connection. */
export interface CallConnection {
  readonly peer: string;
  readonly maxMessageBytes: number;
  readonly windowBytes: number;
  /** The call has something to send. */
  wantsToSend(call: Http2Call): void;
  /** Lets the client send so many bytes more. */
  grant(call: Http2Call, bytes: number): void;
  /** Ends the call with an error code of HTTP/2. */
  reset(call: Http2Call, errorCode: number): void;
  /** Bounds what all calls together hold. */
  readonly guard: MemoryGuard;
}

/** Takes what the client of a call sends. */
export interface CallReceiver {
  /** A message, decompressed. */
  message(bytes: Buffer): void;
  /** The client has said everything. */
  end(): void;
  /** What came was refused, or the client is gone: nothing more comes. */
  fail(reason: SandwrightError): void;
  /** The client has not gone on with what it began. */
  stalled(): void;
  /** False while messages wait to be taken: then the client is not asked for more. */
  readonly isHungry: boolean;
  /** Bytes of messages that wait to be taken. */
  readonly waitingBytes: number;
}

/** How a call ends, encoded as headers. */
export interface CallEnd {
  readonly trailers: Uint8Array;
}

/** One call: its messages in both directions and how it ends. Frames and windows are the business of its connection. */
export class Http2Call implements CallContext, MemoryHolder {
  readonly id: number;
  readonly path: string;
  /** Bytes that the client lets this stream send; may be below zero after its settings changed. */
  sendWindow: number;
  /** Bytes that the client may still send. */
  receiveWindow: number;
  receiver: CallReceiver | undefined;
  /** Nobody waits for an answer any more. */
  cancelled = false;
  /** The client has ended its side. */
  remoteEnded = false;
  headSent = false;
  /** Set once all messages were queued. */
  end: CallEnd | undefined;
  /** Told when bytes have left; for one who waits for room. */
  onSent: (() => void) | undefined;
  /** When something last came or went, milliseconds of the monotonic clock. */
  movedAt = performance.now();
  /** Memory is counted by it. */
  readonly connection: CallConnection;
  /** Bytes that wait for the client. */
  queuedBytes = 0;
  /** Bytes of a large request that is being answered. */
  requestBytes = 0;
  isBusy = false;
  readonly #headers: HeaderList;
  readonly #assembler: MessageAssembler;
  #controller: AbortController | undefined;
  #abortReason: SandwrightError | undefined;
  #queue: Uint8Array[] = [];
  #queueHead = 0;
  #headOffset = 0;
  #uncredited = 0;
  #countedBytes = 0;
  #isCounted = false;
  #isOver = false;
  /** What came was refused: what follows it are parts of nothing. */
  #isRefused = false;
  #deadline: NodeJS.Timeout | undefined;

  constructor(
    connection: CallConnection,
    options: { readonly id: number; readonly path: string; readonly headers: HeaderList; readonly sendWindow: number },
  ) {
    this.connection = connection;
    this.id = options.id;
    this.path = options.path;
    this.#headers = options.headers;
    this.sendWindow = options.sendWindow;
    this.receiveWindow = connection.windowBytes;
    this.#assembler = new MessageAssembler(connection.maxMessageBytes, (message, compressed) =>
      this.receiver?.message(compressed ? this.#decompress(message) : message),
    );
  }

  get signal(): AbortSignal {
    if (this.#controller === undefined) {
      this.#controller = new AbortController();
      if (this.#abortReason !== undefined) this.#controller.abort(this.#abortReason);
    }
    return this.#controller.signal;
  }

  get peer(): string {
    return this.connection.peer;
  }

  header(name: string): string | undefined {
    for (let at = 0; at < this.#headers.length; at += 2) if (this.#headers[at] === name) return this.#headers[at + 1];
    return undefined;
  }

  binaryHeader(name: string): Uint8Array | undefined {
    const value = this.header(name);
    return value === undefined ? undefined : Buffer.from(value.split(',', 1)[0] ?? '', 'base64');
  }

  /** Takes a part of a DATA frame. */
  receive(piece: Buffer): void {
    this.#uncredited += piece.byteLength;
    if (this.#isRefused) return;
    // Stays so if that throws.
    this.#isRefused = true;
    this.#assembler.push(piece);
    this.#isRefused = false;
    if (!this.#assembler.isBetweenMessages) this.movedAt = performance.now();
  }

  /** The client has said everything. */
  endRemote(): void {
    this.remoteEnded = true;
    if (this.#assembler.isBetweenMessages) this.receiver?.end();
    else this.receiver?.fail(new SandwrightError('ACTION_INVALID', 'the call ended in the middle of a message'));
  }

  /** Bytes held: of messages that came, and of answers that have not left. */
  get heldBytes(): number {
    return this.#assembler.heldBytes + (this.receiver?.waitingBytes ?? 0) + this.requestBytes + this.queuedBytes;
  }

  /** Has the memory that it holds counted. Most calls are over before they hold any, so they are not counted at all. */
  count(): void {
    const bytes = this.heldBytes;
    if (bytes === this.#countedBytes || this.#isOver) return;
    const { guard } = this.connection;
    if (!this.#isCounted) guard.enter(this);
    this.#isCounted = true;
    const grown = bytes - this.#countedBytes;
    this.#countedBytes = bytes;
    guard.grew(this, grown);
  }

  /** The call is over. */
  leave(): void {
    this.#isOver = true;
    if (this.#isCounted) this.connection.guard.leave(this);
  }

  measure(): number {
    this.#countedBytes = this.heldBytes;
    return this.#countedBytes;
  }

  refuse(reason: SandwrightError): void {
    // Whoever was told that an answer comes cannot be told anything else.
    if (this.headSent || this.end !== undefined) this.connection.reset(this, errorCodes.enhanceYourCalm);
    else this.receiver?.fail(reason);
  }

  /** Lets the client send more, for those who take messages at once or have just taken one. */
  credit(): void {
    if (this.remoteEnded || this.#uncredited < this.connection.windowBytes / 4) return;
    const bytes = this.#uncredited;
    this.#uncredited = 0;
    this.connection.grant(this, bytes);
  }

  /** Padding and whatever else counts for the window without being read by anybody. */
  skip(bytes: number): void {
    this.#uncredited += bytes;
  }

  /** Queues a message. */
  send(message: Buffer | DirectMessage): void {
    if (this.cancelled || this.end !== undefined) return;
    const parts = message instanceof DirectMessage ? message.parts : [message];
    const { byteLength } = message;
    const prefix = Buffer.allocUnsafe(messagePrefixBytes);
    prefix[0] = 0;
    prefix.writeUInt32BE(byteLength, 1);
    // A call may be quiet for hours before it answers: what waits for the client has begun to wait now.
    if (this.queuedBytes === 0) this.movedAt = performance.now();
    this.#queue.push(prefix, ...parts);
    this.queuedBytes += messagePrefixBytes + byteLength;
    this.connection.wantsToSend(this);
  }

  /** Ends the call once all that is queued has left. */
  finish(trailers: Uint8Array): void {
    if (this.cancelled || this.end !== undefined) return;
    this.#clearDeadline();
    this.end = { trailers };
    this.connection.wantsToSend(this);
  }

  /** Ends the call at once: what is queued is not sent any more. */
  finishEarly(trailers: Uint8Array): void {
    this.dropQueue();
    this.finish(trailers);
  }

  /** Writes up to so many queued bytes; the caller has seen to it that there are as many. */
  take(bytes: number, write: (source: Uint8Array, start: number, end: number) => void): void {
    let left = bytes;
    while (left > 0) {
      const part = this.#queue[this.#queueHead] as Uint8Array;
      const taken = Math.min(left, part.byteLength - this.#headOffset);
      write(part, this.#headOffset, this.#headOffset + taken);
      left -= taken;
      this.#headOffset += taken;
      if (this.#headOffset < part.byteLength) continue;
      this.#headOffset = 0;
      this.#queueHead += 1;
    }
    if (this.#queueHead === this.#queue.length || this.#queueHead > 32) {
      this.#queue.splice(0, this.#queueHead);
      this.#queueHead = 0;
    }
    this.queuedBytes -= bytes;
  }

  /** Bytes have left. */
  sent(): void {
    this.movedAt = performance.now();
    this.onSent?.();
  }

  dropQueue(): void {
    this.#queue = [];
    this.#queueHead = 0;
    this.#headOffset = 0;
    this.queuedBytes = 0;
  }

  /** @param timeoutMs after which `expired` is called, unless the call is over by then */
  setDeadline(timeoutMs: number, expired: () => void): void {
    if (this.cancelled || this.end !== undefined) return;
    this.#deadline = setTimeout(expired, Math.min(timeoutMs, 0x7fff_ffff));
  }

  /** Ends everything that works for this call; its answer interests nobody. */
  cancel(reason: SandwrightError): void {
    if (this.cancelled) return;
    this.cancelled = true;
    this.#clearDeadline();
    this.dropQueue();
    this.abort(reason);
    this.receiver?.fail(reason);
    this.onSent?.();
  }

  /** Ends whatever still works for this call, but not the call. */
  abort(reason: SandwrightError): void {
    this.#abortReason ??= reason;
    this.#controller?.abort(reason);
  }

  #clearDeadline(): void {
    clearTimeout(this.#deadline);
    this.#deadline = undefined;
  }

  #decompress(message: Buffer): Buffer {
    const encoding = this.header('grpc-encoding') ?? 'identity';
    const options = { maxOutputLength: this.connection.maxMessageBytes };
    try {
      if (encoding === 'gzip') return gunzipSync(message, options);
      if (encoding === 'deflate') return inflateSync(message, options);
    } catch (cause) {
      throw new SandwrightError('ACTION_INVALID', `a message is not ${encoding}, or too large: ${(cause as Error).message}`, { cause });
    }
    throw new SandwrightError('UNIMPLEMENTED', `messages compressed with "${encoding}" are not taken here; gzip and deflate are`);
  }
}
