import { existsSync, lstatSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { waitUntil } from '../testing/wait-until.ts';
import { EngineRig } from './engine-rig.ts';
import { finished, hello, out, programs } from './sample-project.ts';

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

test('never more commands at once than jobs', async () => {
  const many = Array.from({ length: 20 }, (_, index) => `  t${index}: {command: [slow, "${index}"]}\n`).join('');
  using rig = new EngineRig(
    { 'sandwright.yaml': `targets:\n${many}` },
    {
      slow: async () => {
        // Nothing ends before three run at once; a little later, more would.
        await waitUntil(() => rig.sandbox.mostAtOnce >= 3, 'three to run at once');
        return {};
      },
    },
    () => ({ jobs: 3 }),
  );
  await rig.build();
  expect(rig.sandbox.mostAtOnce).toBe(3);
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
