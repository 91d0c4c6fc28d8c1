import { canHash, type Digest, type DigestFunction } from '@sandwright/core';
import { parseReadResourceName, parseUploadResourceName, type ResourceName } from '@sandwright/core/reapi';
import { notOffered } from '../errors/refusals.ts';
import { unsupportedFunction } from './digests.ts';

/** A blob as ByteStream names it. */
export interface BlobResource {
  readonly instanceName: string;
  readonly digest: Digest;
  readonly digestFunction: DigestFunction;
  /** Whether the bytes travel as zstd. */
  readonly compressed: boolean;
}

/**
 * Reads the name of a blob to be read.
 * @throws SandwrightError ACTION_INVALID for a malformed one or a digest function that this server does not have, UNIMPLEMENTED for a
 * compressor other than zstd
 */
export function parseReadResource(name: string): BlobResource {
  return served(parseReadResourceName(name));
}

/**
 * Reads the name of an upload.
 * @throws SandwrightError as `parseReadResource`
 */
export function parseWriteResource(name: string): BlobResource {
  return served(parseUploadResourceName(name));
}

function served({ instanceName, digest, digestFunction, compressor }: ResourceName): BlobResource {
  if (!canHash(digestFunction)) throw unsupportedFunction(digestFunction);
  if (compressor !== 'identity' && compressor !== 'zstd') throw notOffered(`compressor ${compressor}`);
  return { instanceName, digest, digestFunction, compressed: compressor === 'zstd' };
}
