import { availableParallelism, hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { openLocalStore, type QuotaOptions, type Sandbox, SandwrightError, systemClock } from '@sandwright/core';
import { connect, type RemoteOptions } from '@sandwright/sandbox-remote';
import { byteAmount, GrpcLeaseBroker, leaseAllowance, platformOfHost, Worker, workerSandbox } from '@sandwright/server';
import { farmFlags, farmSandboxFlags } from '../arguments/farm-flags.ts';
import { platformProperties } from '../arguments/platform-property.ts';
import { appendOnlyCache, farmSandbox, networkAdvice, networkProperties } from '../compose/farm-sandbox.ts';
import { WorkerRuntimes } from '../compose/worker-runtimes.ts';
import { streamLogger } from '../presentation/stream-logger.ts';
import { defineCommand } from './command.ts';

/** How long running actions may take once the worker was told to stop, milliseconds; what takes longer is run elsewhere. */
const defaultGraceSeconds = 30;

/** What was used that lately is kept, milliseconds: nobody else was promised it, and what is missing comes from the server once more. */
const inUseMs = 2_000;

/** `sandwright worker`. */
export const command = defineCommand({
  usage: '--server ADDR',
  description:
    'Runs actions for a server until SIGTERM. Connects to it, and needs no port of its own. Its cache directory is used again after a restart.',
  flags: {
    server: { kind: 'text', placeholder: 'ADDR', help: 'The server, spelled like remote_execution_address.' },
    store: {
      kind: 'text',
      placeholder: 'ADDR',
      help: 'The server with the blobs, where that is another one (its setting store); by default blobs pass through the server.',
    },
    'store-instance': {
      kind: 'text',
      placeholder: 'NAME',
      help: 'Instance name to ask the store under; by default the name that each client uses.',
    },
    'store-ca': { kind: 'text', placeholder: 'FILE', help: 'PEM file: authorities to trust that sign for the store.' },
    'store-token-file': { kind: 'text', placeholder: 'FILE', help: 'File with the bearer token that the store wants.' },
    'worker-concurrency': {
      kind: 'integer',
      placeholder: 'N',
      minimum: 1,
      maximum: 10_000,
      help: 'Actions at once; the number of cores by default.',
    },
    'cache-directory': { kind: 'text', placeholder: 'DIR', help: 'Where inputs, outputs and staged trees are kept.' },
    'cache-quota': {
      kind: 'text',
      placeholder: 'SIZE',
      help: 'What inputs and outputs may take, as 50GiB or as a part of the disk, 20%; by default all but a reserve.',
    },
    instance: { kind: 'text', placeholder: 'NAME', help: 'The only instance to take actions of; those of all by default.' },
    name: { kind: 'text', placeholder: 'NAME', help: 'Name of this worker in results; the host name by default.' },
    grace: {
      kind: 'integer',
      placeholder: 'SECONDS',
      minimum: 0,
      maximum: 86_400,
      help: 'How long running actions may go on after SIGTERM.',
    },
    'ca-certs': { kind: 'text', placeholder: 'FILE', help: 'PEM file: authorities to trust instead of those of the machine.' },
    'client-cert': { kind: 'text', placeholder: 'FILE', help: 'PEM file: certificate that says who this worker is.' },
    'client-key': { kind: 'text', placeholder: 'FILE', help: 'PEM file: key of that certificate.' },
    'token-file': { kind: 'text', placeholder: 'FILE', help: 'File with the bearer token to send.' },
    ...farmFlags,
  },
  positionals: { minimum: 0, maximum: 0 },
  run: async ({ values, terminal, signal, workingDirectory, allowGrace }) => {
    const { server } = values;
    if (server === undefined)
      throw new SandwrightError('USAGE_INVALID', 'worker: --server is missing', { hint: 'for example --server 127.0.0.1:8980' });
    const directory = resolve(workingDirectory, values['cache-directory'] ?? 'worker-cache');
    const concurrency = values['worker-concurrency'] ?? availableParallelism();
    const graceMs = (values.grace ?? defaultGraceSeconds) * 1_000;
    const name = values.name ?? hostname();
    const logger = streamLogger(terminal.err, 'info');
    const pathOf = (path: string | undefined): string | undefined => (path === undefined ? undefined : resolve(workingDirectory, path));
    const serverAccess = {
      storeAddress: server,
      tls: {
        caCertsPath: pathOf(values['ca-certs']),
        clientCertsPath: pathOf(values['client-cert']),
        clientKeyPath: pathOf(values['client-key']),
      },
      bearerTokenPath: pathOf(values['token-file']),
    };
    const storeAccess = storeOf(values, pathOf) ?? serverAccess;
    const sandboxOptions = { ...farmSandboxFlags(values), cacheDirectory: join(directory, 'sandbox'), logger };
    await using owned = new AsyncDisposableStack();
    const store = owned.use(
      await openLocalStore({
        directory: join(directory, 'store'),
        mode: 'exclusive',
        logger,
        quota: quotaOf(values['cache-quota']),
        promiseMs: inUseMs,
      }),
    );
    const runtimes = owned.use(
      new WorkerRuntimes({
        cache: store.storage,
        connectTo: (instanceName) => connect({ ...storeAccess, instanceName: values['store-instance'] ?? instanceName }),
        createSandbox: async (storage) =>
          workerSandbox(await farmSandbox(sandboxOptions, storage, leaseAllowance(concurrency)), systemClock),
      }),
    );
    await refuseWithoutSandbox(() => farmSandbox(sandboxOptions, store.storage, concurrency));
    const control = owned.use(connect(serverAccess));
    await using worker = new Worker({
      broker: new GrpcLeaseBroker(control.execution),
      description: {
        name,
        properties: [...platformOfHost(), ...networkProperties(sandboxOptions.network), ...platformProperties(values.platform)],
        concurrency,
        instanceName: values.instance,
      },
      runtimeOf: (instanceName) => runtimes.of(instanceName),
      fetchesAhead: true,
      clock: systemClock,
      logger,
      networkAdvice: networkAdvice(sandboxOptions.network),
      appendOnlyCaches: appendOnlyCache(values['append-only-caches']),
    });
    allowGrace?.(graceMs + 5_000);
    const stopped = new Promise<void>((resolveStopped) => {
      if (signal.aborted) resolveStopped();
      else signal.addEventListener('abort', () => resolveStopped(), { once: true });
    });
    const started = await Promise.race([worker.start().then(() => true), stopped.then(() => false)]);
    if (!started) return 0;
    terminal.out.write(`worker ${name} takes ${concurrency} actions at once from ${server} (cache in ${directory})\n`);
    await stopped;
    await worker.drain(graceMs);
    return 0;
  },
});

/** How to get into the store of blobs, spelled as the settings of a server with that store; undefined where it is the server's. */
function storeOf(
  flags: Readonly<Partial<Record<'store' | 'store-instance' | 'store-ca' | 'store-token-file', string>>>,
  pathOf: (path: string | undefined) => string | undefined,
): RemoteOptions | undefined {
  const { store, 'store-instance': instance, 'store-ca': ca, 'store-token-file': token } = flags;
  if (store !== undefined) return { storeAddress: store, tls: { caCertsPath: pathOf(ca) }, bearerTokenPath: pathOf(token) };
  if (instance === undefined && ca === undefined && token === undefined) return undefined;
  throw new SandwrightError('USAGE_INVALID', 'worker: --store-instance, --store-ca and --store-token-file say how to get into the --store');
}

function quotaOf(text: string | undefined): QuotaOptions {
  if (text === undefined) return {};
  const { success, data, error } = byteAmount.safeParse(text);
  if (!success) throw new SandwrightError('USAGE_INVALID', `--cache-quota: ${error.issues[0]?.message ?? 'not a size'}`);
  return { quota: data };
}

/** Makes a sandbox and lets it go again: a worker that cannot run anything should say so when it is started. */
async function refuseWithoutSandbox(make: () => Promise<Sandbox>): Promise<void> {
  await using sandbox = await make();
  void sandbox;
}
