import { join, resolve } from 'node:path';
import { type LocalStoreOptions, openLocalStore } from '@sandwright/core';
import {
  compressedMemory,
  loadServerConfig,
  plainSettingNames,
  printServerConfig,
  type ServerConfig,
  serverConfigSchema,
  startServer,
} from '@sandwright/server';
import { farmFlags, farmSandboxFlags } from '../arguments/farm-flags.ts';
import type { FlagTable, FlagValues } from '../arguments/flag.ts';
import { platformProperties } from '../arguments/platform-property.ts';
import { appendOnlyCache, farmSandbox, networkAdvice, networkProperties } from '../compose/farm-sandbox.ts';
import { remoteStore } from '../compose/remote-store.ts';
import { streamLogger } from '../presentation/stream-logger.ts';
import { dataDirectory } from '../process/data-directory.ts';
import { version } from '../version.ts';
import { defineCommand } from './command.ts';

const flagOf = (name: string): string => name.replaceAll('_', '-');

/** One flag for each setting of the server, and those that say what to do with the settings. */
const flags: FlagTable = {
  ...farmFlags,
  config: { kind: 'text', placeholder: 'FILE', help: 'YAML file with settings; variables and flags win over it.' },
  'check-config': { kind: 'boolean', help: 'Only check the settings.' },
  'print-config': { kind: 'boolean', help: 'Only print the settings in force, with where each comes from.' },
  ...Object.fromEntries(
    plainSettingNames.map((name) => {
      const help = serverConfigSchema.shape[name as keyof typeof serverConfigSchema.shape].description ?? '';
      return [flagOf(name), name === 'insecure' ? { kind: 'boolean', help } : { kind: 'text', placeholder: 'VALUE', help }];
    }),
  ),
};

/** `sandwright serve`. */
export const command = defineCommand({
  usage: '',
  description:
    'Serves blobs, results of actions, assets and (unless --role=cache) execution to any client of the Remote Execution API, until SIGTERM. ' +
    'Nothing else is needed.',
  flags,
  positionals: { minimum: 0, maximum: 0 },
  run: async ({ values, environment, terminal, signal, workingDirectory, allowGrace }) => {
    const given = (name: string): string | undefined => (values[name] === undefined ? undefined : String(values[name]));
    const file = given('config');
    const loaded = loadServerConfig({
      file: file === undefined ? undefined : resolve(workingDirectory, file),
      environment,
      flags: Object.fromEntries(plainSettingNames.map((name) => [name, given(flagOf(name))])),
    });
    const { config } = loaded;
    if (values['print-config'] === true) terminal.out.write(printServerConfig(loaded));
    if (values['print-config'] === true || values['check-config'] === true) return 0;
    const data = dataDirectory(config.data, environment, workingDirectory);
    const logger = streamLogger(terminal.err, 'warn');
    const open = (directory: string): ReturnType<typeof openLocalStore> =>
      openLocalStore({
        directory,
        mode: 'exclusive',
        durable: true,
        logger,
        frameMemoryBytes: compressedMemory(config),
        ...retention(config),
      });
    const farm = values as FlagValues<typeof farmFlags>;
    const sandboxOptions = { ...farmSandboxFlags(farm), cacheDirectory: join(data, 'worker'), logger };
    await using owned = new AsyncDisposableStack();
    const store = owned.use(await open(join(data, config.store === undefined ? 'store' : 'worker-store')));
    await using server = await startServer(config, {
      store: config.store === undefined ? store : remoteStore(config, workingDirectory, owned),
      journalDirectory: join(data, 'operations'),
      openIsolatedStore: (name) => open(join(data, 'instances', encodeURIComponent(name))),
      embeddedWorker: {
        createSandbox: (storage, concurrency) => farmSandbox(sandboxOptions, storage, concurrency),
        properties: [...networkProperties(sandboxOptions.network), ...platformProperties(farm.platform)],
        networkAdvice: networkAdvice(sandboxOptions.network),
        appendOnlyCaches: appendOnlyCache(farm['append-only-caches']),
        ...(config.store === undefined ? {} : { cache: store.storage }),
      },
      logger,
      version,
    });
    // A little more than the server's own, so that it is the server that says when it is over.
    allowGrace?.(config.grace + 2_000);
    const http = server.httpAddress === undefined ? '' : `, http://${server.httpAddress.host}:${server.httpAddress.port}`;
    terminal.out.write(`sandwright ${version} serves ${server.url}${http} (data in ${data})\n`);
    if (!signal.aborted) {
      const { promise, resolve: stop } = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => stop(), { once: true });
      await promise;
    }
    await server.drain();
    return 0;
  },
});

/** How much each store may hold, and for how long what must stay. */
function retention(config: ServerConfig): Pick<LocalStoreOptions, 'quota' | 'promiseMs'> {
  const { quota, reserved_disk_space: reservedDiskSpace, low_watermark: lowWatermark, keep_promised: promiseMs } = config;
  return {
    promiseMs,
    quota: {
      lowWatermark,
      ...(quota === undefined ? {} : { quota }),
      ...(reservedDiskSpace === undefined ? {} : { reservedDiskSpace }),
    },
  };
}
