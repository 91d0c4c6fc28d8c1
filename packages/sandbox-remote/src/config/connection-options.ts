import { resolve } from 'node:path';
import { SandwrightError } from '@sandwright/core';
import type { RemoteOptions } from '../remote-connection.ts';
import type { RemoteConfig } from './remote-config.ts';

/** Variables of the environment, as `process.env` gives them. */
export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * What the options say of servers, as `connect` takes it.
 * @param config the options
 * @param variables where SANDWRIGHT_AUTH_TOKEN is looked for
 * @throws SandwrightError CONFIG_INVALID if there is no address at all
 */
export function connectionOptions(config: RemoteConfig, variables: Variables): RemoteOptions {
  const storeAddress = config.remote_store_address ?? config.remote_execution_address;
  if (storeAddress === undefined) {
    throw new SandwrightError('CONFIG_INVALID', 'neither remote_store_address nor remote_execution_address is set');
  }
  return {
    storeAddress,
    executionAddress: config.remote_execution_address,
    instanceName: config.remote_instance_name,
    tls: {
      caCertsPath: absolute(config.remote_ca_certs_path),
      clientCertsPath: absolute(config.remote_client_certs_path),
      clientKeyPath: absolute(config.remote_client_key_path),
    },
    ...token(config.remote_oauth_bearer_token, variables),
    storeHeaders: config.remote_store_headers,
    executionHeaders: config.remote_execution_headers,
    rpcRetries: config.remote_store_rpc_retries,
    rpcConcurrency: config.remote_store_rpc_concurrency,
    storeTimeoutMs: config.remote_store_rpc_timeout_millis,
    cacheTimeoutMs: config.remote_cache_rpc_timeout_millis,
    chunkBytes: config.remote_store_chunk_bytes,
    batchBytes: config.remote_store_batch_api_size_limit,
  };
}

function absolute(path: string | undefined): string | undefined {
  return path === undefined ? undefined : resolve(path);
}

/** A leading `@` names a file, which another program may renew while the build goes on. */
export function token(option: string | undefined, variables: Variables): Pick<RemoteOptions, 'bearerToken' | 'bearerTokenPath'> {
  if (option?.startsWith('@') === true) return { bearerTokenPath: resolve(option.slice(1)) };
  const value = option ?? variables['SANDWRIGHT_AUTH_TOKEN'];
  return value === undefined || value === '' ? {} : { bearerToken: value };
}
