import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { BuildEvent } from '@sandwright/core';
import type { RunningServer } from '@sandwright/server';
import { Rig } from '../test-rig/rig.ts';
import { startTestFarm } from './test-farm.ts';

const examples = join(import.meta.dirname, '../../../../examples');
const stack = new AsyncDisposableStack();
let server: RunningServer;

/** A server with a worker in it, which wants a token if one is given. */
async function serve(token?: string): Promise<RunningServer> {
  const folder = await mkdtemp(join(tmpdir(), 'sandwright-join-'));
  stack.defer(() => rm(folder, { recursive: true, force: true }));
  const tokenFile = join(folder, 'tokens');
  if (token !== undefined) await writeFile(tokenFile, `${token}\n`, { mode: 0o600 });
  const farm = await startTestFarm({ worker_concurrency: 2, ...(token === undefined ? {} : { token_file: tokenFile }) });
  return stack.use(farm).server;
}

const environments = `
environments:
  remote:
    type: remote_environment
    fallback_environment: __local__
  only-remote:
    type: remote_environment
  bubblewrap:
    type: local_environment
    sandbox: [bubblewrap]
  chroot:
    type: local_environment
    sandbox: [chroot]
`;

const project = (environment: string) => `${environments}
defaults:
  all: { environment: ${environment} }
targets:
  one:
    command: mkdir -p d/e; cat in > d/e/copy; ln -s e/copy d/link; printf '%s' "$(cat in)!" > file; echo said
    sources: [in]
    outputs: [d, file]
  two:
    command: cat file d/link > both
    dependencies: [":one"]
    outputs: [both]
`;

function rigOf(environment: string, text = 'text'): Rig {
  return new Rig({ 'sandwright.yaml': project(environment), in: text });
}

interface Finished {
  readonly outcome: { readonly status: string; readonly origin?: { readonly where: string; readonly cached: boolean } };
}

const originsOf = (events: readonly BuildEvent[]): readonly string[] =>
  events
    .filter((event) => event.type === 'target-finished')
    .map((event) => {
      const { outcome } = event as unknown as Finished;
      return outcome.origin === undefined ? outcome.status : `${outcome.origin.where}${outcome.origin.cached ? ' cache' : ''}`;
    });

/** Every file of `out/`, with its mode and content. */
function fingerprint(root: string): readonly string[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(root, path)).isFile())
    .sort()
    .map((path) => {
      const hash = createHash('sha256')
        .update(readFileSync(join(root, path)))
        .digest('hex');
      return `${path} ${statSync(join(root, path)).mode & 0o111 ? 'x' : '-'} ${hash}`;
    });
}

const on = (address = server.url) => ({
  SANDWRIGHT_REMOTE_EXECUTION: 'true',
  SANDWRIGHT_REMOTE_STORE_ADDRESS: address,
  SANDWRIGHT_REMOTE_EXECUTION_ADDRESS: address,
  SANDWRIGHT_REMOTE_INSTANCE_NAME: 'main',
});

beforeAll(async () => {
  server = await serve();
});
afterAll(() => stack.disposeAsync());

describe('remote execution', () => {
  test('four settings: targets run there, in dependency order, and their outputs come back', async () => {
    using rig = rigOf('remote');
    const run = await rig.events(['build'], { environment: on() });
    expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(originsOf(run.events)).toEqual(['remote', 'remote']);
    expect(rig.read('out/both')).toBe('text!text');
    const again = await rig.events(['build'], { environment: on() });
    expect(originsOf(again.events)).toEqual(['local cache', 'local cache']);
  });

  test('says "(ran remotely)" of what ran there, and not of what a cache had', async () => {
    using first = rigOf('remote', 'shown');
    expect((await first.run(['build'], { environment: on() })).stdout).toContain('(ran remotely)');
    using second = rigOf('remote', 'shown');
    const run = await second.run(['build'], { environment: on() });
    expect(run.exitCode).toBe(0);
    expect(run.stdout).not.toContain('(ran remotely)');
  });

  test('turned off, the same targets run in the fallback, and without one they say why not', async () => {
    using rig = rigOf('remote');
    const run = await rig.events(['build'], { environment: { ...on(), SANDWRIGHT_REMOTE_EXECUTION: 'false' } });
    expect(run.exitCode).toBe(0);
    expect(originsOf(run.events)).toEqual(['local', 'local']);
    using bare = rigOf('only-remote');
    const refused = await bare.run(['build'], { environment: { ...on(), SANDWRIGHT_REMOTE_EXECUTION: 'false' } });
    expect(refused.exitCode).toBe(4);
  });

  test('a server that is not there: the fallback where there is one, else an error that names the address', async () => {
    const nowhere = on('grpc://127.0.0.1:1');
    using rig = rigOf('remote');
    const run = await rig.events(['build'], { environment: { ...nowhere, SANDWRIGHT_REMOTE_STORE_RPC_RETRIES: '0' } });
    expect(run.exitCode).toBe(0);
    expect(originsOf(run.events)).toEqual(['local', 'local']);
    using bare = rigOf('only-remote');
    const failed = await bare.run(['build'], { environment: { ...nowhere, SANDWRIGHT_REMOTE_STORE_RPC_RETRIES: '0' } });
    expect(failed.exitCode).toBe(3);
    expect(failed.stdout + failed.stderr).toContain('grpc://127.0.0.1:1');
  });

  test('a token that is missing, and one that is right', async () => {
    const guarded = await serve('open-sesame');
    using rig = rigOf('only-remote');
    const refused = await rig.run(['build'], { environment: on(guarded.url) });
    expect(refused.exitCode).toBe(3);
    expect(refused.stdout + refused.stderr).toMatch(/remote_oauth_bearer_token|SANDWRIGHT_AUTH_TOKEN/);
    const run = await rig.events(['build'], { environment: { ...on(guarded.url), SANDWRIGHT_AUTH_TOKEN: 'open-sesame' } });
    expect(originsOf(run.events)).toEqual(['remote', 'remote']);
  });

  test('a command that fails remotely fails the build, with what it said, and is not kept as a success', async () => {
    const failing = `${environments}\ntargets:\n  bad:\n    environment: remote\n    command: echo out; echo trouble >&2; exit 3\n`;
    using rig = new Rig({ 'sandwright.yaml': failing });
    for (let round = 0; round < 2; round += 1) {
      const run = await rig.run(['build'], { environment: on() });
      expect(run.exitCode).toBe(1);
      expect(run.stdout + run.stderr).toContain('trouble');
    }
  });
});

describe('what a server lacks', () => {
  test.each(['no-such-tool --version', '[no-such-tool, --version]'])('a tool that is missing there is named: %s', async (command) => {
    using rig = new Rig({ 'sandwright.yaml': `${environments}\ntargets:\n  t:\n    environment: only-remote\n    command: ${command}\n` });
    const run = await rig.run(['build'], { environment: on() });
    expect(run.exitCode).toBe(1);
    expect(run.stdout + run.stderr).toContain('"no-such-tool" is not there on the workers');
  });
});

describe('remote caching', () => {
  const cache = (read: boolean, write: boolean) => ({
    SANDWRIGHT_REMOTE_STORE_ADDRESS: server.url,
    SANDWRIGHT_REMOTE_INSTANCE_NAME: 'cache',
    SANDWRIGHT_REMOTE_CACHE_READ: String(read),
    SANDWRIGHT_REMOTE_CACHE_WRITE: String(write),
  });
  const build = async (text: string, read: boolean, write: boolean) => {
    using rig = rigOf('__local__', text);
    const run = await rig.events(['build'], { environment: cache(read, write) });
    expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(rig.read('out/both')).toBe(`${text}!${text}`);
    return originsOf(run.events);
  };

  test('what one machine built, another finds; nothing is written or read where that is forbidden', async () => {
    expect(await build('shared', true, false)).toEqual(['local', 'local']);
    expect(await build('shared', true, true)).toEqual(['local', 'local']);
    expect(await build('shared', false, true)).toEqual(['local', 'local']);
    expect(await build('shared', true, false)).toEqual(['remote cache', 'remote cache']);
  });

  test('a cache that is not there is told of, and the build goes on', async () => {
    using rig = rigOf('__local__', 'alone');
    const environment = {
      ...cache(true, true),
      SANDWRIGHT_REMOTE_STORE_ADDRESS: 'grpc://127.0.0.1:1',
      SANDWRIGHT_REMOTE_STORE_RPC_RETRIES: '0',
    };
    const run = await rig.events(['build'], { environment });
    expect(run.exitCode).toBe(0);
    expect(originsOf(run.events)).toEqual(['local', 'local']);
    expect(run.stderr).toContain('remote cache');
    using silent = rigOf('__local__', 'alone');
    expect((await silent.run(['build'], { environment: { ...environment, SANDWRIGHT_REMOTE_CACHE_WARNINGS: 'ignore' } })).stderr).toBe('');
  });
});

describe('local equals remote', () => {
  test('the example has the same outputs, to the byte, in bubblewrap, chroot and remote', async () => {
    const built: (readonly string[])[] = [];
    for (const environment of ['bubblewrap', 'chroot', 'only-remote']) {
      using rig = new Rig();
      cpSync(join(examples, 'hello'), rig.root, { recursive: true });
      rig.write('sandwright.yaml', `${rig.read('sandwright.yaml')}${environments}defaults:\n  all: { environment: ${environment} }\n`);
      const run = await rig.events(['build'], { environment: on() });
      expect({ environment, exitCode: run.exitCode, stderr: run.stderr }).toEqual({ environment, exitCode: 0, stderr: '' });
      expect(new Set(originsOf(run.events))).toEqual(new Set([environment === 'only-remote' ? 'remote' : 'local']));
      built.push(fingerprint(rig.path('out')));
    }
    expect(built[0]?.length).toBeGreaterThan(0);
    expect(built[1]).toEqual(built[0]);
    expect(built[2]).toEqual(built[0]);
  });
});
