import { discard } from '@sandwright/core';
import { byteStreamService, type WriteRequestInit } from '@sandwright/core/reapi';
import type { RpcMethod } from '../client/channel.ts';

const { write } = byteStreamService;

/** Field 10 of WriteRequest, which is bytes. */
const dataTag = 0x52;
/** Pieces below this are not worth keeping memory for. */
const leastKeptBytes = 64 * 1024;
/** Room for what stands before the bytes: a name, a place. */
const headBytes = 4 * 1024;
const largestKeptBytes = (1 << 20) + headBytes;
const maxSpare = 4;

// For the next message. Memory that is thrown away is not given back before the collector runs, and by then there are a hundred megabytes of it.
const spare: Buffer[] = [];

/** ByteStream.Write with messages in memory that is used again. */
export const lentWrite: RpcMethod<WriteRequestInit, ReturnType<typeof write.responseDeserialize>> = {
  path: write.path,
  responseDeserialize: write.responseDeserialize,
  requestSerialize: encodeWriteRequest,
  requestSent: (bytes) => {
    // The library has made a frame of it, which nobody can take back.
    discard(bytes.byteLength);
    if (bytes.buffer.byteLength === largestKeptBytes && spare.length < maxSpare) spare.push(Buffer.from(bytes.buffer));
  },
};

/** The message, its bytes copied once. */
function encodeWriteRequest({ data, ...rest }: WriteRequestInit): Buffer {
  const head = write.requestSerialize(rest);
  const bytes = data?.byteLength ?? 0;
  if (!data || bytes < leastKeptBytes || bytes + headBytes > largestKeptBytes || head.byteLength + 6 > headBytes) {
    return write.requestSerialize({ data: data ?? new Uint8Array(), ...rest });
  }
  const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(largestKeptBytes);
  buffer.set(head, 0);
  let at = head.byteLength;
  buffer[at++] = dataTag;
  let left = bytes;
  for (; left >= 0x80; left >>>= 7) buffer[at++] = (left & 0x7f) | 0x80;
  buffer[at++] = left;
  buffer.set(data, at);
  return buffer.subarray(0, at + bytes);
}
