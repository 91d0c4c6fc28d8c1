import type { OptionDefinition } from './option-definition.ts';
import { wrongServerAddress } from './server-address.ts';

const property = (item: string): string | undefined => (/^[^=]+=/u.test(item) ? undefined : `expected key=value, found "${item}"`);

/** Options of remote caching and remote execution. Their names and defaults are those of Pants; `remote_download_outputs` is Bazel's. */
export const remoteOptions = {
  remote_execution: {
    kind: 'boolean',
    default: false,
    description: 'Whether targets whose environment is a remote one run there. Otherwise they run in its fallback.',
  },
  remote_execution_address: {
    kind: 'text',
    default: undefined,
    check: wrongServerAddress,
    description: 'The server that executes: grpc://HOST:PORT, grpcs://HOST:PORT (TLS), or unix:PATH.',
  },
  remote_store_address: {
    kind: 'text',
    default: undefined,
    check: wrongServerAddress,
    description: 'The server that stores blobs and results: grpc://HOST:PORT, grpcs://HOST:PORT (TLS), or unix:PATH. May be the same.',
  },
  remote_instance_name: {
    kind: 'text',
    default: undefined,
    description: 'Which of the instances of the server is meant; sent with every request.',
  },
  remote_cache_read: {
    kind: 'boolean',
    default: false,
    description: 'Whether results are looked up in the remote cache. false forbids every read of it.',
  },
  remote_cache_write: {
    kind: 'boolean',
    default: false,
    description: 'Whether results of local runs are put into the remote cache. false forbids every write to it.',
  },
  remote_download_outputs: {
    kind: 'choice',
    choices: ['all', 'toplevel', 'minimal'],
    default: 'all',
    description:
      'Whose outputs are fetched from the server: those of all targets, of those asked for, or none. The rest is when something reads it.',
  },
  process_execution_remote_parallelism: {
    kind: 'integer',
    minimum: 1,
    maximum: 100_000,
    default: 128,
    description: 'Commands at once on the server. Too many may overload it.',
  },
  remote_ca_certs_path: {
    kind: 'text',
    default: undefined,
    description: "A PEM file with certificates of authorities, used instead of the machine's own.",
  },
  remote_client_certs_path: {
    kind: 'text',
    default: undefined,
    advanced: true,
    description: 'A PEM file with the certificate that says who we are. Needs remote_client_key_path.',
  },
  remote_client_key_path: {
    kind: 'text',
    default: undefined,
    advanced: true,
    description: 'A PEM file with the private key of that certificate.',
  },
  remote_oauth_bearer_token: {
    kind: 'text',
    default: undefined,
    secret: true,
    description:
      'The token that says who we are, or @PATH of a file that holds it, read anew when it changes. Default: the variable SANDWRIGHT_AUTH_TOKEN.',
  },
  remote_execution_extra_platform_properties: {
    kind: 'list',
    default: [],
    check: property,
    description: 'Platform properties that every remote environment has beside its own: a list of key=value.',
  },
  remote_execution_append_only_caches_base_path: {
    kind: 'text',
    default: undefined,
    advanced: true,
    description: 'Where append-only caches lie on workers. Without it they are not kept between actions there.',
  },
  remote_execution_headers: {
    kind: 'map',
    default: {},
    advanced: true,
    secret: true,
    description: 'Headers for every request to the execution server.',
  },
  remote_store_headers: {
    kind: 'map',
    default: {},
    advanced: true,
    secret: true,
    description: 'Headers for every request to the store.',
  },
  remote_store_chunk_bytes: {
    kind: 'integer',
    minimum: 1024,
    maximum: 3 << 20,
    default: 1 << 20,
    advanced: true,
    description: 'Bytes of a blob that go into one message.',
  },
  remote_store_batch_api_size_limit: {
    kind: 'integer',
    minimum: 0,
    default: 0,
    advanced: true,
    description: 'Bytes of small blobs that go into one request. 0: what the server allows, or a bit under 4 MiB.',
  },
  remote_store_rpc_retries: {
    kind: 'integer',
    minimum: 0,
    maximum: 100,
    default: 2,
    advanced: true,
    description: 'How often a request to the store is tried again.',
  },
  remote_store_rpc_concurrency: {
    kind: 'integer',
    minimum: 1,
    maximum: 10_000,
    default: 128,
    advanced: true,
    description: 'Requests to the store at once.',
  },
  remote_store_rpc_timeout_millis: {
    kind: 'integer',
    minimum: 1,
    maximum: 86_400_000,
    default: 30_000,
    advanced: true,
    description: 'Milliseconds that a request to the store may take; moving bytes begin it anew.',
  },
  remote_cache_rpc_timeout_millis: {
    kind: 'integer',
    minimum: 1,
    maximum: 86_400_000,
    default: 1500,
    advanced: true,
    description: 'Milliseconds that a look into the remote cache may take.',
  },
  remote_cache_warnings: {
    kind: 'choice',
    choices: ['ignore', 'first_only', 'backoff'],
    default: 'backoff',
    advanced: true,
    description: 'How often trouble with the remote cache is told: never, once, or less and less often.',
  },
  remote_execution_overall_deadline_secs: {
    kind: 'integer',
    minimum: 1,
    maximum: 2_000_000,
    default: 3600,
    advanced: true,
    description: 'Seconds that a remote execution may take, with queueing and every retry.',
  },
} as const satisfies Readonly<Record<string, OptionDefinition>>;
