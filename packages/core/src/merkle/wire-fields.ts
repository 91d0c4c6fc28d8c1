import type { NodeProperties } from '../action/node-properties.ts';
import type { Digest } from '../digest/digest.ts';
import { sortedPairs } from './utf8-order.ts';
import { fieldSize, textSize, varintSize, WireWriter } from './wire-writer.ts';

// Small messages that stand in several others, byte for byte as the generated code writes them.

interface Pair {
  readonly name: string;
  readonly value: string;
}

/** A moment or a span. */
interface Time {
  readonly seconds: number;
  readonly nanos: number;
}

const textField = (text: string): number => (text === '' ? 0 : fieldSize(textSize(text)));

/** A string field, unless it is empty. */
export function writeText(writer: WireWriter, tag: number, text: string): void {
  if (text !== '') writeTexts(writer, tag, [text]);
}

/** A repeated string field. */
export function writeTexts(writer: WireWriter, tag: number, texts: readonly string[]): void {
  for (const text of texts) {
    const size = textSize(text);
    writer.reserve(fieldSize(size));
    writer.text(tag, text, size);
  }
}

/** A repeated field of messages with a name (1) and a value (2), as they stand. */
export function writePairs(writer: WireWriter, tag: number, pairs: readonly Pair[]): void {
  for (const { name, value } of pairs) {
    const size = textField(name) + textField(value);
    writer.reserve(fieldSize(size));
    writer.header(tag, size);
    writeText(writer, 0x0a, name);
    writeText(writer, 0x12, value);
  }
}

/** A field with a message whose only field (1) are such pairs, unless there are none: a Platform. */
export function writePlatform(writer: WireWriter, tag: number, properties: readonly Pair[]): void {
  if (properties.length === 0) return;
  const size = properties.reduce((sum, { name, value }) => sum + fieldSize(textField(name) + textField(value)), 0);
  writer.reserve(fieldSize(size));
  writer.header(tag, size);
  writePairs(writer, 0x0a, sortedPairs(properties));
}

/** A field with a Digest. */
export function writeDigest(writer: WireWriter, tag: number, { hash, sizeBytes }: Digest): void {
  const size = textField(hash) + (sizeBytes === 0 ? 0 : 1 + varintSize(sizeBytes));
  writer.reserve(fieldSize(size));
  writer.header(tag, size);
  writeText(writer, 0x0a, hash);
  if (sizeBytes > 0) writer.header(0x10, sizeBytes);
}

/** A field with a Timestamp or a Duration. */
export function writeTime(writer: WireWriter, tag: number, { seconds, nanos }: Time): void {
  const sizeOfSeconds = seconds === 0 ? 0 : 1 + (seconds < 0 ? 10 : varintSize(seconds));
  const size = sizeOfSeconds + (nanos === 0 ? 0 : 1 + varintSize(nanos));
  writer.reserve(fieldSize(size));
  writer.header(tag, size);
  if (seconds > 0) writer.header(0x08, seconds);
  else if (seconds < 0) writer.negative(0x08, seconds);
  if (nanos > 0) writer.header(0x10, nanos);
}

/** The bytes of a NodeProperties message. */
export function encodeNodeProperties({ properties = [], mtime, unixMode }: NodeProperties): Buffer {
  const writer = new WireWriter(64);
  writePairs(writer, 0x0a, sortedPairs(properties));
  if (mtime !== undefined) writeTime(writer, 0x12, mtime);
  if (unixMode !== undefined) {
    const size = unixMode === 0 ? 0 : 1 + varintSize(unixMode);
    writer.reserve(fieldSize(size));
    writer.header(0x1a, size);
    if (unixMode > 0) writer.header(0x08, unixMode);
  }
  return writer.finish();
}
