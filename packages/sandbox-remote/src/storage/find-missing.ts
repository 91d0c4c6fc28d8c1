import { type BlobOptions, type Digest, digestKey, functionOf, isEmptyBlob } from '@sandwright/core';
import { contentAddressableStorageService } from '@sandwright/core/reapi';
import type { GatheredQuestions } from './gathered-questions.ts';
import { digestFunctionField, type RemoteStore, storeCall } from './remote-store.ts';
import { isTooLarge } from './too-large.ts';

// One digest is about 75 bytes on the wire, so this stays far below any server's message limit.
const digestsPerCall = 8_000;
const sha256Characters = 64;

/**
 * Those of `digests` that the server lacks, each once. Source: REAPI `FindMissingBlobs`.
 * @param questions where they may go together with others of the same store
 */
export async function findMissing(
  store: RemoteStore,
  digests: Iterable<Digest>,
  options: BlobOptions,
  questions?: GatheredQuestions,
): Promise<readonly Digest[]> {
  const wanted = new Map<string, Digest>();
  for (const digest of digests) {
    if (!isEmptyBlob(digest, functionOf(digest, options))) wanted.set(digestKey(digest), digest);
  }
  const all = [...wanted.values()];
  if (questions !== undefined && all.length > 0 && goesWithOthers(store, all, options)) return await questions.missing(all, options);
  const groups: Digest[][] = [];
  for (let from = 0; from < all.length; from += digestsPerCall) groups.push(all.slice(from, from + digestsPerCall));
  const answers = await Promise.all(groups.map((group) => ask(store, group, options)));
  const missing: Digest[] = [];
  for (const { hash, sizeBytes } of answers.flat()) {
    const key = `${hash}/${sizeBytes}`;
    const digest = wanted.get(key);
    // A server that names a blob which was not asked about, or one twice, cannot make us send it twice.
    if (digest !== undefined && wanted.delete(key)) missing.push(digest);
  }
  return missing;
}

/** Others ask in the name of the same action, and with the function that is not named. */
function goesWithOthers(store: RemoteStore, digests: readonly Digest[], { request, digestFunction }: BlobOptions): boolean {
  const isOfStore = request === undefined || request === store.request;
  return isOfStore && digestFunction === undefined && digests.every(({ hash }) => hash.length === sha256Characters);
}

async function ask(store: RemoteStore, digests: readonly Digest[], options: BlobOptions): Promise<readonly Digest[]> {
  try {
    const { missingBlobDigests } = await storeCall(store, options, (rpc) =>
      store.channel.unary(
        contentAddressableStorageService.findMissingBlobs,
        { instanceName: store.instanceName, blobDigests: digests, ...digestFunctionField(digests[0], options) },
        rpc,
      ),
    );
    return missingBlobDigests;
  } catch (error) {
    if (!isTooLarge(error) || digests.length === 1) throw error;
    const half = Math.ceil(digests.length / 2);
    const halves = await Promise.all([ask(store, digests.slice(0, half), options), ask(store, digests.slice(half), options)]);
    return halves.flat();
  }
}
