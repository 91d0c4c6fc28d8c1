import {
  chmodSync,
  closeSync,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { digestOf, InputRootBuilder, MemoryContentAddressableStorage, writeBlobs } from '@sandwright/core';
import { removeTree } from '../collection/remove-tree.ts';
import { copyTree } from './copy-tree.ts';
import { DirectoryReader } from './directory-reader.ts';
import { inputTime } from './input-time.ts';
import { loadInputTree } from './input-tree.ts';
import { SpareParts, type SparePartsLimits } from './spare-parts.ts';

describe('CopiedTree', () => {
  let folder: string;
  let parts: SpareParts | undefined;
  let storage: MemoryContentAddressableStorage;
  let made = 0;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandwright-copied-'));
    storage = new MemoryContentAddressableStorage();
    open();
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  /** Undefined on kernels that count times in ticks: then nothing is used again, and all else holds as well. */
  function open(limits: Partial<SparePartsLimits> = {}): void {
    parts = SpareParts.open(join(folder, 'parts'), limits);
  }

  const files = { 'in/a': 'a', 'in/b': 'b', 'in/deep/c': 'a', run: '#!/bin/sh' };

  async function stage(contents: Readonly<Record<string, string>> = files) {
    const builder = new InputRootBuilder();
    const blobs = [];
    for (const [path, text] of Object.entries(contents)) {
      const digest = digestOf(Buffer.from(text));
      blobs.push({ digest, data: Buffer.from(text) });
      builder.addFile(path, digest, text.startsWith('#!'));
    }
    const { root, directories } = builder.build();
    await writeBlobs(storage, [...blobs, ...directories.values()]);
    const tree = await loadInputTree(new DirectoryReader(storage), root);
    made += 1;
    const path = join(folder, `root${made}`);
    const copied = await copyTree(storage, tree, path, { parts });
    const file = (name: string): string => join(path, name);
    return { path, copied, file };
  }

  /** What a tree holds, and what can be seen of it without reading. */
  function facts(path: string): readonly string[] {
    return [...readdirSync(path, { recursive: true, encoding: 'utf8' })].sort().map((name) => {
      const { mode, mtimeMs, nlink } = lstatSync(join(path, name));
      const isFolder = lstatSync(join(path, name)).isDirectory();
      return `${name} ${(mode & 0o7777).toString(8)} ${mtimeMs / 1000} ${isFolder ? '' : `${nlink} ${readFileSync(join(path, name), 'utf8')}`}`;
    });
  }

  const inodeOf = (path: string): number => lstatSync(path).ino;

  it('is the next tree, too, where nothing was changed', async () => {
    const first = await stage();
    const before = facts(first.path);
    const inodes = ['in/b', 'run'].map((name) => inodeOf(first.file(name)));
    const folders = [first.path, first.file('in'), first.file('in/deep')].map(inodeOf);
    await first.copied?.putAway();
    expect(existsSync(first.path)).toBe(parts === undefined);

    const second = await stage();
    expect(facts(second.path)).toEqual(before);
    if (parts === undefined) return;
    expect(['in/b', 'run'].map((name) => inodeOf(second.file(name)))).toEqual(inodes);
    expect(new Set([second.path, second.file('in'), second.file('in/deep')].map(inodeOf))).toEqual(new Set(folders));
  });

  it('needs no blob of a file that it has', async () => {
    const first = await stage();
    await first.copied?.putAway();
    const builder = new InputRootBuilder();
    builder.addFile('other', digestOf(Buffer.from('b')), false);
    builder.addFile('none', digestOf(Buffer.from('never stored')), false);
    const { root, directories } = builder.build();
    await writeBlobs(storage, [...directories.values()]);
    const tree = await loadInputTree(new DirectoryReader(storage), root);
    const failure = copyTree(storage, tree, join(folder, 'failed'), { parts });
    // What is missing is told, and nothing is left.
    await expect(failure).rejects.toMatchObject({ code: 'BLOB_MISSING', details: { missing: [digestOf(Buffer.from('never stored'))] } });
    expect(existsSync(join(folder, 'failed'))).toBe(false);
  });

  const tampering: Readonly<Record<string, (file: (name: string) => string) => void>> = {
    'wrote other bytes and set the time back': (file) => {
      writeFileSync(file('in/b'), 'B');
      utimesSync(file('in/b'), inputTime, inputTime);
    },
    'changed the mode and back again': (file) => {
      chmodSync(file('in/b'), 0o666);
      chmodSync(file('in/b'), 0o644);
    },
    'has another name for the file': (file) => linkSync(file('in/b'), join(folder, 'kept')),
    'put another file in its place': (file) => {
      writeFileSync(file('new'), 'B');
      utimesSync(file('new'), inputTime, inputTime);
      renameSync(file('new'), file('in/b'));
    },
    'put a link in its place': (file) => {
      rmSync(file('in/b'));
      symlinkSync('/etc/passwd', file('in/b'));
    },
    'put a folder in its place': (file) => {
      rmSync(file('in/b'));
      mkdirSync(file('in/b'));
    },
    'removed it': (file) => rmSync(file('in/b')),
  };

  for (const [what, tamper] of Object.entries(tampering)) {
    it(`does not use a file again if the command ${what}`, async () => {
      const expected = facts((await stage()).path);
      const first = await stage();
      const inode = inodeOf(first.file('in/b'));
      // Held open, so that no new file gets its number.
      const held = openSync(first.file('in/b'), 'r');
      try {
        tamper(first.file);
        await first.copied?.putAway();
        const second = await stage();
        expect(facts(second.path)).toEqual(expected);
        expect(inodeOf(second.file('in/b'))).not.toBe(inode);
      } finally {
        closeSync(held);
      }
    });
  }

  it('takes nothing by way of a link that the command put in place of a folder', async () => {
    const first = await stage();
    const elsewhere = join(folder, 'elsewhere');
    renameSync(first.file('in'), elsewhere);
    symlinkSync(elsewhere, first.file('in'));
    await first.copied?.putAway();
    expect(readdirSync(elsewhere).sort()).toEqual(['a', 'b', 'deep']);
    expect(readdirSync(join(elsewhere, 'deep'))).toEqual(['c']);
  });

  it('does not use a folder again in which the command wrote, not even without what it wrote', async () => {
    const first = await stage();
    const inode = inodeOf(first.file('in'));
    writeFileSync(first.file('in/new'), '');
    rmSync(first.file('in/new'));
    utimesSync(first.file('in'), inputTime, inputTime);
    await first.copied?.putAway();
    expect(inodeOf(first.file('in'))).toBe(inode);
    const second = await stage();
    expect([...readdirSync(second.path, { recursive: true, encoding: 'utf8' })].sort()).toEqual([
      'in',
      'in/a',
      'in/b',
      'in/deep',
      'in/deep/c',
      'run',
    ]);
  });

  it('keeps no more than its limits, the newest', async () => {
    open({ files: 2, bytes: 40, folders: 1 });
    const spares = (): string[] => readdirSync(join(folder, 'parts')).filter((name) => !/^d\d+$/u.test(name));
    for (const text of ['one', 'two', 'three']) await (await stage({ f: text })).copied?.putAway();
    expect(spares().length).toBeLessThanOrEqual(2);
    // A quarter of all bytes is too much for one.
    await (await stage({ f: 'x'.repeat(11) })).copied?.putAway();
    if (parts === undefined) return;
    expect(spares().sort()).toEqual(['two', 'three'].map((text) => `${digestOf(Buffer.from(text)).hash}-${text.length}.0`).sort());
    expect(readFileSync((await stage({ f: 'two' })).file('f'), 'utf8')).toBe('two');
  });

  it('makes everything anew once the spare parts are gone', async () => {
    const first = await stage();
    const before = facts(first.path);
    await first.copied?.putAway();
    await removeTree(join(folder, 'parts'));
    const second = await stage();
    expect(facts(second.path)).toEqual(before);
    await second.copied?.putAway();
    expect(facts(second.path)).toEqual(before);
  });
});
