import type { DigestFunction } from '../../digest/digest-function.ts';
import { createHasher, hashHex } from '../../digest/hasher.ts';

/** What is hashed at a time, so that others have their turn. */
const turnBytes = 512 * 1024;

/**
 * The hash of bytes that are whole in memory, however many they are.
 * @returns lower-case hexadecimal
 */
export async function hashInTurns(digestFunction: DigestFunction, data: Uint8Array): Promise<string> {
  if (data.byteLength <= turnBytes) return hashHex(digestFunction, data);
  const hasher = createHasher(digestFunction);
  for (let at = 0; at < data.byteLength; at += turnBytes) {
    hasher.update(data.subarray(at, at + turnBytes));
    await new Promise((resolve) => setImmediate(resolve));
  }
  return hasher.hex();
}
