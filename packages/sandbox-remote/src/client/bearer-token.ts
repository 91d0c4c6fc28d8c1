import { readFileSync, statSync } from 'node:fs';
import { SandwrightError } from '@sandwright/core';

/** Gives the token to send, or undefined for none. Called for each request. */
export type BearerToken = () => string | undefined;

/** A token as the option gives it. */
export function fixedToken(value: string): BearerToken {
  const token = checked(value, 'remote_oauth_bearer_token');
  return () => token;
}

/**
 * A token from a file, read again when the file changed (another program renews it).
 * @param path absolute
 * @param recheckMs how long a look at the file is good for
 * @throws SandwrightError CONFIG_INVALID if the file cannot be read the first time; later the last good token is kept
 */
export function tokenFromFile(path: string, recheckMs = 5_000): BearerToken {
  let token = read(path);
  let stamp = stampOf(path);
  let lookedAt = Date.now();
  return () => {
    if (Date.now() - lookedAt < recheckMs) return token;
    lookedAt = Date.now();
    const now = stampOf(path);
    if (now === undefined || now === stamp) return token;
    stamp = now;
    try {
      token = read(path);
    } catch {
      // A renewal in progress: the old token may still be good, and the server says if it is not.
    }
    return token;
  };
}

function stampOf(path: string): string | undefined {
  const stat = statSync(path, { throwIfNoEntry: false, bigint: true });
  return stat === undefined ? undefined : `${stat.ino}:${stat.size}:${stat.mtimeNs}`;
}

function read(path: string): string {
  try {
    return checked(readFileSync(path, 'utf8'), path);
  } catch (error) {
    if (SandwrightError.is(error)) throw error;
    throw new SandwrightError('CONFIG_INVALID', `the token file ${path} cannot be read`, { cause: error });
  }
}

function checked(value: string, origin: string): string {
  const token = value.trim();
  // Anything else would be refused deep inside HTTP/2, with the secret in the message.
  if (!/^[\x21-\x7e]+$/.test(token))
    throw new SandwrightError('CONFIG_INVALID', `${origin}: the token is empty or holds characters that a header cannot carry`);
  return token;
}
