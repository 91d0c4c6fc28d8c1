/** A hash function of the protocol, by its name there. Source: REAPI `DigestFunction.Value`. */
export type DigestFunction = 'SHA256' | 'SHA1' | 'MD5' | 'SHA384' | 'SHA512' | 'BLAKE3';

interface DigestFunctionProperties {
  /** Number in REAPI `DigestFunction.Value`. */
  readonly wireNumber: number;
  /** Characters of the lower-case hexadecimal hash. */
  readonly hexLength: number;
  /** Name that node:crypto knows it by; undefined where a native package is needed. */
  readonly cryptoName: string | undefined;
}

/** What each digest function is on the wire and in node:crypto. */
export const digestFunctions: Readonly<Record<DigestFunction, DigestFunctionProperties>> = {
  SHA256: { wireNumber: 1, hexLength: 64, cryptoName: 'sha256' },
  SHA1: { wireNumber: 2, hexLength: 40, cryptoName: 'sha1' },
  MD5: { wireNumber: 3, hexLength: 32, cryptoName: 'md5' },
  SHA384: { wireNumber: 5, hexLength: 96, cryptoName: 'sha384' },
  SHA512: { wireNumber: 6, hexLength: 128, cryptoName: 'sha512' },
  BLAKE3: { wireNumber: 9, hexLength: 64, cryptoName: undefined },
};

// From the last to the first, so that of two with one length the first stays.
const byLength: ReadonlyMap<number, DigestFunction> = new Map(
  (Object.keys(digestFunctions) as DigestFunction[]).toReversed().map((name) => [digestFunctions[name].hexLength, name]),
);

/**
 * The digest function that a hash of this length has when nobody says which one.
 * @param hexLength characters of the hexadecimal hash
 * @returns undefined for a length that no function has; SHA256 (never BLAKE3) for 64, as REAPI asks
 */
export function digestFunctionOfLength(hexLength: number): DigestFunction | undefined {
  return byLength.get(hexLength);
}
