import { hash } from 'node:crypto';
import { type DigestFunction, digestFunctions } from '../../digest/digest-function.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';

/** Words of a key: 32 bytes. */
export const keyWords = 8;

/** The tag of a value in a table; those of blobs are the wire numbers of their digest functions. */
export const valueTag = 0;

const functionsByTag = new Map<number, DigestFunction>(
  (Object.keys(digestFunctions) as DigestFunction[]).map((name) => [digestFunctions[name].wireNumber, name]),
);

/** Set in the tag of what is a zstd frame that makes the blob: so both forms of a blob have their places, and a look-up knows which. */
const frameBit = 0x80;

/** Whether a tag is that of blobs kept as zstd frames. */
export function isFrameTag(tag: number): boolean {
  return (tag & frameBit) !== 0;
}

/** The digest function behind a tag; undefined for that of values. */
export function digestFunctionOfTag(tag: number): DigestFunction | undefined {
  return functionsByTag.get(tag & ~frameBit);
}

/**
 * What a blob or a value goes by inside the engine: 32 bytes as eight words, and a tag that keeps the digest functions apart.
 * Made to be filled again and again, so that a look-up allocates nothing.
 */
export class BlobKey {
  readonly words = new Uint32Array(keyWords);
  tag = 0;

  /**
   * @param digestFunction the function that made the hash
   * @param hexHash lower-case hexadecimal, of the function's length
   * @throws SandwrightError ACTION_INVALID if it is not hexadecimal
   */
  setDigest(digestFunction: DigestFunction, hexHash: string): this {
    this.tag = digestFunctions[digestFunction].wireNumber;
    // A longer hash is hashed again rather than cut, so that two that differ in their tails stay two.
    this.#setHex(hexHash.length > 64 ? hash('sha256', hexHash, 'hex') : hexHash);
    return this;
  }

  /**
   * @param tag wire number of the digest function
   * @param bytes where the hash stands, as 64 characters
   * @param at its first byte
   * @returns false if they are not lower-case hexadecimal
   */
  setHex(tag: number, bytes: Uint8Array, at: number): boolean {
    this.tag = tag;
    let wrong = 0;
    for (let word = 0; word < keyWords; word += 1) {
      let value = 0;
      // The first byte of a hash is the lowest of its word.
      for (let byte = 0; byte < 4; byte += 1) {
        const from = at + word * 8 + byte * 2;
        const high = hexDigits[bytes[from] as number] as number;
        const low = hexDigits[bytes[from + 1] as number] as number;
        wrong |= high | low;
        value |= ((high << 4) | low) << (byte * 8);
      }
      this.words[word] = value;
    }
    return wrong < notHexadecimal;
  }

  /**
   * @param table name of the table
   * @param key the value's key in it
   */
  setValue(table: string, key: Uint8Array | string): this {
    this.tag = valueTag;
    const name = Buffer.from(table);
    const length = Buffer.alloc(4);
    length.writeUInt32LE(name.byteLength);
    this.#setHex(hash('sha256', Buffer.concat([length, name, Buffer.from(key)]), 'hex'));
    return this;
  }

  /** Takes over the key that stands in a record or an index. */
  setWords(source: Uint32Array, at: number, tag: number): this {
    for (let index = 0; index < keyWords; index += 1) this.words[index] = source[at + index] as number;
    this.tag = tag;
    return this;
  }

  /** Becomes the key of a blob's other form: of the frame for the blob itself, and the other way round. */
  setOtherForm(of: BlobKey): this {
    return this.setWords(of.words, 0, of.tag ^ frameBit);
  }

  equals(other: BlobKey): boolean {
    for (let index = 0; index < keyWords; index += 1) if (this.words[index] !== other.words[index]) return false;
    return this.tag === other.tag;
  }

  clone(): BlobKey {
    return new BlobKey().setWords(this.words, 0, this.tag);
  }

  #setHex(text: string): void {
    const bytes = text.length / 2;
    if (bytes < scratch.byteLength) scratch.fill(0);
    if (scratch.write(text, 0, bytes, 'hex') !== bytes) {
      throw new SandwrightError('ACTION_INVALID', `"${text.slice(0, 140)}" is not a hexadecimal hash`);
    }
    this.words.set(scratchWords);
  }
}

const notHexadecimal = 16;
const hexDigits = Uint8Array.from({ length: 256 }, (_, code) => {
  const digit = '0123456789abcdef'.indexOf(String.fromCharCode(code));
  return digit === -1 ? notHexadecimal : digit;
});

// The native decoder is quicker than any loop here, and one buffer for all spares each key one of its own.
const scratchWords = new Uint32Array(keyWords);
const scratch = Buffer.from(scratchWords.buffer);
