import * as z from 'zod';
import { listenAddress } from './listen-address.ts';
import { byteAmount, byteSize, count, duration, names, truth } from './units.ts';

const instanceRule = z.strictObject({
  storage: z
    .enum(['shared', 'isolated', 'forbidden'])
    .default('shared')
    .describe('Whose blobs it uses: those of all, its own, or none, which refuses the name.'),
  client_updates: truth.default(true).describe('Whether clients may write action results themselves.'),
});

/** Every setting of `sandwright serve`: in the file by this name, as `--flag-name`, and as `SANDWRIGHT_SERVE_NAME`. */
export const serverConfigSchema = z.strictObject({
  listen: listenAddress.prefault('127.0.0.1:8980').describe('HOST:PORT of the gRPC services.'),
  http: listenAddress.optional().describe('HOST:PORT of /healthz, /readyz, /metrics and /version; none by default.'),
  data: z.string().min(1).optional().describe('Folder for everything that is kept; $XDG_DATA_HOME/sandwright by default.'),
  quota: byteAmount
    .optional()
    .describe('What the data folder may take, as 50GiB or as a part of the disk, 20%; by default all but reserved_disk_space.'),
  reserved_disk_space: byteAmount
    .optional()
    .describe('What stays free on the disk for others, as bytes or as a part of it; 5% by default, and at most 2GiB.'),
  low_watermark: byteAmount
    .prefault('80%')
    .describe('Once the quota is reached, what was unused for longest is removed until so much is left: bytes or a part of the quota.'),
  keep_promised: duration
    .prefault('1h')
    .describe('How long a blob stays after a client was told that it is here, even if the quota is reached.'),
  role: z
    .enum(['cache', 'execution', 'all'])
    .default('all')
    .describe('cache: storage only. execution: scheduler and workers, with the storage of another server (setting store). all: both.'),
  store: z.string().min(1).optional().describe('Address of the server with the blobs and results, for the role execution.'),
  store_instance: z
    .string()
    .optional()
    .describe('Instance name to ask the store under, whatever clients call it; by default the name that each client uses.'),
  store_ca: z
    .string()
    .min(1)
    .optional()
    .describe('PEM file: authorities to trust that sign for the store, instead of those of the machine.'),
  store_token_file: z.string().min(1).optional().describe('File with the bearer token that the store wants.'),
  insecure: truth.default(false).describe('Allows an address that other machines can reach although nobody has to say who they are.'),
  tls_cert: z.string().min(1).optional().describe('PEM file: certificate of this server; turns TLS on, together with tls_key.'),
  tls_key: z.string().min(1).optional().describe('PEM file: key of that certificate.'),
  client_ca: z.string().min(1).optional().describe('PEM file: clients must show a certificate that this authority signed.'),
  token_file: z.string().min(1).optional().describe('File with a bearer token a line; clients must send one. Read again when it changes.'),
  grace: duration.prefault('30s').describe('How long calls may go on after SIGTERM.'),
  max_message_size: byteSize.prefault('4MiB').describe('Largest message that clients take; batches are a little smaller.'),
  max_blob_size: byteSize.prefault(0).describe('Largest blob; 0 for no limit.'),
  max_inline_size: byteSize.prefault('1MiB').describe('Bytes put inline into one action result at most, where a client asks for it.'),
  max_tree_directories: count.prefault(1_000_000).describe('Folders of one tree that are walked at most.'),
  max_memory: byteSize
    .prefault('512MiB')
    .describe('Memory for messages on their way, unfinished uploads and blobs that are compressed together; beyond it, calls are refused.'),
  max_connections: count.prefault(1_000).describe('Connections at once.'),
  max_calls: count.prefault(10_000).describe('Calls at once, over all connections; beside them, twice as many may wait for actions.'),
  max_calls_per_connection: count.prefault(1_000).describe('Calls at once of one connection; more wait at the client.'),
  max_uploads: count.prefault(10_000).describe('Uploads that are not finished, at once.'),
  max_upload_memory: byteSize.prefault('256MiB').describe('Memory for uploads that are not finished; at most half of max_memory.'),
  compressed_memory: byteSize
    .prefault('32MiB')
    .describe(
      'Memory for blobs that are compressed or decompressed at once; beyond it that is done in pieces. At most an eighth of max_memory.',
    ),
  upload_keep: duration.prefault('10m').describe('How long an upload that was cut is kept.'),
  handshake_timeout: duration.prefault('10s').describe('How long a connection may take to say what it speaks.'),
  stall_timeout: duration.prefault('5m').describe('How long a call may go on without its client sending or reading anything.'),
  keepalive_time: duration.prefault('60s').describe('Time between pings on an open connection.'),
  keepalive_timeout: duration
    .prefault('20s')
    .describe('How long a client may send nothing at all after a ping before its connection is closed.'),
  worker_concurrency: count
    .optional()
    .describe('Actions that the embedded worker runs at once: the number of cores by default, 0 for none.'),
  worker_wait: duration
    .prefault('0s')
    .describe('How long an action waits for a worker that could run it to appear; 0s refuses it at once.'),
  ignored_properties: names
    .prefault('unixUID,unixGID')
    .describe('Platform properties that do not choose a worker; its sandbox sees them all the same.'),
  lease: duration.prefault('20s').describe('How long a worker may be silent before its actions are run elsewhere.'),
  max_attempts: count.prefault(3).describe('How often an action may lose its worker before it is given up.'),
  max_queued: count.prefault(100_000).describe('Actions that may wait for a worker.'),
  max_operations: count.prefault(200_000).describe('Operations that are remembered, finished ones included.'),
  operation_keep: duration.prefault('12h').describe('How long a finished operation can still be asked for: longer than a laptop sleeps.'),
  abandon_after: duration.prefault('1m').describe('How long an operation goes on that nobody waits for.'),
  default_timeout: duration.prefault('0s').describe('Running time of actions that name no timeout; 0s for max_timeout.'),
  max_timeout: duration.prefault('0s').describe('Longest timeout that an action may name; 0s for any.'),
  instances: z
    .record(z.string(), instanceRule)
    .default({})
    .describe('Rules of instance names; "*" is the rule of all that are not listed.'),
});

/** The settings of a server, complete. */
export type ServerConfig = z.output<typeof serverConfigSchema>;

/** The settings of a server as people write them; all can be left out. */
export type ServerConfigInput = z.input<typeof serverConfigSchema>;
