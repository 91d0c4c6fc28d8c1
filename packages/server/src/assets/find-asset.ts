import { type Clock, type Digest, type DigestFunction, digestKey } from '@sandwright/core';
import type { Digest as DigestMessage, Qualifier, Timestamp } from '@sandwright/core/reapi';
import { addDirectories } from '../action-cache/result-references.ts';
import { invalid, notFound, notOffered } from '../errors/refusals.ts';
import type { Instance } from '../instances/instance.ts';
import { requestedDigestFunction, requireDigest } from '../wire/digests.ts';
import type { AssetKind, AssetTable, PushRequest } from './asset-table.ts';

/** What a client asks for; the fields are those of both fetch requests. */
export interface AssetQuery {
  readonly uris: readonly string[];
  readonly qualifiers: readonly Qualifier[];
  readonly oldestContentAccepted: Timestamp | null;
}

/** What was found, and under which of the URIs. */
export interface FoundAsset<Kind extends AssetKind> {
  readonly uri: string;
  readonly request: PushRequest<Kind>;
}

/** Bounds of a request, so that a list of URIs does not become a list of work. */
export const maxUris = 1_000;

/**
 * The first asset of a list of URIs that is neither expired nor too old and all of whose content is stored.
 * @param instance where to look
 * @param table assets of the wanted kind
 * @param query what is asked for
 * @param contentOf the digest that the push named
 * @throws SandwrightError ACTION_INVALID without URIs (clients probe so for this service), NOT_FOUND if there is no such asset,
 * UNIMPLEMENTED if it would have to be fetched from the network
 */
export async function findAsset<Kind extends AssetKind>(
  instance: Instance,
  table: AssetTable<Kind>,
  query: AssetQuery,
  options: { readonly clock: Pick<Clock, 'now'>; readonly maxDirectories: number },
): Promise<FoundAsset<Kind>> {
  if (query.uris.length === 0) throw invalid('uris is empty');
  if (query.uris.length > maxUris) throw invalid(`${query.uris.length} URIs are too many; ${maxUris} are allowed`);
  const oldest = query.oldestContentAccepted === null ? Number.NEGATIVE_INFINITY : millisecondsOf(query.oldestContentAccepted);
  for (const uri of query.uris) {
    const asset = await table.get(instance.assets, uri, query.qualifiers);
    if (asset === undefined || asset.pushedAtMs < oldest) continue;
    const { expireAt } = asset.request;
    if (expireAt !== null && millisecondsOf(expireAt) <= options.clock.now()) continue;
    if (await isComplete(instance, asset.request, options.maxDirectories)) return { uri, request: asset.request };
  }
  const asked = query.uris.slice(0, 3).join(', ');
  if (query.uris.some((uri) => /^(?:https?|ftp):/i.test(uri))) throw notOffered(`fetching ${asked} from the network`);
  throw notFound(`no asset is stored for ${asked}; this server fetches nothing itself`);
}

/** Milliseconds since 1970. */
export function millisecondsOf({ seconds, nanos }: Timestamp): number {
  return seconds * 1000 + nanos / 1_000_000;
}

async function isComplete(instance: Instance, request: PushRequest<AssetKind>, maxDirectories: number): Promise<boolean> {
  const digestFunction = requestedDigestFunction(request.digestFunction);
  const options = { digestFunction, maxDirectories };
  const needed = new Map<string, Digest>();
  const add = (digest: Digest): void => void needed.set(digestKey(digest), digest);
  for (const message of request.referencesBlobs) add(requireDigest(message, digestFunction, 'references_blobs'));
  const roots = [...request.referencesDirectories];
  if ('blobDigest' in request) add(requireDigest(request.blobDigest, digestFunction, 'blob_digest'));
  else roots.push(presentDigest(request.rootDirectoryDigest));
  for (const message of roots) {
    const root = requireDigest(message, digestFunction, 'references_directories');
    if (!(await addDirectories(root, instance.blobs, options, add))) return false;
  }
  return (await instance.blobs.findMissing(needed.values(), { digestFunction })).length === 0;
}

function presentDigest(message: DigestMessage | null): DigestMessage {
  if (message === null) throw invalid('root_directory_digest is not set');
  return message;
}

/** Checks every digest of a push, so that nothing is stored that could not be read again. */
export function checkPush(request: PushRequest<AssetKind>): DigestFunction | undefined {
  if (request.uris.length === 0) throw invalid('uris is empty');
  if (request.uris.length > maxUris) throw invalid(`${request.uris.length} URIs are too many; ${maxUris} are allowed`);
  const digestFunction = requestedDigestFunction(request.digestFunction);
  if ('blobDigest' in request) requireDigest(request.blobDigest, digestFunction, 'blob_digest');
  else requireDigest(request.rootDirectoryDigest, digestFunction, 'root_directory_digest');
  for (const digest of request.referencesBlobs) requireDigest(digest, digestFunction, 'references_blobs');
  for (const digest of request.referencesDirectories) requireDigest(digest, digestFunction, 'references_directories');
  return digestFunction;
}
