import { type BlobFrames, type BlobOptions, compressWhole, type Digest } from '@sandwright/core';
import {
  type BatchReadBlobsRequest,
  type BatchReadBlobsResponse,
  type BatchReadBlobsResponseInit,
  type BatchUpdateBlobsRequest,
  type BatchUpdateBlobsResponse,
  type BatchUpdateBlobsResponseInit,
  Compressor,
  contentAddressableStorageService as service,
} from '@sandwright/core/reapi';
import { encodeBatchReadBlobsResponse } from '../codecs/batch-read-blobs-response.ts';
import { encodeTreePage } from '../codecs/tree-page.ts';
import { statusMessageOf } from '../errors/grpc-status.ts';
import { invalid, notOffered, overLimit } from '../errors/refusals.ts';
import type { InstanceRegistry } from '../instances/instance-registry.ts';
import type { CallContext } from '../transport/call-context.ts';
import { type ServiceBinding, serverStream, unary } from '../transport/service-binding.ts';
import { getTree } from '../trees/get-tree.ts';
import { asUploadError } from '../uploads/upload.ts';
import { requestedDigestFunction, requireDigest } from '../wire/digests.ts';
import type { RequestLimits } from '../wire/limits.ts';
import { findMissingBlobs } from './find-missing-blobs.ts';

/** What the service needs. */
export interface StorageServiceOptions {
  readonly instances: InstanceRegistry;
  readonly limits: RequestLimits;
}

const ok = { code: 0 };

/** Blobs by their digest. Splitting and splicing are not offered. */
export function contentAddressableStorage(options: StorageServiceOptions): ServiceBinding {
  const { instances, limits } = options;
  return {
    name: 'build.bazel.remote.execution.v2.ContentAddressableStorage',
    methods: [
      findMissingBlobs(instances),
      unary({ ...service.batchUpdateBlobs, requestIsLent: true }, (request, call) => batchUpdate(instances, limits, request, call)),
      unary({ ...service.batchReadBlobs, requestIsLent: true, responseSerialize: encodeBatchReadBlobsResponse }, (request, call) =>
        batchRead(instances, limits, request, call),
      ),
      serverStream({ ...service.getTree, responseSerialize: encodeTreePage }, (request, call) =>
        getTree(instances.find(request.instanceName).blobs, request, limits, call.signal),
      ),
      unary(service.splitBlob, refuse),
      unary(service.spliceBlob, refuse),
    ],
  };
}

function refuse(): never {
  throw notOffered('splitting and splicing of blobs');
}

async function batchUpdate(
  instances: InstanceRegistry,
  limits: RequestLimits,
  request: BatchUpdateBlobsRequest,
  call: CallContext,
): Promise<BatchUpdateBlobsResponseInit> {
  const { blobs, frames } = instances.find(request.instanceName);
  const digestFunction = requestedDigestFunction(request.digestFunction);
  const options = optionsOf(digestFunction, call);
  const total = request.requests.reduce((sum, { digest, data }) => sum + Math.max(data.byteLength, digest?.sizeBytes ?? 0), 0);
  if (total > limits.maxBatchBytes) throw overLimit(`this batch has ${total} bytes`, limits.maxBatchBytes, 'max_message_size');
  const responses: BatchUpdateBlobsResponse.ResponseInit[] = [];
  const accepted: { readonly digest: Digest; readonly data: Uint8Array; readonly at: number }[] = [];
  const compressed: Promise<void>[] = [];
  const fail = (at: number, caught: unknown): void => {
    responses[at] = { digest: responses[at]?.digest, status: statusMessageOf(asUploadError(caught)) };
  };
  for (const [at, { digest: message, data, compressor }] of request.requests.entries()) {
    responses.push({ digest: message, status: ok });
    try {
      const digest = requireDigest(message, digestFunction, 'digest');
      if (limits.maxBlobBytes > 0 && digest.sizeBytes > limits.maxBlobBytes) {
        throw overLimit(`this blob has ${digest.sizeBytes} bytes`, limits.maxBlobBytes, 'max_blob_size');
      }
      if (compressor === Compressor.Value.IDENTITY) accepted.push({ digest, data, at });
      else
        compressed.push(
          framesFor(frames, compressor)
            .write(digest, data, options)
            .catch((caught: unknown) => fail(at, caught)),
        );
    } catch (caught) {
      fail(at, caught);
    }
  }
  try {
    const results = accepted.length === 0 ? [] : await blobs.writeBatch(accepted, options);
    for (const [index, { error }] of results.entries()) {
      const at = accepted[index]?.at;
      if (error !== undefined && at !== undefined) fail(at, error);
    }
  } finally {
    // The bytes of the request are only lent: whatever looks at them is over before this is.
    if (compressed.length > 0) await Promise.all(compressed);
  }
  return { responses };
}

function framesFor(frames: BlobFrames, compressor: number): BlobFrames {
  if (compressor === Compressor.Value.DEFLATE || compressor === Compressor.Value.BROTLI) throw notOffered(`compressor ${compressor}`);
  if (compressor !== Compressor.Value.ZSTD) throw invalid(`compressor ${compressor} is not one of the protocol`);
  return frames;
}

async function batchRead(
  instances: InstanceRegistry,
  limits: RequestLimits,
  request: BatchReadBlobsRequest,
  call: CallContext,
): Promise<BatchReadBlobsResponseInit> {
  const { blobs, frames } = instances.find(request.instanceName);
  const digestFunction = requestedDigestFunction(request.digestFunction);
  const options = optionsOf(digestFunction, call);
  // A size that is none must not make up for another one; it is refused by itself below.
  const total = request.digests.reduce((sum, { sizeBytes }) => sum + Math.max(sizeBytes, 0), 0);
  if (total > limits.maxBatchBytes) throw overLimit(`this batch asks for ${total} bytes`, limits.maxBatchBytes, 'max_message_size');
  const zstd = request.acceptableCompressors.includes(Compressor.Value.ZSTD);
  const responses: BatchReadBlobsResponse.ResponseInit[] = [];
  const wanted: Digest[] = [];
  const places: number[] = [];
  for (const [at, message] of request.digests.entries()) {
    responses.push({ digest: message });
    try {
      const digest = requireDigest(message, digestFunction, 'digest');
      const frame = zstd ? await frameOf(frames, digest, options) : undefined;
      if (frame !== undefined) {
        responses[at] = { digest, data: frame, compressor: Compressor.Value.ZSTD, status: ok };
        continue;
      }
      wanted.push(digest);
      places.push(at);
    } catch (caught) {
      responses[at] = { digest: message, status: statusMessageOf(caught) };
    }
  }
  const results = wanted.length === 0 ? [] : await blobs.readBatch(wanted, options);
  for (const [index, result] of results.entries()) {
    const at = places[index];
    if (at === undefined) continue;
    if ('error' in result) responses[at] = { digest: result.digest, status: statusMessageOf(result.error) };
    else if (zstd && result.data.byteLength > smallestCompressed) {
      responses[at] = { digest: result.digest, data: await compressWhole(result.data), compressor: Compressor.Value.ZSTD, status: ok };
    } else responses[at] = { digest: result.digest, data: result.data, status: ok };
  }
  return { responses };
}

/** A frame saves nothing on blobs of this size or less, bytes. */
const smallestCompressed = 128;

/** From here on the store keeps the frame that it makes, bytes. */
const smallestRemembered = 16 * 1024;

/** The frame of a blob; undefined where it is best made of the blob itself. */
async function frameOf(frames: BlobFrames, digest: Digest, options: BlobOptions): Promise<Uint8Array | undefined> {
  if (digest.sizeBytes < smallestRemembered) return await frames.kept(digest, options);
  const pieces: Uint8Array[] = [];
  for await (const piece of frames.read(digest, options)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function optionsOf(digestFunction: BlobOptions['digestFunction'], call: CallContext): BlobOptions {
  return { digestFunction, signal: call.signal };
}
