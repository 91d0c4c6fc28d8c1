import type { Digest } from '../../digest/digest.ts';
import type { DigestFunction } from '../../digest/digest-function.ts';
import type { CallOptions } from '../../util/call-options.ts';
import { BlobChecker, checkBlob } from '../blob-check.ts';
import type { BlobEngine } from './blob-engine.ts';
import { BlobKey } from './blob-key.ts';
import { DraftWriter } from './draft-writer.ts';

/**
 * Stores a large blob, checking its digest while it goes to a file that counts only at the end.
 * @param engine where
 * @param digest of the blob
 * @param digestFunction that made it
 * @param content the bytes; a piece is not looked at any more once the next one is asked for
 * @throws SandwrightError BLOB_CORRUPT if the bytes do not fit the digest; nothing of them is kept then
 */
export async function writeLargeBlob(
  engine: BlobEngine,
  { digest, digestFunction }: { readonly digest: Digest; readonly digestFunction: DigestFunction },
  content: AsyncIterable<Uint8Array> | Uint8Array,
  options: CallOptions = {},
): Promise<void> {
  const { fs, large, room } = engine.parts;
  if (content instanceof Uint8Array) checkBlob(digest, digestFunction, content);
  await room.take(digest.sizeBytes);
  const draft = large.create();
  try {
    if (content instanceof Uint8Array) await fs.writev(draft.fd, [content], 0);
    else await writePieces(engine, draft.fd, { checker: new BlobChecker(digest, digestFunction), content }, options);
    options.signal?.throwIfAborted();
  } catch (error) {
    engine.abandon(draft);
    throw error;
  }
  await engine.addLarge(new BlobKey().setDigest(digestFunction, digest.hash), digest.sizeBytes, draft);
}

async function writePieces(
  engine: BlobEngine,
  fd: number,
  { checker, content }: { readonly checker: BlobChecker; readonly content: AsyncIterable<Uint8Array> },
  options: CallOptions,
): Promise<void> {
  const writer = new DraftWriter(engine.parts.fs, fd);
  for await (const piece of content) {
    options.signal?.throwIfAborted();
    checker.add(piece);
    await writer.push(piece);
  }
  await writer.flush();
  checker.end();
}
