import { type Digest, type DigestFunction, digestFunctions } from '@sandwright/core';
import { invalid } from '../errors/refusals.ts';
import { requireDigest, supportedDigestFunctions } from './digests.ts';

/** A blob as ByteStream names it. Source: REAPI, comment of `ContentAddressableStorage`. */
export interface BlobResource {
  readonly instanceName: string;
  readonly digest: Digest;
  /** Unset where it has to be told from the length of the hash. */
  readonly digestFunction: DigestFunction | undefined;
  /** Whether the bytes travel as zstd. */
  readonly compressed: boolean;
}

const maxLength = 2_048;

const functionSegments = new Map(supportedDigestFunctions.map((name) => [name.toLowerCase(), name]));

/**
 * Reads `[INSTANCE/]blobs/[FUNCTION/]HASH/SIZE` or `[INSTANCE/]compressed-blobs/zstd/[FUNCTION/]HASH/SIZE`.
 * @throws SandwrightError ACTION_INVALID for anything else
 */
export function parseReadResource(name: string): BlobResource {
  const segments = segmentsOf(name);
  const at = segments.findIndex((segment) => segment === 'blobs' || segment === 'compressed-blobs');
  if (at === -1) throw malformed(name, '[INSTANCE/]blobs/HASH/SIZE');
  return parseBlob(name, segments.slice(0, at).join('/'), segments.slice(at), false);
}

/**
 * Reads `[INSTANCE/]uploads/UUID/` followed by the blob as in `parseReadResource`, and perhaps by more, which means nothing.
 * @throws SandwrightError ACTION_INVALID for anything else
 */
export function parseWriteResource(name: string): BlobResource {
  const segments = segmentsOf(name);
  const at = segments.indexOf('uploads');
  if (at === -1 || segments.length < at + 4 || segments[at + 1] === '') throw malformed(name, '[INSTANCE/]uploads/UUID/blobs/HASH/SIZE');
  return parseBlob(name, segments.slice(0, at).join('/'), segments.slice(at + 2), true);
}

function segmentsOf(name: string): string[] {
  if (name.length > maxLength) throw invalid(`the resource name has ${name.length} characters; ${maxLength} are allowed`);
  return name.split('/');
}

function parseBlob(name: string, instanceName: string, segments: readonly string[], moreAllowed: boolean): BlobResource {
  const rest = [...segments];
  const kind = rest.shift();
  const compressed = kind === 'compressed-blobs';
  if (!compressed && kind !== 'blobs') throw malformed(name, '"blobs" or "compressed-blobs/zstd" before the hash');
  if (compressed) {
    const compressor = rest.shift();
    if (compressor !== 'zstd')
      throw invalid(`resource name "${shown(name)}": compressor "${compressor ?? ''}" is not supported here; zstd is`);
  }
  const digestFunction = functionSegments.get(rest[0] ?? '');
  if (digestFunction !== undefined) rest.shift();
  const [hash, size, ...more] = rest;
  if (hash === undefined || size === undefined || !/^(?:0|[1-9][0-9]{0,15})$/.test(size) || (more.length > 0 && !moreAllowed)) {
    throw malformed(name, 'HASH/SIZE at its end');
  }
  // A hash of 64 characters without a function is SHA-256, never BLAKE3.
  const inferred = digestFunction ?? (hash.length === digestFunctions.SHA256.hexLength ? 'SHA256' : undefined);
  const digest = requireDigest({ hash, sizeBytes: Number(size) }, inferred, `resource name "${shown(name)}"`);
  return { instanceName, digest, digestFunction, compressed };
}

function malformed(name: string, wanted: string): Error {
  return invalid(`resource name "${shown(name)}" is malformed: ${wanted} is wanted`);
}

function shown(name: string): string {
  return name.length > 200 ? `${name.slice(0, 200)}…` : name;
}
