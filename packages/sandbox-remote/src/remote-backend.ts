import { defineSandboxBackend, storeServerOf } from '@sandwright/core';
import { connectionOptions } from './config/connection-options.ts';
import { remoteConfigSchema } from './config/remote-config.ts';
import { PlatformNoticing } from './platform-noticing.ts';
import { openConnection } from './remote-connection.ts';
import { RemoteSandbox } from './remote-sandbox.ts';

/** `remote_environment`: servers that speak the Remote Execution API; configured by the options of the project. */
export const remoteBackend = defineSandboxBackend({
  kind: 'remote',
  apiVersion: 1,
  configSchema: remoteConfigSchema,
  create: async (config, { storage, remoteBlobs, cacheDirectory, clock, logger }) => {
    const connection = openConnection({ ...connectionOptions(config, process.env), clock });
    const inner = new RemoteSandbox({
      connection,
      local: storage,
      // An environment may have servers of its own.
      remoteBlobs: remoteBlobs?.server === storeServerOf(config) ? remoteBlobs : undefined,
      lookUpFirst: config.remote_cache_read,
      clock,
      overallDeadlineMs: config.remote_execution_overall_deadline_secs * 1000,
      appendOnlyCachesBasePath: config.remote_execution_append_only_caches_base_path,
    });
    return new PlatformNoticing({ inner, address: connection.execution.endpoint.address, local: storage, cacheDirectory, clock, logger });
  },
});
