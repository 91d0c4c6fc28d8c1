import { SandwrightError } from '@sandwright/core';
import type { Http2Call } from './http2-call.ts';
import { ConnectionError, errorCodes } from './http2-protocol.ts';

/** The DATA frames that come over a connection, and the windows that they use up. Source: RFC 9113 sections 5.2 and 6.1. */
export class InboundData {
  readonly #windowBytes: number;
  readonly #grant: (bytes: number) => void;
  #window: number;
  #uncredited = 0;
  /** The call that the present frame belongs to, if anybody wants it. */
  #call: Http2Call | undefined;
  #length = 0;
  #given = 0;

  /**
   * @param windowBytes of the connection
   * @param grant lets the client send so many bytes more
   */
  constructor(windowBytes: number, grant: (bytes: number) => void) {
    this.#windowBytes = windowBytes;
    this.#window = windowBytes;
    this.#grant = grant;
  }

  /**
   * A frame begins.
   * @param call undefined where its stream is over
   * @param length counts for the windows: with padding
   * @throws ConnectionError for more than a window has room for, or after the end of the stream
   */
  begin(call: Http2Call | undefined, length: number): void {
    this.#window -= length;
    this.#call = call;
    this.#length = length;
    this.#given = 0;
    if (call?.remoteEnded === true) throw new ConnectionError(errorCodes.streamClosed, 'DATA after the end of its stream');
    if (call !== undefined) call.receiveWindow -= length;
    if (this.#window < 0 || (call?.receiveWindow ?? 0) < 0) throw new ConnectionError(errorCodes.flowControl, 'more DATA than the window');
  }

  /** Some of its bytes, without padding. */
  take(piece: Buffer): void {
    this.#given += piece.byteLength;
    const call = this.#call;
    if (call === undefined) return;
    try {
      call.receive(piece);
    } catch (caught) {
      this.#call = undefined;
      call.receiver?.fail(SandwrightError.from(caught));
    }
  }

  /**
   * The frame is over.
   * @returns its length
   */
  end(isLast: boolean): number {
    const call = this.#call;
    this.#call = undefined;
    // The window of the connection is that of all calls: it follows at once, so that a slow call stops nobody but itself.
    this.#uncredited += this.#length;
    if (this.#uncredited >= this.#windowBytes / 4) {
      this.#window += this.#uncredited;
      this.#grant(this.#uncredited);
      this.#uncredited = 0;
    }
    if (call === undefined || call.cancelled) return this.#length;
    call.skip(this.#length - this.#given);
    if (isLast) call.endRemote();
    else {
      if (call.receiver?.isHungry !== false) call.credit();
      call.count();
    }
    return this.#length;
  }
}
