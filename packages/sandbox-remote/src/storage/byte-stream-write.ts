import { randomUUID } from 'node:crypto';
import { type BlobOptions, type Digest, digestKey, SandwrightError } from '@sandwright/core';
import { byteStreamService, type WriteRequestInit } from '@sandwright/core/reapi';
import { isTransient, retryDelayMs } from '../client/retry.ts';
import type { RemoteStore } from './remote-store.ts';

/** Gives the bytes of a blob from an offset on; called again after a cut. */
export type BlobSource = (offset: number) => AsyncIterable<Uint8Array>;

/**
 * Writes a blob in pieces; after a cut it asks how far the server got and goes on from there.
 * Source: google.bytestream `Write` and `QueryWriteStatus`, REAPI `ContentAddressableStorage`.
 * @param source may be asked again from any offset
 * @throws SandwrightError BLOB_CORRUPT if the server refuses the bytes; REMOTE_UNAVAILABLE after the last try
 */
export async function byteStreamWrite(store: RemoteStore, digest: Digest, source: BlobSource, options: BlobOptions = {}): Promise<void> {
  const resourceName = `${store.prefix}uploads/${randomUUID()}/blobs/${digestKey(digest)}`;
  const rpc = { signal: options.signal, timeoutMs: store.timeoutMs, request: store.request };
  let offset = 0;
  for (let failures = 0; ; ) {
    try {
      using _slot = await store.slots.acquire(options);
      const { committedSize } = await store.channel.clientStream(
        byteStreamService.write,
        pieces(resourceName, digest, source(offset), offset, store.chunkBytes),
        rpc,
      );
      // -1 and the full size both mean that the blob is there, perhaps by somebody else's upload.
      if (committedSize === digest.sizeBytes || committedSize === -1) return;
      throw new SandwrightError(
        'REMOTE_REJECTED',
        `${store.channel.endpoint.address} took ${committedSize} of the ${digest.sizeBytes} bytes of ${digestKey(digest)}`,
      );
    } catch (error) {
      if (!isTransient(error) || ++failures > store.retry.retries) throw error;
      await store.retry.clock.sleep(retryDelayMs(error, failures, store.retry), options);
      const resumed = await committed(store, resourceName, rpc);
      if (resumed === 'complete') return;
      if (resumed > offset) failures = 0;
      offset = resumed <= digest.sizeBytes ? resumed : 0;
    }
  }
}

async function committed(
  store: RemoteStore,
  resourceName: string,
  rpc: { readonly signal: AbortSignal | undefined; readonly timeoutMs: number },
): Promise<number | 'complete'> {
  try {
    const { committedSize, complete } = await store.channel.unary(byteStreamService.queryWriteStatus, { resourceName }, rpc);
    return complete ? 'complete' : committedSize;
  } catch (error) {
    if (rpc.signal?.aborted === true) throw error;
    // A server that has forgotten the upload, or cannot tell, gets it from the start.
    return 0;
  }
}

async function* pieces(
  resourceName: string,
  digest: Digest,
  content: AsyncIterable<Uint8Array>,
  start: number,
  chunkBytes: number,
): AsyncGenerator<WriteRequestInit, void, undefined> {
  let offset = start;
  let first = true;
  for await (const piece of content) {
    for (let from = 0; from < piece.byteLength; from += chunkBytes) {
      const data = piece.subarray(from, Math.min(piece.byteLength, from + chunkBytes));
      const finishWrite = offset + data.byteLength >= digest.sizeBytes;
      yield { ...(first ? { resourceName } : {}), writeOffset: offset, finishWrite, data };
      first = false;
      offset += data.byteLength;
    }
  }
  if (first) yield { resourceName, writeOffset: offset, finishWrite: true };
  if (offset !== digest.sizeBytes) {
    throw new SandwrightError('BLOB_CORRUPT', `the bytes to send for ${digestKey(digest)} were ${offset}`, { details: { digest } });
  }
}
