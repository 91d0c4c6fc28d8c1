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

/** Digests of the files that stand in a folder. */
export function childFiles(directory: Directory, digestFunction: DigestFunction | undefined): Digest[] {
  return directory.files.map((node) => requireDigest(node.digest, digestFunction, `digest of file "${node.name}"`));
}
