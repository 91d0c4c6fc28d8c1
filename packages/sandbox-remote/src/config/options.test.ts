import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import {
  type AppendOnlyCache,
  type Blob,
  createAction,
  digestOf,
  InputRootBuilder,
  MemoryContentAddressableStorage,
  optionTable,
  type SandwrightError,
  silentLogger,
  systemClock,
  writeBlobs,
} from '@sandwright/core';
import { Action as ActionMessage, Command } from '@sandwright/core/reapi';
import { waitUntil } from '@sandwright/core/testing';
import { remoteBackend } from '../remote-backend.ts';
import { runningOperation, type ScriptedCall, ScriptedExecutionServer, succeeded } from '../testing/index.ts';
import { connectionOptions } from './connection-options.ts';
import { type RemoteConfig, remoteConfigSchema } from './remote-config.ts';

let open = new AsyncDisposableStack();
afterEach(async () => {
  await open.disposeAsync();
  open = new AsyncDisposableStack();
});

const blobOf = (data: Uint8Array): Blob => ({ data, digest: digestOf(data) });
const wellDone: ScriptedCall = { call: 'Execute', steps: [{ send: succeeded('a') }] };

interface Observed {
  readonly store: ScriptedExecutionServer;
  readonly execution: ScriptedExecutionServer;
  readonly error: SandwrightError | undefined;
  readonly command: Command | undefined;
}

interface Situation {
  readonly script?: readonly ScriptedCall[];
  readonly inputs?: readonly Uint8Array[];
  readonly caches?: readonly AppendOnlyCache[];
  readonly handlers?: NonNullable<Parameters<typeof ScriptedExecutionServer.start>[0]>['handlers'];
}

/** Runs one action by these options, with a server for each of the two addresses, and gives what came to them. */
async function observe(config: Partial<RemoteConfig>, situation: Situation = {}): Promise<Observed> {
  const { script = [wellDone], inputs = [Buffer.from('in')], caches, handlers } = situation;
  const store = open.use(await ScriptedExecutionServer.start(handlers === undefined ? {} : { handlers }));
  const execution = open.use(await ScriptedExecutionServer.start({ script }));
  const local = new MemoryContentAddressableStorage();
  const builder = new InputRootBuilder();
  const blobs = inputs.map(blobOf);
  for (const [index, { digest }] of blobs.entries()) builder.addFile(`in${index}`, digest, false);
  const { root, directories } = builder.build();
  const made = createAction({
    command: {
      arguments: ['tool', 'argument'],
      environment: [],
      outputPaths: [],
      outputFiles: [],
      outputDirectories: [],
      workingDirectory: 'work',
      platform: [],
      outputNodeProperties: [],
      outputDirectoryFormat: 'TREE_ONLY',
    },
    inputRoot: root,
    // Who speaks of platforms is not told which the server has; so nothing else is executed.
    platform: [{ name: 'ISA', value: 'x86-64' }],
  });
  await writeBlobs(local, [...made.blobs, ...directories.values(), ...blobs]);
  const parsed = remoteBackend.configSchema.parse({
    remote_store_address: store.address,
    remote_execution_address: execution.address,
    remote_store_rpc_retries: 0,
    ...config,
  });
  const services = { storage: local, clock: systemClock, logger: silentLogger, cacheDirectory: tmpdir(), concurrency: 1 };
  const sandbox = open.use(await remoteBackend.create(parsed, services));
  const error = await sandbox
    .execute(made.action, { logger: silentLogger, ...(caches === undefined ? {} : { appendOnlyCaches: caches }) })
    .then(
      () => undefined,
      (caught: unknown) => caught as SandwrightError,
    );
  const asked = execution.received.find(({ method }) => method === 'Execute')?.request['actionDigest'];
  const sent = asked === undefined ? undefined : await commandOf(store.storage, asked as Blob['digest']);
  return { store, execution, error, command: sent };
}

async function commandOf(storage: MemoryContentAddressableStorage, action: Blob['digest']): Promise<Command | undefined> {
  const read = async (digest: Blob['digest']) => {
    const [answer] = await storage.readBatch([digest]);
    return answer !== undefined && 'data' in answer ? answer.data : new Uint8Array();
  };
  const { commandDigest } = ActionMessage.decode(await read(action));
  return commandDigest === null ? undefined : Command.decode(await read(commandDigest));
}

const methods = (server: ScriptedExecutionServer) => server.received.map(({ method }) => method);
const header = (server: ScriptedExecutionServer, name: string) => server.received.map(({ metadata }) => metadata.get(name)[0]);

describe('what each option does', () => {
  test('remote_store_address, remote_execution_address: blobs go to the one, actions to the other', async () => {
    const { store, execution, error } = await observe({});
    expect(error).toBeUndefined();
    expect(methods(store)).toEqual(['GetCapabilities', 'FindMissingBlobs', 'BatchUpdateBlobs']);
    expect(methods(execution)).toEqual(['Execute']);
  });

  test('remote_instance_name: in every request', async () => {
    const { store, execution } = await observe({ remote_instance_name: 'main/x', remote_cache_read: true });
    for (const { request } of [...store.received, ...execution.received]) expect(request['instanceName']).toBe('main/x');
    const large = await observe({ remote_instance_name: 'main/x', remote_store_batch_api_size_limit: 1 });
    const upload = large.store.received.find(({ method }) => method === 'Write');
    expect(upload).toBeDefined();
  });

  test('remote_cache_read: a look-up before anything is sent, or none', async () => {
    expect(methods((await observe({ remote_cache_read: true })).store)).toContain('GetActionResult');
    expect(methods((await observe({ remote_cache_read: false })).store)).not.toContain('GetActionResult');
  });

  test('remote_oauth_bearer_token: to both servers; a file by @PATH', async () => {
    const { store, execution } = await observe({ remote_oauth_bearer_token: 'secret' });
    for (const server of [store, execution]) expect(new Set(header(server, 'authorization'))).toEqual(new Set(['Bearer secret']));
    const folder = mkdtempSync(join(tmpdir(), 'sandwright-options-'));
    open.defer(() => rmSync(folder, { recursive: true }));
    writeFileSync(join(folder, 'token'), 'from-file\n');
    const second = await observe({ remote_oauth_bearer_token: `@${join(folder, 'token')}` });
    expect(new Set(header(second.store, 'authorization'))).toEqual(new Set(['Bearer from-file']));
  });

  test('SANDWRIGHT_AUTH_TOKEN: where the option is not set', () => {
    const config = remoteConfigSchema.parse({ remote_store_address: 'grpc://s:1' });
    expect(connectionOptions(config, { SANDWRIGHT_AUTH_TOKEN: 'v' }).bearerToken).toBe('v');
    expect(connectionOptions({ ...config, remote_oauth_bearer_token: 'o' }, { SANDWRIGHT_AUTH_TOKEN: 'v' }).bearerToken).toBe('o');
    expect(connectionOptions(config, {}).bearerToken).toBeUndefined();
  });

  test('remote_store_headers, remote_execution_headers: each to its server', async () => {
    const { store, execution } = await observe({ remote_store_headers: { 'X-One': 'a' }, remote_execution_headers: { 'x-two': 'b' } });
    expect([header(store, 'x-one')[0], header(store, 'x-two')[0]]).toEqual(['a', undefined]);
    expect([header(execution, 'x-one')[0], header(execution, 'x-two')[0]]).toEqual([undefined, 'b']);
  });

  test('remote_store_batch_api_size_limit: larger blobs go alone', async () => {
    const inputs = [Buffer.alloc(3_000, 'a'), Buffer.alloc(100, 'b')];
    expect(methods((await observe({}, { inputs })).store)).not.toContain('Write');
    expect(methods((await observe({ remote_store_batch_api_size_limit: 2_000 }, { inputs })).store)).toContain('Write');
  });

  test('remote_store_chunk_bytes: how much of a blob goes into one message', async () => {
    const sizes: number[] = [];
    const Write: NonNullable<Situation['handlers']>[string] = async (call, answer) => {
      let total = 0;
      for await (const { data } of call) {
        sizes.push(data.byteLength);
        total += data.byteLength;
      }
      answer({ committedSize: total });
    };
    await observe(
      { remote_store_chunk_bytes: 2_048, remote_store_batch_api_size_limit: 1_000 },
      { inputs: [Buffer.alloc(5_000, 'a')], handlers: { Write } },
    );
    expect(sizes).toEqual([2_048, 2_048, 904]);
  });

  test('remote_store_rpc_retries: how often a call to the store is tried again', async () => {
    const FindMissingBlobs: NonNullable<Situation['handlers']>[string] = (_, answer) =>
      answer(undefined, { code: 14, message: 'later', details: [] });
    for (const retries of [0, 2]) {
      const { store, error } = await observe({ remote_store_rpc_retries: retries }, { handlers: { FindMissingBlobs } });
      expect(error?.code).toBe('REMOTE_UNAVAILABLE');
      expect(methods(store).filter((method) => method === 'FindMissingBlobs')).toHaveLength(retries + 1);
    }
  });

  test('remote_store_rpc_concurrency: calls at once', async () => {
    let now = 0;
    let most = 0;
    let expected = 0;
    const Write: NonNullable<Situation['handlers']>[string] = async (call, answer) => {
      most = Math.max(most, ++now);
      let total = 0;
      for await (const { data } of call) total += data.byteLength;
      await waitUntil(() => most >= expected, 'as many calls as that');
      // One more than may be would come about now.
      await systemClock.sleep(20);
      now -= 1;
      answer({ committedSize: total });
    };
    const inputs = Array.from({ length: 8 }, (_, n) => Buffer.alloc(1_000 + n, 'a'));
    for (expected of [1, 2]) {
      most = 0;
      const config = { remote_store_rpc_concurrency: expected, remote_store_batch_api_size_limit: 100 };
      await observe(config, { inputs, handlers: { Write } });
      expect(most).toBe(expected);
    }
  });

  test('remote_store_rpc_timeout_millis: how long a call to the store may take', async () => {
    const FindMissingBlobs = () => {};
    const { error } = await observe({ remote_store_rpc_timeout_millis: 300 }, { handlers: { FindMissingBlobs } });
    expect(error?.message).toContain('DEADLINE_EXCEEDED');
  });

  test('remote_cache_rpc_timeout_millis: a slow look-up is given up, and the action runs', async () => {
    const GetActionResult = () => {};
    const { error, execution } = await observe(
      { remote_cache_read: true, remote_cache_rpc_timeout_millis: 100 },
      { handlers: { GetActionResult } },
    );
    expect(error).toBeUndefined();
    expect(methods(execution)).toEqual(['Execute']);
  });

  test('remote_execution_overall_deadline_secs: for everything together', async () => {
    const script: readonly ScriptedCall[] = [{ call: 'Execute', steps: [{ send: runningOperation('a') }, 'hang'] }];
    const { error } = await observe({ remote_execution_overall_deadline_secs: 1 }, { script });
    expect(error?.message).toContain('remote_execution_overall_deadline_secs');
  });

  test('remote_execution_append_only_caches_base_path: caches are linked to folders of the worker, or not there', async () => {
    const caches = [{ hostPath: '/home/me/.cache/append_only/pip', sandboxPath: 'work/.pip' }];
    const without = await observe({}, { caches });
    expect(without.command?.arguments).toEqual(['tool', 'argument']);
    const { command, error } = await observe({ remote_execution_append_only_caches_base_path: '/toolchain/caches' }, { caches });
    expect(error).toBeUndefined();
    expect(command?.arguments.slice(-5)).toEqual(['/toolchain/caches/pip', '../work/.pip', '--', 'tool', 'argument']);
  });

  test('remote_ca_certs_path, remote_client_certs_path, remote_client_key_path: the files of TLS', () => {
    const config = remoteConfigSchema.parse({
      remote_store_address: 'grpcs://s',
      remote_ca_certs_path: '/ca.pem',
      remote_client_certs_path: '/c.pem',
      remote_client_key_path: '/k.pem',
    });
    expect(connectionOptions(config, {}).tls).toEqual({ caCertsPath: '/ca.pem', clientCertsPath: '/c.pem', clientKeyPath: '/k.pem' });
  });
});

/** Where each option is seen to do what it says; those that are not in a title above, by file and by words of the test there. */
const elsewhere: Readonly<Record<string, readonly [file: string, words: string]>> = {
  remote_execution: ['cli/src/join/build-remotely.e2e.test.ts', 'turned off, the same targets run in the fallback'],
  remote_cache_write: ['cli/src/join/build-remotely.e2e.test.ts', 'nothing is written or read where that is forbidden'],
  remote_cache_warnings: ['sandbox-remote/src/caching/cache-warnings.test.ts', 'first_only'],
  remote_download_outputs: ['cli/src/join/download-modes.e2e.test.ts', 'remote_download_outputs: minimal'],
  remote_execution_extra_platform_properties: [
    'core/src/environment/environment-catalog.test.ts',
    'remote_execution_extra_platform_properties',
  ],
  process_execution_remote_parallelism: ['cli/src/join/scripted-server.e2e.test.ts', 'process-execution-remote-parallelism='],
};

test('every option has a test that sees what it does', () => {
  const packages = join(import.meta.dirname, '../../..');
  const titles = [...readFileSync(import.meta.filename, 'utf8').matchAll(/^ {2}test\('([^']+)'/gmu)].map(
    ([, title = '']) => title.split(':')[0] ?? '',
  );
  for (const name of Object.keys(remoteConfigSchema.shape)) {
    const [file, words] = elsewhere[name] ?? [];
    if (file === undefined || words === undefined) expect(titles.flatMap((title) => title.split(', '))).toContain(name);
    else expect(readFileSync(join(packages, file), 'utf8')).toContain(words);
  }
});

test('every option about servers is one of the backend, and no other', () => {
  const declared = Object.keys(optionTable).filter((name) => name.startsWith('remote_') || name.includes('_remote_'));
  expect(Object.keys(remoteConfigSchema.shape).sort()).toEqual(declared.sort());
  expect(() => remoteConfigSchema.parse({ remote_typo: 1 })).toThrow();
});
