import type { Digest } from '../digest/digest.ts';
import { type DigestFunction, digestFunctionOfLength, digestFunctions } from '../digest/digest-function.ts';
import { createHasher, hashHex } from '../digest/hasher.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { BlobOptions, ReadOptions } from './content-addressable-storage.ts';

const emptyHashes = new Map<DigestFunction, string>();

/**
 * The function that a digest was made with.
 * @param digest the digest
 * @param options may name the function; its hashes must have the digest's length
 * @throws SandwrightError ACTION_INVALID if they do not fit
 */
export function functionOf(digest: Digest, options?: BlobOptions): DigestFunction {
  const { length } = digest.hash;
  const named = options?.digestFunction;
  if (named === undefined ? length === 64 : digestFunctions[named].hexLength === length) return named ?? 'SHA256';
  const found = named === undefined ? digestFunctionOfLength(length) : undefined;
  if (found !== undefined) return found;
  throw new SandwrightError('ACTION_INVALID', `a hash of ${length} characters is not one of ${named ?? 'any digest function'}`);
}

/** Whether a digest names the blob of no bytes, which every storage holds. */
export function isEmptyBlob(digest: Digest, digestFunction: DigestFunction): boolean {
  if (digest.sizeBytes !== 0) return false;
  let hash = emptyHashes.get(digestFunction);
  if (hash === undefined) {
    hash = hashHex(digestFunction, new Uint8Array());
    emptyHashes.set(digestFunction, hash);
  }
  return digest.hash === hash;
}

/** The error for a blob that is not held. */
export function blobMissing(digest: Digest): SandwrightError {
  return new SandwrightError('BLOB_MISSING', `no blob ${digest.hash}/${digest.sizeBytes} is stored`, { details: { missing: [digest] } });
}

/** The error for bytes that do not fit their digest. */
export function blobCorrupt(digest: Digest, why: string): SandwrightError {
  return new SandwrightError('BLOB_CORRUPT', `blob ${digest.hash}/${digest.sizeBytes}: ${why}`, { details: { digest } });
}

/**
 * Checks bytes that are whole in memory.
 * @throws SandwrightError BLOB_CORRUPT if they do not fit the digest
 */
export function checkBlob(digest: Digest, digestFunction: DigestFunction, data: Uint8Array): void {
  if (data.byteLength !== digest.sizeBytes) throw blobCorrupt(digest, `${data.byteLength} bytes came`);
  const hash = hashHex(digestFunction, data);
  if (hash !== digest.hash) throw blobCorrupt(digest, `the bytes hash to ${hash}`);
}

/** Checks a blob that comes in pieces: `add` each, then `end`. */
export class BlobChecker {
  readonly #digest: Digest;
  readonly #hasher;
  #bytes = 0;

  constructor(digest: Digest, digestFunction: DigestFunction) {
    this.#digest = digest;
    this.#hasher = createHasher(digestFunction);
  }

  /** Throws BLOB_CORRUPT as soon as there is too much, so that an endless source is cut off early. */
  add(piece: Uint8Array): void {
    this.#bytes += piece.byteLength;
    if (this.#bytes > this.#digest.sizeBytes) throw blobCorrupt(this.#digest, 'more bytes came than its size says');
    this.#hasher.update(piece);
  }

  /** Throws BLOB_CORRUPT if the whole is too short or hashes to something else. */
  end(): void {
    if (this.#bytes !== this.#digest.sizeBytes) throw blobCorrupt(this.#digest, `only ${this.#bytes} bytes came`);
    const hash = this.#hasher.hex();
    if (hash !== this.#digest.hash) throw blobCorrupt(this.#digest, `the bytes hash to ${hash}`);
  }
}

/**
 * The range of a blob that a read asks for.
 * @returns first byte and the byte after the last one
 * @throws SandwrightError ACTION_INVALID for an offset outside of the blob, or a negative limit
 */
export function readRange(digest: Digest, options: ReadOptions = {}): { readonly start: number; readonly end: number } {
  const { offset = 0, limit } = options;
  if (!Number.isSafeInteger(offset) || offset < 0 || offset > digest.sizeBytes) {
    throw new SandwrightError('ACTION_INVALID', `offset ${offset} is outside of a blob of ${digest.sizeBytes} bytes`);
  }
  if (limit !== undefined && (!Number.isSafeInteger(limit) || limit < 0)) {
    throw new SandwrightError('ACTION_INVALID', `limit ${limit} is not a number of bytes`);
  }
  return { start: offset, end: limit === undefined ? digest.sizeBytes : Math.min(digest.sizeBytes, offset + limit) };
}

/** An error of the disk as a coded one; any other, for instance that of a caller's own stream, as it is. */
export function codedIfSystemError(error: unknown): unknown {
  const { syscall } = (error ?? {}) as { readonly syscall?: unknown };
  return syscall === undefined ? error : SandwrightError.from(error);
}
