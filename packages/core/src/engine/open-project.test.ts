import { existsSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { defineConfig, localEnvironment } from '../environment/define-config.ts';
import { ProjectFixture } from '../project/project.fixture.ts';
import { defineSandboxBackend } from '../sandbox/sandbox-backend.ts';
import { type FakePrograms, fakeCommands } from '../testing/fake-command.ts';
import { FakeSandbox } from '../testing/fake-sandbox.ts';
import { type TemporaryDirectory, temporaryDirectory } from '../testing/temporary-directory.ts';
import { type OpenProject, openProject } from './open-project.ts';

const programs: FakePrograms = {
  upper: ({ arguments: [from = '', to = ''], files }) => ({
    stdout: 'done\n',
    outputs: { [to]: { executable: (files.get(from) ?? '?').toUpperCase() } },
  }),
  list: ({ files }) => ({ outputs: { listing: [...files.keys()].join(' ') } }),
  fail: () => ({ exitCode: 9, stderr: 'no\n' }),
};

const config = defineConfig({ environments: { here: localEnvironment({ sandbox: ['fake'], fingerprint: 'none' }) } });

interface Opened extends AsyncDisposable {
  readonly fixture: ProjectFixture;
  readonly project: OpenProject;
  readonly sandboxes: readonly FakeSandbox[];
}

async function open(files: Readonly<Record<string, string>>, own = true): Promise<Opened> {
  const stack = new AsyncDisposableStack();
  const fixture = stack.use(new ProjectFixture(files));
  const cache: TemporaryDirectory = stack.use(await temporaryDirectory());
  const sandboxes: FakeSandbox[] = [];
  const fake = defineSandboxBackend({
    kind: 'fake',
    apiVersion: 1,
    configSchema: { parse: (input: unknown) => input },
    create: async (_config, { storage }) => {
      const sandbox = new FakeSandbox({ name: 'fake', run: fakeCommands(storage, programs) });
      sandboxes.push(sandbox);
      return sandbox;
    },
  });
  const project = stack.use(
    await openProject(fixture.root, { backends: { fake: async () => fake }, cacheDirectory: cache.path, ...(own ? { config } : {}) }),
  );
  return { fixture, project, sandboxes, [Symbol.asyncDispose]: () => stack.disposeAsync() };
}

test('a command runs on its inputs, and what it made appears; the second time it is found', async () => {
  await using opened = await open({ 'a.txt': 'text', secret: 'x' });
  const { project, fixture, sandboxes } = opened;
  const request = { command: ['upper', 'a.txt', 'b/A.TXT'], inputs: ['a.txt'], outputs: ['b/A.TXT'], environment: 'here' };
  const first = await project.execute(request);
  expect(first).toMatchObject({ exitCode: 0, stdout: 'done\n', stderr: '', origin: { cached: false, sandbox: 'fake' } });
  expect(readFileSync(join(fixture.root, 'out/b/A.TXT'), 'utf8')).toBe('TEXT');
  expect(statSync(join(fixture.root, 'out/b/A.TXT')).mode & 0o100).toBe(0o100);
  expect(await project.execute(request)).toMatchObject({ stdout: 'done\n', origin: { cached: true } });
  writeFileSync(join(fixture.root, 'a.txt'), 'more');
  expect((await project.execute(request)).origin.cached).toBe(false);
  expect(readFileSync(join(fixture.root, 'out/b/A.TXT'), 'utf8')).toBe('MORE');
  expect(sandboxes).toHaveLength(1);
});

test('a folder as input stands for what is in it', async () => {
  await using opened = await open({ 'src/a': '1', 'src/sub/b': '2', '.git/config': 'x', 'src/.git/config': 'x', other: '3' });
  await opened.project.execute({ command: ['list'], inputs: ['src'], outputs: ['listing'], environment: 'here' });
  expect(readFileSync(join(opened.fixture.root, 'out/listing'), 'utf8').split(' ').sort()).toEqual(['src/a', 'src/sub/b']);
});

test('environments and options of the project file are used where the program gives none', async () => {
  await using opened = await open(
    {
      'sandwright.yaml':
        'environments: {there: {type: local_environment, sandbox: [fake], fingerprint: none}}\noptions: {local_cache: false}\n',
    },
    false,
  );
  const request = { command: ['list'], outputs: ['listing'], environment: 'there' };
  await opened.project.execute(request);
  expect((await opened.project.execute(request)).origin.cached).toBe(false);
});

test('a command that fails is a result; what cannot be run, or makes less than it says, is an error', async () => {
  await using opened = await open({ 'a.txt': 'x' });
  const { project, fixture } = opened;
  expect(await project.execute({ command: ['fail'], environment: 'here' })).toMatchObject({ exitCode: 9, stderr: 'no\n' });
  const errors: readonly (readonly [Parameters<OpenProject['execute']>[0], string])[] = [
    [{ command: ['list'], outputs: ['other'], environment: 'here' }, 'OUTPUT_MISSING'],
    [{ command: ['list'], inputs: ['absent'], environment: 'here' }, 'ACTION_INVALID'],
    [{ command: ['list'], inputs: ['../elsewhere'], environment: 'here' }, 'ACTION_INVALID'],
    [{ command: ['list'], outputs: ['../x'], environment: 'here' }, 'ACTION_INVALID'],
    [{ command: ['list'], workingDirectory: '/etc', environment: 'here' }, 'ACTION_INVALID'],
    [{ command: ['list'], environment: 'nowhere' }, 'ENVIRONMENT_UNKNOWN'],
    [{ command: ['list'], environment: 'here', signal: AbortSignal.abort() }, 'CANCELLED'],
  ];
  for (const [request, code] of errors) await expect(project.execute(request)).rejects.toMatchObject({ code });
  expect(existsSync(join(fixture.root, 'out'))).toBe(false);
});

test('an input behind a link is refused: its own path says more', async () => {
  await using opened = await open({ 'real/file': 'x' });
  symlinkSync('real', join(opened.fixture.root, 'link'));
  const request = { command: ['list'], inputs: ['link/file'], environment: 'here' };
  await expect(opened.project.execute(request)).rejects.toMatchObject({ code: 'ACTION_INVALID' });
});

test('disposing ends the sandboxes', async () => {
  const opened = await open({});
  await opened.project.execute({ command: ['fail'], environment: 'here' });
  await opened[Symbol.asyncDispose]();
  expect(opened.sandboxes[0]?.disposed).toBe(1);
});
