import { type Digest as DomainDigest, parseDigest } from '../../digest/digest.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { Digest } from '../messages.ts';

/**
 * A digest from the wire.
 * @param message as decoded; null where the field was absent
 * @param what the field, for the error; a function where there are many digests and making the text would take longer than reading them
 * @throws SandwrightError ACTION_INVALID if it is absent or malformed
 */
export function digestFromMessage(message: Digest | null | undefined, what: string | (() => string) = 'digest'): DomainDigest {
  const field = (): string => (typeof what === 'string' ? what : what());
  if (message === null || message === undefined) throw new SandwrightError('ACTION_INVALID', `${field()} is missing`);
  try {
    return parseDigest(message.hash, message.sizeBytes);
  } catch (error) {
    throw new SandwrightError('ACTION_INVALID', `${field()}: ${(error as Error).message}`, { cause: error });
  }
}

/** A digest that may be absent; one that is there but empty, as some clients send it, counts as absent. */
export function optionalDigestFromMessage(message: Digest | null | undefined, what: string): DomainDigest | undefined {
  if (message === null || message === undefined || (message.hash === '' && message.sizeBytes === 0)) return undefined;
  return digestFromMessage(message, what);
}

/** A digest for the wire; the domain value has the same fields. */
export function digestToMessage(digest: DomainDigest): Digest {
  return digest;
}
