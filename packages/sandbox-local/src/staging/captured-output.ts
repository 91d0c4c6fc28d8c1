import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { type CallOptions, type ContentAddressableStorage, type Digest, digestOf, emptyDigest } from '@sandwright/core';

/** Up to this many bytes are put into the result itself, beside their digest. */
const inlineBytes = 64 * 1024;

/** What a command wrote to stdout or stderr. */
export interface CapturedOutput {
  readonly digest: Digest;
  /** The bytes, where they are few. */
  readonly raw?: Uint8Array;
}

/**
 * Stores what a command wrote.
 * @param storage where to
 * @param path absolute path of the file it wrote to; nothing writes to it any more
 * @param maxBytes what is beyond is left out
 */
export async function storeCapturedOutput(
  storage: ContentAddressableStorage,
  path: string,
  maxBytes: number,
  options: CallOptions = {},
): Promise<CapturedOutput> {
  const size = Math.min(statSync(path).size, maxBytes);
  if (size === 0) return { digest: emptyDigest, raw: new Uint8Array() };
  if (size <= inlineBytes) {
    const raw = readFileSync(path).subarray(0, size);
    const digest = digestOf(raw);
    await storage.write(digest, raw, options);
    return { digest, raw };
  }
  const pieces = () => createReadStream(path, { start: 0, end: size - 1, highWaterMark: 1024 * 1024 });
  const hash = createHash('sha256');
  for await (const piece of pieces()) hash.update(piece as Buffer);
  const digest = { hash: hash.digest('hex'), sizeBytes: size };
  await storage.write(digest, pieces(), options);
  return { digest };
}
