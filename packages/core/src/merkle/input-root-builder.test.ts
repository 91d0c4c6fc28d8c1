import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Digest, digestKey, digestOf } from '../digest/digest.ts';
import { MemoryContentAddressableStorage } from '../storage/memory-content-addressable-storage.ts';
import { decodeDirectory } from './decode-directory.ts';
import type { Directory } from './directory.ts';
import { type InputRoot, InputRootBuilder } from './input-root-builder.ts';
import { lookupPath } from './lookup-path.ts';
import { walkDirectoryTree } from './walk-directory-tree.ts';

const blob = (text: string): Digest => digestOf(Buffer.from(text));

async function stored(...roots: readonly InputRoot[]): Promise<MemoryContentAddressableStorage> {
  const storage = new MemoryContentAddressableStorage();
  for (const { directories } of roots) await storage.writeBatch([...directories.values()]);
  return storage;
}

/** Every entry of a tree as one line. */
async function listing(...roots: readonly [InputRoot, ...InputRoot[]]): Promise<string[]> {
  const lines: string[] = [];
  for await (const { path, directory } of walkDirectoryTree(await stored(...roots), roots[0].root)) {
    const at = (name: string): string => (path === '' ? name : `${path}/${name}`);
    for (const { name, digest, isExecutable } of directory.files)
      lines.push(`${at(name)} ${digest.hash.slice(0, 4)}${isExecutable ? ' x' : ''}`);
    for (const { name, target } of directory.symlinks) lines.push(`${at(name)} -> ${target}`);
    for (const { name } of directory.directories) lines.push(`${at(name)}/`);
  }
  return lines.sort();
}

function library(): InputRoot {
  const builder = new InputRootBuilder();
  builder.addFile('greet.o', blob('o'), false);
  builder.addFile('include/greet.h', blob('h'), false);
  return builder.build();
}
const sourceOf =
  (...roots: readonly InputRoot[]) =>
  (digest: Digest): Directory | undefined => {
    for (const { directories } of roots) {
      const found = directories.get(digestKey(digest));
      if (found !== undefined) return decodeDirectory(found.data);
    }
    return undefined;
  };

describe('InputRootBuilder', () => {
  test('files, links and folders, and nothing as the empty blob', async () => {
    expect(new InputRootBuilder().build().root).toEqual(blob(''));
    const builder = new InputRootBuilder();
    builder.addFile('src/main.c', blob('main'), false);
    builder.addFile('src/run', blob('run'), true);
    builder.addSymlink('src/lib/latest', '../main.c');
    builder.addEmptyDirectory('tmp/deep');
    builder.addEmptyDirectory('');
    const built = builder.build();
    expect(await listing(built)).toEqual(
      [
        'src/',
        `src/main.c ${blob('main').hash.slice(0, 4)}`,
        `src/run ${blob('run').hash.slice(0, 4)} x`,
        'src/lib/',
        'src/lib/latest -> ../main.c',
        'tmp/',
        'tmp/deep/',
      ].sort(),
    );
    const storage = await stored(built);
    expect(await lookupPath(storage, built.root, 'src/run')).toMatchObject({ kind: 'file', node: { isExecutable: true } });
    expect(await lookupPath(storage, built.root, 'src/lib')).toMatchObject({ kind: 'directory' });
    expect(await lookupPath(storage, built.root, 'src/lib/latest')).toMatchObject({ kind: 'symlink' });
    expect(await lookupPath(storage, built.root, 'src/none/x')).toBeUndefined();
    expect(await lookupPath(storage, built.root, '')).toMatchObject({ kind: 'directory', node: { digest: built.root } });
    await expect(lookupPath(storage, built.root, 'src/../src')).rejects.toMatchObject({ code: 'ACTION_INVALID' });
  });

  test('whatever the order, the digest is the same', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'é', '\uff5e', '\u{1f600}');
    const paths = fc.uniqueArray(
      fc.array(name, { minLength: 1, maxLength: 4 }).map((parts) => `${parts.join('/')}.f`),
      { minLength: 1, maxLength: 20 },
    );
    fc.assert(
      fc.property(paths, fc.nat(), (list, turn) => {
        const build = (order: readonly string[]): string => {
          const builder = new InputRootBuilder();
          for (const path of order) builder.addFile(path, blob(path), false);
          return digestKey(builder.build().root);
        };
        const at = turn % list.length;
        expect(build([...list.slice(at), ...list.slice(0, at)].toReversed())).toBe(build(list));
      }),
    );
  });

  test('a grafted folder is not read; something added inside of it opens it', async () => {
    const lib = library();
    const closed = new InputRootBuilder();
    closed.graft('lib', lib.root, '//lib:greet');
    closed.graft('lib', lib.root, '//lib:greet');
    closed.addEmptyDirectory('lib');
    const grafted = closed.build();
    expect([...grafted.directories.keys()]).toEqual([digestKey(grafted.root)]);
    expect(await listing(grafted, lib)).toContain('lib/include/');

    const open = new InputRootBuilder({ directoryOf: sourceOf(lib) });
    open.addEmptyDirectory('lib');
    open.graft('lib', lib.root, '//lib:greet');
    open.addFile('lib/include/more.h', blob('more'), false, '//:hello');
    const joined = open.build();
    expect(await listing(joined, lib)).toEqual(
      [
        'lib/',
        `lib/greet.o ${blob('o').hash.slice(0, 4)}`,
        'lib/include/',
        `lib/include/greet.h ${blob('h').hash.slice(0, 4)}`,
        `lib/include/more.h ${blob('more').hash.slice(0, 4)}`,
      ].sort(),
    );

    const unknown = new InputRootBuilder();
    unknown.graft('lib', lib.root, '//lib:greet');
    expect(() => unknown.addFile('lib/x', blob('x'), false)).toThrow(
      expect.objectContaining({ code: 'BLOB_MISSING', details: { missing: [lib.root] } }),
    );
  });

  test('two folders in one place are joined, also at the root', async () => {
    const lib = library();
    const other = new InputRootBuilder();
    other.addFile('include/other.h', blob('other'), false);
    const second = other.build();
    const builder = new InputRootBuilder({ directoryOf: sourceOf(lib, second) });
    builder.graft('', lib.root, '//lib:greet');
    builder.graft('', second.root, '//lib:other');
    expect(await listing(builder.build(), lib, second)).toHaveLength(4);
  });

  test('a conflict names both origins', () => {
    const lib = library();
    const builder = (): InputRootBuilder => {
      const made = new InputRootBuilder({ directoryOf: sourceOf(lib) });
      made.addFile('lib/greet.o', blob('mine'), false, '//:hello');
      return made;
    };
    const refused = (act: (builder: InputRootBuilder) => void, message: RegExp): void => {
      expect(() => act(builder())).toThrow(expect.objectContaining({ code: 'ACTION_INVALID', message: expect.stringMatching(message) }));
    };
    refused(
      (at) => at.graft('lib', lib.root, '//lib:greet'),
      /file "lib\/greet.o" of \/\/lib:greet cannot stand where file "lib\/greet.o" of \/\/:hello is, and the two differ/,
    );
    refused((at) => at.addFile('lib', blob('x'), false, '//a:b'), /file "lib" of \/\/a:b cannot stand where folder "lib" of \/\/:hello is/);
    refused((at) => at.addFile('lib/greet.o/x', blob('x'), false, '//a:b'), /folder "lib\/greet.o" of \/\/a:b cannot stand where file/);
    refused((at) => at.addSymlink('lib/greet.o', 'x', '//a:b'), /link "lib\/greet.o" of/);
    refused((at) => at.addFile('lib/greet.o', blob('mine'), true, '//a:b'), /differ/);
    expect(() => builder().addFile('lib/greet.o', blob('mine'), false, '//a:b')).not.toThrow();
  });

  test.each(['', '/etc/passwd', '/x', 'a//b', 'a/', './a', 'a/../b', '..', 'a\0b', '\ud800', `${'a/'.repeat(2100)}b`, 'x'.repeat(256)])(
    'refuses the path %j',
    (path) => {
      expect(() => new InputRootBuilder().addFile(path, blob(''), false)).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
    },
  );
});
