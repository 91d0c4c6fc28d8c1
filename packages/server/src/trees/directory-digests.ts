import type { Digest, DigestFunction } from '@sandwright/core';
import { SandwrightError } from '@sandwright/core';
import { Directory } from '@sandwright/core/reapi';
import { requireDigest } from '../wire/digests.ts';

/**
 * Reads a Directory message.
 * @param bytes the blob
 * @param digest its name, for the error
 * @throws SandwrightError ACTION_INVALID if the blob is not a Directory
 */
export function decodeDirectory(bytes: Uint8Array, digest: Digest): Directory {
  try {
    return Directory.decode(bytes);
  } catch (cause) {
    throw new SandwrightError('ACTION_INVALID', `blob ${digest.hash}/${digest.sizeBytes} is not a Directory`, { cause });
  }
}

/** Digests of the folders that stand in a folder. */
export function childDirectories(directory: Directory, digestFunction: DigestFunction | undefined): Digest[] {
  return directory.directories.map((node) => requireDigest(node.digest, digestFunction, `digest of folder "${node.name}"`));
}

const tags = {
  files: 0x0a,
  directories: 0x12,
  symlinks: 0x1a,
  properties: 0x2a,
  name: 0x0a,
  digest: 0x12,
  hash: 0x0a,
  sizeBytes: 0x10,
} as const;

/** A length or a size, and the place behind it; `at` is -1 where there is none in the shortest form. */
interface Varint {
  value: number;
  at: number;
}

const read: Varint = { value: 0, at: 0 };

function readVarint(bytes: Uint8Array, start: number): Varint {
  read.value = 0;
  let scale = 1;
  for (let at = start; at < start + 7; at += 1) {
    const byte = bytes[at];
    if (byte === undefined) break;
    read.value += (byte & 0x7f) * scale;
    scale *= 128;
    if (byte < 0x80) {
      read.at = at + 1;
      return read;
    }
  }
  read.at = -1;
  return read;
}

/**
 * The digests of the folders that stand in a folder, without decoding the rest of it.
 * @param bytes a Directory message
 * @returns undefined where it has a form that is not usual, for the generated code to judge
 */
export function scanChildDirectories(bytes: Uint8Array): { readonly hash: string; readonly sizeBytes: number }[] | undefined {
  const children: { readonly hash: string; readonly sizeBytes: number }[] = [];
  for (let at = 0; at < bytes.byteLength; ) {
    const tag = bytes[at];
    const { value: length, at: start } = readVarint(bytes, at + 1);
    const end = start + length;
    if (start < 0 || end > bytes.byteLength) return undefined;
    if (tag === tags.directories) {
      const child = childIn(bytes, start, end);
      if (child === undefined) return undefined;
      children.push(child);
    } else if (tag !== tags.files && tag !== tags.symlinks && tag !== tags.properties) return undefined;
    at = end;
  }
  return children;
}

/** The digest in a DirectoryNode that has a name and then a digest. */
function childIn(bytes: Uint8Array, start: number, end: number): { readonly hash: string; readonly sizeBytes: number } | undefined {
  if (bytes[start] !== tags.name) return undefined;
  const name = readVarint(bytes, start + 1);
  let at = name.at < 0 ? end : name.at + name.value;
  if (at + 3 >= end || bytes[at] !== tags.digest || (bytes[at + 1] as number) !== end - at - 2 || bytes[at + 2] !== tags.hash)
    return undefined;
  const hashBytes = bytes[at + 3] as number;
  at += 4;
  if (hashBytes >= 0x80 || at + hashBytes >= end || bytes[at + hashBytes] !== tags.sizeBytes) return undefined;
  const size = readVarint(bytes, at + hashBytes + 1);
  if (size.at !== end) return undefined;
  return { hash: Buffer.from(bytes.buffer, bytes.byteOffset + at, hashBytes).toString('latin1'), sizeBytes: size.value };
}

/** Digests of the files that stand in a folder. */
export function childFiles(directory: Directory, digestFunction: DigestFunction | undefined): Digest[] {
  return directory.files.map((node) => requireDigest(node.digest, digestFunction, `digest of file "${node.name}"`));
}
