import { crc32 } from 'node:zlib';

/** Length and CRC-32 of what follows, four bytes each, little-endian. */
const headerBytes = 8;

/** A longer record than this is damage. */
export const maxFrameBytes = 64 * 1024 * 1024;

/** Puts before a record what tells later whether it was written whole. */
export function frameOf(record: Uint8Array): Buffer {
  const frame = Buffer.allocUnsafe(headerBytes + record.byteLength);
  frame.writeUInt32LE(record.byteLength, 0);
  frame.writeUInt32LE(crc32(record), 4);
  frame.set(record, headerBytes);
  return frame;
}

/**
 * Takes records out of what was read of a file.
 * @param bytes from the beginning of a frame
 * @returns whole records, how many bytes they take, and whether something follows them that is no record
 */
export function readFrames(bytes: Buffer): { readonly records: readonly Buffer[]; readonly taken: number; readonly damaged: boolean } {
  const records: Buffer[] = [];
  let at = 0;
  while (at + headerBytes <= bytes.byteLength) {
    const length = bytes.readUInt32LE(at);
    if (length > maxFrameBytes) return { records, taken: at, damaged: true };
    const end = at + headerBytes + length;
    if (end > bytes.byteLength) break;
    const record = bytes.subarray(at + headerBytes, end);
    if (crc32(record) !== bytes.readUInt32LE(at + 4)) return { records, taken: at, damaged: true };
    records.push(record);
    at = end;
  }
  return { records, taken: at, damaged: false };
}
