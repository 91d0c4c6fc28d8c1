import { canHash, type Digest, type DigestFunction, digestFunctionOfLength, digestFunctions, type SandwrightError } from '@sandwright/core';
import type { Digest as DigestMessage } from '@sandwright/core/reapi';
import { invalid } from '../errors/refusals.ts';

/** The digest functions that this server can compute, the default one first. */
export const supportedDigestFunctions: readonly DigestFunction[] = (Object.keys(digestFunctions) as DigestFunction[]).filter((name) =>
  canHash(name),
);

const byWireNumber = new Map(supportedDigestFunctions.map((name) => [digestFunctions[name].wireNumber, name]));

/**
 * The digest function that a request names.
 * @param wireNumber the field `digest_function`; 0 where the client left it out
 * @returns undefined where it has to be told from the length of each hash (REAPI, comment of that field)
 * @throws SandwrightError ACTION_INVALID for a function that this server does not have
 */
export function requestedDigestFunction(wireNumber: number): DigestFunction | undefined {
  if (wireNumber === 0) return undefined;
  const name = byWireNumber.get(wireNumber);
  if (name === undefined) throw unsupportedFunction(wireNumber);
  return name;
}

/** ACTION_INVALID: a digest function that this server does not have. */
export function unsupportedFunction(which: string | number): SandwrightError {
  return invalid(`digest function ${which} is not supported here; these are: ${supportedDigestFunctions.join(', ')}`);
}

/**
 * Checks a digest of a request.
 * @param message the digest, null where the client left it out
 * @param digestFunction what the request names, if it names one
 * @param what the digest is of, for the error
 * @throws SandwrightError ACTION_INVALID if it is absent or malformed
 */
export function requireDigest(message: DigestMessage | null, digestFunction: DigestFunction | undefined, what: string): Digest {
  if (message === null) throw invalid(`${what} is not set`);
  const { hash, sizeBytes } = message;
  const { length } = hash;
  const fits =
    digestFunction === undefined ? digestFunctionOfLength(length) !== undefined : digestFunctions[digestFunction].hexLength === length;
  if (!fits || !isHexadecimal(hash)) {
    throw invalid(
      `${what}: "${hash.slice(0, 140)}" is not a hash of ${digestFunction ?? 'any digest function'}: lower-case hexadecimal is wanted`,
    );
  }
  if (!Number.isSafeInteger(sizeBytes) || sizeBytes < 0) throw invalid(`${what}: ${sizeBytes} is not the size of a blob`);
  return { hash, sizeBytes };
}

function isHexadecimal(text: string): boolean {
  // Half the time of a regular expression; this runs for each digest of FindMissingBlobs.
  for (let at = 0; at < text.length; at += 1) {
    const unit = text.charCodeAt(at);
    if (unit < 48 || unit > 102 || (unit > 57 && unit < 97)) return false;
  }
  return true;
}
