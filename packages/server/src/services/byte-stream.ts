import { type BlobOptions, SandwrightError } from '@sandwright/core';
import {
  byteStreamService,
  type QueryWriteStatusRequest,
  type QueryWriteStatusResponseInit,
  type ReadRequest,
  type ReadResponseInit,
  type WriteRequest,
  type WriteResponseInit,
} from '@sandwright/core/reapi';
import { encodeReadResponse } from '../codecs/read-response.ts';
import { invalid, notFound, outOfRange, overLimit } from '../errors/refusals.ts';
import type { InstanceRegistry } from '../instances/instance-registry.ts';
import type { CallContext } from '../transport/call-context.ts';
import { clientStream, type ServiceBinding, serverStream, unary } from '../transport/service-binding.ts';
import { storeWhole, type UploadTarget } from '../uploads/upload.ts';
import type { LentUpload, UploadRegistry } from '../uploads/upload-registry.ts';
import type { RequestLimits } from '../wire/limits.ts';
import { type BlobResource, parseReadResource, parseWriteResource } from '../wire/resource-name.ts';

/** What the service needs. */
export interface ByteStreamOptions {
  readonly instances: InstanceRegistry;
  readonly limits: Pick<RequestLimits, 'maxBlobBytes'>;
  readonly uploads: UploadRegistry;
}

/** Bytes of one message of an answer; the receivers of most clients take 4 MiB. */
const readPieceBytes = 1024 * 1024;

/** Blobs in pieces, as they are or as zstd. */
export function byteStream(options: ByteStreamOptions): ServiceBinding {
  return {
    name: 'google.bytestream.ByteStream',
    methods: [
      serverStream({ ...byteStreamService.read, responseSerialize: encodeReadResponse }, (request, call) => read(options, request, call)),
      clientStream({ ...byteStreamService.write, requestIsLent: true }, (requests, call) => write(options, requests, call)),
      unary(byteStreamService.queryWriteStatus, (request) => queryWriteStatus(options, request)),
    ],
  };
}

async function* read(
  service: ByteStreamOptions,
  request: ReadRequest,
  call: CallContext,
): AsyncGenerator<ReadResponseInit, void, undefined> {
  const resource = parseReadResource(request.resourceName);
  const { blobs, frames } = service.instances.find(resource.instanceName);
  const { digest, digestFunction, compressed } = resource;
  const { readOffset: offset, readLimit: limit } = request;
  if (!Number.isSafeInteger(offset) || offset < 0 || offset > digest.sizeBytes) {
    throw outOfRange(`read_offset ${offset} is outside of a blob of ${digest.sizeBytes} bytes`);
  }
  if (!Number.isSafeInteger(limit) || limit < 0) throw invalid(`read_limit ${limit} is not a number of bytes`);
  // The limit would count compressed bytes, which nobody can know beforehand (REAPI, comment of ByteStream resource names).
  if (compressed && limit > 0) throw invalid('read_limit is not possible for compressed blobs');
  const options = { digestFunction, signal: call.signal, offset, lent: true };
  const pieces = compressed ? frames.read(digest, options) : blobs.read(digest, { ...options, ...(limit > 0 ? { limit } : {}) });
  for await (const piece of pieces) {
    for (let at = 0; at < piece.byteLength; at += readPieceBytes) yield { data: piece.subarray(at, at + readPieceBytes) };
  }
}

function targetOf({ instances, limits }: ByteStreamOptions, resource: BlobResource, call: CallContext | undefined): UploadTarget {
  const { digest, digestFunction, compressed } = resource;
  if (limits.maxBlobBytes > 0 && digest.sizeBytes > limits.maxBlobBytes) {
    throw overLimit(`this blob has ${digest.sizeBytes} bytes`, limits.maxBlobBytes, 'max_blob_size');
  }
  const options: BlobOptions = { digestFunction, ...(call === undefined ? {} : { signal: call.signal }) };
  const { blobs: storage, frames } = instances.find(resource.instanceName);
  return { storage, digest, options, frames: compressed ? frames : undefined };
}

async function isStored({ storage, digest, options }: UploadTarget): Promise<boolean> {
  return (await storage.findMissing([digest], options)).length === 0;
}

/** What a client is told when the blob is there: all of it, or -1 where its compressed size is anybody's guess. */
function committedSizeOf(resource: BlobResource): number {
  return resource.compressed ? -1 : resource.digest.sizeBytes;
}

async function write(options: ByteStreamOptions, requests: AsyncIterable<WriteRequest>, call: CallContext): Promise<WriteResponseInit> {
  const iterator = requests[Symbol.asyncIterator]();
  const first = await iterator.next();
  if (first.done === true) throw invalid('the call ended before its first message');
  const { value: request } = first;
  const resource = parseWriteResource(request.resourceName);
  const target = targetOf(options, resource, call);
  if (await isStored(target)) return { committedSize: committedSizeOf(resource) };
  // Most blobs are small and come in one message: no upload to remember, nothing to copy.
  if (request.finishWrite && request.writeOffset === 0) {
    await storeWhole(target, request.data);
    return { committedSize: request.data.byteLength };
  }
  // The storage must not stop with this call: the client may go on over another one.
  const lent = options.uploads.open(request.resourceName, () => targetOf(options, resource, undefined));
  return await feed(lent, request, { [Symbol.asyncIterator]: () => iterator });
}

async function feed(lent: LentUpload, first: WriteRequest, rest: AsyncIterable<WriteRequest>): Promise<WriteResponseInit> {
  const { resourceName } = first;
  try {
    return await Promise.race([
      lent.takenOver,
      (async () => {
        if (await take(lent, first, resourceName)) return { committedSize: lent.received };
        for await (const request of rest) {
          if (await take(lent, request, resourceName)) return { committedSize: lent.received };
        }
        // The client ended its side without finishing: it may go on later.
        lent.suspend();
        return { committedSize: lent.received };
      })(),
    ]);
  } catch (caught) {
    const error = SandwrightError.from(caught);
    if (error.code === 'CANCELLED' || error.code === 'TIMED_OUT') lent.suspend();
    else lent.close(error);
    throw error;
  }
}

/** Takes one message; true when the blob is stored. */
async function take(lent: LentUpload, request: WriteRequest, resourceName: string): Promise<boolean> {
  if (request.resourceName !== '' && request.resourceName !== resourceName) {
    throw invalid('resource_name differs from that of the first message');
  }
  if (request.writeOffset !== lent.received) {
    throw invalid(
      `write_offset is ${request.writeOffset}, but ${lent.received} bytes were taken so far; ask QueryWriteStatus where to go on`,
    );
  }
  await lent.push(request.data);
  if (!request.finishWrite) return false;
  await lent.finish();
  lent.close();
  return true;
}

async function queryWriteStatus(options: ByteStreamOptions, request: QueryWriteStatusRequest): Promise<QueryWriteStatusResponseInit> {
  const resource = parseWriteResource(request.resourceName);
  const target = targetOf(options, resource, undefined);
  if (await isStored(target)) return { committedSize: committedSizeOf(resource), complete: true };
  const received = options.uploads.received(request.resourceName);
  if (received === undefined) throw notFound('no upload of that name is going on; start again at offset 0');
  return { committedSize: received, complete: false };
}
