import type { DigestFunction } from '../../digest/digest-function.ts';
import { canHash, createHasher, hashHex } from '../../digest/hasher.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { CallOptions } from '../../util/call-options.ts';
import { decompressStream } from '../zstd/decompress.ts';
import { BlobKey, digestFunctionOfTag, isFrameTag, valueTag } from './blob-key.ts';
import { entryFlags } from './blob-table.ts';
import type { EngineParts } from './engine-parts.ts';
import { hashFile, readFilePieces } from './large-blob-reader.ts';

/** What a check of the whole store found. */
export interface FsckReport {
  /** A blob that is kept both plain and as zstd counts once for each. */
  readonly blobs: number;
  readonly values: number;
  readonly bytes: number;
  /** Blobs and values whose bytes are gone or wrong. */
  readonly damaged: number;
  /** Blobs whose digest function is not available here. */
  readonly unchecked: number;
}

/**
 * Reads everything that a store holds and compares it with its digests.
 * @param parts of a store whose index is in memory
 * @param options `repair`: forget what is damaged, so that it can be stored anew; `signal`
 */
export async function checkStore(parts: EngineParts, options: CallOptions & { readonly repair: boolean }): Promise<FsckReport> {
  const { index } = parts;
  const report = { blobs: 0, values: 0, bytes: 0, damaged: 0, unchecked: 0 };
  for (const entry of index.table.all()) {
    options.signal?.throwIfAborted();
    const { flags, size } = index.table.get(entry);
    if ((flags & (entryFlags.pending | entryFlags.deleted)) !== 0) continue;
    const key = index.table.key(entry, new BlobKey());
    if (key.tag === valueTag) report.values += 1;
    else report.blobs += 1;
    report.bytes += size;
    const isGood = await isIntact(parts, entry, key, options);
    if (isGood === undefined) report.unchecked += 1;
    else if (!isGood && index.table.isUsed(entry)) {
      report.damaged += 1;
      parts.logger.log('warn', 'damaged', { ...index.table.get(entry) });
      if (options.repair) index.drop(entry);
    }
  }
  return report;
}

async function isIntact(parts: EngineParts, entry: number, key: BlobKey, options: CallOptions): Promise<boolean | undefined> {
  const { fs, index, segments, large } = parts;
  const { flags, size, segment, offset } = index.table.get(entry);
  const digestFunction = digestFunctionOfTag(key.tag);
  if (key.tag === valueTag || digestFunction === undefined) return segments.read(segment, offset, key, size, true) !== undefined;
  if (!canHash(digestFunction)) return undefined;
  let hash: string;
  if (isFrameTag(key.tag)) {
    const pieces = frameOf(parts, entry, key);
    if (pieces === undefined) return false;
    const made = await hashOfFrame(pieces, { sizeBytes: index.table.version(entry), digestFunction });
    if (made === undefined) return false;
    hash = made;
  } else if ((flags & entryFlags.large) !== 0) {
    const path = large.path(segment, offset);
    if (fs.sizeOf(path) !== size) return false;
    const fd = fs.open(path, 'read');
    try {
      hash = await hashFile(fs, fd, { sizeBytes: size, digestFunction }, options);
    } finally {
      fs.close(fd);
    }
  } else {
    const data = segments.read(segment, offset, key, size);
    if (data === undefined) return false;
    hash = hashHex(digestFunction, data);
    // Gives others a turn now and then; hashing small blobs never waits by itself.
    if (entry % 256 === 0) await new Promise((resolve) => setImmediate(resolve));
  }
  const made = new BlobKey().setDigest(digestFunction, hash);
  return (isFrameTag(key.tag) ? new BlobKey().setOtherForm(made) : made).equals(key);
}

function frameOf({ fs, index, segments, large }: EngineParts, entry: number, key: BlobKey): AsyncIterable<Uint8Array> | undefined {
  const { flags, size, segment, offset } = index.table.get(entry);
  if ((flags & entryFlags.large) === 0) {
    const data = segments.read(segment, offset, key, size);
    return data === undefined ? undefined : pieceOf(data);
  }
  const path = large.path(segment, offset);
  return fs.sizeOf(path) === size ? readFilePieces(fs, fs.open(path, 'read'), { start: 0, end: size }) : undefined;
}

async function* pieceOf(data: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield data;
}

/** Undefined where it is no frame, or makes more or less than it should: a damaged one never makes more than that. */
async function hashOfFrame(
  pieces: AsyncIterable<Uint8Array>,
  { sizeBytes, digestFunction }: { readonly sizeBytes: number; readonly digestFunction: DigestFunction },
): Promise<string | undefined> {
  const hasher = createHasher(digestFunction);
  try {
    for await (const piece of decompressStream(pieces, sizeBytes)) hasher.update(piece);
  } catch (error) {
    if (SandwrightError.is(error) && error.code === 'ACTION_INVALID') return undefined;
    throw error;
  }
  return hasher.hex();
}
