import type { Digest } from '../../digest/digest.ts';
import type { DigestFunction } from '../../digest/digest-function.ts';
import { HashLane } from '../../digest/hash-lane.ts';
import type { CallOptions } from '../../util/call-options.ts';
import { BlobChecker, checkBlob } from '../blob-check.ts';
import type { BlobEngine } from './blob-engine.ts';
import { BlobKey } from './blob-key.ts';
import { DraftWriter } from './draft-writer.ts';
import { writeHashed } from './hashed-draft.ts';

/** Blobs from here on are hashed by a thread: below it, questions and answers cost more than a hundredth of the hashing. */
const besideBytes = 1024 * 1024;

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
  const { large, room } = engine.parts;
  await room.take(digest.sizeBytes);
  const draft = large.create();
  try {
    await fill(engine, draft.fd, { digest, digestFunction, content }, options);
    options.signal?.throwIfAborted();
  } catch (error) {
    engine.abandon(draft);
    throw error;
  }
  await engine.addLarge(new BlobKey().setDigest(digestFunction, digest.hash), digest.sizeBytes, draft);
}

/** What is to be written, and what it must fit. */
interface LargeContent {
  readonly digest: Digest;
  readonly digestFunction: DigestFunction;
  readonly content: AsyncIterable<Uint8Array> | Uint8Array;
}

async function fill(
  engine: BlobEngine,
  fd: number,
  { digest, digestFunction, content }: LargeContent,
  options: CallOptions,
): Promise<void> {
  const { fs, shared } = engine.parts;
  // A process of the command line is over before a thread of its own was worth the start.
  using lane = shared || digest.sizeBytes < besideBytes ? undefined : HashLane.tryOpen(digestFunction);
  if (lane !== undefined) {
    await writeHashed({ fs, fd, lane }, digest, content instanceof Uint8Array ? [content] : content, options);
  } else if (content instanceof Uint8Array) {
    checkBlob(digest, digestFunction, content);
    await fs.writev(fd, [content], 0);
  } else await writePieces(engine, fd, { checker: new BlobChecker(digest, digestFunction), content }, options);
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
