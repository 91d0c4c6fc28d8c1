import { crc32 } from 'node:zlib';
import { BlobKey } from './blob-key.ts';

/** Bytes before the payload of each record. */
export const recordHeaderBytes = 64;

/** What a record says. */
export const recordKinds = {
  /** A blob; the payload is its bytes. */
  blob: 1,
  /** A blob in a file of its own; the payload is that file's writer and number. */
  largeBlob: 2,
  /** A value of a table; the payload is its bytes. */
  value: 3,
  /** A value of a table that is no more. */
  deletedValue: 4,
  /** Blobs and values in use now; the payload is their keys. */
  touch: 5,
  /** As `blob`, of what was made here of the blob's other form. */
  copy: 6,
  /** As `largeBlob`, of the same. */
  largeCopy: 7,
} as const;

/** Whether the payload of such a record says in which file the blob is. */
export function isLargeKind(kind: number): boolean {
  return kind === recordKinds.largeBlob || kind === recordKinds.largeCopy;
}

/** The part of a record in front of its payload. */
export interface RecordHeader {
  readonly kind: number;
  readonly key: BlobKey;
  /** Of the value, or of the blob as it is stored, bytes. */
  readonly size: number;
  /** When it was written, milliseconds since 1970. */
  readonly timeMs: number;
  /** Bytes of the payload. */
  readonly payloadBytes: number;
  /** CRC-32 of the payload. */
  readonly payloadCrc: number;
  /** Of a value; of a frame the bytes of the blob that it makes. */
  readonly version: number;
}

// "SWr1": a place in a segment that does not begin so is not a record.
const magic = 0x31725753;

/** The bytes of a header. */
export function encodeRecordHeader(header: Omit<RecordHeader, 'payloadBytes' | 'payloadCrc'>, payload: Uint8Array): Buffer {
  const bytes = Buffer.allocUnsafe(recordHeaderBytes);
  bytes.writeUInt32LE(magic, 0);
  bytes.writeUInt32LE(crc32(payload), 8);
  bytes[12] = header.kind;
  bytes[13] = header.key.tag;
  bytes.writeUInt16LE(Math.floor(header.size / 0x1_0000_0000), 14);
  bytes.writeUInt32LE(header.size % 0x1_0000_0000, 16);
  bytes.writeUInt32LE(payload.byteLength, 20);
  bytes.writeUInt32LE(header.version, 24);
  bytes.writeUInt32LE(Math.floor(header.timeMs / 1000), 28);
  for (let word = 0; word < 8; word += 1) bytes.writeUInt32LE(header.key.words[word] as number, 32 + word * 4);
  bytes.writeUInt32LE(crc32(bytes.subarray(8)), 4);
  return bytes;
}

/** A header out of a segment's bytes, or undefined where there is none that is whole and right. */
export function decodeRecordHeader(bytes: Buffer, at: number): RecordHeader | undefined {
  if (at + recordHeaderBytes > bytes.byteLength || bytes.readUInt32LE(at) !== magic) return undefined;
  if (bytes.readUInt32LE(at + 4) !== crc32(bytes.subarray(at + 8, at + recordHeaderBytes))) return undefined;
  const key = new BlobKey();
  key.tag = bytes[at + 13] as number;
  for (let word = 0; word < 8; word += 1) key.words[word] = bytes.readUInt32LE(at + 32 + word * 4);
  return {
    kind: bytes[at + 12] as number,
    key,
    size: bytes.readUInt16LE(at + 14) * 0x1_0000_0000 + bytes.readUInt32LE(at + 16),
    payloadBytes: bytes.readUInt32LE(at + 20),
    payloadCrc: bytes.readUInt32LE(at + 8),
    version: bytes.readUInt32LE(at + 24),
    timeMs: bytes.readUInt32LE(at + 28) * 1000,
  };
}

/** Payload that points to a large blob's file. */
export function encodeFileReference(writer: number, number: number): Buffer {
  const payload = Buffer.allocUnsafe(8);
  payload.writeUInt32LE(writer, 0);
  payload.writeUInt32LE(number, 4);
  return payload;
}

/** The file that such a payload points to. */
export function decodeFileReference(payload: Buffer): { readonly writer: number; readonly number: number } {
  return { writer: payload.readUInt32LE(0), number: payload.readUInt32LE(4) };
}

const touchBytes = 33;

/** Payload that names keys in use. */
export function encodeTouches(keys: readonly BlobKey[]): Buffer {
  const payload = Buffer.allocUnsafe(keys.length * touchBytes);
  keys.forEach((key, index) => {
    for (let word = 0; word < 8; word += 1) payload.writeUInt32LE(key.words[word] as number, index * touchBytes + word * 4);
    payload[index * touchBytes + 32] = key.tag;
  });
  return payload;
}

/** The keys that such a payload names. */
export function decodeTouches(payload: Buffer): BlobKey[] {
  const keys: BlobKey[] = [];
  for (let at = 0; at + touchBytes <= payload.byteLength; at += touchBytes) {
    const key = new BlobKey();
    for (let word = 0; word < 8; word += 1) key.words[word] = payload.readUInt32LE(at + word * 4);
    key.tag = payload[at + 32] as number;
    keys.push(key);
  }
  return keys;
}
