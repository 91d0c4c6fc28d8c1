import { discard } from '@sandwright/core';

/** Smallest and largest buffers that are kept, bytes; all are powers of two. */
const smallest = 16 * 1024;
const largest = 4 * 1024 * 1024;

/** What is kept for the next message, bytes. */
const maxKeptBytes = 8 * 1024 * 1024;

const kept = new Map<number, ArrayBuffer[]>();
const ours = new WeakSet<ArrayBufferLike>();
let keptBytes = 0;

/**
 * A buffer for a message. Without the pool a server that takes large blobs has the garbage collector walk its whole memory every few
 * blobs, for V8 counts what buffers hold.
 * @param bytes how many at least; the buffer may be longer, and holds whatever it held before
 */
export function takeBody(bytes: number): Buffer {
  if (bytes < smallest / 4 || bytes > largest) {
    discard(bytes);
    return Buffer.allocUnsafeSlow(bytes);
  }
  const size = Math.max(smallest, 2 ** Math.ceil(Math.log2(bytes)));
  const found = kept.get(size)?.pop();
  if (found !== undefined) {
    keptBytes -= size;
    return Buffer.from(found);
  }
  // Most come back; those that do not must not gather.
  discard(size);
  const buffer = Buffer.allocUnsafeSlow(size);
  ours.add(buffer.buffer);
  return buffer;
}

/** Nobody looks at a message any more; its buffer may be used for another one. */
export function giveBackBody(message: Uint8Array): void {
  const { buffer } = message;
  if (!ours.has(buffer) || !(buffer instanceof ArrayBuffer) || keptBytes + buffer.byteLength > maxKeptBytes) return;
  keptBytes += buffer.byteLength;
  const same = kept.get(buffer.byteLength);
  if (same === undefined) kept.set(buffer.byteLength, [buffer]);
  else same.push(buffer);
}
