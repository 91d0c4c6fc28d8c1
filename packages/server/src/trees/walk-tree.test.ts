import { expect, test } from '@jest/globals';
import type { ContentAddressableStorage, Digest } from '@sandwright/core';
import { Directory } from '@sandwright/core/reapi';
import { walkTree } from './walk-tree.ts';

const mebibyte = 1024 * 1024;
const digestOfSize = (index: number, sizeBytes: number): Digest => ({ hash: index.toString(16).padStart(64, '0'), sizeBytes });

test('folders are read together by number and by bytes', async () => {
  const sizes = [...Array<number>(300).fill(100), 10 * mebibyte, 10 * mebibyte, 15 * mebibyte, 100];
  const root = digestOfSize(9999, 5000);
  const children = sizes.map((sizeBytes, index) => ({ name: `f${index}`, digest: digestOfSize(index, sizeBytes) }));
  const bytes = Directory.encode({ directories: children }).finish();
  const batches: number[][] = [];
  const storage: Pick<ContentAddressableStorage, 'readBatch'> = {
    readBatch: async (digests) => {
      const all = [...digests];
      batches.push(all.map(({ sizeBytes }) => sizeBytes));
      return all.map((digest) => ({ digest, data: digest.hash === root.hash ? bytes : new Uint8Array() }));
    },
  };
  let folders = 0;
  const limits = { maxDirectories: 1000, onMissing: () => {} };
  for await (const _ of walkTree(storage as ContentAddressableStorage, root, limits)) folders += 1;
  expect(folders).toBe(305);
  expect(batches.map((batch) => batch.length)).toEqual([1, 256, 45, 1, 2]);
  expect(batches.slice(2).map((batch) => batch.reduce((sum, size) => sum + size, 0))).toEqual([
    44 * 100 + 10 * mebibyte,
    10 * mebibyte,
    15 * mebibyte + 100,
  ]);
});
