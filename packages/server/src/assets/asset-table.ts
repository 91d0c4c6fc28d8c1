import { type Clock, hashHex, type KeyValueTable } from '@sandwright/core';
import {
  PushBlobRequest,
  type PushBlobRequestInit,
  PushDirectoryRequest,
  type PushDirectoryRequestInit,
  type Qualifier,
} from '@sandwright/core/reapi';
import { invalid } from '../errors/refusals.ts';

/** What a URI stands for: the request that said so, and when. */
export interface StoredAsset<Request> {
  readonly pushedAtMs: number;
  readonly request: Request;
}

/** The two kinds of assets; one URI may stand for one of each. */
const codecs = {
  blob: {
    encode: (request: PushBlobRequestInit) => PushBlobRequest.encode(request).finish(),
    decode: (bytes: Uint8Array) => PushBlobRequest.decode(bytes),
  },
  directory: {
    encode: (request: PushDirectoryRequestInit) => PushDirectoryRequest.encode(request).finish(),
    decode: (bytes: Uint8Array) => PushDirectoryRequest.decode(bytes),
  },
} as const;

/** The kind of an asset. */
export type AssetKind = keyof typeof codecs;

/** The push request of a kind. */
export type PushRequest<Kind extends AssetKind> = ReturnType<(typeof codecs)[Kind]['decode']>;

const timeBytes = 8;

/** What one push may become, bytes: it is kept once for each of its URIs. */
const mostPushBytes = 64 * 1024 * 1024;

/** Assets in a table: a later push of the same URI and qualifiers replaces the one before. */
export class AssetTable<Kind extends AssetKind> {
  readonly #kind: Kind;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(kind: Kind, clock: Pick<Clock, 'now'>) {
    this.#kind = kind;
    this.#clock = clock;
  }

  /** What was pushed last for this URI with exactly these qualifiers. */
  async get(table: KeyValueTable, uri: string, qualifiers: readonly Qualifier[]): Promise<StoredAsset<PushRequest<Kind>> | undefined> {
    const record = await table.get(this.#key(uri, qualifiers));
    if (record === undefined) return undefined;
    const view = new DataView(record.buffer, record.byteOffset, record.byteLength);
    return {
      pushedAtMs: Number(view.getBigUint64(0)),
      request: codecs[this.#kind].decode(record.subarray(timeBytes)) as PushRequest<Kind>,
    };
  }

  /**
   * Remembers a push under each of its URIs.
   * @throws SandwrightError ACTION_INVALID if all of that would take too much room
   */
  async put(table: KeyValueTable, request: PushRequest<Kind>): Promise<void> {
    const uris = new Set(request.uris);
    // What is found by a URI need not name the others: a thousand of them would be kept a thousand times.
    const message = codecs[this.#kind].encode({ ...request, uris: [] });
    const record = Buffer.alloc(timeBytes + message.byteLength);
    if (record.byteLength * uris.size > mostPushBytes) {
      throw invalid(
        `${uris.size} URIs of ${record.byteLength} bytes each take more than ${mostPushBytes}; push fewer URIs or references at once`,
      );
    }
    record.writeBigUInt64BE(BigInt(this.#clock.now()));
    message.copy(record, timeBytes);
    for (const uri of uris) await table.put(this.#key(uri, request.qualifiers), record);
  }

  #key(uri: string, qualifiers: readonly Qualifier[]): string {
    const sorted = qualifiers
      .map(({ name, value }) => [name, value])
      .sort(([a = '', x = ''], [b = '', y = '']) => compare(a, b) || compare(x, y));
    return `${this.#kind}/${hashHex('SHA256', Buffer.from(JSON.stringify([uri, sorted])))}`;
  }
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
