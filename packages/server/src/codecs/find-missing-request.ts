/** One byte each: field number and wire type. Source: FindMissingBlobsRequest, FindMissingBlobsResponse and Digest. */
const tags = { instanceName: 0x0a, digest: 0x12, digestFunction: 0x18, hash: 0x0a, sizeBytes: 0x10 } as const;

const sha256 = 1;
const hexBytes = 64;
const wordsEach = 4;

// Of one request at a time: a scan and what follows from it never wait.
let places: Float64Array = new Float64Array(4096);

/** What a request asks. The places of its digests are valid until the next request is scanned. */
export interface ScannedFindMissing {
  readonly instanceName: string;
  readonly count: number;
  /** Four numbers a digest: where its field begins and ends, where its hash begins, its size. */
  readonly places: Float64Array;
}

/**
 * Finds the digests of a FindMissingBlobsRequest without making anything of them. It knows only what clients really send: SHA-256, each field
 * at most once and in its shortest form.
 * @param bytes the message
 * @returns undefined for anything else, malformed or not, which is for the generated code to judge
 */
export function scanFindMissing(bytes: Buffer): ScannedFindMissing | undefined {
  let instanceName: string | undefined;
  let digestFunction: number | undefined;
  let count = 0;
  let at = 0;
  while (at < bytes.byteLength) {
    const start = at;
    const tag = bytes[at];
    const length = bytes[at + 1] ?? 0x100;
    at += 2;
    if (tag === tags.digestFunction) {
      if (digestFunction !== undefined || length > sha256) return undefined;
      digestFunction = length;
      continue;
    }
    const end = at + length;
    // Digests are shorter than 128 bytes, and so are names of instances.
    if (length >= 0x80 || end > bytes.byteLength) return undefined;
    if (tag === tags.instanceName) {
      if (instanceName !== undefined) return undefined;
      instanceName = bytes.toString('latin1', at, end);
      for (let each = at; each < end; each += 1) if ((bytes[each] as number) >= 0x80) return undefined;
    } else if (tag === tags.digest) {
      const size = sizeIn(bytes, at, end);
      if (size < 0) return undefined;
      if ((count + 1) * wordsEach > places.length) places = grown(places);
      places[count * wordsEach] = start;
      places[count * wordsEach + 1] = end;
      places[count * wordsEach + 2] = at + 2;
      places[count * wordsEach + 3] = size;
      count += 1;
    } else return undefined;
    at = end;
  }
  return { instanceName: instanceName ?? '', count, places };
}

/** The size in a digest of 64 hexadecimal characters; -1 where it has another form. */
function sizeIn(bytes: Buffer, start: number, end: number): number {
  if (bytes[start] !== tags.hash || bytes[start + 1] !== hexBytes) return -1;
  let at = start + 2 + hexBytes;
  // The empty blob is always there, and Please asks for it in a form of its own.
  if (at + 1 >= end || bytes[at] !== tags.sizeBytes) return -1;
  let size = 0;
  let scale = 1;
  for (at += 1; at < end; at += 1) {
    const byte = bytes[at] as number;
    size += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) break;
  }
  // A last byte of zero says the same as one byte fewer.
  return at === end - 1 && size > 0 && scale <= 2 ** 49 && bytes[at] !== 0 ? size : -1;
}

function grown(small: Float64Array): Float64Array {
  const large = new Float64Array(small.length * 2);
  large.set(small);
  return large;
}

/** Gathers the digests of the answer, which are copied as they came: request and response have the same field for them. */
export class FindMissingAnswer {
  readonly #request: Buffer;
  readonly #ranges: number[] = [];

  /** @param request the message that was scanned */
  constructor(request: Buffer) {
    this.#request = request;
  }

  /** The digest whose field begins and ends there is missing. */
  add(start: number, end: number): void {
    const ranges = this.#ranges;
    if (ranges.length > 0 && ranges[ranges.length - 1] === start) ranges[ranges.length - 1] = end;
    else ranges.push(start, end);
  }

  /** The response. */
  encode(): Buffer {
    const parts: Buffer[] = [];
    for (let at = 0; at < this.#ranges.length; at += 2) parts.push(this.#request.subarray(this.#ranges[at], this.#ranges[at + 1]));
    return Buffer.concat(parts);
  }
}
