import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { digestOf } from '../digest/digest.ts';
import { EngineRig } from './engine-rig.ts';
import { hello, out, programs } from './sample-project.ts';

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
