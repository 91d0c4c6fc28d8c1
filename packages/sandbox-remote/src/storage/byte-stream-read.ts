import {
  BlobChecker,
  blobCorrupt,
  type Digest,
  digestKey,
  discard,
  functionOf,
  isEmptyBlob,
  type ReadOptions,
  readRange,
  SandwrightError,
} from '@sandwright/core';
import { byteStreamService, formatReadResourceName, type ReadRequestInit } from '@sandwright/core/reapi';
import { grpcCode } from '../client/grpc-code.ts';
import { grpcCodeOf } from '../client/remote-error.ts';
import { isTransient, retryDelayMs } from '../client/retry.ts';
import { decompressStream, isCompressionError } from '../compression/zstd.ts';
import { type RemoteStore, rpcOptions } from './remote-store.ts';
import { isUnimplemented } from './too-large.ts';

/** Below this, a stream is not worth compressing. */
const leastCompressedBytes = 64 * 1024;

/**
 * Reads a blob in pieces, going on where a cut stream ended. A whole blob is verified unless `trusted` is set; a part is
 * its caller's to judge.
 * Source: google.bytestream `Read`, REAPI `ContentAddressableStorage`.
 * @throws SandwrightError BLOB_MISSING; BLOB_CORRUPT; REMOTE_UNAVAILABLE after the last try
 */
export async function* byteStreamRead(
  store: RemoteStore,
  digest: Digest,
  options: ReadOptions & { readonly trusted?: boolean } = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  const { start, end } = readRange(digest, options);
  const digestFunction = functionOf(digest, options);
  if (start === end || isEmptyBlob(digest, digestFunction)) return;
  const checker = start === 0 && end === digest.sizeBytes && options.trusted !== true ? new BlobChecker(digest, digestFunction) : undefined;
  const large = end - start >= leastCompressedBytes && end === digest.sizeBytes;
  let compressed = store.compress && large && (await store.capabilities(options)).zstdByteStream;
  let position = start;
  for (let failures = 0; position < end; ) {
    try {
      using _slot = await store.slots.acquire(options);
      for await (const data of readPieces(store, digest, { position, end, compressed }, options)) {
        if (data.byteLength === 0) continue;
        if (position + data.byteLength > end) throw blobCorrupt(digest, 'more bytes came than were asked for');
        checker?.add(data);
        position += data.byteLength;
        failures = 0;
        yield data;
        // What was read from the network, and what was put together of it.
        discard(2 * data.byteLength);
      }
      if (position < end) throw blobCorrupt(digest, `the stream ended ${end - position} bytes early`);
    } catch (error) {
      options.signal?.throwIfAborted();
      if (grpcCodeOf(error) === grpcCode.NOT_FOUND) throw notHeld(store, digest, error);
      // What was promised compressed but cannot be read that way may still be had as it is.
      if (compressed && (isCompressionError(error) || grpcCodeOf(error) === grpcCode.INVALID_ARGUMENT || isUnimplemented(error))) {
        compressed = false;
        continue;
      }
      if (!isTransient(error) || ++failures > store.retry.retries) throw error;
      await store.retry.clock.sleep(retryDelayMs(error, failures, store.retry), options);
    }
  }
  checker?.end();
}

/** The error for a blob that the server does not hold. */
export function notHeld(store: RemoteStore, digest: Digest, cause?: unknown): SandwrightError {
  return new SandwrightError('BLOB_MISSING', `${store.channel.endpoint.address} has no blob ${digestKey(digest)}`, {
    cause,
    details: { missing: [digest] },
  });
}

function readPieces(
  store: RemoteStore,
  digest: Digest,
  range: { readonly position: number; readonly end: number; readonly compressed: boolean },
  options: ReadOptions,
): AsyncIterable<Uint8Array> {
  const { position, end, compressed } = range;
  const resourceName = formatReadResourceName({
    instanceName: store.instanceName,
    digest,
    digestFunction: functionOf(digest, options),
    compressor: compressed ? 'zstd' : 'identity',
  });
  // A limit of 0 means none, so the whole rest of a blob is asked for without one: some servers refuse a limit past its end.
  const request: ReadRequestInit = { resourceName, readOffset: position, readLimit: end === digest.sizeBytes ? 0 : end - position };
  const pieces = dataOf(store.channel.serverStream(byteStreamService.read, request, rpcOptions(store, options)));
  return compressed ? decompressStream(pieces) : pieces;
}

async function* dataOf(messages: AsyncIterable<{ readonly data: Uint8Array }>): AsyncGenerator<Uint8Array, void, undefined> {
  for await (const { data } of messages) yield data;
}
