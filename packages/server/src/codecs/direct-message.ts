/**
 * A message in parts that are copied once, into the frame in which they are sent, instead of first into a buffer of their own.
 * grpc-js 1.14 asks a serialized message for its length and has it copy itself behind the five bytes of the frame's header, and for
 * nothing else; whatever needs the bytes another way can have them from `toBuffer`.
 */
export class DirectMessage {
  readonly byteLength: number;
  readonly parts: readonly Uint8Array[];

  /** @param parts in their order; they must not change until they are sent */
  constructor(parts: readonly Uint8Array[]) {
    this.parts = parts;
    this.byteLength = parts.reduce((sum, part) => sum + part.byteLength, 0);
  }

  /** As `Buffer.copy`: writes the whole message at an offset. */
  copy(target: Uint8Array, targetStart = 0): number {
    let at = targetStart;
    for (const part of this.parts) {
      target.set(part, at);
      at += part.byteLength;
    }
    return this.byteLength;
  }

  toBuffer(): Buffer {
    return Buffer.concat(this.parts);
  }
}

/**
 * The encoding of an unsigned number. Source: Protocol Buffers, base 128 varints.
 * @param value a whole number from 0 to 2^53 - 1
 */
export function varint(value: number): number[] {
  const bytes: number[] = [];
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return bytes;
}

/** Number of bytes that `varint` makes. */
export function varintLength(value: number): number {
  let length = 1;
  for (let rest = value; rest >= 128; rest = Math.floor(rest / 128)) length += 1;
  return length;
}
