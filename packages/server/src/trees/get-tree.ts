import type { ContentAddressableStorage, Digest } from '@sandwright/core';
import { SandwrightError } from '@sandwright/core';
import type { GetTreeRequest } from '@sandwright/core/reapi';
import { invalid } from '../errors/refusals.ts';
import { requestedDigestFunction, requireDigest } from '../wire/digests.ts';
import type { RequestLimits } from '../wire/limits.ts';
import { walkTree } from './walk-tree.ts';

/** A page ends with the folder that makes it this large, bytes; clients take 4 MiB. */
const pageBytes = 1024 * 1024;

/** One page: folders as they are stored. */
export interface TreePage {
  readonly directories: readonly Uint8Array[];
  readonly nextPageToken: string;
}

/**
 * A whole tree in pages. Folders that are not stored are left out, as the protocol asks; a missing root is an error.
 * A page token is the position of a folder in the walk, so two equal folders do not confuse it.
 * @param storage where the tree is
 * @param request root, size of a page (folders; 0 leaves it to the server), token of a page before
 * @param limits bounds of the walk
 * @param signal ends it
 * @throws SandwrightError BLOB_MISSING for the root; ACTION_INVALID for a malformed tree, token or page size
 */
export async function* getTree(
  storage: ContentAddressableStorage,
  request: GetTreeRequest,
  limits: Pick<RequestLimits, 'maxTreeDirectories'>,
  signal: AbortSignal,
): AsyncGenerator<TreePage, void, undefined> {
  const digestFunction = requestedDigestFunction(request.digestFunction);
  const root = requireDigest(request.rootDigest, digestFunction, 'root_digest');
  if (request.pageSize < 0) throw invalid(`page_size is ${request.pageSize}`);
  const start = positionOf(request.pageToken, root);
  const pageSize = request.pageSize === 0 ? Number.POSITIVE_INFINITY : request.pageSize;
  let position = 0;
  let page: Uint8Array[] = [];
  let bytes = 0;
  const walk = walkTree(storage, root, {
    digestFunction,
    signal,
    maxDirectories: limits.maxTreeDirectories,
    onMissing: (digest) => {
      if (position === 0) {
        throw new SandwrightError('BLOB_MISSING', `the root ${digest.hash}/${digest.sizeBytes} is not stored`, {
          details: { missing: [digest] },
        });
      }
    },
  });
  for await (const walked of walk) {
    position += 1;
    if (position <= start) continue;
    if (page.length > 0 && (page.length >= pageSize || bytes + walked.bytes.byteLength > pageBytes)) {
      yield { directories: page, nextPageToken: tokenOf(position - 1, root) };
      page = [];
      bytes = 0;
    }
    page.push(walked.bytes);
    bytes += walked.bytes.byteLength;
  }
  yield { directories: page, nextPageToken: '' };
}

function tokenOf(position: number, root: Digest): string {
  return `${position}.${root.hash.slice(0, 16)}`;
}

function positionOf(token: string, root: Digest): number {
  if (token === '') return 0;
  const [position, hash, ...rest] = token.split('.');
  const start = Number(position);
  if (rest.length > 0 || hash !== root.hash.slice(0, 16) || !Number.isSafeInteger(start) || start < 1) {
    throw invalid('page_token does not come from this server and this root_digest');
  }
  return start;
}
