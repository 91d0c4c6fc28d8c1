import { status } from '@grpc/grpc-js';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Digest, digestKey, digestOf, emptyDigest } from '@sandwright/core';
import { contentAddressableStorageService, Directory, type DirectoryInit, type GetTreeResponse } from '@sandwright/core/reapi';
import { failureOf } from '../test-support/grpc-test-client.ts';
import { startTestServer, type TestServer } from '../test-support/test-server.ts';

let shared: TestServer;
beforeAll(async () => {
  shared = await startTestServer({ max_tree_directories: 200 });
});
afterAll(async () => {
  await shared[Symbol.asyncDispose]();
});

const encode = (directory: DirectoryInit): Buffer => Directory.encode(directory).finish();
const folder = (children: Readonly<Record<string, Digest>>, file = 'f'): Buffer =>
  encode({
    files: [{ name: file, digest: emptyDigest }],
    directories: Object.entries(children).map(([name, digest]) => ({ name, digest })),
  });

async function getTree(rootDigest: Digest, options: { pageSize?: number; pageToken?: string } = {}): Promise<GetTreeResponse[]> {
  return await shared.client.collect(contentAddressableStorageService.getTree, { rootDigest, ...options });
}

const namesOf = (pages: readonly GetTreeResponse[]): string[] =>
  pages.flatMap(({ directories }) => directories.map(({ files }) => files[0]?.name ?? ''));

/** root → a, b; a → c, twin; b → c, twin (equal folders under two names). */
async function storeTree(): Promise<{ root: Digest; a: Digest; c: Digest }> {
  const c = folder({}, 'c');
  const twin = folder({}, 'twin');
  const a = folder({ c: digestOf(c), twin: digestOf(twin) }, 'a');
  const b = folder({ c: digestOf(c), other: digestOf(twin) }, 'b');
  const root = folder({ a: digestOf(a), b: digestOf(b) }, 'root');
  await shared.put(c, twin, a, b, root);
  return { root: digestOf(root), a: digestOf(a), c: digestOf(c) };
}

describe('GetTree', () => {
  test('gives each folder once, the root first', async () => {
    const pages = await getTree((await storeTree()).root);
    expect(namesOf(pages)).toEqual(['root', 'a', 'b', 'c', 'twin']);
    expect(pages.at(-1)?.nextPageToken).toBe('');
  });

  test.each([1, 2, 3, 5, 100])('pages of %p, and each token goes on where its page ended', async (pageSize) => {
    const { root } = await storeTree();
    const pages = await getTree(root, { pageSize });
    expect(pages).toHaveLength(Math.ceil(5 / pageSize));
    expect(namesOf(pages)).toEqual(['root', 'a', 'b', 'c', 'twin']);
    for (const [index, page] of pages.entries()) {
      if (page.nextPageToken === '') continue;
      expect(namesOf(await getTree(root, { pageSize, pageToken: page.nextPageToken }))).toEqual(namesOf(pages.slice(index + 1)));
    }
  });

  test('folders that are gone are left out, with what is below them', async () => {
    const { c } = await storeTree();
    const gone = digestOf(Buffer.from('never stored'));
    const root = folder({ a: gone, c }, 'partial');
    await shared.put(root);
    expect(namesOf(await getTree(digestOf(root)))).toEqual(['partial', 'c']);
  });

  test('a root that is gone is NOT_FOUND', async () => {
    const error = await failureOf(getTree(digestOf(Buffer.from('no root'))));
    expect(error.code).toBe(status.NOT_FOUND);
  });

  test('the empty folder is there without having been stored', async () => {
    expect((await getTree(emptyDigest))[0]?.directories).toHaveLength(1);
  });

  test('what is not a folder, a foreign token, a negative page are refused', async () => {
    const [text = emptyDigest] = await shared.put('this is no directory message');
    expect((await failureOf(getTree(text))).code).toBe(status.INVALID_ARGUMENT);
    const { root } = await storeTree();
    for (const pageToken of ['nonsense', '1.0000000000000000', `-1.${root.hash.slice(0, 16)}`, `1e3.${root.hash.slice(0, 16)}.x`]) {
      expect((await failureOf(getTree(root, { pageToken }))).code).toBe(status.INVALID_ARGUMENT);
    }
    expect((await failureOf(getTree(root, { pageSize: -1 }))).code).toBe(status.INVALID_ARGUMENT);
  });

  test('a tree of 150 folders comes whole, one of 250 meets the limit', async () => {
    for (const [folders, code] of [
      [150, undefined],
      [250, status.INVALID_ARGUMENT],
    ] as const) {
      const leaves = Array.from({ length: folders }, (_, index) => folder({}, `leaf ${index}`));
      const root = folder(Object.fromEntries(leaves.map((leaf, index) => [`d${String(index).padStart(4, '0')}`, digestOf(leaf)])));
      await shared.put(...leaves, root);
      if (code === undefined) expect(namesOf(await getTree(digestOf(root)))).toHaveLength(folders + 1);
      else expect((await failureOf(getTree(digestOf(root)))).details).toContain('max_tree_directories');
    }
  });

  test('a chain of folders that is deeper than any stack', async () => {
    let below = folder({}, 'bottom');
    const all = [below];
    for (let depth = 0; depth < 180; depth += 1) {
      below = folder({ next: digestOf(below) }, `${depth}`);
      all.push(below);
    }
    await shared.put(...all);
    expect(namesOf(await getTree(digestOf(below)))).toHaveLength(181);
    expect(digestKey(digestOf(below))).not.toBe('');
  });
});
