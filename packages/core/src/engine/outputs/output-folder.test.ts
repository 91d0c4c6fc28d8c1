import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  watch,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { Output } from '../../action/action-result.ts';
import { digestOf } from '../../digest/digest.ts';
import { encodeDirectory } from '../../merkle/encode-directory.ts';
import { encodeTree } from '../../merkle/tree-encoding.ts';
import { MemoryContentAddressableStorage } from '../../storage/memory-content-addressable-storage.ts';
import { type TemporaryDirectory, temporaryDirectory } from '../../testing/temporary-directory.ts';
import { waitUntil } from '../../testing/wait-until.ts';
import { systemClock } from '../../util/clock.ts';
import { OutputFolder } from './output-folder.ts';

let scratch: TemporaryDirectory;
let root: string;
let storage: MemoryContentAddressableStorage;
const at = (path: string): string => join(root, path);

beforeEach(async () => {
  scratch = await temporaryDirectory();
  root = join(scratch.path, 'project');
  mkdirSync(root);
  storage = new MemoryContentAddressableStorage();
});
afterEach(async () => scratch[Symbol.asyncDispose]());

const open = (): OutputFolder =>
  new OutputFolder({ projectRoot: root, cacheDirectory: join(scratch.path, 'cache'), storage, clock: systemClock });

async function blob(text: string | Uint8Array) {
  const data = Buffer.from(text);
  await storage.write(digestOf(data), data);
  return digestOf(data);
}

async function file(text: string, isExecutable = false): Promise<Output> {
  return { kind: 'file', path: 'unused', digest: await blob(text), isExecutable };
}

async function folder(texts: readonly [string, string]): Promise<Output> {
  const inner = {
    files: [{ name: 'deep', digest: await blob(texts[1]), isExecutable: true }],
    directories: [],
    symlinks: [{ name: 'link', target: '../top' }],
  };
  const empty = { files: [], directories: [], symlinks: [] };
  const tree = {
    root: {
      files: [{ name: 'top', digest: await blob(texts[0]), isExecutable: false }],
      directories: [
        { name: 'empty', digest: digestOf(encodeDirectory(empty)) },
        { name: 'inner', digest: digestOf(encodeDirectory(inner)) },
      ],
      symlinks: [],
    },
    children: [empty, inner],
  };
  return { kind: 'directory', path: 'unused', treeDigest: await blob(encodeTree(tree)) };
}

/** Whatever is not an output: leftovers of a write that was not finished. */
const leftovers = (): string[] => readdirSync(at('out')).filter((name) => name.startsWith('.'));

test('files, folders and links appear with their bits', async () => {
  const out = open();
  await out.put('out/a/plain', await file('text'));
  await out.put('out/a/program', await file('run', true));
  await out.put('out/tree', await folder(['one', 'two']));
  await out.put('out/link', { kind: 'symlink', path: 'unused', target: 'nowhere' });
  await out.close();
  expect(readFileSync(at('out/a/plain'), 'utf8')).toBe('text');
  expect(statSync(at('out/a/plain')).mode & 0o777).toBe(0o644);
  expect(statSync(at('out/a/program')).mode & 0o777).toBe(0o755);
  expect(readFileSync(at('out/tree/inner/deep'), 'utf8')).toBe('two');
  expect(statSync(at('out/tree/inner/deep')).mode & 0o777).toBe(0o755);
  expect(readlinkSync(at('out/tree/inner/link'))).toBe('../top');
  expect(readdirSync(at('out/tree/empty'))).toEqual([]);
  expect(readlinkSync(at('out/link'))).toBe('nowhere');
  expect(leftovers()).toEqual([]);
});

test('modes do not depend on the umask', async () => {
  const before = process.umask(0o077);
  try {
    await open().put('out/program', await file('run', true));
  } finally {
    process.umask(before);
  }
  expect(statSync(at('out/program')).mode & 0o777).toBe(0o755);
});

test('what is there is known to be there, also by the next build', async () => {
  const outputs: readonly (readonly [string, Output])[] = [
    ['out/file', await file('text')],
    ['out/tree', await folder(['one', 'two'])],
    ['out/link', { kind: 'symlink', path: 'unused', target: 'file' }],
  ];
  const first = open();
  for (const [path, output] of outputs) {
    expect(first.isCurrent(path, output)).toBe(false);
    await first.put(path, output);
    expect(first.isCurrent(path, output)).toBe(true);
  }
  await first.close();
  const second = open();
  expect(outputs.map(([path, output]) => second.isCurrent(path, output))).toEqual([true, true, true]);
  expect(second.isCurrent('out/file', await file('text', true))).toBe(false);
  expect(second.isCurrent('out/file', await file('texx'))).toBe(false);
});

const changes: readonly (readonly [string, string, () => void])[] = [
  ['deleted', 'file', () => rmSync(at('out/file'))],
  ['changed in place, of the same size', 'file', () => writeFileSync(at('out/file'), 'TEXT')],
  [
    'changed in place, its time set back',
    'file',
    () => {
      const { atime, mtime } = statSync(at('out/file'));
      writeFileSync(at('out/file'), 'TEXT');
      utimesSync(at('out/file'), atime, mtime);
    },
  ],
  ['made executable', 'file', () => chmodSync(at('out/file'), 0o755)],
  [
    'replaced by a folder',
    'file',
    () => {
      rmSync(at('out/file'));
      mkdirSync(at('out/file/sub'), { recursive: true });
    },
  ],
  [
    'replaced by a link to a copy',
    'file',
    () => {
      renameSync(at('out/file'), at('copy'));
      symlinkSync('../copy', at('out/file'));
    },
  ],
  ['a file in it changed', 'tree', () => writeFileSync(at('out/tree/inner/deep'), 'TWO')],
  ['a file in it deleted', 'tree', () => rmSync(at('out/tree/inner/deep'))],
  ['something added to it', 'tree', () => writeFileSync(at('out/tree/inner/more'), '')],
  [
    'a link in it changed',
    'tree',
    () => {
      rmSync(at('out/tree/inner/link'));
      symlinkSync('elsewhere', at('out/tree/inner/link'));
    },
  ],
];

test.each(changes)('%s: seen and restored (%s)', async (_what, name, change) => {
  const outputs = { file: await file('text'), tree: await folder(['one', 'two']) };
  const first = open();
  for (const [key, output] of Object.entries(outputs)) await first.put(`out/${key}`, output);
  await first.close();
  // At once: the change bears the time of the same clock tick if nobody waited it out.
  change();
  const second = open();
  expect(second.isCurrent('out/file', outputs.file)).toBe(name !== 'file');
  expect(second.isCurrent('out/tree', outputs.tree)).toBe(name !== 'tree');
  await second.put(`out/${name}`, name === 'file' ? outputs.file : outputs.tree);
  await second.close();
  expect(lstatSync(at('out/file')).isFile()).toBe(true);
  expect(readFileSync(at('out/file'), 'utf8')).toBe('text');
  expect(readFileSync(at('out/tree/inner/deep'), 'utf8')).toBe('two');
  expect(readdirSync(at('out/tree/inner'))).toEqual(['deep', 'link']);
  expect(leftovers()).toEqual([]);
});

test('a former folder is removed only once the new one stands in its place', async () => {
  const out = open();
  await out.put('out/d', await folder(['one', 'one']));
  // One queue of the kernel tells of both folders, in the order in which things happened.
  const seen: string[] = [];
  const watchers = ['out', 'out/d'].map((path) => watch(at(path), (_, name) => seen.push(`${path}: ${name}`)));
  try {
    await out.put('out/d', await folder(['two', 'two']));
    await waitUntil(() => seen.includes('out/d: top'), 'word of what was removed');
  } finally {
    for (const watcher of watchers) watcher.close();
  }
  expect(seen.filter((event) => event === 'out: d').length).toBeGreaterThanOrEqual(2);
  expect(seen.indexOf('out/d: top')).toBeGreaterThan(seen.lastIndexOf('out: d'));
  expect(readFileSync(at('out/d/top'), 'utf8')).toBe('two');
  await out.close();
});

test('nothing is written through a link', async () => {
  const elsewhere = join(scratch.path, 'elsewhere');
  mkdirSync(elsewhere);
  mkdirSync(at('out'));
  symlinkSync(elsewhere, at('out/lib'));
  await open().put('out/lib/greet.o', await file('object'));
  expect(readdirSync(elsewhere)).toEqual([]);
  expect(readFileSync(at('out/lib/greet.o'), 'utf8')).toBe('object');
});

test.each([
  ['a link', () => symlinkSync(scratch.path, at('out'))],
  ['a file', () => writeFileSync(at('out'), 'mine')],
])('%s at out is refused and left alone', (_what, make) => {
  make();
  expect(open).toThrow(expect.objectContaining({ code: 'STORAGE_FAILED' }));
  expect(lstatSync(at('out')).isDirectory()).toBe(false);
});

test('a missing blob leaves what was there', async () => {
  const out = open();
  const old = await file('old');
  await out.put('out/a', old);
  const missing: Output = { kind: 'file', path: 'unused', digest: digestOf(Buffer.from('never stored')), isExecutable: false };
  await expect(out.put('out/a', missing)).rejects.toMatchObject({ code: 'BLOB_MISSING' });
  expect(readFileSync(at('out/a'), 'utf8')).toBe('old');
  expect(out.isCurrent('out/a', old)).toBe(true);
  await out.close();
  expect(leftovers()).toEqual([]);
});

test('what a killed build left is cleared away, what a living one makes is not', async () => {
  mkdirSync(at('out/.sandwright-partial'), { recursive: true });
  // No process has this number: it is above the largest that Linux gives.
  writeFileSync(at('out/.sandwright-partial/4999999-x-1'), 'half');
  writeFileSync(at('out/.sandwright-partial/1-x-1'), 'in use');
  const out = open();
  await out.put('out/a', await file('a'));
  await out.close();
  expect(readdirSync(at('out/.sandwright-partial'))).toEqual(['1-x-1']);
});

test('two builds of one project at once, one cleaning up after the other', async () => {
  const outputs = await Promise.all(['x', 'y'].map((text) => folder([text, text])));
  const rounds = await Promise.allSettled(
    outputs.map(async (output) => {
      for (let round = 0; round < 50; round += 1) {
        const out = open();
        await out.put('out/tree', output);
        await out.close();
      }
    }),
  );
  expect(rounds.map((round) => round.status)).toEqual(['fulfilled', 'fulfilled']);
  expect(readFileSync(at('out/tree/top'), 'utf8')).toBe(readFileSync(at('out/tree/inner/deep'), 'utf8'));
  expect(leftovers()).toEqual([]);
});

test('folders taken away while building are made again', async () => {
  const out = open();
  await out.put('out/a/one', await file('1'));
  rmSync(at('out'), { recursive: true });
  await out.put('out/a/two', await file('2'));
  expect(existsSync(at('out/a/two'))).toBe(true);
});

test('large files go piece by piece', async () => {
  const data = Buffer.alloc(3 * 1024 * 1024 + 17, 'abc');
  await open().put('out/large', { kind: 'file', path: 'unused', digest: await blob(data), isExecutable: true });
  expect(readFileSync(at('out/large')).equals(data)).toBe(true);
  expect(statSync(at('out/large')).mode & 0o777).toBe(0o755);
});

test('a damaged memory of what was put there means only more work', async () => {
  const out = open();
  await out.put('out/a', await file('a'));
  await out.close();
  const stamps = join(scratch.path, 'cache/outputs');
  for (const name of readdirSync(stamps)) writeFileSync(join(stamps, name), '{"version":1,"stamps":{"out/a":{"content":7}}');
  const next = open();
  expect(next.isCurrent('out/a', await file('a'))).toBe(false);
  await next.put('out/a', await file('a'));
});

test('what is gone and nobody asks for any more is forgotten', async () => {
  const remembered = (): string => {
    const folder = join(scratch.path, 'cache/outputs');
    return readdirSync(folder)
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('');
  };
  const first = open();
  for (const name of ['kept', 'gone']) await first.put(`out/${name}`, await file(name));
  await first.close();
  expect(remembered()).toContain('out/gone');
  rmSync(at('out/gone'));
  const second = open();
  await second.put('out/new', await file('new'));
  await second.close();
  expect(remembered()).toContain('out/kept');
  expect(remembered()).not.toContain('out/gone');
});
