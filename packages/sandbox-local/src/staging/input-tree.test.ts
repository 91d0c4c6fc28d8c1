import { describe, expect, it } from '@jest/globals';
import { type Digest, type Directory, digestOf, encodeDirectory, MemoryContentAddressableStorage } from '@sandwright/core';
import { DirectoryReader } from './directory-reader.ts';
import { loadInputTree, readOnlyMarks } from './input-tree.ts';

const storage = new MemoryContentAddressableStorage();

async function put(directory: Partial<Directory>): Promise<Digest> {
  const data = encodeDirectory({ files: [], directories: [], symlinks: [], ...directory });
  await storage.write(digestOf(data), data);
  return digestOf(data);
}

const load = (digest: Digest, limits = {}) => loadInputTree(new DirectoryReader(storage), digest, { limits });
const mark = (value: string) => ({ nodeProperties: { properties: [{ name: 'SubtreeReadOnly', value }] } });

describe('loadInputTree', () => {
  it('refuses a small message that unfolds into a huge tree, quickly', async () => {
    let digest = await put({ symlinks: [{ name: 'leaf', target: 'x' }] });
    for (let level = 0; level < 60; level += 1) {
      digest = await put({
        directories: [
          { name: 'a', digest },
          { name: 'b', digest },
        ],
      });
    }
    const started = performance.now();
    await expect(load(digest)).rejects.toMatchObject({ code: 'ACTION_INVALID', message: expect.stringContaining('4000000 files') });
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('refuses paths that no kernel takes, and more messages than asked for', async () => {
    let digest = await put({});
    for (let level = 0; level < 20; level += 1) digest = await put({ directories: [{ name: 'n'.repeat(200), digest }] });
    await expect(load(digest)).rejects.toMatchObject({ code: 'ACTION_INVALID', message: expect.stringContaining('path') });
    await expect(load(digest, { pathBytes: 5000, messageBytes: 1000 })).rejects.toMatchObject({
      message: expect.stringContaining('messages'),
    });
  });

  it('names all missing folders of a level', async () => {
    const absent = ['1', '2'].map((text) => digestOf(Buffer.from(text)));
    const digest = await put({ directories: absent.map((each, index) => ({ name: String(index), digest: each })) });
    await expect(load(digest)).rejects.toMatchObject({ code: 'BLOB_MISSING', details: { missing: absent } });
  });

  it('finds the folders that are read-only or writable again, each where that changes', async () => {
    const plain = await put({});
    const writable = await put({ ...mark('false'), directories: [{ name: 'below', digest: await put(mark('false')) }] });
    const usr = await put({ ...mark('true'), directories: [{ name: 'local', digest: writable }] });
    const tree = await load(
      await put({
        ...mark('true'),
        directories: [
          { name: 'build', digest: writable },
          { name: 'etc', digest: plain },
          { name: 'usr', digest: usr },
        ],
      }),
    );
    expect(readOnlyMarks(tree)).toEqual([
      ['', true],
      ['build', false],
      ['usr/local', false],
    ]);
    expect(readOnlyMarks(await load(plain))).toEqual([]);
  });
});
