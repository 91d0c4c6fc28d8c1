import { blobMissing } from '../blob-check.ts';
import type { ReadOptions } from '../content-addressable-storage.ts';
import { decompressStream, decompressWhole } from '../zstd/decompress.ts';
import type { BlobEngine } from './blob-engine.ts';
import type { CopyKeeper } from './copy-keeper.ts';
import { readFilePieces } from './large-blob-reader.ts';
import type { MemoryBudget } from './memory-budget.ts';
import { closeStored, type NamedBlob, openStored, type StoredBlob, storedPieces, storedWhole, wholeBytes } from './stored-blob.ts';

const pieceBytes = 1024 * 1024;

/** What reading takes. */
export interface PlainReading {
  readonly engine: BlobEngine;
  readonly copies: CopyKeeper;
  readonly budget: MemoryBudget;
}

/** First byte and the one after the last. */
interface ByteRange {
  readonly start: number;
  readonly end: number;
}

/**
 * Reads a blob that is, perhaps, kept as a frame only. Who is asked for it once more keeps it plain as well, and so does who is asked for the
 * middle of much: else each part would take as much work as the whole.
 */
export async function* readPlain(
  reading: PlainReading,
  blob: NamedBlob,
  range: ByteRange,
  options: ReadOptions,
  mayKeep = true,
): AsyncGenerator<Uint8Array, void, undefined> {
  const { engine, copies, budget } = reading;
  const { sizeBytes } = blob.digest;
  using memory = sizeBytes <= wholeBytes ? budget.take(2 * sizeBytes) : undefined;
  const inPieces = memory === undefined;
  const stored = await openStored(engine, blob, 'any', { ...options, inPieces });
  if (stored === undefined) throw blobMissing(blob.digest);
  if (!stored.isFrame) {
    memory?.[Symbol.dispose]();
    yield* partOfStored(engine, stored, range, options);
    return;
  }
  const isAskedAgain = stored.isNoted;
  engine.note(stored.key);
  if (!inPieces) {
    const plain = stored.plain ?? (await decompressWhole(await storedWhole(engine, stored, options), sizeBytes));
    if (stored.plain !== undefined) closeStored(engine, stored);
    if (isAskedAgain) copies.keepPlain(blob, plain);
    for (let at = range.start; at < range.end; at += pieceBytes) yield plain.subarray(at, Math.min(range.end, at + pieceBytes));
    return;
  }
  const beingMade = mayKeep ? copies.beingMade(blob) : undefined;
  if (beingMade !== undefined) {
    closeStored(engine, stored);
    await beingMade;
    yield* readPlain(reading, blob, range, options, false);
    return;
  }
  const made = decompressStream(storedPieces(engine, stored, options.signal === undefined ? {} : { signal: options.signal }), sizeBytes);
  const isKept = mayKeep && (isAskedAgain || range.start > 0) ? await copies.keepPieces(blob, made) : undefined;
  if (isKept === undefined) yield* partOf(made, range);
  else if (isKept) yield* readPlain(reading, blob, range, options);
  else yield* fromFrame(engine, blob, range, options);
}

async function* fromFrame(
  engine: BlobEngine,
  blob: NamedBlob,
  range: ByteRange,
  options: ReadOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const stored = await openStored(engine, blob, 'frame', { ...options, inPieces: true });
  if (stored === undefined) throw blobMissing(blob.digest);
  yield* partOf(decompressStream(storedPieces(engine, stored), blob.digest.sizeBytes), range);
}

function partOfStored(engine: BlobEngine, { content }: StoredBlob, range: ByteRange, options: ReadOptions): AsyncIterable<Uint8Array> {
  if (typeof content === 'number') return readFilePieces(engine.parts.fs, content, range, options);
  return partOf([content], { ...range });
}

async function* partOf(
  pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  { start, end }: ByteRange,
): AsyncGenerator<Uint8Array, void, undefined> {
  let at = 0;
  for await (const piece of pieces) {
    const part = piece.subarray(Math.max(0, start - at), Math.max(0, end - at));
    at += piece.byteLength;
    if (part.byteLength > 0) yield part;
    if (at >= end) return;
  }
}
