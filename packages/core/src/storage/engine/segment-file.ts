import { crc32 } from 'node:zlib';
import { decodeRecordHeader, isLargeKind, type RecordHeader, recordHeaderBytes, recordKinds } from './record.ts';
import type { StoreFileSystem } from './store-file-system.ts';
import type { WriterIdentity } from './writer-identity.ts';

/** Bytes in front of a segment's first record. */
export const segmentHeaderBytes = 512;

const magic = 'SWSEG001';

/** What a segment says of itself. */
export function encodeSegmentHeader(writer: WriterIdentity): Buffer {
  const bytes = Buffer.alloc(segmentHeaderBytes);
  bytes.write(magic, 0, 'latin1');
  const text = Buffer.from(JSON.stringify(writer));
  bytes.writeUInt16LE(text.byteLength, 12);
  text.copy(bytes, 14);
  bytes.writeUInt32LE(crc32(bytes.subarray(12)), 8);
  return bytes;
}

/** Undefined where the header is torn: then nothing in the segment was ever acknowledged. */
export function decodeSegmentHeader(bytes: Buffer): WriterIdentity | undefined {
  if (bytes.byteLength < segmentHeaderBytes || bytes.toString('latin1', 0, 8) !== magic) return undefined;
  if (bytes.readUInt32LE(8) !== crc32(bytes.subarray(12, segmentHeaderBytes))) return undefined;
  return JSON.parse(bytes.toString('utf8', 14, 14 + bytes.readUInt16LE(12))) as WriterIdentity;
}

/** Name of a segment's file in the folder of segments. */
export function segmentName(id: number): string {
  return `${id.toString(16).padStart(8, '0')}.log`;
}

/** The number of a segment, or undefined for another file. */
export function segmentIdOf(name: string): number | undefined {
  return /^[0-9a-f]{8}\.log$/.test(name) ? Number.parseInt(name.slice(0, 8), 16) : undefined;
}

/** Takes a record; `payload` is given for those kinds whose payload says where or what, and wherever payloads are checked. */
export type RecordVisitor = (header: RecordHeader, offset: number, payload: Buffer | undefined) => void;

const windowBytes = 256 * 1024;

/**
 * Reads the records of a segment from a place on, up to its end or to the first that is not whole.
 * @param options `checkPayloads`: compare each payload with its checksum, needed where a loss of power may have left holes
 * @returns the place after the last good record
 */
export function scanSegment(
  fs: StoreFileSystem,
  fd: number,
  options: { readonly from: number; readonly checkPayloads: boolean },
  visit: RecordVisitor,
): number {
  const size = fs.size(fd);
  let window = Buffer.alloc(0);
  let windowAt = 0;
  const view = (at: number, length: number): Buffer => {
    if (at < windowAt || at + length > windowAt + window.byteLength) {
      const fresh = Buffer.allocUnsafe(Math.max(length, Math.min(windowBytes, size - at)));
      window = fresh.subarray(0, fs.readSync(fd, fresh, at));
      windowAt = at;
    }
    return window.subarray(at - windowAt, at - windowAt + length);
  };
  let at = Math.max(options.from, segmentHeaderBytes);
  while (at + recordHeaderBytes <= size) {
    const header = decodeRecordHeader(view(at, recordHeaderBytes), 0);
    if (header === undefined) break;
    const end = at + recordHeaderBytes + header.payloadBytes;
    if (end > size) break;
    const wanted = options.checkPayloads || isLargeKind(header.kind) || header.kind === recordKinds.touch;
    const payload = wanted ? view(at + recordHeaderBytes, header.payloadBytes) : undefined;
    if (payload !== undefined && crc32(payload) !== header.payloadCrc) break;
    visit(header, at, payload);
    at = end;
  }
  return at;
}
