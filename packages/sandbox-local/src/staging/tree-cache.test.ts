import { appendFileSync, lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync, utimesSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type Digest, digestOf, InputRootBuilder, MemoryContentAddressableStorage, writeBlobs } from '@sandwright/core';
import { DirectoryReader } from './directory-reader.ts';
import { inputTime } from './input-time.ts';
import { loadInputTree } from './input-tree.ts';
import { type LinkHelper, linkIntact } from './link-intact.ts';
import { TreeCache } from './tree-cache.ts';
import type { TreeLayer } from './tree-layers.ts';
import { TreeLeases } from './tree-leases.ts';
import { sweepTrees } from './tree-sweep.ts';

describe('TreeCache', () => {
  const storage = new MemoryContentAddressableStorage();
  let path: string;

  beforeEach(() => {
    path = mkdtempSync(join(tmpdir(), 'sandwright-trees-'));
  });
  afterEach(() => rmSync(path, { recursive: true, force: true }));

  const open = () => TreeCache.open({ path, storage, maxBytes: 1e9 });

  async function layerOf(files: Readonly<Record<string, string>>, store = true): Promise<TreeLayer> {
    const builder = new InputRootBuilder();
    const blobs = [];
    for (const [name, text] of Object.entries(files)) {
      const data = Buffer.from(text);
      blobs.push({ digest: digestOf(data), data });
      builder.addFile(name, digestOf(data), text.startsWith('#!'));
    }
    builder.addSymlink('link', 'a/one');
    const { root, directories } = builder.build();
    await writeBlobs(storage, [...(store ? blobs : []), ...directories.values()]);
    const tree = await loadInputTree(new DirectoryReader(storage), root);
    return { digest: root, root: tree.root, lookUp: (digest: Digest) => tree.directory(digest) };
  }

  it('makes trees of one file for each content and executable bit, all with one time', async () => {
    await using cache = await open();
    const first = await cache.acquire(await layerOf({ 'a/one': 'same', 'b/two': 'same', tool: '#!/bin/sh' }));
    const second = await cache.acquire(await layerOf({ other: 'same' }));
    const inode = (file: string) => lstatSync(file).ino;
    expect(inode(join(first, 'b/two'))).toBe(inode(join(first, 'a/one')));
    expect(inode(join(second, 'other'))).toBe(inode(join(first, 'a/one')));
    expect(lstatSync(join(first, 'tool')).mode & 0o777).toBe(0o755);
    expect(lstatSync(join(first, 'a/one')).mode & 0o777).toBe(0o644);
    expect(readlinkSync(join(first, 'link'))).toBe('a/one');
    for (const name of ['a', 'a/one', 'link', '.']) expect(lstatSync(join(first, name)).mtimeMs).toBe(inputTime * 1000);
  });

  it('shares the linking of many files with a helper, and makes anew what that finds damaged', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `d${index % 40}/f${index}`);
    const layer = await layerOf(Object.fromEntries(names.map((name) => [name, name])));
    let helped = 0;
    const linkHelper: LinkHelper = async (jobs) => {
      helped += jobs.length;
      return await Promise.resolve(linkIntact(jobs));
    };
    const make = async (): Promise<string> => {
      await using cache = await TreeCache.open({ path, storage, maxBytes: 1e9, linkHelper });
      return await cache.acquire(layer);
    };
    const tree = await make();
    for (const name of names) if (Number(name.slice(-1)) > 5) appendFileSync(join(tree, name), ' damaged');
    rmSync(join(path, 'trees'), { recursive: true });
    helped = 0;
    await make();
    expect(helped).toBeGreaterThan(100);
    expect(helped).toBeLessThan(names.length);
    expect(names.filter((name) => readFileSync(join(tree, name), 'utf8') !== name)).toEqual([]);
  });

  it('finds a tree that another process made, and makes one anew that was damaged', async () => {
    const layer = await layerOf({ 'a/one': 'bytes', 'a/two': 'more' });
    const tree = await (async () => {
      await using cache = await open();
      return cache.acquire(layer);
    })();
    const made = lstatSync(join(tree, 'a')).ino;
    {
      await using cache = await open();
      expect(await cache.acquire(layer)).toBe(tree);
      expect(lstatSync(join(tree, 'a')).ino).toBe(made);
    }
    for (const damage of [
      () => appendFileSync(join(tree, 'a/one'), 'x'),
      () => rmSync(join(tree, 'a/two')),
      () => utimesSync(join(tree, 'a'), 1, 1),
    ]) {
      damage();
      await using cache = await open();
      await cache.acquire(layer);
      expect([readFileSync(join(tree, 'a/one'), 'utf8'), readFileSync(join(tree, 'a/two'), 'utf8')]).toEqual(['bytes', 'more']);
    }
  });

  it('makes everything again after it was deleted', async () => {
    await using cache = await open();
    const layer = await layerOf({ 'a/one': 'deleted' });
    const tree = await cache.acquire(layer);
    rmSync(join(path, 'trees'), { recursive: true });
    rmSync(join(path, 'files'), { recursive: true });
    cache.forget([layer.digest]);
    expect(await cache.ready(layer.digest)).toBeUndefined();
    expect(readFileSync(join(await cache.acquire(layer), 'a/one'), 'utf8')).toBe('deleted');
    expect(readdirSync(join(tree, 'a'))).toEqual(['one']);
  });

  it('names every missing file, writes none, and holds no lease on what it could not make', async () => {
    await using cache = await open();
    const layer = await layerOf({ there: 'there', 'x/1': 'absent 1', 'x/2': 'absent 2' }, false);
    await writeBlobs(storage, [{ digest: digestOf(Buffer.from('there')), data: Buffer.from('there') }]);
    const missing = ['absent 1', 'absent 2'].map((text) => digestOf(Buffer.from(text)));
    await expect(cache.acquire(layer)).rejects.toMatchObject({
      code: 'BLOB_MISSING',
      details: { missing: expect.arrayContaining(missing) },
    });
    expect(readdirSync(path).includes('files')).toBe(false);
    const leases = new TreeLeases(join(path, 'leases'));
    expect([...(await leases.all())]).toEqual([]);
  });

  it('keeps its quota: the tree unused for the longest time goes, one in use stays', async () => {
    const [used, old, recent] = [
      await layerOf({ used: 'u'.repeat(10_000) }),
      await layerOf({ old: 'o'.repeat(10_000) }),
      await layerOf({ recent: 'r'.repeat(10_000) }),
    ];
    await using cache = await open();
    const usedPath = await cache.acquire(used);
    const paths = await (async () => {
      await using other = await open();
      return [await other.acquire(old), await other.acquire(recent)] as const;
    })();
    for (const [index, tree] of [usedPath, ...paths].entries()) utimesSync(join(tree, '../m'), index + 1, index + 1);
    await using leases = new TreeLeases(join(path, 'leases'));
    await sweepTrees(path, 1e6, leases);
    expect(paths.map((tree) => lstatSync(tree, { throwIfNoEntry: false }) !== undefined)).toEqual([true, true]);
    // Files stay for a while, for one just written may be about to be linked; trees go at once.
    await sweepTrees(path, 15_000, leases);
    expect([usedPath, ...paths].map((tree) => lstatSync(tree, { throwIfNoEntry: false }) !== undefined)).toEqual([true, false, false]);
  });

  it('is swept by several at once', async () => {
    const layer = await layerOf({ one: '1'.repeat(10_000), two: '2'.repeat(10_000) });
    await using cache = await open();
    rmSync(await cache.acquire(layer), { recursive: true });
    await using leases = new TreeLeases(join(path, 'leases'));
    // By then the files are no longer young.
    const later = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    try {
      await Promise.all([sweepTrees(path, 1, leases), sweepTrees(path, 1, leases)]);
    } finally {
      later.mockRestore();
    }
    expect(readdirSync(join(path, 'files')).flatMap((shard) => readdirSync(join(path, 'files', shard)))).toEqual([]);
  });

  it('has nobody link files any more once making a tree has failed', async () => {
    const names = Array.from({ length: 3000 }, (_, index) => `d${index % 40}/f${index}`);
    const layer = await layerOf(Object.fromEntries(names.map((name) => [name, name])));
    await (async () => {
      await using first = await open();
      await first.acquire(layer);
    })();
    rmSync(join(path, 'trees'), { recursive: true });
    let underWay = 0;
    let asked = 0;
    const linkHelper: LinkHelper = async (jobs) => {
      asked += 1;
      if (asked === 1) throw new Error('the helper is gone');
      underWay += 1;
      await sleep(50);
      const left = linkIntact(jobs);
      underWay -= 1;
      return left;
    };
    await using cache = await TreeCache.open({ path, storage, maxBytes: 1e9, linkHelper });
    await expect(cache.acquire(layer)).rejects.toThrow('the helper is gone');
    expect(underWay).toBe(0);
    expect(await cache.acquire(layer)).toContain(layer.digest.hash);
  });
});
