import { remoteOptions } from '@sandwright/core';
import * as z from 'zod';

const bounded = (name: keyof typeof integers) => z.int().min(integers[name].minimum).default(integers[name].default);

const integers = {
  remote_store_chunk_bytes: remoteOptions.remote_store_chunk_bytes,
  remote_store_batch_api_size_limit: remoteOptions.remote_store_batch_api_size_limit,
  remote_store_rpc_retries: remoteOptions.remote_store_rpc_retries,
  remote_store_rpc_concurrency: remoteOptions.remote_store_rpc_concurrency,
  remote_store_rpc_timeout_millis: remoteOptions.remote_store_rpc_timeout_millis,
  remote_cache_rpc_timeout_millis: remoteOptions.remote_cache_rpc_timeout_millis,
  remote_execution_overall_deadline_secs: remoteOptions.remote_execution_overall_deadline_secs,
  process_execution_remote_parallelism: remoteOptions.process_execution_remote_parallelism,
} as const;

const path = z.string().min(1).optional();
const headers = z.record(z.string(), z.string()).default({});

/** The options that concern servers, under their own names; what each means stands in the table of options. */
export const remoteConfigSchema = z.strictObject({
  remote_execution: z.boolean().default(remoteOptions.remote_execution.default),
  remote_execution_address: z.string().min(1).optional(),
  remote_store_address: z.string().min(1).optional(),
  remote_instance_name: z.string().optional(),
  remote_cache_read: z.boolean().default(remoteOptions.remote_cache_read.default),
  remote_cache_write: z.boolean().default(remoteOptions.remote_cache_write.default),
  remote_download_outputs: z.enum(remoteOptions.remote_download_outputs.choices).default(remoteOptions.remote_download_outputs.default),
  remote_ca_certs_path: path,
  remote_client_certs_path: path,
  remote_client_key_path: path,
  remote_oauth_bearer_token: z.string().min(1).optional(),
  remote_execution_extra_platform_properties: z.array(z.string()).default([]),
  remote_execution_append_only_caches_base_path: z.string().startsWith('/').optional(),
  remote_execution_headers: headers,
  remote_store_headers: headers,
  remote_store_chunk_bytes: bounded('remote_store_chunk_bytes'),
  remote_store_batch_api_size_limit: bounded('remote_store_batch_api_size_limit'),
  remote_store_rpc_retries: bounded('remote_store_rpc_retries'),
  remote_store_rpc_concurrency: bounded('remote_store_rpc_concurrency'),
  remote_store_rpc_timeout_millis: bounded('remote_store_rpc_timeout_millis'),
  remote_cache_rpc_timeout_millis: bounded('remote_cache_rpc_timeout_millis'),
  remote_cache_warnings: z.enum(remoteOptions.remote_cache_warnings.choices).default(remoteOptions.remote_cache_warnings.default),
  remote_execution_overall_deadline_secs: bounded('remote_execution_overall_deadline_secs'),
  process_execution_remote_parallelism: bounded('process_execution_remote_parallelism'),
});

/** The options that concern servers, complete. */
export type RemoteConfig = z.output<typeof remoteConfigSchema>;
