import { describe, expect, test } from '@jest/globals';
import { type Digest, digestKey, digestOf } from '../digest/digest.ts';
import { type DirectoryInit, Directory as Message, Tree as TreeMessage } from '../reapi/messages.ts';
import { MemoryContentAddressableStorage } from '../storage/memory-content-addressable-storage.ts';
import type { Directory } from './directory.ts';
import { encodeDirectory } from './encode-directory.ts';
import { decodeTree, encodeTree } from './tree-encoding.ts';
import { directoriesOfTree, treeOf } from './tree-of.ts';
import { walkDirectoryTree } from './walk-directory-tree.ts';

const digest = (directory: Directory): Digest => digestOf(encodeDirectory(directory));
const folder = (children: Readonly<Record<string, Directory>>, files: readonly string[] = []): Directory => ({
  files: files.map((name) => ({ name, digest: digestOf(Buffer.from(name)), isExecutable: false })),
  directories: Object.entries(children).map(([name, child]) => ({ name, digest: digest(child) })),
  symlinks: [],
});
const leaf = folder({}, ['leaf']);
const middle = folder({ leaf });
// The leaf is met at the first level already, yet it must follow the middle, which holds it too.
const root = folder({ a: leaf, b: middle, c: middle });

async function stored(...directories: readonly Directory[]): Promise<MemoryContentAddressableStorage> {
  const storage = new MemoryContentAddressableStorage();
  await storage.writeBatch(directories.map((each) => ({ digest: digest(each), data: encodeDirectory(each) })));
  return storage;
}
const paths = async (walk: AsyncIterable<{ readonly path: string }>): Promise<string[]> => {
  const list: string[] = [];
  for await (const { path } of walk) list.push(path);
  return list;
};

describe('walkDirectoryTree', () => {
  test('visits every path, or each folder once', async () => {
    const storage = await stored(root, middle, leaf);
    expect(await paths(walkDirectoryTree(storage, digest(root)))).toEqual(['', 'a', 'b', 'c', 'b/leaf', 'c/leaf']);
    expect(await paths(walkDirectoryTree(storage, digest(root), { visit: 'once' }))).toEqual(['', 'a', 'b']);
  });

  test('names every missing folder at the end', async () => {
    const storage = await stored(folder({ a: leaf, b: middle, c: folder({}) }));
    await expect(paths(walkDirectoryTree(storage, digest(folder({ a: leaf, b: middle, c: folder({}) }))))).rejects.toMatchObject({
      code: 'BLOB_MISSING',
      details: { missing: [digest(leaf), digest(middle)] },
    });
  });

  test('a tree that doubles at each level ends at the bound, not at the end of memory', async () => {
    const levels: Directory[] = [folder({})];
    for (let depth = 0; depth < 60; depth++) levels.push(folder({ x: levels[depth] ?? leaf, y: levels[depth] ?? leaf }));
    const top = levels.at(-1) ?? leaf;
    const storage = await stored(...levels);
    await expect(paths(walkDirectoryTree(storage, digest(top), { maxDirectories: 5000 }))).rejects.toMatchObject({
      code: 'ACTION_INVALID',
    });
    expect(await paths(walkDirectoryTree(storage, digest(top), { visit: 'once' }))).toHaveLength(61);
    await expect(paths(walkDirectoryTree(storage, digest(top), { visit: 'once', maxDepth: 59 }))).rejects.toThrow(
      /more than 59 folders deep/,
    );
  });

  test('says which folder is malformed, and refuses one that claims to be enormous before reading it', async () => {
    const bad = Buffer.from(Message.encode({ files: [{ name: 'b' }, { name: 'a' }] }).finish());
    const parent: Directory = { files: [], symlinks: [], directories: [{ name: 'bad', digest: digestOf(bad) }] };
    const storage = await stored(parent);
    await storage.write(digestOf(bad), bad);
    await expect(paths(walkDirectoryTree(storage, digest(parent)))).rejects.toThrow(/folder "bad": files are not sorted/);
    await expect(paths(walkDirectoryTree(storage, { ...digest(root), sizeBytes: 2 ** 40 }))).rejects.toMatchObject({
      code: 'ACTION_INVALID',
    });
  });

  test('stops when it is cancelled', async () => {
    await expect(
      paths(walkDirectoryTree(await stored(root, middle, leaf), digest(root), { signal: AbortSignal.abort() })),
    ).rejects.toMatchObject({
      code: 'CANCELLED',
    });
  });
});

describe('Trees', () => {
  test('each folder once, parents before children, and back', async () => {
    const tree = await treeOf(await stored(root, middle, leaf), digest(root));
    expect(tree).toEqual({ root, children: [middle, leaf] });
    for (const form of [tree, encodeTree(tree)]) {
      const { root: top, directories } = directoriesOfTree(form);
      expect(top).toEqual(digest(root));
      expect([...directories.keys()].sort()).toEqual([root, middle, leaf].map((each) => digestKey(digest(each))).sort());
      expect(directories.get(digestKey(digest(leaf)))?.directory).toEqual(leaf);
    }
  });

  test('our bytes are those of the generated code', () => {
    const tree = { root, children: [middle, leaf, folder({})] };
    const message = ({ files, directories }: Directory): DirectoryInit => ({
      files: files.map(({ name, digest: of }) => ({ name, digest: of })),
      directories,
    });
    const generated = TreeMessage.encode({ root: message(root), children: tree.children.map(message) });
    expect(encodeTree(tree)).toEqual(generated.finish());
    expect(decodeTree(encodeTree(tree))).toEqual(tree);
  });

  test('folders that others encoded in another way keep their digests', () => {
    // An unknown field 15 at the end of the child: what protobuf allows, and what encoding it again would lose.
    const child = Buffer.concat([encodeDirectory(leaf), Buffer.from([0x78, 1])]);
    const top: Directory = { files: [], symlinks: [], directories: [{ name: 'x', digest: digestOf(child) }] };
    const encoded = encodeDirectory(top);
    const bytes = Buffer.concat([Buffer.from([0x0a, encoded.length]), encoded, Buffer.from([0x12, child.length]), child]);
    expect(directoriesOfTree(bytes).directories.get(digestKey(digestOf(child)))?.data).toEqual(child);
  });

  test('a Tree that lacks a folder, or is none, is refused', () => {
    expect(() => directoriesOfTree({ root, children: [leaf] })).toThrow(
      expect.objectContaining({ code: 'ACTION_INVALID', message: expect.stringContaining('its folder "b" refers to') }),
    );
    const whole = encodeTree({ root, children: [middle, leaf] });
    for (const bytes of [
      whole.subarray(0, -1),
      Buffer.from([0x0a]),
      Buffer.from([0x0a, 0xff, 0xff, 0xff, 0xff, 0x7f]),
      Buffer.alloc(12, 0xff),
      Buffer.from([0x0b]),
      Buffer.from([0x0d, 1]),
    ]) {
      expect(() => decodeTree(bytes)).toThrow(expect.objectContaining({ code: 'ACTION_INVALID' }));
    }
  });
});
