import { randomUUID } from 'node:crypto';
import { type Digest, digestKey, digestOf } from '@sandwright/core';
import { byteStreamService, contentAddressableStorageService, type WriteRequestInit } from '@sandwright/core/reapi';
import type { GrpcTestClient } from './grpc-test-client.ts';

/** Uploads blobs in one batch; throws if one is refused. */
export async function batchUpdate(client: GrpcTestClient, blobs: readonly Uint8Array[]): Promise<void> {
  const { responses } = await client.unary(contentAddressableStorageService.batchUpdateBlobs, {
    requests: blobs.map((data) => ({ digest: digestOf(data), data })),
  });
  for (const { status } of responses) if (status !== null && status.code !== 0) throw new Error(status.message);
}

/** Those of some digests that the server does not hold, as `HASH/SIZE`. */
export async function findMissing(client: GrpcTestClient, digests: readonly Digest[], instanceName = ''): Promise<string[]> {
  const { missingBlobDigests } = await client.unary(contentAddressableStorageService.findMissingBlobs, {
    instanceName,
    blobDigests: digests,
  });
  return missingBlobDigests.map(digestKey);
}

/** The resource name of a new upload. */
export function uploadName(
  digest: Digest,
  options: { readonly instance?: string; readonly zstd?: boolean; readonly uuid?: string } = {},
): string {
  const { instance, zstd = false, uuid = randomUUID() } = options;
  return `${instance === undefined ? '' : `${instance}/`}uploads/${uuid}/${zstd ? 'compressed-blobs/zstd' : 'blobs'}/${digestKey(digest)}`;
}

/** The messages of an upload, in pieces of some size. */
export function* writeMessages(resourceName: string, data: Uint8Array, pieceBytes: number, from = 0): Generator<WriteRequestInit> {
  let offset = from;
  do {
    const piece = data.subarray(offset, offset + pieceBytes);
    const end = offset + piece.byteLength;
    yield { resourceName: offset === from ? resourceName : '', writeOffset: offset, data: piece, finishWrite: end === data.byteLength };
    offset = end;
  } while (offset < data.byteLength);
}

/** Reads a resource whole. */
export async function readResource(
  client: GrpcTestClient,
  resourceName: string,
  range: { readonly readOffset?: number; readonly readLimit?: number } = {},
): Promise<Buffer> {
  const responses = await client.collect(byteStreamService.read, { resourceName, ...range });
  return Buffer.concat(responses.map(({ data }) => data));
}
