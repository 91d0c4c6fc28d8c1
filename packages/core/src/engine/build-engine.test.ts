import { existsSync, lstatSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { digestOf } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import type { FakeInputs, FakeOutcome, FakePrograms } from '../testing/fake-command.ts';
import { FakeSandbox } from '../testing/fake-sandbox.ts';
import { abortError } from '../util/abort.ts';
import { EngineRig, fixedEnvironment } from './engine-rig.ts';

/** `cc OUT IN...`: an object is its inputs in brackets, comments dropped; `fail`, `forget`, `hang` do as they say. */
const programs: FakePrograms = {
  cc: ({ arguments: [out = '', ...inputs], files, action }: FakeInputs): FakeOutcome => {
    const texts: string[] = [];
    for (const name of inputs) {
      const path = action.command.workingDirectory === '' ? name : `${action.command.workingDirectory}/${name}`;
      const text = files.get(path);
      if (text === undefined) return { exitCode: 1, stderr: `cc: error: ${name}: No such file or directory\n` };
      texts.push(text.replace(/#.*/u, '').trim());
    }
    return { outputs: { [out]: `[${texts.join('+')}]` } };
  },
  tree: () => ({
    outputs: { tree: { folder: { a: 'A', sub: { folder: { run: { executable: 'R' }, link: { link: '../a' } } }, empty: { folder: {} } } } },
  }),
  list: ({ files, folders }) => ({
    outputs: { listing: [...files.keys(), ...[...folders].map((folder) => `${folder}/`)].sort().join('\n') },
  }),
  fail: ({ arguments: [code = '1'] }) => ({ exitCode: Number(code), stdout: 'said\n', stderr: 'wrong\n' }),
  forget: () => ({ outputs: { other: 'x' } }),
  env: ({ environment }) => ({ outputs: { env: [...environment].map(([name, value]) => `${name}=${value}`).join('\n') } }),
  hang: ({ signal }) =>
    new Promise((_resolve, reject) => {
      signal?.addEventListener('abort', () => reject(abortError(signal)));
    }),
};

const hello = {
  'sandwright.yaml': `targets:
  hello: {command: [cc, hello, main.c, lib/greet.o], sources: [main.c], dependencies: ["//lib:greet"], outputs: [hello]}
`,
  'lib/BUILD.yaml': `targets:
  greet: {command: [cc, greet.o, greet.c], sources: [greet.c], outputs: [greet.o]}
`,
  'main.c': 'main',
  'lib/greet.c': 'greet # comment',
};

const out = (rig: EngineRig, path: string): string => readFileSync(join(rig.project.root, 'out', path), 'utf8');
const finished = (rig: EngineRig) => rig.events.filter((event) => event.type === 'target-finished');

test('targets are built after what they need, and their outputs appear', async () => {
  using rig = new EngineRig(hello, programs);
  const summary = await rig.build();
  expect(summary).toMatchObject({ succeeded: 2, failed: 0, ran: 2, cached: 0, exitCode: 0 });
  expect(rig.ran()).toEqual(['cc greet.o greet.c', 'cc hello main.c lib/greet.o']);
  expect([out(rig, 'hello'), out(rig, 'lib/greet.o')]).toEqual(['[main+[greet]]', '[greet]']);
  expect(rig.events.map((event) => event.type)).toEqual(expect.arrayContaining(['build-started', 'environment-chosen', 'target-stage']));
  expect(rig.events.at(-1)).toMatchObject({ type: 'build-finished', succeeded: 2, ran: 2, cached: 0 });
});

test('only what was asked for and what it needs', async () => {
  using rig = new EngineRig(hello, programs);
  expect((await rig.build({ targets: ['//lib:greet'] })).succeeded).toBe(1);
  expect(existsSync(join(rig.project.root, 'out/hello'))).toBe(false);
});

test('a second build runs nothing and touches nothing', async () => {
  using rig = new EngineRig(hello, programs);
  await rig.build();
  rig.ran();
  const before = lstatSync(join(rig.project.root, 'out/hello'));
  const summary = await rig.build();
  const after = lstatSync(join(rig.project.root, 'out/hello'));
  expect(rig.ran()).toEqual([]);
  expect(summary).toMatchObject({ succeeded: 2, ran: 0, cached: 2 });
  expect([after.ino, after.ctimeMs]).toEqual([before.ino, before.ctimeMs]);
  expect(finished(rig)[0]?.outcome).toMatchObject({ status: 'succeeded', origin: { where: 'local', cached: true } });
});

test('a deleted output is restored without running anything', async () => {
  using rig = new EngineRig(hello, programs);
  await rig.build();
  rig.ran();
  rmSync(join(rig.project.root, 'out'), { recursive: true });
  await rig.build();
  expect(rig.ran()).toEqual([]);
  expect(out(rig, 'hello')).toBe('[main+[greet]]');
});

test('what changed is built again, and what depends on it only if the output differs', async () => {
  using rig = new EngineRig(hello, programs);
  await rig.build();
  rig.ran();
  rig.project.write({ 'lib/greet.c': 'greet # other comment' });
  expect(await rig.build()).toMatchObject({ ran: 1, cached: 1 });
  expect(rig.ran()).toEqual(['cc greet.o greet.c']);
  rig.project.write({ 'lib/greet.c': 'salute' });
  expect(await rig.build()).toMatchObject({ ran: 2 });
  expect(out(rig, 'hello')).toBe('[main+[salute]]');
});

test('force runs everything', async () => {
  using rig = new EngineRig(hello, programs);
  await rig.build();
  expect(await rig.build({ force: true })).toMatchObject({ ran: 2, cached: 0 });
});

test('folders, links and bits go from target to target; what nobody declared is not there', async () => {
  using rig = new EngineRig(
    {
      'sandwright.yaml': `targets:
  list: {command: [list], sources: [link, run.sh], dependencies: ["//a/b:tree"], outputs: [listing]}
`,
      'a/b/BUILD.yaml': 'targets: {tree: {command: [tree], sources: [hidden], outputs: [tree]}}',
      'c/BUILD.yaml': 'targets: {further: {command: [list], dependencies: ["//:list"], outputs: [listing]}}',
      'a/b/hidden': 'x',
      'run.sh': 'y',
      undeclared: 'z',
      link: '-> run.sh',
    },
    programs,
  );
  expect(await rig.build()).toMatchObject({ succeeded: 3 });
  expect(out(rig, 'listing').split('\n')).toEqual([
    'a/',
    'a/b/',
    'a/b/tree/',
    'a/b/tree/a',
    'a/b/tree/empty/',
    'a/b/tree/sub/',
    'a/b/tree/sub/link',
    'a/b/tree/sub/run',
    'link',
    'run.sh',
  ]);
  // Only what direct dependencies made; and the folder in which the command runs is there even if it is empty.
  expect(out(rig, 'c/listing').split('\n')).toEqual(['c/', 'listing']);
  expect(lstatSync(join(rig.project.root, 'out/a/b/tree/sub/run')).mode & 0o111).toBe(0o111);
});

test('the environment is what was declared, and a search path', async () => {
  const variables = [
    { name: 'A', value: 'environment' },
    { name: 'B', value: 'environment' },
  ];
  using rig = new EngineRig(
    {
      'sandwright.yaml': 'targets: {plain: {command: [env], outputs: [env]}}',
      'a/BUILD.yaml': 'targets: {own: {command: [env], outputs: [env], env: {PATH: /mine, B: target}}}',
    },
    programs,
    ({ sandbox }) => ({ environments: fixedEnvironment({ sandbox, variables }) }),
  );
  await rig.build();
  expect(out(rig, 'env').split('\n')).toEqual(['A=environment', 'B=environment', 'PATH=/usr/local/bin:/usr/bin:/bin']);
  expect(out(rig, 'a/env').split('\n')).toEqual(['A=environment', 'B=target', 'PATH=/mine']);
});

test('a command that fails: its code, its output, its dependents skipped, nothing stored, old outputs left', async () => {
  using rig = new EngineRig(
    {
      ...hello,
      'x/BUILD.yaml': `targets:
  bad: {command: [fail, "7"], outputs: [never]}
  after: {command: [cc, o, never], dependencies: [":bad"], outputs: [o]}
`,
    },
    programs,
  );
  const summary = await rig.build({ keepGoing: true });
  expect(summary).toMatchObject({ succeeded: 2, failed: 1, skipped: 1, exitCode: 1 });
  expect(summary.outcomes.get('//x:bad')).toMatchObject({
    status: 'failed',
    code: 'ACTION_FAILED',
    exitCode: 7,
    command: 'fail 7',
  });
  expect(summary.outcomes.get('//x:after')).toEqual({ status: 'skipped', reason: '//x:bad did not succeed' });
  expect(finished(rig).find((event) => event.target === '//x:bad')).toMatchObject({ stdout: 'said\n', stderr: 'wrong\n' });
  expect(finished(rig)).toHaveLength(4);
  rig.ran();
  await rig.build({ keepGoing: true });
  expect(rig.ran()).toEqual(['fail 7']);
});

test('a declared output that was not made is a failure that names it, and is not stored', async () => {
  using rig = new EngineRig({ 'sandwright.yaml': 'targets: {t: {command: [forget], outputs: [made, other]}}' }, programs);
  for (const _round of [1, 2]) {
    const { outcomes, exitCode } = await rig.build();
    expect(outcomes.get('//:t')).toMatchObject({ code: 'OUTPUT_MISSING', message: expect.stringContaining('did not make made') });
    expect(exitCode).toBe(1);
    expect(rig.ran()).toEqual(['forget']);
  }
  expect(existsSync(join(rig.project.root, 'out'))).toBe(false);
});

test('after a failure nothing else starts, not even what waits for a slot', async () => {
  const many = Array.from({ length: 30 }, (_, index) => `  t${index}: {command: [cc, o${index}], outputs: [o${index}]}\n`).join('');
  using rig = new EngineRig(
    { 'sandwright.yaml': `targets:\n  a: {command: [fail]}\n${many}` },
    {
      ...programs,
      cc: async (inputs) => {
        await new Promise((resolve) => setTimeout(resolve, 5));
        return { outputs: { [inputs.arguments[0] ?? '']: '' } };
      },
    },
  );
  const summary = await rig.build();
  expect(rig.ran().length).toBeLessThan(6);
  expect(summary.failed).toBe(1);
  expect(summary.succeeded + summary.failed + summary.skipped).toBe(31);
  expect(finished(rig)).toHaveLength(31);
});

test('a cancelled build stops what runs, starts nothing, and tells of every target', async () => {
  using rig = new EngineRig(
    { 'sandwright.yaml': `targets:\n${Array.from({ length: 20 }, (_, index) => `  t${index}: {command: [hang, "${index}"]}\n`).join('')}` },
    programs,
  );
  const abort = new AbortController();
  setTimeout(() => abort.abort(new SandwrightError('CANCELLED', 'interrupted')), 30);
  const summary = await rig.build({ signal: abort.signal });
  expect(summary).toMatchObject({ cancelled: 20, failed: 0, skipped: 0, exitCode: 130 });
  expect(rig.sandbox.running).toBe(0);
  expect(rig.ran()).toHaveLength(2);
  expect(finished(rig)).toHaveLength(20);
});

test('a command that takes too long is a failure', async () => {
  using rig = new EngineRig({ 'sandwright.yaml': 'targets: {slow: {command: [hang], timeout: 20ms}}' }, programs);
  const { outcomes, exitCode } = await rig.build();
  expect(outcomes.get('//:slow')).toMatchObject({ status: 'failed', code: 'TIMED_OUT' });
  expect(exitCode).toBe(1);
});

test('never more commands at once than jobs', async () => {
  const many = Array.from({ length: 20 }, (_, index) => `  t${index}: {command: [slow, "${index}"]}\n`).join('');
  using rig = new EngineRig(
    { 'sandwright.yaml': `targets:\n${many}` },
    { slow: async () => new Promise((resolve) => setTimeout(() => resolve({}), 2)) },
    () => ({ jobs: 3 }),
  );
  await rig.build();
  expect(rig.sandbox.mostAtOnce).toBe(3);
});

test('sources that are not there are told all at once, before anything runs', async () => {
  using rig = new EngineRig({ 'sandwright.yaml': 'targets: {t: {command: [cc, o, "*.c"], sources: ["*.c"], outputs: [o]}}' }, programs);
  await expect(rig.build()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  expect(rig.ran()).toEqual([]);
});

test('results whose blobs are gone count as none', async () => {
  using rig = new EngineRig(hello, programs);
  await rig.build();
  rmSync(join(rig.project.root, 'out'), { recursive: true });
  rig.storage.forget();
  expect(await rig.build()).toMatchObject({ succeeded: 2, ran: 2 });
  expect(out(rig, 'hello')).toBe('[main+[greet]]');
});

test("a dependency's output that is lost before it is used is made again", async () => {
  using rig = new EngineRig(hello, programs);
  await rig.build();
  rig.ran();
  rig.project.write({ 'main.c': 'new' });
  let lost = false;
  rig.onEvent = (event) => {
    if (event.type !== 'target-finished' || event.target !== '//lib:greet' || lost) return;
    lost = true;
    rig.storage.forget(digestOf(Buffer.from('[greet]')));
  };
  expect(await rig.build()).toMatchObject({ succeeded: 2 });
  expect(lost).toBe(true);
  expect(rig.ran()).toEqual(['cc greet.o greet.c', 'cc hello main.c lib/greet.o']);
  expect(out(rig, 'hello')).toBe('[new+[greet]]');
});

test('a cached output that cannot be read is made again', async () => {
  using rig = new EngineRig(hello, programs);
  await rig.build();
  rig.ran();
  rmSync(join(rig.project.root, 'out'), { recursive: true });
  rig.onEvent = (event) => {
    // After the look-up, before the output is put in place.
    if (event.type === 'target-stage' && event.target === '//lib:greet')
      queueMicrotask(() => rig.storage.forget(digestOf(Buffer.from('[greet]'))));
  };
  rig.storage.findMissing = async () => [];
  expect(await rig.build({ targets: ['//lib:greet'] })).toMatchObject({ succeeded: 1 });
  expect(rig.ran()).toEqual(['cc greet.o greet.c']);
  expect(out(rig, 'lib/greet.o')).toBe('[greet]');
});

test('an environment that cannot be used falls back, and the result says so', async () => {
  const broken = new FakeSandbox({
    run: () => Promise.reject(new SandwrightError('REMOTE_UNAVAILABLE', 'connection refused', { retryable: false })),
  });
  using rig = new EngineRig(hello, programs, ({ sandbox }) => ({
    environments: fixedEnvironment({ name: 'remote', where: 'remote', sandbox: broken }, { name: 'local', sandbox }),
  }));
  const { outcomes } = await rig.build();
  expect(outcomes.get('//lib:greet')).toMatchObject({
    status: 'succeeded',
    origin: { where: 'local', skipped: [{ candidate: 'remote', cause: 'unreachable', reason: 'connection refused' }] },
  });
});

test('the salt and the platform of a candidate are part of the key', async () => {
  const digests = new Set<string>();
  for (const salt of ['one', 'other']) {
    using rig = new EngineRig(hello, programs, ({ sandbox }) => ({
      environments: fixedEnvironment({ sandbox, salt: Buffer.from(salt), platform: [{ name: 'OSFamily', value: 'linux' }] }),
    }));
    await rig.build();
    for (const action of rig.sandbox.executed) {
      digests.add(action.digest.hash);
      expect(action.platform).toEqual([{ name: 'OSFamily', value: 'linux' }]);
    }
  }
  expect(digests.size).toBe(4);
});

test('two builds of one project at once', async () => {
  using rig = new EngineRig(hello, programs);
  const summaries = await Promise.all([rig.build(), rig.build()]);
  expect(summaries.map((summary) => summary.succeeded)).toEqual([2, 2]);
  expect(out(rig, 'hello')).toBe('[main+[greet]]');
});

test('a symbolic link at out is refused before anything runs', async () => {
  using rig = new EngineRig(hello, programs);
  symlinkSync('/tmp', join(rig.project.root, 'out'));
  await expect(rig.build()).rejects.toMatchObject({ code: 'STORAGE_FAILED' });
  expect(rig.ran()).toEqual([]);
});

test('an output that cannot be put in place is a failure of its target', async () => {
  using rig = new EngineRig(hello, programs);
  await rig.build();
  rig.storage.readBatch = () => Promise.reject(Object.assign(new Error('ENOSPC: no space left'), { code: 'ENOSPC', syscall: 'write' }));
  rmSync(join(rig.project.root, 'out'), { recursive: true });
  const { outcomes, exitCode } = await rig.build();
  expect(outcomes.get('//lib:greet')).toMatchObject({ status: 'failed', code: 'RESOURCE_EXHAUSTED' });
  expect(exitCode).toBe(3);
});

test('a file that is in the project and not declared: the line to add', async () => {
  using rig = new EngineRig(
    {
      'sandwright.yaml': 'targets:\n  t: {command: [cc, o, main.c, extra.c], sources: [main.c], outputs: [o]}\n',
      'a/BUILD.yaml': 'targets:\n  u: {command: [cc, o, ../t2.o], outputs: [o]}\n',
      'b/BUILD.yaml': 'targets:\n  v: {command: [cc, p, made.o], outputs: [p]}\n  made: {command: [cc, made.o], outputs: [made.o]}\n',
      'main.c': 'm',
      'extra.c': 'e',
    },
    programs,
  );
  const { outcomes } = await rig.build({ keepGoing: true });
  expect(outcomes.get('//:t')).toMatchObject({
    hint: 'extra.c is not declared: add "extra.c" to sources of //:t (sandwright.yaml:2)',
  });
  expect(outcomes.get('//b:v')).toMatchObject({
    hint: 'b/made.o is made by //b:made: add "//b:made" to dependencies of //b:v (b/BUILD.yaml:2)',
  });
  expect(outcomes.get('//a:u')).not.toHaveProperty('hint');
});

test('output of what succeeded is told if it was asked for, also from the cache', async () => {
  using rig = new EngineRig({ 'sandwright.yaml': 'targets: {t: {command: [say], test: true}}' }, { say: () => ({ stdout: 'hello\n' }) });
  await rig.build({ output: 'all' });
  expect(finished(rig)[0]).toMatchObject({ stdout: 'hello\n', test: true });
  await rig.build({ output: 'all' });
  expect(finished(rig)[0]).toMatchObject({ stdout: 'hello\n', outcome: { origin: { cached: true } } });
  await rig.build();
  expect(finished(rig)[0]).toMatchObject({ stdout: '' });
});

test('a source that changes between looking and reading is looked at again', async () => {
  using rig = new EngineRig(hello, programs);
  const findMissing = rig.storage.findMissing.bind(rig.storage);
  let changed = false;
  rig.storage.findMissing = async (digests, options) => {
    if (!changed) writeFileSync(join(rig.project.root, 'lib/greet.c'), 'changed');
    changed = true;
    return await findMissing(digests, options);
  };
  expect(await rig.build()).toMatchObject({ succeeded: 2 });
  expect(out(rig, 'hello')).toBe('[main+[changed]]');
});

test('what an environment turned out to be is told once, with what was skipped', async () => {
  const broken = new FakeSandbox({
    run: () => Promise.reject(new SandwrightError('SANDBOX_UNAVAILABLE', 'bubblewrap: no', { details: { reason: 'no user namespaces' } })),
  });
  using rig = new EngineRig(hello, programs, ({ sandbox }) => ({
    environments: fixedEnvironment({ name: 'local: bubblewrap', sandbox: broken }, { name: 'local: chroot', sandbox }),
  }));
  await rig.build();
  expect(rig.events.filter((event) => event.type === 'environment-chosen')).toEqual([
    {
      type: 'environment-chosen',
      environment: '__local__',
      candidate: 'local: chroot',
      skipped: [{ candidate: 'local: bubblewrap', cause: 'sandbox_unavailable', reason: 'no user namespaces' }],
    },
  ]);
});

test('nothing left to try: the failure tells of every candidate', async () => {
  const broken = new FakeSandbox({ run: () => Promise.reject(new SandwrightError('SANDBOX_UNAVAILABLE', 'chroot: not root')) });
  let asked = 0;
  using rig = new EngineRig(hello, programs, () => {
    const fixed = fixedEnvironment({ name: 'local: chroot', sandbox: broken });
    return {
      environments: {
        ...fixed,
        resolve: async (name) => {
          asked += 1;
          if (asked > 1) throw new SandwrightError('SANDBOX_UNAVAILABLE', 'nothing is left to try: bubblewrap …; chroot …');
          return await fixed.resolve(name);
        },
      },
    };
  });
  const { outcomes, exitCode } = await rig.build();
  expect(outcomes.get('//lib:greet')).toMatchObject({
    code: 'SANDBOX_UNAVAILABLE',
    message: 'nothing is left to try: bubblewrap …; chroot …',
  });
  expect(exitCode).toBe(4);
});
