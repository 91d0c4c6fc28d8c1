import { rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { digestOf } from '../digest/digest.ts';
import type { Target } from '../project/target.ts';
import { MemoryContentAddressableStorage } from '../storage/memory-content-addressable-storage.ts';
import { temporaryDirectory } from '../testing/temporary-directory.ts';
import { InputRootMemo } from './input-root-memo.ts';
import { buildTargetInputs, type DependencyOutputs, type SourceEntry } from './target-inputs.ts';

const storage = new MemoryContentAddressableStorage();
const target = (directory = '') => ({ label: '//:large', directory }) as Target;
const file = (path: string, content = path, isExecutable = false): SourceEntry => ({
  kind: 'file',
  path,
  digest: digestOf(Buffer.from(content)),
  isExecutable,
});
const many = Array.from({ length: 100 }, (_, at) => file(`src/${at % 7}/f${at}.c`));
const made = (content: string): DependencyOutputs => ({
  target: { label: '//lib:a', directory: 'lib' } as Target,
  outputs: [{ kind: 'file', path: 'a.o', digest: digestOf(Buffer.from(content)), isExecutable: false }],
});

test('the root of many inputs is remembered from one build to the next, and is right after every change', async () => {
  await using directory = await temporaryDirectory();
  const cases: [string, readonly SourceEntry[], readonly DependencyOutputs[], Target][] = [
    ['as it was', many, [made('1')], target()],
    ['another content', [file('src/0/f0.c', 'new'), ...many.slice(1)], [made('1')], target()],
    ['a mode', [file('src/0/f0.c', 'src/0/f0.c', true), ...many.slice(1)], [made('1')], target()],
    ['a name', [file('src/0/g0.c', 'src/0/f0.c'), ...many.slice(1)], [made('1')], target()],
    ['a link', [...many, { kind: 'symlink', path: 'latest', target: 'src' }], [made('1')], target()],
    ['one less', many.slice(1), [made('1')], target()],
    ['an output of a dependency', many, [made('2')], target()],
    ['no dependency', many, [], target()],
    ['the folder', many, [made('1')], target('elsewhere')],
  ];
  for (const [, sources, dependencies, of] of cases) {
    for (const _ of ['first', 'again']) {
      const memo = new InputRootMemo(directory.path, '/project');
      const parts = { target: of, sources, dependencies, storage };
      const plain = await buildTargetInputs(parts, {});
      const remembered = await buildTargetInputs({ ...parts, memo }, {});
      expect(remembered.root).toEqual(plain.root);
      expect(await remembered.contents()).toEqual(await plain.contents());
      memo.save(() => true);
    }
  }
});

test('a root that was remembered is not encoded, unless something is to be stored; a wrong one is noticed then', async () => {
  await using directory = await temporaryDirectory();
  const parts = { target: target(), sources: many, dependencies: [], storage };
  const wrong = digestOf(Buffer.from('wrong'));
  let key = '';
  const memo = new InputRootMemo(directory.path, '/project');
  memo.get = (_label, asked) => {
    key = asked;
    return wrong;
  };
  const inputs = await buildTargetInputs({ ...parts, memo }, {});
  expect(key).toMatch(/^[0-9a-f]{64}$/u);
  expect(inputs.root).toEqual(wrong);
  await expect(inputs.contents()).rejects.toMatchObject({ code: 'SOURCE_CHANGED' });
});

test('a memory that cannot be read or written is none', async () => {
  await using directory = await temporaryDirectory();
  const memo = new InputRootMemo(directory.path, '/project');
  memo.set('//:a', 'key', digestOf(Buffer.from('a')));
  memo.save(() => true);
  expect(new InputRootMemo(directory.path, '/project').get('//:a', 'key')).toEqual(digestOf(Buffer.from('a')));
  expect(new InputRootMemo(directory.path, '/project').get('//:a', 'other')).toBeUndefined();
  expect(new InputRootMemo(directory.path, '/other').get('//:a', 'key')).toBeUndefined();
  rmSync(join(directory.path, 'input-roots'), { recursive: true });
  writeFileSync(join(directory.path, 'input-roots'), '');
  const again = new InputRootMemo(directory.path, '/project');
  expect(again.get('//:a', 'key')).toBeUndefined();
  again.set('//:a', 'key', digestOf(Buffer.from('a')));
  expect(() => again.save(() => true)).not.toThrow();
  symlinkSync('/nowhere', join(directory.path, 'dangling'));
  expect(new InputRootMemo(join(directory.path, 'dangling'), '/project').get('//:a', 'key')).toBeUndefined();
});
