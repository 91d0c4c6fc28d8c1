import { existsSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BuildEvent } from '@sandwright/core';
import { assetHandlers, ScriptedExecutionServer } from '@sandwright/sandbox-remote/testing';
import { Rig } from '../test-rig/rig.ts';
import { startTestFarm, type TestFarm } from './test-farm.ts';

const stack = new AsyncDisposableStack();
let first: TestFarm;
let second: TestFarm;
/** The address of a server with everything but that. */
let withoutAssets: string;

beforeAll(async () => {
  first = stack.use(await startTestFarm());
  second = stack.use(await startTestFarm());
  withoutAssets = stack.use(await ScriptedExecutionServer.start()).address;
});
afterAll(async () => {
  await stack.disposeAsync();
});

const nowhere = 'grpc://127.0.0.1:1';
const targets = `
targets:
  library:
    command: echo built the library; echo and warned >&2; mkdir -p folder/deep; cp in folder/deep/copy; ln -s deep/copy folder/link; cp in file; chmod +x file
    sources: [in]
    outputs: [folder, file]
  program:
    command: cat folder/link file > program
    dependencies: [":library"]
    outputs: [program]
`;

interface Listed {
  readonly address: string;
  readonly push?: boolean;
}
const rigWith = (text: string, ...servers: readonly Listed[]) =>
  new Rig({ 'sandwright.yaml': `artifacts: ${JSON.stringify({ servers })}\n${targets}`, in: text });

const originsOf = (events: readonly BuildEvent[]) =>
  events.flatMap((event) =>
    event.type === 'target-finished' && event.outcome.status === 'succeeded'
      ? [`${event.outcome.origin.where} ${event.outcome.origin.cached}`]
      : [],
  );
const ran = ['local false', 'local false'];
const pulled = ['remote true', 'remote true'];

async function build(rig: Rig, ...argv: readonly string[]) {
  const run = await rig.events(['build', ...argv]);
  expect({ exitCode: run.exitCode, stdout: run.exitCode === 0 ? '' : run.stdout }).toEqual({ exitCode: 0, stdout: '' });
  return { origins: originsOf(run.events), stderr: run.stderr };
}

describe('artifact servers', () => {
  test('what one machine built and pushed, another pulls instead of building it, whole', async () => {
    using maker = rigWith('pushed', { address: first.server.url, push: true });
    expect(await build(maker)).toEqual({ origins: ran, stderr: '' });
    using other = rigWith('pushed', { address: nowhere }, { address: first.server.url });
    const run = await build(other);
    expect(run.origins).toEqual(pulled);
    expect(run.stderr).toContain(`the artifact server ${nowhere} is left alone`);
    expect(other.read('out/program')).toBe('pushedpushed');
    expect(other.read('out/folder/link')).toBe('pushed');
    // It is in the cache of this machine now.
    rmSync(other.path('out'), { recursive: true });
    expect((await build(other)).origins).toEqual(['local true', 'local true']);
  });

  test('nothing is pushed where push is not set, and to all where it is', async () => {
    using maker = rigWith('two', { address: first.server.url }, { address: second.server.url, push: true });
    expect((await build(maker)).origins).toEqual(ran);
    using fromFirst = rigWith('two', { address: first.server.url });
    expect((await build(fromFirst)).origins).toEqual(ran);
    using fromSecond = rigWith('two', { address: second.server.url });
    expect((await build(fromSecond)).origins).toEqual(pulled);
  });

  test('a server without a Remote Asset API and one that is down are told of once, and the build goes on', async () => {
    using rig = rigWith(
      'trouble',
      { address: withoutAssets, push: true },
      { address: nowhere, push: true },
      { address: first.server.url, push: true },
    );
    const { origins, stderr } = await build(rig);
    expect(origins).toEqual(ran);
    expect(stderr.match(/it has no Remote Asset API/g)).toHaveLength(1);
    expect(stderr.match(/artifact server grpc:\/\/127\.0\.0\.1:1 is left alone/g)).toHaveLength(1);
    using other = rigWith('trouble', { address: first.server.url });
    expect((await build(other)).origins).toEqual(pulled);
  });

  test('a result whose blobs the server no longer has is built', async () => {
    const short = await startTestFarm();
    const { port } = new URL(short.server.url);
    using maker = rigWith('lost', { address: short.server.url, push: true });
    await build(maker);
    await short[Symbol.asyncDispose]();
    await using _ = await startTestFarm({ listen: `127.0.0.1:${port}` });
    using other = rigWith('lost', { address: short.server.url });
    expect(await build(other)).toEqual({ origins: ran, stderr: '' });
  });

  test('what ran remotely is pushed as if it had been built here', async () => {
    using maker = rigWith('remotely', { address: second.server.url, push: true });
    const remote = 'environments: { far: { type: remote_environment } }\ndefaults: { all: { environment: far } }\n';
    maker.write('sandwright.yaml', `${maker.read('sandwright.yaml')}${remote}`);
    const on = {
      SANDWRIGHT_REMOTE_EXECUTION: 'true',
      SANDWRIGHT_REMOTE_STORE_ADDRESS: first.server.url,
      SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: first.server.url,
    };
    const run = await maker.events(['build', '--download=minimal'], { environment: on });
    expect(originsOf(run.events)).toEqual(['remote false', 'remote false']);
    // The farm is not there for this one; the artifacts are.
    using other = rigWith('remotely', { address: second.server.url });
    other.write('sandwright.yaml', maker.read('sandwright.yaml'));
    const gone = { ...on, SANDWRIGHT_REMOTE_STORE_ADDRESS: nowhere, SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: nowhere };
    expect(originsOf((await other.events(['build'], { environment: gone })).events)).toEqual(pulled);
    expect(other.read('out/program')).toBe('remotelyremotely');
  });
});

describe('sandwright artifact', () => {
  test('push sends what was built before, pull brings it without running anything, log prints what was printed', async () => {
    using maker = rigWith('by hand', { address: second.server.url });
    await build(maker);
    maker.write('sandwright.ci.yaml', `artifacts: ${JSON.stringify({ servers: [{ address: second.server.url, push: true }] })}\n`);
    const pushed = await maker.run(['artifact', 'push', '//:library', '--config=sandwright.ci.yaml']);
    expect({ exitCode: pushed.exitCode, stderr: pushed.stderr }).toEqual({ exitCode: 0, stderr: `${second.server.url}: 1 pushed\n` });
    using other = rigWith('by hand', { address: second.server.url });
    const log = await other.run(['artifact', 'log', '//:library']);
    expect({ exitCode: log.exitCode, stdout: log.stdout, stderr: log.stderr }).toEqual({
      exitCode: 0,
      stdout: 'built the library\n',
      stderr: 'and warned\n',
    });
    const brought = await other.run(['artifact', 'pull', '//:library']);
    expect({ exitCode: brought.exitCode, stderr: brought.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(other.read('out/file')).toBe('by hand');
    // Its dependency is there; it is not.
    const missing = await other.run(['artifact', 'pull', '//:program']);
    expect({ exitCode: missing.exitCode, built: existsSync(other.path('out/program')) }).toEqual({ exitCode: 1, built: false });
    expect(missing.stdout).toContain('its result is neither here nor on an artifact server');
    expect((await other.run(['artifact', 'log', '//:program'])).exitCode).toBe(1);
  });

  test('pull goes to the next server where one has lost part of a result, and is a failure where nobody has it whole', async () => {
    await using small = await ScriptedExecutionServer.start({ handlers: assetHandlers() });
    using maker = rigWith('lost there', { address: small.address, push: true }, { address: second.server.url, push: true });
    await build(maker);
    small.forget();
    using other = rigWith('lost there', { address: small.address }, { address: second.server.url });
    const pull = await other.run(['artifact', 'pull', '//:library']);
    expect({ exitCode: pull.exitCode, made: other.read('out/file') }).toEqual({ exitCode: 0, made: 'lost there' });
    expect(pull.stderr).toContain(`the artifact server ${small.address} has lost part of a result`);
    using third = rigWith('lost there', { address: small.address });
    const failed = await third.run(['artifact', 'pull', '//:library']);
    expect({ exitCode: failed.exitCode, made: existsSync(third.path('out/file')) }).toEqual({ exitCode: 1, made: false });
    expect(failed.stdout).toContain('its result is neither here nor on an artifact server');
  });

  test('list-contents says what is in a result, here or there, and leaves out/ as it is', async () => {
    using maker = rigWith('contents', { address: second.server.url, push: true });
    await build(maker);
    using other = rigWith('contents', { address: second.server.url });
    const names = ['file', 'folder', 'folder/deep', 'folder/deep/copy', 'folder/link'];
    for (const rig of [other, maker]) {
      expect(await rig.run(['artifact', 'list-contents', '//:library'])).toMatchObject({
        exitCode: 0,
        stdout: `//:library:\n${names.map((name) => `\t${name}\n`).join('')}`,
        stderr: '',
      });
    }
    expect(existsSync(other.path('out'))).toBe(false);
    const long = await other.run(['artifact', 'list-contents', '--long', '//:library']);
    expect(long.stdout.split('\n')).toEqual([
      '//:library:',
      '\t-rwxr-xr-x           8  file',
      '\tdrwxr-xr-x              folder',
      '\tdrwxr-xr-x              folder/deep',
      '\t-rw-r--r--           8  folder/deep/copy',
      '\tlrwxrwxrwx              folder/link -> deep/copy',
      '',
    ]);
    using nobody = rigWith('contents, but others', { address: second.server.url });
    expect(await nobody.run(['artifact', 'list-contents', '//:library'])).toMatchObject({
      exitCode: 1,
      stdout: '',
      stderr: expect.stringContaining('//:library'),
    });
  });

  test('push fails where a server does not take it, and where none does', async () => {
    using rig = rigWith('refused', { address: nowhere, push: true }, { address: first.server.url, push: true });
    const run = await rig.run(['artifact', 'push', '//:library']);
    expect(run.exitCode).toBe(3);
    expect(run.stderr).toContain(`${nowhere}: 0 pushed, 1 failed\n${first.server.url}: 1 pushed\n`);
    using readOnly = rigWith('refused', { address: first.server.url });
    expect(await readOnly.run(['artifact', 'push', '//:library'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('push: true'),
    });
    using none = new Rig({ 'sandwright.yaml': targets, in: '' });
    expect(await none.run(['artifact', 'pull', '//:library'])).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining('artifacts:'),
    });
  });

  test('a wrong declaration is told with its place', async () => {
    using rig = new Rig({ 'sandwright.yaml': `artifacts:\n  servers:\n    - address: http://x\n      pusch: true\n${targets}`, in: '' });
    const run = await rig.run(['build']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/sandwright\.yaml:3:\d+.*must begin with grpc:\/\//);
    expect(run.stderr).toMatch(/sandwright\.yaml:4:\d+.*push/);
  });
});
