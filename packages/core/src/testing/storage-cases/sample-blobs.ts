import assert from 'node:assert/strict';
import { type Digest, digestOf } from '../../digest/digest.ts';
import type { ErrorCode } from '../../errors/error-code.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import type { Blob, ContentAddressableStorage, ReadOptions } from '../../storage/content-addressable-storage.ts';

/** Bytes that look random but are the same each time. */
export function sampleBytes(sizeBytes: number, seed = 1): Uint8Array {
  const data = new Uint8Array(sizeBytes);
  let state = (seed * 2_654_435_761 + sizeBytes) >>> 0 || 1;
  for (let index = 0; index < sizeBytes; index += 1) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    data[index] = state;
  }
  return data;
}

/** A blob with such bytes. */
export function sampleBlob(sizeBytes: number, seed = 1): Blob {
  const data = sampleBytes(sizeBytes, seed);
  return { digest: digestOf(data), data };
}

/** Cuts bytes into pieces, with an empty one first, as streams may. */
export async function* inPieces(data: Uint8Array, pieceBytes: number): AsyncIterable<Uint8Array> {
  yield new Uint8Array();
  for (let at = 0; at < data.byteLength; at += pieceBytes) yield data.subarray(at, at + pieceBytes);
}

/** Everything that a read gives. */
export async function readAll(storage: ContentAddressableStorage, digest: Digest, options?: ReadOptions): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for await (const piece of storage.read(digest, options)) pieces.push(piece);
  return Buffer.concat(pieces);
}

/** Equal bytes; the message names sizes rather than megabytes of content. */
export function assertSameBytes(actual: Uint8Array, expected: Uint8Array): void {
  assert.equal(actual.byteLength, expected.byteLength, 'number of bytes');
  assert.ok(Buffer.compare(actual, expected) === 0, 'the bytes differ');
}

/** Rejects with this code. */
export async function assertCode(promise: Promise<unknown>, code: ErrorCode): Promise<void> {
  await assert.rejects(promise, (error) => {
    assert.ok(SandwrightError.is(error), `a SandwrightError is wanted, not ${String(error)}`);
    assert.equal(error.code, code);
    return true;
  });
}
