import type { Digest } from '../../digest/digest.ts';
import type { DigestFunction } from '../../digest/digest-function.ts';
import { createHasher } from '../../digest/hasher.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { CallOptions } from '../../util/call-options.ts';
import { blobCorrupt, codedIfSystemError } from '../blob-check.ts';
import { decompressStream, decompressWhole } from '../zstd/decompress.ts';
import type { BlobEngine } from './blob-engine.ts';
import { BlobKey } from './blob-key.ts';
import { hashInTurns } from './hash-in-turns.ts';
import { hashFile, readFilePieces } from './large-blob-reader.ts';

/** A blob by name. */
export interface NamedBlob {
  readonly digest: Digest;
  readonly digestFunction: DigestFunction;
}

/** What is stored of a blob, at hand and compared with its digest. */
export interface StoredBlob extends NamedBlob {
  /** Of the form that is stored. */
  readonly key: BlobKey;
  readonly isFrame: boolean;
  /** See `entryFlags.noted`. */
  readonly isNoted: boolean;
  readonly storedBytes: number;
  /** The stored bytes, or a descriptor of their file, which the holder closes. */
  readonly content: Buffer | number;
  /** The blob itself, where it had to be made of its frame for the comparing. */
  readonly plain?: Uint8Array | undefined;
}

/** How to get at a blob. */
interface OpenOptions extends CallOptions {
  /** There is no memory for the whole of it. */
  readonly inPieces?: boolean;
}

/** Up to here a blob is decompressed as a whole, in half the time of doing it in pieces. */
export const wholeBytes = 8 * 1024 * 1024;

/**
 * Gets at a blob in one of its forms.
 * @param want `any`: the blob itself rather than its frame; `frame`: only that
 * @returns undefined if it is not stored so
 * @throws SandwrightError BLOB_CORRUPT if its bytes turn out to be wrong and there is no other form of it
 */
export async function openStored(
  engine: BlobEngine,
  blob: NamedBlob,
  want: 'any' | 'frame',
  options: OpenOptions = {},
): Promise<StoredBlob | undefined> {
  const key = new BlobKey().setDigest(blob.digestFunction, blob.digest.hash);
  const find = () => (want === 'frame' ? engine.findFrame(key, blob.digest.sizeBytes) : engine.find(key, blob.digest.sizeBytes));
  for (let tries = 0; tries < 4; tries += 1) {
    try {
      const found = find();
      const opened = found < 0 ? undefined : open(engine, blob, found);
      if (opened !== undefined) return await verified(engine, opened, options);
      // Another process may have written or moved it.
      if (!engine.refresh() && found < 0) return undefined;
    } catch (error) {
      // What was wrong is forgotten; it may be there in another form.
      if (!SandwrightError.is(error) || error.code !== 'BLOB_CORRUPT' || find() < 0) throw error;
    }
  }
  return undefined;
}

/** Closes what was opened and is not read. */
export function closeStored(engine: BlobEngine, { content }: StoredBlob): void {
  if (typeof content === 'number') engine.parts.fs.close(content);
}

/** The stored bytes, in pieces; closes their file. */
export function storedPieces(
  engine: BlobEngine,
  { content, storedBytes }: StoredBlob,
  options: CallOptions & { readonly lent?: boolean; readonly leaveOpen?: boolean } = {},
): AsyncIterable<Uint8Array> {
  if (typeof content === 'number') return readFilePieces(engine.parts.fs, content, { start: 0, end: storedBytes }, options);
  return only(content);
}

/** The stored bytes as a whole; closes their file. */
export async function storedWhole(engine: BlobEngine, stored: StoredBlob, options: CallOptions = {}): Promise<Uint8Array> {
  if (typeof stored.content !== 'number') return stored.content;
  return await joined(storedPieces(engine, stored, { ...options, lent: true }), stored.storedBytes);
}

async function* only(piece: Uint8Array): AsyncGenerator<Uint8Array, void, undefined> {
  yield piece;
}

/** What was opened, and may have to be compared with its digest. */
interface OpenedBlob extends StoredBlob {
  readonly isVerified: boolean;
  readonly place: string;
}

function open(engine: BlobEngine, blob: NamedBlob, found: number): OpenedBlob | undefined {
  const { fs, index } = engine.parts;
  const about = {
    ...blob,
    key: index.table.key(found, new BlobKey()),
    isFrame: engine.isFrame(found),
    isNoted: engine.isNoted(found),
    storedBytes: engine.storedBytes(found),
    place: engine.placeOf(found),
  };
  if (!engine.isLarge(found)) {
    const content = engine.readSmall(found);
    return content === undefined ? undefined : { ...about, content, isVerified: !about.isFrame || engine.isVerified(found) };
  }
  try {
    return { ...about, content: fs.open(engine.largePath(found), 'read'), isVerified: engine.isVerified(found) };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw SandwrightError.from(error);
    engine.forget(about.key);
    return undefined;
  }
}

/** Closes the file if its bytes are wrong. */
async function verified(engine: BlobEngine, { isVerified, place, ...stored }: OpenedBlob, options: OpenOptions): Promise<StoredBlob> {
  if (isVerified) return stored;
  const { digest, digestFunction, key, content } = stored;
  try {
    const made: MadeByFrame | undefined = stored.isFrame ? await madeByFrame(engine, stored, options) : undefined;
    const { fs } = engine.parts;
    const hash =
      made?.hash ??
      (typeof content === 'number' ? await hashFile(fs, content, { sizeBytes: digest.sizeBytes, digestFunction }, options) : '');
    engine.setVerified(key, place, hash === digest.hash);
    if (hash !== digest.hash) throw blobCorrupt(digest, 'it is damaged on the disk and was forgotten; store it again');
    return { ...stored, plain: made?.plain };
  } catch (error) {
    closeStored(engine, stored);
    throw codedIfSystemError(error);
  }
}

/** What a frame makes. */
interface MadeByFrame {
  /** Empty where it is no frame, or makes more or less than it should. */
  readonly hash: string;
  /** All of it, if that is little. */
  readonly plain?: Uint8Array;
}

async function madeByFrame(engine: BlobEngine, stored: StoredBlob, options: OpenOptions): Promise<MadeByFrame> {
  const { digest, digestFunction } = stored;
  try {
    const pieces = storedPieces(engine, stored, { ...options, leaveOpen: true });
    if (digest.sizeBytes <= wholeBytes && options.inPieces !== true) {
      const plain = await decompressWhole(await joined(pieces, stored.storedBytes), digest.sizeBytes);
      return { hash: await hashInTurns(digestFunction, plain), plain };
    }
    const hasher = createHasher(digestFunction);
    for await (const piece of decompressStream(pieces, digest.sizeBytes)) hasher.update(piece);
    return { hash: hasher.hex() };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (SandwrightError.is(error) && error.code === 'ACTION_INVALID') return { hash: '' };
    throw error;
  }
}

async function joined(pieces: AsyncIterable<Uint8Array>, sizeBytes: number): Promise<Uint8Array> {
  const bytes = Buffer.allocUnsafeSlow(sizeBytes);
  let filled = 0;
  for await (const piece of pieces) {
    bytes.set(piece, filled);
    filled += piece.byteLength;
  }
  return bytes.subarray(0, filled);
}
