import { type BatchWriteResult, type Blob, type BlobOptions, type Digest, digestKey } from '@sandwright/core';
import { type BatchUpdateBlobsRequestInit, Compressor, contentAddressableStorageService, statusFromMessage } from '@sandwright/core/reapi';
import { remoteError } from '../client/remote-error.ts';
import { compressWhole } from '../compression/zstd.ts';
import { byteStreamWrite, sourceOfBytes } from './byte-stream-write.ts';
import { digestFunctionField, type RemoteStore, storeCall } from './remote-store.ts';
import { isTooLarge, isUnimplemented } from './too-large.ts';

/** Stores several blobs that together fit a message; their bytes are known to be right. Source: REAPI `BatchUpdateBlobs`. */
export async function batchWrite(store: RemoteStore, blobs: readonly Blob[], options: BlobOptions): Promise<readonly BatchWriteResult[]> {
  const { zstdBatch } = await store.capabilities(options);
  const requests = store.compress && zstdBatch ? await Promise.all(blobs.map(compressed)) : blobs;
  try {
    const { responses } = await storeCall(store, options, (rpc) =>
      store.channel.unary(
        contentAddressableStorageService.batchUpdateBlobs,
        { instanceName: store.instanceName, requests, ...digestFunctionField(blobs[0]?.digest, options) },
        rpc,
      ),
    );
    return responses.map((response): BatchWriteResult => {
      const digest: Digest = { hash: response.digest?.hash ?? '', sizeBytes: response.digest?.sizeBytes ?? 0 };
      const said = statusFromMessage(response.status);
      if (said.code === 0) return { digest };
      const what = `BatchUpdateBlobs of ${digestKey(digest)} at ${store.channel.endpoint.address}`;
      return { digest, error: remoteError(said.code, said.message, { what, status: said }) };
    });
  } catch (error) {
    options.signal?.throwIfAborted();
    if (isUnimplemented(error) || (isTooLarge(error) && blobs.length === 1)) {
      for (const { digest, data } of blobs) await byteStreamWrite(store, digest, sourceOfBytes(data), options);
      return blobs.map(({ digest }) => ({ digest }));
    }
    if (!isTooLarge(error)) throw error;
    const half = Math.ceil(blobs.length / 2);
    return [...(await batchWrite(store, blobs.slice(0, half), options)), ...(await batchWrite(store, blobs.slice(half), options))];
  }
}

async function compressed({ digest, data }: Blob): Promise<NonNullable<BatchUpdateBlobsRequestInit['requests']>[number]> {
  const smaller = await compressWhole(data);
  return smaller === undefined ? { digest, data } : { digest, data: smaller, compressor: Compressor.Value.ZSTD };
}
