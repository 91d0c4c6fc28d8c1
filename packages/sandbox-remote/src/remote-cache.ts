import type { Clock, ContentAddressableStorage, Logger, RemoteBlobs } from '@sandwright/core';
import { RemoteResultCache } from './caching/remote-result-cache.ts';
import { SlowCacheMemory } from './caching/slow-cache-memory.ts';
import { connectionOptions } from './config/connection-options.ts';
import { type RemoteConfig, remoteConfigSchema } from './config/remote-config.ts';
import { openConnection } from './remote-connection.ts';

/** What a remote cache is lent. */
export interface RemoteCacheServices {
  /** Takes the blobs of what is found; holds those of what is stored. */
  readonly storage: ContentAddressableStorage;
  /** Takes note of outputs that may stay on the server; without it all are brought here. */
  readonly remoteBlobs?: RemoteBlobs | undefined;
  /** Absolute, kept between builds: where it is noted that the cache was slow; without it every build finds out by itself. */
  readonly cacheDirectory?: string | undefined;
  readonly clock: Clock;
  readonly logger: Logger;
}

/**
 * The cache of results that the options ask for; nothing is sent yet.
 * @param options the options of the project, those of servers among them
 * @returns undefined where they allow neither reads nor writes, or name no store
 * @throws SandwrightError CONFIG_INVALID for an address, certificate or token that cannot be used
 */
export function openRemoteCache(options: Readonly<Record<string, unknown>>, services: RemoteCacheServices): RemoteResultCache | undefined {
  const config = remoteConfigOf(options);
  const { remote_cache_read: read, remote_cache_write: write, remote_store_address: address } = config;
  if (address === undefined || (!read && !write)) return undefined;
  const { cacheDirectory: directory, clock } = services;
  return new RemoteResultCache({
    connection: openConnection({ ...connectionOptions(config, process.env), clock }),
    memory: directory === undefined ? undefined : new SlowCacheMemory({ directory, address, clock }),
    local: services.storage,
    remoteBlobs: services.remoteBlobs,
    clock: services.clock,
    logger: services.logger,
    read,
    write,
    warnings: config.remote_cache_warnings,
  });
}

/**
 * The blobs of the server that the options name, for reading what was left there; nothing is sent yet.
 * @param options the options of the project, those of servers among them
 * @throws SandwrightError CONFIG_INVALID for an address, certificate or token that cannot be used
 */
export function openRemoteStorage(
  options: Readonly<Record<string, unknown>>,
  { clock }: Pick<RemoteCacheServices, 'clock'>,
): RemoteStorage {
  const connection = openConnection({ ...connectionOptions(remoteConfigOf(options), process.env), clock });
  return { storage: connection.storage, [Symbol.dispose]: () => connection[Symbol.dispose]() };
}

/** A server's blobs, over a connection of their own. */
export interface RemoteStorage extends Disposable {
  readonly storage: ContentAddressableStorage;
}

function remoteConfigOf(options: Readonly<Record<string, unknown>>): RemoteConfig {
  const names = Object.keys(remoteConfigSchema.shape);
  return remoteConfigSchema.parse(
    Object.fromEntries(names.map((name) => [name, options[name]]).filter(([, value]) => value !== undefined)),
  );
}
