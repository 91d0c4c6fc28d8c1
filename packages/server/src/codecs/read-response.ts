import type { ReadResponseInit } from '@sandwright/core/reapi';
import { DirectMessage, varint } from './direct-message.ts';

/** Field 10, bytes. Source: google.bytestream.ReadResponse. */
const dataTag = (10 << 3) | 2;

/** Encodes a ReadResponse without copying its data. */
export function encodeReadResponse({ data }: ReadResponseInit): DirectMessage {
  if (data === null || data === undefined || data.byteLength === 0) return new DirectMessage([]);
  return new DirectMessage([Uint8Array.from([dataTag, ...varint(data.byteLength)]), data]);
}
