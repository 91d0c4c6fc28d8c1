import { BatchReadBlobsResponse, type BatchReadBlobsResponseInit } from '@sandwright/core/reapi';
import { DirectMessage, varint, varintLength } from './direct-message.ts';

/** Field numbers of build.bazel.remote.execution.v2.BatchReadBlobsResponse and of its Response, all of wire type 2. */
const responsesTag = (1 << 3) | 2;
const dataTag = (2 << 3) | 2;

/**
 * Encodes a BatchReadBlobsResponse without copying the blobs. Everything but the blobs is left to the generated code; the order of fields
 * on the wire is free.
 */
export function encodeBatchReadBlobsResponse({ responses }: BatchReadBlobsResponseInit): DirectMessage {
  const parts: Uint8Array[] = [];
  for (const { data, ...rest } of responses ?? []) {
    const head = BatchReadBlobsResponse.Response.encode(rest).finish();
    const dataBytes = data?.byteLength ?? 0;
    const length = head.byteLength + (dataBytes === 0 ? 0 : 1 + varintLength(dataBytes) + dataBytes);
    parts.push(Uint8Array.from([responsesTag, ...varint(length)]), head);
    if (data !== null && data !== undefined && dataBytes > 0) parts.push(Uint8Array.from([dataTag, ...varint(dataBytes)]), data);
  }
  return new DirectMessage(parts);
}
