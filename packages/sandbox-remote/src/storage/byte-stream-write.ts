import { randomUUID } from 'node:crypto';
import { BlobChecker, type BlobOptions, blobCorrupt, type Digest, digestKey, functionOf, SandwrightError } from '@sandwright/core';
import { byteStreamService, formatUploadResourceName, type WriteRequestInit } from '@sandwright/core/reapi';
import { grpcCode } from '../client/grpc-code.ts';
import { grpcCodeOf } from '../client/remote-error.ts';
import { isTransient, retryDelayMs } from '../client/retry.ts';
import { compressStream } from '../compression/zstd.ts';
import { type RemoteStore, rpcOptions } from './remote-store.ts';
import { lentWrite } from './write-requests.ts';

/**
 * Gives the bytes of a blob from an offset on; called again after a cut.
 * @param lent whether a piece is looked at no longer than until the next one is asked for
 */
export type BlobSource = (offset: number, lent: boolean) => AsyncIterable<Uint8Array>;

/** Below this, a stream is not worth compressing. */
const leastCompressedBytes = 64 * 1024;

/**
 * Writes a blob in pieces; after a cut it asks how far the server got and goes on from there. The bytes are verified before the last of them
 * is sent, unless `trusted` is set. Source: google.bytestream `Write` and `QueryWriteStatus`, REAPI `ContentAddressableStorage`.
 * @param source may be asked again from any offset
 * @throws SandwrightError BLOB_CORRUPT if the bytes do not fit the digest; REMOTE_UNAVAILABLE after the last try
 */
export async function byteStreamWrite(
  store: RemoteStore,
  digest: Digest,
  source: BlobSource,
  options: BlobOptions & { readonly trusted?: boolean } = {},
): Promise<void> {
  const nameOf = (compressor: 'identity' | 'zstd') =>
    formatUploadResourceName({
      instanceName: store.instanceName,
      uuid: randomUUID(),
      digest,
      digestFunction: functionOf(digest, options),
      compressor,
    });
  const mayCompress = store.compress && digest.sizeBytes >= leastCompressedBytes;
  let compressed = mayCompress && (await store.capabilities(options)).zstdByteStream;
  let resourceName = nameOf(compressed ? 'zstd' : 'identity');
  let offset = 0;
  for (let failures = 0; ; ) {
    try {
      using _slot = await store.slots.acquire(options);
      const content = offset === 0 && options.trusted !== true ? verified(digest, source(0, false), options) : source(offset, !compressed);
      const sent = compressed
        ? messages(resourceName, compressStream(content), 0, undefined)
        : identity(resourceName, digest, content, offset);
      const { committedSize } = await store.channel.clientStream(lentWrite, inChunks(sent, store.chunkBytes), rpcOptions(store, options));
      // -1 and the full size both mean that the blob is there, perhaps by somebody else's upload. Compressed, the size is the server's affair.
      if (compressed || committedSize === digest.sizeBytes || committedSize === -1) return;
      throw new SandwrightError(
        'REMOTE_REJECTED',
        `${store.channel.endpoint.address} took ${committedSize} of the ${digest.sizeBytes} bytes of ${digestKey(digest)}`,
      );
    } catch (error) {
      options.signal?.throwIfAborted();
      const refused = compressed && grpcCodeOf(error) === grpcCode.INVALID_ARGUMENT;
      if (!refused && (!isTransient(error) || ++failures > store.retry.retries)) throw error;
      if (!refused) await store.retry.clock.sleep(retryDelayMs(error as SandwrightError, failures, store.retry), options);
      if (compressed) {
        // Places in compressed bytes mean nothing to another run of the compressor, so only plain bytes can go on where they were.
        compressed = false;
        resourceName = nameOf('identity');
        continue;
      }
      const resumed = await committed(store, resourceName, options);
      if (resumed === 'complete') return;
      if (resumed > offset) failures = 0;
      offset = resumed < digest.sizeBytes ? resumed : 0;
    }
  }
}

/** A source of bytes that are in memory. */
export function sourceOfBytes(data: Uint8Array): BlobSource {
  return async function* from(offset) {
    yield data.subarray(offset);
  };
}

/** A source of bytes that can be had once only: after a cut, what was already read is gone. */
export function sourceOfStream(content: AsyncIterable<Uint8Array>, digest: Digest): BlobSource {
  let used = false;
  return () => {
    if (used) {
      const message = `the upload of ${digestKey(digest)} was cut, and its source cannot be read again`;
      throw new SandwrightError('REMOTE_UNAVAILABLE', message);
    }
    used = true;
    return content;
  };
}

async function committed(store: RemoteStore, resourceName: string, options: BlobOptions): Promise<number | 'complete'> {
  try {
    const { committedSize, complete } = await store.channel.unary(
      byteStreamService.queryWriteStatus,
      { resourceName },
      rpcOptions(store, options),
    );
    return complete ? 'complete' : Math.max(0, committedSize);
  } catch {
    options.signal?.throwIfAborted();
    // A server that has forgotten the upload, or cannot tell, gets it from the start.
    return 0;
  }
}

/** Passes bytes on; the last piece only once the whole is known to be right. */
async function* verified(
  digest: Digest,
  content: AsyncIterable<Uint8Array>,
  options: BlobOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const checker = new BlobChecker(digest, functionOf(digest, options));
  let held: Uint8Array | undefined;
  for await (const piece of content) {
    checker.add(piece);
    if (piece.byteLength === 0) continue;
    if (held !== undefined) yield held;
    held = piece;
  }
  checker.end();
  if (held !== undefined) yield held;
}

interface Piece {
  readonly resourceName: string;
  readonly offset: number;
  readonly data: Uint8Array;
  readonly last: boolean;
}

async function* identity(
  resourceName: string,
  digest: Digest,
  content: AsyncIterable<Uint8Array>,
  start: number,
): AsyncGenerator<Piece, void, undefined> {
  let end = start;
  for await (const piece of messages(resourceName, content, start, digest.sizeBytes)) {
    end = piece.offset + piece.data.byteLength;
    yield piece;
  }
  if (end !== digest.sizeBytes) throw blobCorrupt(digest, `the bytes to send were ${end}`);
}

/** Numbers the pieces; the last is known by the size, or by being followed by nothing. */
async function* messages(
  resourceName: string,
  content: AsyncIterable<Uint8Array>,
  start: number,
  size: number | undefined,
): AsyncGenerator<Piece, void, undefined> {
  let offset = start;
  for await (const data of content) {
    yield { resourceName, offset, data, last: size !== undefined && offset + data.byteLength >= size };
    offset += data.byteLength;
  }
  if (size === undefined) yield { resourceName, offset, data: new Uint8Array(), last: true };
}

async function* inChunks(pieces: AsyncIterable<Piece>, chunkBytes: number): AsyncGenerator<WriteRequestInit, void, undefined> {
  let first = true;
  for await (const { resourceName, offset, data, last } of pieces) {
    for (let from = 0; from === 0 || from < data.byteLength; from += chunkBytes) {
      const end = Math.min(data.byteLength, from + chunkBytes);
      const named = first ? { resourceName } : {};
      first = false;
      yield { ...named, writeOffset: offset + from, finishWrite: last && end === data.byteLength, data: data.subarray(from, end) };
    }
  }
}
