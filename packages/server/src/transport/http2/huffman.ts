import { ConnectionError, errorCodes } from './http2-protocol.ts';

/**
 * Bits of the code of each byte. The code is canonical: codes of one length follow one another in the order of their bytes, so the
 * lengths say everything. The end-of-string symbol is the last of those with 30 bits. Source: RFC 7541 appendix B.
 */
const codeLengths = [
  13, 23, 28, 28, 28, 28, 28, 28, 28, 24, 30, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 30, 28, 28, 28, 28, 28, 28, 28, 28, 28, 6, 10, 10,
  12, 13, 6, 8, 11, 10, 10, 8, 11, 8, 6, 6, 6, 5, 5, 5, 6, 6, 6, 6, 6, 6, 6, 7, 8, 15, 6, 12, 10, 13, 6, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 7,
  7, 7, 7, 7, 7, 7, 7, 7, 7, 7, 8, 7, 8, 13, 19, 13, 14, 6, 15, 5, 6, 5, 6, 5, 6, 6, 6, 5, 7, 7, 6, 6, 6, 5, 6, 7, 6, 5, 5, 6, 7, 7, 7, 7,
  7, 15, 11, 14, 13, 28, 20, 22, 20, 20, 22, 22, 22, 23, 22, 23, 23, 23, 23, 23, 24, 23, 24, 24, 22, 23, 24, 23, 23, 23, 23, 21, 22, 23, 22,
  23, 23, 24, 22, 21, 20, 22, 22, 23, 23, 21, 23, 22, 22, 24, 21, 22, 23, 23, 21, 21, 22, 21, 23, 22, 23, 23, 20, 22, 22, 22, 23, 22, 22,
  23, 26, 26, 20, 19, 22, 23, 22, 25, 26, 26, 26, 27, 27, 26, 24, 25, 19, 21, 26, 27, 27, 26, 27, 24, 21, 21, 26, 26, 28, 27, 27, 27, 20,
  24, 20, 21, 22, 21, 21, 23, 22, 22, 25, 25, 24, 24, 26, 23, 26, 27, 26, 26, 27, 27, 27, 27, 27, 28, 27, 27, 27, 27, 27, 26,
];

const longestCode = 30;
const shortBits = 8;

interface Codes {
  /** Symbols in the order of their codes. */
  readonly symbols: Uint8Array;
  /** By length: the first code, how many there are, and where their symbols begin. */
  readonly first: Uint32Array;
  readonly count: Uint16Array;
  readonly from: Uint16Array;
  /** By the next eight bits: length and symbol of a code that is no longer; 0 where it is. */
  readonly short: Uint16Array;
}

function makeCodes(): Codes {
  const order = codeLengths.map((_, symbol) => symbol).sort((a, b) => (codeLengths[a] ?? 0) - (codeLengths[b] ?? 0) || a - b);
  const codes: Codes = {
    symbols: Uint8Array.from(order),
    first: new Uint32Array(longestCode + 1),
    count: new Uint16Array(longestCode + 1),
    from: new Uint16Array(longestCode + 1),
    short: new Uint16Array(1 << shortBits),
  };
  let code = 0;
  let at = 0;
  for (let length = 1; length <= longestCode; length += 1) {
    code *= 2;
    codes.first[length] = code;
    codes.from[length] = at;
    for (; at < order.length && codeLengths[order[at] as number] === length; at += 1) {
      if (length <= shortBits) {
        const start = code << (shortBits - length);
        codes.short.fill((length << 8) | (order[at] as number), start, start + (1 << (shortBits - length)));
      }
      code += 1;
    }
    codes.count[length] = at - (codes.from[length] as number);
  }
  return codes;
}

let made: Codes | undefined;

/**
 * Decodes a string of a header.
 * @param bytes where it is
 * @param start its first byte
 * @param end the byte after its last one
 * @throws ConnectionError for codes that cannot be there
 */
export function decodeHuffman(bytes: Uint8Array, start: number, end: number): string {
  made ??= makeCodes();
  const { symbols, short } = made;
  const bits = end * 8;
  // The shortest code has five bits.
  const text = Buffer.allocUnsafe(Math.floor(((end - start) * 8) / 5));
  let written = 0;
  let at = start * 8;
  while (at < bits) {
    const byte = at >>> 3;
    const next = byte + 1 < end ? (bytes[byte + 1] as number) : 0xff;
    const found = short[((((bytes[byte] as number) << 8) | next) >>> (8 - (at & 7))) & 0xff] as number;
    if (found !== 0 && at + (found >>> 8) <= bits) {
      text[written++] = found & 0xff;
      at += found >>> 8;
      continue;
    }
    const long = found === 0 ? longCode(made, bytes, at, bits) : undefined;
    if (long === undefined) {
      checkPadding(bytes, at, bits);
      break;
    }
    text[written++] = symbols[long.symbol] as number;
    at += long.length;
  }
  return text.toString('latin1', 0, written);
}

function bitAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at >>> 3] as number) >>> (7 - (at & 7))) & 1;
}

/** A code of more than eight bits: such characters are rare in headers. */
function longCode(
  codes: Codes,
  bytes: Uint8Array,
  at: number,
  bits: number,
): { readonly symbol: number; readonly length: number } | undefined {
  let code = 0;
  for (let length = 1; length <= longestCode && at + length <= bits; length += 1) {
    code = code * 2 + bitAt(bytes, at + length - 1);
    const nth = code - (codes.first[length] as number);
    if (length > shortBits && nth >= 0 && nth < (codes.count[length] as number))
      return { symbol: (codes.from[length] as number) + nth, length };
  }
  return undefined;
}

/** What is left over must be the beginning of the end-of-string code: fewer than eight ones. */
function checkPadding(bytes: Uint8Array, at: number, bits: number): void {
  let allOnes = bits - at < 8;
  for (let bit = at; allOnes && bit < bits; bit += 1) allOnes = bitAt(bytes, bit) === 1;
  if (!allOnes) throw new ConnectionError(errorCodes.compression, 'a header has a malformed Huffman code');
}
