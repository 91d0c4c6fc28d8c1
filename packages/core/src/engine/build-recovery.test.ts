import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { digestOf } from '../digest/digest.ts';
import { EngineRig } from './engine-rig.ts';
import { finished, hello, out, programs } from './sample-project.ts';

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

/** Two objects of one target, and two programs of each. */
const shared = {
  'sandwright.yaml': `targets:
  objects: {command: [objects], outputs: [a.o, b.o]}
  first: {command: [cc, first, a.o, b.o], dependencies: [":objects"], outputs: [first]}
  second: {command: [cc, second, a.o, b.o], dependencies: [":objects"], outputs: [second]}
`,
};
const object = (name: string) => digestOf(Buffer.from(name));

test('several targets that miss one blob: its producer runs again once, and it is told', async () => {
  using rig = new EngineRig(shared, { ...programs, objects: () => ({ outputs: { 'a.o': 'A', 'b.o': 'B' } }) });
  rig.onEvent = (event) => {
    if (event.type === 'target-finished' && event.target === '//:objects') rig.storage.forget(object('A'));
  };
  expect(await rig.build()).toMatchObject({ succeeded: 3 });
  expect([...rig.ran()].sort()).toEqual(['cc first a.o b.o', 'cc second a.o b.o', 'objects', 'objects']);
  expect(out(rig, 'first')).toBe('[A+B]');
  const warnings = rig.events.filter((event) => event.type === 'warning');
  expect(warnings).toEqual([expect.objectContaining({ message: '//:objects: a blob of its outputs got lost; it runs again' })]);
});

test('another blob of the same target that is lost later makes it run once more', async () => {
  using rig = new EngineRig(shared, { ...programs, objects: () => ({ outputs: { 'a.o': 'A', 'b.o': 'B' } }) });
  let round = 0;
  rig.onEvent = (event) => {
    if (event.type === 'target-finished' && event.target === '//:objects') rig.storage.forget(object('A'));
    if (event.type === 'warning' && ++round === 1) setImmediate(() => rig.storage.forget(object('B')));
  };
  expect(await rig.build({ targets: ['//:first'] })).toMatchObject({ succeeded: 2 });
  expect(out(rig, 'first')).toBe('[A+B]');
});

test('a blob that is lost again and again fails what needs it', async () => {
  using rig = new EngineRig(shared, {
    ...programs,
    objects: () => {
      setImmediate(() => rig.storage.forget(object('A')));
      return { outputs: { 'a.o': 'A', 'b.o': 'B' } };
    },
  });
  const findMissing = rig.storage.findMissing.bind(rig.storage);
  rig.storage.findMissing = async (digests, options) => {
    await new Promise((resolve) => setImmediate(resolve));
    return await findMissing(digests, options);
  };
  expect(await rig.build({ targets: ['//:first'] })).toMatchObject({ succeeded: 1, failed: 1, exitCode: 3 });
  expect(rig.ran()).toEqual(['objects', 'objects']);
});

test('a producer that fails when it runs again is said to have failed', async () => {
  let runs = 0;
  using rig = new EngineRig(shared, {
    ...programs,
    objects: () => (++runs === 1 ? { outputs: { 'a.o': 'A', 'b.o': 'B' } } : { exitCode: 3 }),
  });
  rig.onEvent = (event) => {
    if (event.type === 'target-finished' && event.target === '//:objects') rig.storage.forget(object('A'));
  };
  expect(await rig.build({ targets: ['//:first'] })).toMatchObject({ failed: 1 });
  const failed = finished(rig).find((event) => event.target === '//:first');
  expect(failed?.outcome).toMatchObject({ code: 'BLOB_MISSING', message: expect.stringContaining('//:objects') });
});

test('what is lost in a chain is made again from its beginning', async () => {
  using rig = new EngineRig(
    {
      'sandwright.yaml': `targets:
  a: {command: [cc, a, in], sources: [in], outputs: [a]}
  b: {command: [cc, b, a], dependencies: [":a"], outputs: [b]}
  c: {command: [cc, c, b], dependencies: [":b"], outputs: [c]}
`,
      in: 'in',
    },
    programs,
  );
  rig.onEvent = (event) => {
    if (event.type === 'target-finished' && event.target === '//:b') rig.storage.forget();
  };
  expect(await rig.build()).toMatchObject({ succeeded: 3 });
  expect(rig.ran()).toEqual(['cc a in', 'cc b a', 'cc a in', 'cc b a', 'cc c b']);
  expect(out(rig, 'c')).toBe('[[[in]]]');
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

test('two builds of one project at once', async () => {
  using rig = new EngineRig(hello, programs);
  const summaries = await Promise.all([rig.build(), rig.build()]);
  expect(summaries.map((summary) => summary.succeeded)).toEqual([2, 2]);
  expect(out(rig, 'hello')).toBe('[main+[greet]]');
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
