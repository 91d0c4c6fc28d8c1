import { hash } from 'node:crypto';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { digestFunctionOfLength } from './digest-function.ts';

/** Names a blob: the lower-case hexadecimal hash of its bytes, and how many bytes there are. Source: REAPI `Digest`. */
export interface Digest {
  readonly hash: string;
  readonly sizeBytes: number;
}

/** The digest (SHA-256) of no bytes at all; every storage holds that blob without being given it. */
export const emptyDigest: Digest = {
  hash: 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  sizeBytes: 0,
};

/**
 * The SHA-256 digest of some bytes.
 * @param data the blob, whole
 */
export function digestOf(data: Uint8Array): Digest {
  return { hash: hash('sha256', data, 'hex'), sizeBytes: data.byteLength };
}

/**
 * A string that two digests share exactly when they are equal, in the form of REAPI resource names (`HASH/SIZE`).
 * @param digest the digest to name
 */
export function digestKey(digest: Digest): string {
  return `${digest.hash}/${digest.sizeBytes}`;
}

/** Whether two digests name the same blob. */
export function sameDigest(a: Digest, b: Digest): boolean {
  return a.hash === b.hash && a.sizeBytes === b.sizeBytes;
}

const hexadecimal = /^[0-9a-f]+$/;

/**
 * Checks a digest that came from outside.
 * @param hashText lower-case hexadecimal
 * @param sizeBytes bytes, a whole number from 0 to 2^53 - 1
 * @throws SandwrightError ACTION_INVALID if either is malformed
 */
export function parseDigest(hashText: string, sizeBytes: number): Digest {
  if (digestFunctionOfLength(hashText.length) === undefined || !hexadecimal.test(hashText)) {
    throw new SandwrightError(
      'ACTION_INVALID',
      `"${hashText.slice(0, 140)}" is not a hash: lower-case hexadecimal of a known length is wanted`,
    );
  }
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) {
    throw new SandwrightError('ACTION_INVALID', `${sizeBytes} is not the size of a blob`);
  }
  return { hash: hashText, sizeBytes };
}
