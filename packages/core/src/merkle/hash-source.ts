// By way of `node:fs`, `promises` is loaded when a large file is first read.
import fs, { closeSync, constants, fstatSync, lstatSync, openSync, readSync, type Stats } from 'node:fs';
import { type Digest, digestOf } from '../digest/digest.ts';
import { createHasher } from '../digest/hasher.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { ContentAddressableStorage } from '../storage/content-addressable-storage.ts';
import { throwIfAborted } from '../util/abort.ts';
import type { CallOptions } from '../util/call-options.ts';
import type { HashedFile, StatCache } from './stat-cache.ts';

/** What `hashSource` takes. */
export interface HashSourceOptions extends CallOptions {
  /** Where the content goes in the same read; it is only hashed by default. A file that the cache knows is not read, and not stored. */
  readonly storage?: ContentAddressableStorage;
}

/** Files up to this size are read whole and at once: one open, one read, one hash. */
const smallBytes = 256 * 1024;
const pieceBytes = 1024 * 1024;
const attempts = 3;

/** Not through a link, and without waiting for a writer should it be a pipe. */
const openFlags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

const unchanged = (a: Stats, b: Stats): boolean =>
  a.dev === b.dev && a.ino === b.ino && a.size === b.size && a.mtimeMs === b.mtimeMs && a.ctimeMs === b.ctimeMs;

function changed(path: string): SandwrightError {
  return new SandwrightError('SOURCE_CHANGED', `"${path}" changed while it was read`, {
    details: { path },
    hint: 'run again when nothing writes to it any more',
  });
}

function checkRegular(path: string, stats: Stats): void {
  if (!stats.isFile()) throw new SandwrightError('ACTION_INVALID', `"${path}" is not a regular file`, { details: { path } });
}

interface ReadFile {
  readonly digest: Digest;
  readonly stats: Stats;
  /** Absent where the file is too large to be held. */
  readonly data?: Uint8Array;
}

/** Reads a small file; undefined if it changed meanwhile. */
function readSmall(path: string): ReadFile | 'large' | undefined {
  const file = openSync(path, openFlags);
  try {
    const before = fstatSync(file);
    checkRegular(path, before);
    if (before.size > smallBytes) return 'large';
    // One byte more than there should be, to notice growth.
    const buffer = Buffer.allocUnsafe(before.size + 1);
    let length = 0;
    for (let got = -1; got !== 0 && length <= before.size; length += got)
      got = readSync(file, buffer, length, buffer.length - length, null);
    if (length !== before.size || !unchanged(before, fstatSync(file))) return undefined;
    const data = buffer.subarray(0, length);
    return { digest: digestOf(data), stats: before, data };
  } finally {
    closeSync(file);
  }
}

/** Hashes a large file in pieces; undefined if it changed meanwhile. */
async function readLarge(path: string, signal: AbortSignal | undefined): Promise<ReadFile | undefined> {
  await using file = await fs.promises.open(path, openFlags);
  const before = await file.stat();
  checkRegular(path, before);
  const hasher = createHasher('SHA256');
  const buffer = Buffer.allocUnsafe(pieceBytes);
  let length = 0;
  for (;;) {
    throwIfAborted(signal);
    const { bytesRead } = await file.read(buffer, 0, pieceBytes, null);
    if (bytesRead === 0) break;
    length += bytesRead;
    if (length > before.size) return undefined;
    hasher.update(buffer.subarray(0, bytesRead));
  }
  if (length !== before.size || !unchanged(before, await file.stat())) return undefined;
  return { digest: { hash: hasher.hex(), sizeBytes: length }, stats: before };
}

/** The content in pieces, each in memory of its own, for whoever takes them may keep them. */
async function* piecesOf(path: string, sizeBytes: number): AsyncGenerator<Uint8Array, void, void> {
  await using file = await fs.promises.open(path, openFlags);
  for (let left = sizeBytes; left > 0; ) {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(Math.min(left, pieceBytes)), 0, Math.min(left, pieceBytes), null);
    if (bytesRead === 0) return;
    left -= bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * Stores the content of a file whose digest is known.
 * @param path absolute
 * @param digest what it hashed to
 * @throws SandwrightError SOURCE_CHANGED if it does not hash to that any more; ACTION_INVALID if it is not a regular file
 */
export async function storeSource(
  path: string,
  digest: Digest,
  storage: ContentAddressableStorage,
  options: CallOptions = {},
): Promise<void> {
  try {
    const small = digest.sizeBytes <= smallBytes ? readSmall(path) : 'large';
    if (small === undefined) throw changed(path);
    await storage.write(digest, small === 'large' ? piecesOf(path, digest.sizeBytes) : (small.data ?? new Uint8Array()), options);
  } catch (error) {
    throw SandwrightError.is(error) && error.code === 'BLOB_CORRUPT' ? changed(path) : asSourceError(path, error);
  }
}

function asSourceError(path: string, error: unknown): unknown {
  const code = (error as NodeJS.ErrnoException).code;
  if (code === 'ELOOP')
    return new SandwrightError('ACTION_INVALID', `"${path}" is not a regular file`, { details: { path }, cause: error });
  if (code === 'EACCES' || code === 'EPERM') {
    return new SandwrightError('STORAGE_FAILED', `the source "${path}" cannot be read: permission denied`, {
      details: { path },
      hint: 'let the user who builds read it, or leave it out of "sources"',
      cause: error,
    });
  }
  // It was there a moment ago, when somebody listed it.
  return code === 'ENOENT' ? changed(path) : error;
}

/**
 * The digest (SHA-256) of a source file and whether it can be executed.
 * @param path absolute; links are not followed
 * @param cache asked first, told afterwards; undefined to read in any case
 * @throws SandwrightError SOURCE_CHANGED if the file changed during each of three readings, or is gone; ACTION_INVALID if it is not a regular
 *   file; STORAGE_FAILED if this user may not read it; what `storage.write` throws
 */
export async function hashSource(path: string, cache: StatCache | undefined, options: HashSourceOptions = {}): Promise<HashedFile> {
  const known = cache?.lookup(path);
  if (known !== undefined) return known;
  try {
    // Opening a device or a pipe can have effects, so what it is gets asked before.
    checkRegular(path, lstatSync(path));
    for (let attempt = 0; attempt < attempts; attempt++) {
      throwIfAborted(options.signal);
      const readAtMs = Date.now();
      const small = readSmall(path);
      const found = small === 'large' ? await readLarge(path, options.signal) : small;
      if (found === undefined) continue;
      const { digest, stats, data } = found;
      cache?.set(stats, digest, readAtMs);
      if (options.storage !== undefined) {
        if (data === undefined) await storeSource(path, digest, options.storage, options);
        else await options.storage.write(digest, data, options);
      }
      return { digest, isExecutable: (stats.mode & 0o100) !== 0 };
    }
  } catch (error) {
    throw asSourceError(path, error);
  }
  throw changed(path);
}
