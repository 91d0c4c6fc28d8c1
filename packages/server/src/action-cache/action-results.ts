import type { BlobOptions, Digest } from '@sandwright/core';
import { ActionResult, type ActionResultInit } from '@sandwright/core/reapi';
import type { Instance } from '../instances/instance.ts';
import type { RequestLimits } from '../wire/limits.ts';
import { type InlineWishes, withInlined } from './inlining.ts';
import { resultReferences } from './result-references.ts';

type ResultLimits = Pick<RequestLimits, 'maxInlineBytes' | 'maxTreeDirectories'>;

/**
 * A stored result whose blobs are all there; those are kept from eviction for a while.
 * @param instance where to look
 * @param action digest of the Action
 * @param wishes what to put inline
 * @param limits bounds
 * @returns undefined if there is none, or if a blob of it is gone
 */
export async function findResult(
  instance: Instance,
  action: Digest,
  wishes: InlineWishes,
  limits: ResultLimits,
  options: BlobOptions,
): Promise<ActionResultInit | undefined> {
  const found = await findWholeResult(instance, action, wishes, limits, options);
  return Buffer.isBuffer(found) ? ActionResult.decode(found) : found;
}

/** As `findResult`; where nothing is wished inline, the bytes of the message as they are stored. */
export async function findWholeResult(
  instance: Instance,
  action: Digest,
  wishes: InlineWishes,
  limits: ResultLimits,
  options: BlobOptions,
): Promise<ActionResultInit | Buffer | undefined> {
  const bytes = await instance.results.get(action, options);
  if (bytes === undefined) return undefined;
  const result = ActionResult.decode(bytes);
  const references = await resultReferences(result, instance.blobs, { ...options, maxDirectories: limits.maxTreeDirectories });
  if (references === undefined || (await instance.blobs.findMissing(references, options)).length > 0) return undefined;
  if (wishes.inlineStdout || wishes.inlineStderr || wishes.inlineOutputFiles.length > 0) {
    return await withInlined(result, wishes, instance.blobs, limits.maxInlineBytes, options);
  }
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/**
 * Stores a result as it came.
 * @param instance where to
 * @param action digest of the Action
 * @param result what to store
 */
export async function storeResult(instance: Instance, action: Digest, result: ActionResultInit, options: BlobOptions): Promise<void> {
  await instance.results.put(action, ActionResult.encode(result).finish(), options);
}
