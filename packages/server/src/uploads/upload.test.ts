import { zstdCompressSync } from 'node:zlib';
import { expect, test } from '@jest/globals';
import { type ContentAddressableStorage, MadeFrames } from '@sandwright/core';
import { storeWhole } from './upload.ts';

test.each([20 * 1024 * 1024, 2 ** 50])('a few frames that are to make %p bytes reach the storage in pieces', async (sizeBytes) => {
  const frames = zstdCompressSync(Buffer.alloc(20 * 1024 * 1024));
  const pieces: number[] = [];
  const storage: Pick<ContentAddressableStorage, 'write'> = {
    write: async (_, data) => {
      if (data instanceof Uint8Array) throw new Error(`${data.byteLength} bytes at once`);
      for await (const piece of data) pieces.push(piece.byteLength);
    },
  };
  const digest = { hash: 'a'.repeat(64), sizeBytes };
  const target = { storage: storage as ContentAddressableStorage, digest, options: {} };
  const storing = storeWhole({ ...target, frames: new MadeFrames(target.storage) }, frames);
  if (sizeBytes === 20 * 1024 * 1024) await storing;
  else await expect(storing).rejects.toMatchObject({ code: 'ACTION_INVALID' });
  expect(Math.max(...pieces)).toBeLessThanOrEqual(256 * 1024);
  expect(pieces.reduce((sum, bytes) => sum + bytes, 0)).toBe(20 * 1024 * 1024);
});
