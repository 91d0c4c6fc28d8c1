import {
  type BatchReadResult,
  type BlobOptions,
  blobCorrupt,
  checkBlob,
  type Digest,
  digestKey,
  functionOf,
  SandwrightError,
} from '@sandwright/core';
import { type BatchReadBlobsResponse, Compressor, contentAddressableStorageService, statusFromMessage } from '@sandwright/core/reapi';
import { grpcCode } from '../client/grpc-code.ts';
import { remoteError } from '../client/remote-error.ts';
import { decompressWhole } from '../compression/zstd.ts';
import { byteStreamRead, notHeld } from './byte-stream-read.ts';
import { digestFunctionField, type RemoteStore, storeCall } from './remote-store.ts';
import { isTooLarge, isUnimplemented } from './too-large.ts';

/** Several blobs that together fit a message, verified. Source: REAPI `BatchReadBlobs`. */
export async function batchRead(store: RemoteStore, digests: readonly Digest[], options: BlobOptions): Promise<readonly BatchReadResult[]> {
  const { zstdBatch } = await store.capabilities(options);
  const asked = new Map(digests.map((digest) => [digestKey(digest), digest]));
  try {
    const { responses } = await storeCall(store, options, (rpc) =>
      store.channel.unary(
        contentAddressableStorageService.batchReadBlobs,
        {
          instanceName: store.instanceName,
          digests,
          ...(store.compress && zstdBatch ? { acceptableCompressors: [Compressor.Value.ZSTD] } : {}),
          ...digestFunctionField(digests[0], options),
        },
        rpc,
      ),
    );
    const answers: BatchReadResult[] = [];
    for (const response of responses) {
      const digest = asked.get(`${response.digest?.hash}/${response.digest?.sizeBytes}`);
      if (digest !== undefined) answers.push(await readAnswer(store, digest, response, options));
    }
    return answers;
  } catch (error) {
    options.signal?.throwIfAborted();
    if (isUnimplemented(error) || (isTooLarge(error) && digests.length === 1)) {
      return await Promise.all(digests.map((digest) => readAlone(store, digest, options)));
    }
    if (!isTooLarge(error)) throw error;
    const half = Math.ceil(digests.length / 2);
    const halves = await Promise.all([batchRead(store, digests.slice(0, half), options), batchRead(store, digests.slice(half), options)]);
    return halves.flat();
  }
}

async function readAnswer(
  store: RemoteStore,
  digest: Digest,
  response: BatchReadBlobsResponse.Response,
  options: BlobOptions,
): Promise<BatchReadResult> {
  const said = statusFromMessage(response.status);
  if (said.code === grpcCode.NOT_FOUND) return { digest, error: notHeld(store, digest) };
  if (said.code !== 0) {
    return { digest, error: remoteError(said.code, said.message, { what: `BatchReadBlobs of ${digestKey(digest)}`, status: said }) };
  }
  try {
    const data = await plainBytes(digest, response);
    checkBlob(digest, functionOf(digest, options), data);
    return { digest, data };
  } catch (error) {
    return { digest, error: SandwrightError.from(error) };
  }
}

async function plainBytes(digest: Digest, response: BatchReadBlobsResponse.Response): Promise<Uint8Array> {
  if (response.compressor === Compressor.Value.IDENTITY) return response.data;
  if (response.compressor === Compressor.Value.ZSTD) return await decompressWhole(response.data, digest);
  throw blobCorrupt(digest, `it came compressed by method ${response.compressor}, which was not asked for`);
}

/** One blob whole in memory, by itself. */
export async function readAlone(store: RemoteStore, digest: Digest, options: BlobOptions): Promise<BatchReadResult> {
  try {
    const pieces: Uint8Array[] = [];
    for await (const piece of byteStreamRead(store, digest, options)) pieces.push(piece);
    return { digest, data: Buffer.concat(pieces) };
  } catch (error) {
    options.signal?.throwIfAborted();
    return { digest, error: SandwrightError.from(error) };
  }
}
