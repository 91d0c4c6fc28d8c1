import { HeaderBlock } from './header-block.ts';
import { type HeaderList, HpackDecoder } from './hpack-decoder.ts';
import type { Http2Call } from './http2-call.ts';
import { protocolError } from './http2-protocol.ts';
import { checkRequest, type RequestHead } from './request-head.ts';

/** The headers that open a stream. */
export interface InboundRequest {
  readonly path: string;
  readonly headers: HeaderList;
  /** `too large`: they are not known, for they are longer than allowed. */
  readonly problem: RequestHead['problem'] | 'too large';
  /** The client says nothing more. */
  readonly endsStream: boolean;
}

/** The blocks of headers that come over a connection, and the streams that they open. Source: RFC 9113 sections 5.1.1 and 6.2. */
export class InboundHeaders {
  readonly #block: HeaderBlock;
  readonly #hpack: HpackDecoder;
  /** Of the stream that was opened last. */
  lastId = 0;
  /** Of the block that came last. */
  streamId = 0;

  /** @param maxListBytes of the headers of a call */
  constructor(maxListBytes: number) {
    this.#block = new HeaderBlock(maxListBytes);
    this.#hpack = new HpackDecoder(maxListBytes);
  }

  /** Whether the end of a block is still to come: then nothing else may. */
  get isOpen(): boolean {
    return this.#block.isOpen;
  }

  /** @throws ConnectionError for a stream that a client cannot open, malformed padding or a block that is too large */
  begin(flags: number, streamId: number, payload: Buffer): void {
    if (streamId % 2 === 0) throw protocolError(`HEADERS for stream ${streamId}`);
    this.streamId = streamId;
    this.#block.begin(flags, streamId, payload);
  }

  continue(streamId: number, payload: Buffer): void {
    this.#block.continue(streamId, payload);
  }

  /**
   * The block is whole.
   * @param known the call of its stream, if it is open
   * @returns undefined where it opens no stream: trailers, or what was on its way to a stream that is over
   * @throws ConnectionError for what cannot be decoded, and for a second block that ends nothing
   */
  end(known: Http2Call | undefined): InboundRequest | undefined {
    const { streamId, endsStream, bytes } = this.#block.end();
    // Decoded whatever becomes of it, for later headers refer to these.
    const list = this.#hpack.decode(bytes);
    if (known !== undefined) {
      // Trailers of the client: gRPC has none, but they end its side.
      if (!endsStream || known.remoteEnded) throw protocolError('a second block of headers');
      known.endRemote();
      return undefined;
    }
    if (streamId <= this.lastId) return undefined;
    this.lastId = streamId;
    if (list === undefined) return { path: '', headers: [], problem: 'too large', endsStream };
    return { ...checkRequest(list), headers: list, endsStream };
  }
}
