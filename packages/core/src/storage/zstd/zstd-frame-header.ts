/** What the first bytes of a zstd frame say. */
export interface ZstdFrameHeader {
  /** What a decoder must remember, bytes. */
  readonly windowBytes: number;
  /** Bytes that the frame says it makes; undefined where it does not say. */
  readonly contentBytes: number | undefined;
  /** The frame cannot be read without something else. */
  readonly needsDictionary: boolean;
}

/** Bytes of the longest header. */
export const mostHeaderBytes = 18;

const frameMagic = 0xfd_2f_b5_28;

/**
 * Reads the header of a zstd frame. Source: RFC 8878 section 3.1.1.1.
 * @param bytes the frame, or its first `mostHeaderBytes` bytes
 * @returns undefined for a skippable frame, and for what is no frame
 */
export function readFrameHeader(bytes: Uint8Array): ZstdFrameHeader | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.byteLength < 5 || view.getUint32(0, true) !== frameMagic) return undefined;
  const descriptor = view.getUint8(4);
  const isSingle = (descriptor & 32) !== 0;
  const dictionaryBytes = [0, 1, 2, 4][descriptor & 3] ?? 0;
  const contentSizeBytes = [isSingle ? 1 : 0, 2, 4, 8][descriptor >> 6] ?? 0;
  const contentAt = 5 + (isSingle ? 0 : 1) + dictionaryBytes;
  if (bytes.byteLength < contentAt + contentSizeBytes) return undefined;
  const contentBytes = contentSizeOf(view, contentAt, contentSizeBytes);
  return {
    windowBytes: isSingle ? (contentBytes ?? 0) : windowOf(view.getUint8(5)),
    contentBytes,
    needsDictionary: bytes.subarray(contentAt - dictionaryBytes, contentAt).some((byte) => byte !== 0),
  };
}

function windowOf(descriptor: number): number {
  const base = 2 ** (10 + (descriptor >> 3));
  return base + (base / 8) * (descriptor & 7);
}

function contentSizeOf(view: DataView, at: number, sizeBytes: number): number | undefined {
  if (sizeBytes === 1) return view.getUint8(at);
  if (sizeBytes === 2) return view.getUint16(at, true) + 256;
  if (sizeBytes === 4) return view.getUint32(at, true);
  return sizeBytes === 8 ? Number(view.getBigUint64(at, true)) : undefined;
}
