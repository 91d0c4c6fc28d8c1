import { SandwrightError } from '../errors/sandwright-error.ts';
import { decodeDirectory } from './decode-directory.ts';
import type { Tree } from './directory.ts';
import { encodeDirectory } from './encode-directory.ts';
import { fieldSize, WireWriter } from './wire-writer.ts';

/** The Directory messages in a Tree message, still encoded, so that their digests can be taken of the very bytes that came. */
export interface EncodedTree {
  readonly root: Uint8Array;
  readonly children: readonly Uint8Array[];
}

const rootTag = 0x0a;
const childTag = 0x12;

/**
 * Joins encoded folders into a Tree message.
 * @param tree each folder's bytes; parents before children, each child once
 */
export function joinTree(tree: EncodedTree): Buffer {
  const writer = new WireWriter([tree.root, ...tree.children].reduce((sum, bytes) => sum + fieldSize(bytes.length), 0));
  writer.reserve(fieldSize(tree.root.length));
  writer.bytes(rootTag, tree.root);
  for (const child of tree.children) {
    writer.reserve(fieldSize(child.length));
    writer.bytes(childTag, child);
  }
  return writer.finish();
}

/** The bytes of a Tree as its lists stand. */
export function encodeTree(tree: Tree): Buffer {
  return joinTree({ root: encodeDirectory(tree.root), children: tree.children.map(encodeDirectory) });
}

function malformed(problem: string): SandwrightError {
  return new SandwrightError('ACTION_INVALID', `not a Tree message: ${problem}`);
}

/** Reads a varint; gives the value and where it ends. */
function readVarint(bytes: Uint8Array, from: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let at = from; at < from + 10; at++) {
    const byte = bytes[at];
    if (byte === undefined) throw malformed('it ends in the middle of a number');
    value += (byte & 127) * 2 ** (7 * (at - from));
    if (byte < 128) return { value, end: at + 1 };
  }
  throw malformed('a number is too long');
}

/** Where a field ends that is none of ours. */
function skipField(bytes: Uint8Array, wireType: number, at: number): number {
  if (wireType === 0) return readVarint(bytes, at).end;
  if (wireType === 1) return at + 8;
  if (wireType === 5) return at + 4;
  throw malformed(`wire type ${wireType}`);
}

/**
 * Takes a Tree message apart without decoding its folders.
 * @param bytes an encoded REAPI `Tree`
 * @throws SandwrightError ACTION_INVALID if they are not one
 */
export function splitTree(bytes: Uint8Array): EncodedTree {
  let root: Uint8Array = new Uint8Array();
  const children: Uint8Array[] = [];
  let at = 0;
  while (at < bytes.length) {
    const tag = readVarint(bytes, at);
    const wireType = tag.value % 8;
    if (wireType === 2) {
      const length = readVarint(bytes, tag.end);
      at = length.end + length.value;
      if (at > bytes.length) throw malformed('it ends in the middle of a folder');
      if (tag.value === rootTag) root = bytes.subarray(length.end, at);
      else if (tag.value === childTag) children.push(bytes.subarray(length.end, at));
    } else {
      at = skipField(bytes, wireType, tag.end);
      if (at > bytes.length) throw malformed('it ends in the middle of a field');
    }
  }
  return { root, children };
}

/**
 * Reads a Tree that came from outside. Whether the folders fit together is for `directoriesOfTree` to say.
 * @param bytes an encoded REAPI `Tree`
 * @throws SandwrightError ACTION_INVALID if they are not one, or if a folder in it is malformed, as `decodeDirectory`
 */
export function decodeTree(bytes: Uint8Array): Tree {
  const { root, children } = splitTree(bytes);
  return {
    root: decodeDirectory(root, { path: '' }),
    children: children.map((child, at) => decodeDirectory(child, { path: `child ${at} of the Tree` })),
  };
}
