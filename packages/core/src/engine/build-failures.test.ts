import { existsSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { digestOf } from '../digest/digest.ts';
import { SandwrightError } from '../errors/sandwright-error.ts';
import { FakeSandbox } from '../testing/fake-sandbox.ts';
import { waitUntil } from '../testing/wait-until.ts';
import { EngineRig, fixedEnvironment } from './engine-rig.ts';
import { finished, hello, programs } from './sample-project.ts';

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
  const building = rig.build({ signal: abort.signal });
  await waitUntil(() => rig.sandbox.running === 2, 'both slots to be taken');
  abort.abort(new SandwrightError('CANCELLED', 'interrupted'));
  const summary = await building;
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

test('sources that are not there are told all at once, before anything runs', async () => {
  using rig = new EngineRig({ 'sandwright.yaml': 'targets: {t: {command: [cc, o, "*.c"], sources: ["*.c"], outputs: [o]}}' }, programs);
  await expect(rig.build()).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  expect(rig.ran()).toEqual([]);
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

test('of long output the end is shown, and what is left out is counted', async () => {
  const line = 'x'.repeat(1024);
  using rig = new EngineRig(
    { 'sandwright.yaml': 'targets: {t: {command: [say]}}' },
    { say: () => ({ exitCode: 1, stderr: `${`${line}\n`.repeat(2000)}the end` }) },
  );
  await rig.build();
  const { stderr } = finished(rig)[0] ?? { stderr: '' };
  expect(stderr.length).toBeLessThan(1024 * 1024 + 100);
  expect(stderr).toMatch(/^\[1001431 bytes before this are not shown\]\n/u);
  expect(stderr.endsWith('the end')).toBe(true);
});

test('a command ended by a signal, or by a limit, says so', async () => {
  using rig = new EngineRig({ 'sandwright.yaml': 'targets: {a: {command: [killed]}, b: {command: [large]}}' }, programs, () => ({
    environments: fixedEnvironment({
      sandbox: new FakeSandbox({
        run: (action) =>
          action.command.arguments[0] === 'killed'
            ? { exitCode: 137 }
            : { exitCode: 137, metadata: { worker: 'w', limitExceeded: 'memory' } },
      }),
    }),
  }));
  const { outcomes } = await rig.build({ keepGoing: true });
  expect(outcomes.get('//:a')).toMatchObject({ message: 'the command was ended by SIGKILL (exit 137)' });
  expect(outcomes.get('//:b')).toMatchObject({ message: 'the command was ended: it went over its limit of memory' });
});

test('what a result brings and nobody declared is not taken', async () => {
  using rig = new EngineRig({ 'sandwright.yaml': 'targets: {t: {command: [x], outputs: [a]}}' }, programs, ({ storage }) => ({
    environments: fixedEnvironment({
      sandbox: new FakeSandbox({
        run: async () => {
          const digest = digestOf(Buffer.from('x'));
          await storage.write(digest, Buffer.from('x'));
          const paths = ['../../escaped', '/tmp/sandwright-escaped', 'a', 'a', 'undeclared'];
          return { outputs: paths.map((path) => ({ kind: 'file', path, digest, isExecutable: false })) };
        },
      }),
    }),
  }));
  expect(await rig.build()).toMatchObject({ succeeded: 1 });
  expect(readdirSync(join(rig.project.root, 'out'))).toEqual(['a']);
  expect(existsSync(join(rig.project.root, '../escaped'))).toBe(false);
});

test('what a failed command printed may be gone: the failure is told all the same', async () => {
  using rig = new EngineRig({ 'sandwright.yaml': 'targets: {t: {command: [fail, "4"]}}' }, programs);
  const read = rig.storage.read.bind(rig.storage);
  rig.storage.read = (digest, options) =>
    options?.offset === undefined ? read(digest, options) : read(digestOf(Buffer.from('gone')), options);
  await rig.build();
  expect(finished(rig)[0]).toMatchObject({
    outcome: { status: 'failed', exitCode: 4 },
    stderr: expect.stringContaining('cannot be shown'),
  });
});
