import type { CallOptions } from '../../util/call-options.ts';
import { BlobChecker, blobCorrupt, codedIfSystemError } from '../blob-check.ts';
import type { ContentAddressableStorage } from '../content-addressable-storage.ts';
import { decompressStream, decompressWhole } from '../zstd/decompress.ts';
import { FrameWatch } from '../zstd/frame-watch.ts';
import type { BlobForm } from './blob-commits.ts';
import type { BlobEngine } from './blob-engine.ts';
import { BlobKey } from './blob-key.ts';
import { DraftWriter } from './draft-writer.ts';
import type { FrameChecks } from './frame-checks.ts';
import { hashInTurns } from './hash-in-turns.ts';
import { readFilePieces } from './large-blob-reader.ts';
import type { NamedBlob } from './stored-blob.ts';

/**
 * Stores a blob that comes as zstd and is whole in memory.
 * @param plainStorage takes it where its frame is not worth keeping
 */
export async function writeWholeFrames(
  engine: BlobEngine,
  plainStorage: ContentAddressableStorage,
  { digest, digestFunction }: NamedBlob,
  frames: Uint8Array,
  options: CallOptions,
): Promise<void> {
  const watch = new FrameWatch(digest.sizeBytes);
  watch.add(frames);
  const plain = await decompressWhole(frames, digest.sizeBytes);
  options.signal?.throwIfAborted();
  if (!watch.isKeepable) return await plainStorage.write(digest, plain, { ...options, digestFunction });
  const hash = await hashInTurns(digestFunction, plain);
  if (hash !== digest.hash) throw blobCorrupt(digest, `the bytes hash to ${hash}`);
  options.signal?.throwIfAborted();
  const form = { sizeBytes: digest.sizeBytes, isFrame: true, isCopy: false };
  await storeBytes(engine, new BlobKey().setDigest(digestFunction, digest.hash), frames, form);
}

/**
 * Stores bytes that are whole in memory and were checked.
 * @param key of the blob itself
 * @param data what is stored
 */
export async function storeBytes(engine: BlobEngine, key: BlobKey, data: Uint8Array, form: BlobForm): Promise<void> {
  const { fs, large, room, inlineBytes } = engine.parts;
  if (data.byteLength <= inlineBytes) return await engine.addSmall(key, data, form);
  await room.take(data.byteLength);
  const draft = large.create();
  try {
    await fs.writev(draft.fd, [data], 0);
  } catch (error) {
    engine.abandon(draft);
    throw codedIfSystemError(error);
  }
  await engine.addLarge(key, data.byteLength, draft, form);
}

/** As `writeWholeFrames`, of frames that come in pieces: the file with them counts only if they turn out right at their end. */
export async function writeFramePieces(
  engine: BlobEngine,
  plainStorage: ContentAddressableStorage,
  { digest, digestFunction }: NamedBlob,
  frames: AsyncIterable<Uint8Array>,
  { checks, ...options }: CallOptions & { readonly checks: FrameChecks },
): Promise<void> {
  const { fs, large, room } = engine.parts;
  const watch = new FrameWatch(digest.sizeBytes);
  const draft = large.create();
  let isTaken = false;
  let isOver = false;
  let keeping = Promise.resolve();
  try {
    const writer = new DraftWriter(fs, draft.fd);
    const keep = async (piece: Uint8Array): Promise<void> => {
      await room.take(piece.byteLength);
      if (!isOver) await writer.push(piece);
    };
    const kept = async function* (): AsyncGenerator<Uint8Array, void, undefined> {
      for await (const piece of frames) {
        options.signal?.throwIfAborted();
        watch.add(piece);
        keeping = keep(piece);
        await keeping;
        yield piece;
      }
    };
    const onDisk = () => readFilePieces(fs, draft.fd, { start: 0, end: watch.frameBytes }, { ...options, leaveOpen: true });
    using early = await checks.asTheyCome();
    const checker = new BlobChecker(digest, digestFunction);
    const check = async (pieces: AsyncIterable<Uint8Array>): Promise<void> => {
      for await (const piece of decompressStream(pieces, digest.sizeBytes)) checker.add(piece);
      checker.end();
    };
    if (early !== undefined) await check(kept());
    else for await (const _ of kept());
    await writer.flush();
    using _late = early === undefined ? await checks.fromDisk(options) : undefined;
    if (early === undefined) await check(onDisk());
    options.signal?.throwIfAborted();
    if (watch.isKeepable) {
      isTaken = true;
      const form = { sizeBytes: digest.sizeBytes, isFrame: true, isCopy: false };
      await engine.addLarge(new BlobKey().setDigest(digestFunction, digest.hash), watch.frameBytes, draft, form);
    } else {
      await plainStorage.write(digest, decompressStream(onDisk(), digest.sizeBytes), { ...options, digestFunction });
    }
  } catch (error) {
    throw codedIfSystemError(error);
  } finally {
    // The pieces go through a stream, which may fail while one is being written: its file must not be closed before that is over.
    isOver = true;
    await keeping.catch(() => {});
    if (!isTaken) engine.abandon(draft);
  }
}
