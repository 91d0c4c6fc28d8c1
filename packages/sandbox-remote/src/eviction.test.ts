import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import {
  type ActionResult,
  BuildEngine,
  CompletenessCheckingActionCache,
  type DownloadMode,
  type EnvironmentResolver,
  type KeyValueTable,
  loadAction,
  loadProject,
  MemoryActionCache,
  MemoryContentAddressableStorage,
  RemoteBackedStorage,
  SandwrightError,
  StatCache,
  silentLogger,
  systemClock,
} from '@sandwright/core';
import { actionResultToMessage, type ExecuteRequest, type OperationInit } from '@sandwright/core/reapi';
import { type FakePrograms, fakeCommands } from '@sandwright/core/testing';
import { openConnection } from './remote-connection.ts';
import { RemoteSandbox } from './remote-sandbox.ts';
import { failedOperation, missingBlobs, ScriptedExecutionServer, succeeded } from './testing/index.ts';

const programs: FakePrograms = {
  compile: ({ files }) => ({
    stdout: 'compiled\n',
    outputs: { object: `(${files.get('in')})`, folder: { folder: { copy: `[${files.get('in')}]` } } },
  }),
  link: ({ files }) => ({ outputs: { program: `${files.get('object')}${files.get('folder/copy')}` } }),
};

const project = `targets:
  object: { command: [compile], sources: [in], outputs: [object, folder] }
  program: { command: [link], dependencies: [":object"], outputs: [program] }
`;

const undo: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of undo.splice(0).reverse()) await one();
});

/** A server that executes, believes its own cache without looking whether the blobs are there, and loses all blobs when it is told to. */
async function evictingServer(evictBefore: number) {
  const results = new Map<string, ActionResult>();
  const executed: string[] = [];
  const server: ScriptedExecutionServer = await ScriptedExecutionServer.start({
    before: (_, count) => {
      if (count === evictBefore) server.forget();
    },
    execute: async ({ actionDigest, skipCacheLookup }: ExecuteRequest): Promise<OperationInit> => {
      const digest = { hash: actionDigest?.hash ?? '', sizeBytes: actionDigest?.sizeBytes ?? 0 };
      const known = results.get(digest.hash);
      if (known !== undefined && !skipCacheLookup) return succeeded('cached', actionResultToMessage(known), true);
      try {
        const action = await loadAction(server.storage, digest);
        const made = await fakeCommands(server.storage, programs)(action, { logger: silentLogger });
        executed.push(action.command.arguments.join(' '));
        const result = { exitCode: 0, outputs: [], metadata: { worker: 'w' }, ...made } as unknown as ActionResult;
        results.set(digest.hash, result);
        return succeeded('ran', actionResultToMessage(result));
      } catch (error) {
        if (!SandwrightError.is(error) || error.code !== 'BLOB_MISSING') throw error;
        return failedOperation('missing', 9, error.message, missingBlobs(error.details['missing'] as never));
      }
    },
  });
  undo.push(() => server[Symbol.asyncDispose]());
  return { server, executed };
}

function memoryTable(): KeyValueTable {
  const values = new Map<string, Uint8Array>();
  return {
    get: async (key) => values.get(String(key)),
    put: async (key, value) => void values.set(String(key), value),
    delete: async (key) => void values.delete(String(key)),
  };
}

/** One machine: its project, its storage and its cache of results. */
async function machine(server: ScriptedExecutionServer) {
  const scratch = realpathSync(mkdtempSync(join(tmpdir(), 'sandwright-evict-')));
  undo.push(() => rmSync(scratch, { recursive: true, force: true }));
  const root = join(scratch, 'project');
  mkdirSync(root);
  writeFileSync(join(root, 'sandwright.yaml'), project);
  writeFileSync(join(root, 'in'), 'source');
  const results = new MemoryActionCache();
  const connection = openConnection({ storeAddress: server.address });
  const storage = new RemoteBackedStorage({
    server: 'evicting',
    local: new MemoryContentAddressableStorage(),
    remote: async () => connection.storage,
    table: memoryTable(),
  });
  const sandbox = new RemoteSandbox({ connection, local: storage, remoteBlobs: storage });
  undo.push(() => sandbox[Symbol.asyncDispose]());
  const environments: EnvironmentResolver = {
    resolve: async (name) => ({
      name,
      candidates: [
        {
          name: 'remote',
          where: 'remote',
          sandbox,
          salt: new Uint8Array(),
          platform: [],
          variables: [],
          root: 'host',
          location: undefined,
        },
      ],
      skipped: [],
    }),
    candidateFailed: () => undefined,
  };
  const messages: string[] = [];
  const build = async (download: DownloadMode, target = '//:program') => {
    const loaded = await loadProject({ directory: root });
    const cacheDirectory = join(scratch, 'cache');
    const engine = new BuildEngine({
      project: loaded,
      storage,
      remoteBlobs: storage,
      actionCache: new CompletenessCheckingActionCache(results, storage),
      environments,
      statCache: new StatCache({ cacheDirectory, projectRoot: root }),
      cacheDirectory,
      clock: systemClock,
      logger: silentLogger,
      events: (event) => {
        if (event.type === 'warning') messages.push(event.message);
        if (event.type === 'target-finished' && event.outcome.status === 'failed') messages.push(event.outcome.message);
      },
      jobs: 1,
    });
    const request = { toolName: 't', toolVersion: '0', invocationId: 'i' };
    return await engine.build({ targets: loaded.match([target]), download, request });
  };
  return { build, messages, out: (path: string) => readFileSync(join(root, 'out', path), 'utf8') };
}

/** The calls of a build on two machines, one after the other, where nothing is lost. */
async function calls(download: DownloadMode): Promise<number> {
  const { server } = await evictingServer(-1);
  for (let round = 0; round < 2; round += 1) expect((await (await machine(server)).build(download)).exitCode).toBe(0);
  return server.received.length;
}

test.each<[DownloadMode, number]>([
  ['all', 1],
  ['toplevel', 2],
])(
  'blobs that are lost before any call of two builds (--download=%s): right outputs, and nothing runs more often than it must',
  async (download, step) => {
    const count = await calls(download);
    expect(count).toBeGreaterThan(10);
    for (let evictBefore = 0; evictBefore < count; evictBefore += process.env['SANDWRIGHT_SOAK'] === '1' ? 1 : step) {
      const { server, executed } = await evictingServer(evictBefore);
      for (let round = 0; round < 2; round += 1) {
        const { build, messages, out } = await machine(server);
        const { exitCode } = await build(download);
        expect({ evictBefore, round, exitCode, messages }).toMatchObject({ evictBefore, round, exitCode: 0 });
        expect(out('program')).toBe('(source)[source]');
      }
      // Each ran once, and whatever the loss touched once more.
      expect(executed.length).toBeGreaterThanOrEqual(2);
      expect(executed.length).toBeLessThanOrEqual(4);
    }
  },
);

test('what was left on a server that lost it since is made again, once, and told', async () => {
  const { server, executed } = await evictingServer(-1);
  const { build, messages, out } = await machine(server);
  expect((await build('minimal', '//:object')).exitCode).toBe(0);
  server.forget();
  expect((await build('toplevel')).exitCode).toBe(0);
  expect(out('program')).toBe('(source)[source]');
  expect(executed).toEqual(['compile', 'compile', 'link']);
  expect(messages).toEqual([expect.stringMatching(/^\/\/:object: 2 blobs of its outputs got lost; it runs again$/)]);
});

test('a result whose blobs the server lost is a miss for another machine', async () => {
  const { server, executed } = await evictingServer(-1);
  expect((await (await machine(server)).build('all')).exitCode).toBe(0);
  server.forget();
  const { build, out } = await machine(server);
  expect(await build('minimal')).toMatchObject({ exitCode: 0, ran: 2 });
  expect(executed).toEqual(['compile', 'link', 'compile', 'link']);
  expect((await build('all')).exitCode).toBe(0);
  expect(out('program')).toBe('(source)[source]');
});
