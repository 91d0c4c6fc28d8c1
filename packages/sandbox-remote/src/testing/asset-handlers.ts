import type { Digest } from '@sandwright/core';
import type { MethodHandler } from './storage-handlers.ts';

interface Asset {
  readonly uris: readonly string[];
  readonly qualifiers: readonly object[];
  readonly blobDigest?: Digest;
  readonly rootDirectoryDigest?: Digest;
}

/** The Remote Asset API as plainly as it can be: it remembers names, and does not look whether what they stand for is still there. */
export function assetHandlers(): Readonly<Record<string, MethodHandler>> {
  const push =
    (assets: Asset[]): MethodHandler =>
    (call, answer) => {
      assets.unshift(call.request);
      answer({});
    };
  const fetch =
    (assets: readonly Asset[]): MethodHandler =>
    (call, answer) => {
      const { uris, qualifiers } = call.request as Asset;
      const fits = (asset: Asset) =>
        asset.uris.some((uri) => uris.includes(uri)) && JSON.stringify(asset.qualifiers) === JSON.stringify(qualifiers);
      const found = assets.find(fits);
      if (found === undefined) answer(undefined, { code: 5, message: 'no such asset', details: [] });
      else answer({ ...found, uri: found.uris[0], status: { code: 0 } });
    };
  const [blobs, directories]: [Asset[], Asset[]] = [[], []];
  return { PushBlob: push(blobs), FetchBlob: fetch(blobs), PushDirectory: push(directories), FetchDirectory: fetch(directories) };
}
