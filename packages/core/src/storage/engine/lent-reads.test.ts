import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { digestOf } from '../../digest/digest.ts';
import { openLocalStore } from '../open-local-store.ts';

const directory = mkdtempSync(join(tmpdir(), 'sandwright-lent-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('a small blob that is lent stays as it is while others are read, until the next piece is asked for', async () => {
  await using store = await openLocalStore({ directory, mode: 'exclusive' });
  const blobs = [1, 5_000, 60_000, 100_000, 300_000].map((size) => randomBytes(size));
  for (const data of blobs) await store.storage.write(digestOf(data), data);
  // So that there is memory of earlier reads.
  for (const data of blobs) for await (const piece of store.storage.read(digestOf(data), { lent: true })) expect(piece).toBeDefined();
  const reads = blobs.map((data) => store.storage.read(digestOf(data), { lent: true, offset: 1 })[Symbol.asyncIterator]());
  const pieces = await Promise.all(reads.map(async (read) => await read.next()));
  for (const [at, { value }] of pieces.entries()) expect(Buffer.from(value ?? []).equals((blobs[at] as Buffer).subarray(1))).toBe(true);
  for (const read of reads) expect((await read.next()).done).toBe(true);
});
