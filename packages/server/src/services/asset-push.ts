import { pushService } from '@sandwright/core/reapi';
import { AssetTable } from '../assets/asset-table.ts';
import { checkPush } from '../assets/find-asset.ts';
import { type ServiceBinding, unary } from '../transport/service-binding.ts';
import type { AssetServiceOptions } from './asset-fetch.ts';

/** Remembers what URIs stand for. */
export function assetPush({ instances, clock }: Omit<AssetServiceOptions, 'limits'>): ServiceBinding {
  const blobs = new AssetTable('blob', clock);
  const directories = new AssetTable('directory', clock);
  return {
    name: 'build.bazel.remote.asset.v1.Push',
    methods: [
      unary(pushService.pushBlob, async (request) => {
        const instance = instances.find(request.instanceName);
        checkPush(request);
        await blobs.put(instance.assets, request);
        return {};
      }),
      unary(pushService.pushDirectory, async (request) => {
        const instance = instances.find(request.instanceName);
        checkPush(request);
        await directories.put(instance.assets, request);
        return {};
      }),
    ],
  };
}
