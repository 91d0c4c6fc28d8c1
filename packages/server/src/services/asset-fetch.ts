import type { Clock } from '@sandwright/core';
import { type FetchBlobResponseInit, type FetchDirectoryResponseInit, fetchService } from '@sandwright/core/reapi';
import { AssetTable } from '../assets/asset-table.ts';
import { findAsset } from '../assets/find-asset.ts';
import type { InstanceRegistry } from '../instances/instance-registry.ts';
import { type ServiceBinding, unary } from '../transport/service-binding.ts';
import type { RequestLimits } from '../wire/limits.ts';

/** What both asset services need. */
export interface AssetServiceOptions {
  readonly instances: InstanceRegistry;
  readonly limits: Pick<RequestLimits, 'maxTreeDirectories'>;
  readonly clock: Pick<Clock, 'now'>;
}

/** Finds what was pushed for a URI. Nothing is fetched from elsewhere. */
export function assetFetch({ instances, limits, clock }: AssetServiceOptions): ServiceBinding {
  const blobs = new AssetTable('blob', clock);
  const directories = new AssetTable('directory', clock);
  const bounds = { clock, maxDirectories: limits.maxTreeDirectories };
  return {
    name: 'build.bazel.remote.asset.v1.Fetch',
    methods: [
      unary(fetchService.fetchBlob, async (query): Promise<FetchBlobResponseInit> => {
        const { uri, request } = await findAsset(instances.find(query.instanceName), blobs, query, bounds);
        const { qualifiers, expireAt, blobDigest, digestFunction } = request;
        return { status: { code: 0 }, uri, qualifiers, expiresAt: expireAt, blobDigest, digestFunction };
      }),
      unary(fetchService.fetchDirectory, async (query): Promise<FetchDirectoryResponseInit> => {
        const { uri, request } = await findAsset(instances.find(query.instanceName), directories, query, bounds);
        const { qualifiers, expireAt, rootDirectoryDigest, digestFunction } = request;
        return { status: { code: 0 }, uri, qualifiers, expiresAt: expireAt, rootDirectoryDigest, digestFunction };
      }),
    ],
  };
}
