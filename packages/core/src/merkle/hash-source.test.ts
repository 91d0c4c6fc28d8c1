import { appendFileSync, chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digestOf, emptyDigest } from '../digest/digest.ts';
import { MemoryContentAddressableStorage } from '../storage/memory-content-addressable-storage.ts';
import { readBlob } from '../storage/read-blob.ts';
import { hashSource, storeSource } from './hash-source.ts';
import { listFolder } from './list-folder.ts';
import { StatCache } from './stat-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandwright-source-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const file = (name: string, content: string | Buffer): string => {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
};
const big = Buffer.alloc(3 * 1024 * 1024 + 5, 'sandwright');

describe('hashSource', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['small', Buffer.from('hello')],
    ['just small', big.subarray(0, 256 * 1024)],
    ['just large', big.subarray(0, 256 * 1024 + 1)],
    ['large', big],
  ])('%s: digest, mode and content', async (_, content) => {
    const path = file('a', content);
    chmodSync(path, 0o755);
    const storage = new MemoryContentAddressableStorage();
    expect(await hashSource(path, undefined, { storage })).toEqual({ digest: digestOf(content), isExecutable: true });
    expect(Buffer.compare(await readBlob(storage, digestOf(content)), content)).toBe(0);
    chmodSync(path, 0o644);
    expect((await hashSource(path, undefined)).isExecutable).toBe(false);
  });

  test('what the cache knows is not read', async () => {
    const path = file('a', 'hello');
    const cache = new StatCache({ cacheDirectory: join(folder, 'cache'), projectRoot: folder });
    const known = digestOf(Buffer.from('other'));
    const { lstatSync } = await import('node:fs');
    cache.set(lstatSync(path), known, Date.now() + 60_000);
    expect((await hashSource(path, cache)).digest.hash).toBe(known.hash);
    appendFileSync(path, '!');
    expect((await hashSource(path, cache)).digest).toEqual(digestOf(Buffer.from('hello!')));
  });

  test('only regular files', async () => {
    symlinkSync('a', join(folder, 'link'));
    mkdirSync(join(folder, 'folder'));
    for (const path of [join(folder, 'link'), join(folder, 'folder'), '/dev/zero']) {
      await expect(hashSource(path, undefined)).rejects.toMatchObject({ code: 'ACTION_INVALID' });
    }
    await expect(hashSource(join(folder, 'gone'), undefined)).rejects.toMatchObject({ code: 'SOURCE_CHANGED' });
  });

  test('a file that this user may not read is told by its path', async () => {
    const path = file('a', 'hello');
    chmodSync(path, 0o000);
    // Root reads everything, so root is another user for a moment.
    const user = process.geteuid?.();
    chmodSync(folder, 0o755);
    if (user === 0) process.seteuid?.(65534);
    try {
      await expect(hashSource(path, undefined)).rejects.toMatchObject({
        code: 'STORAGE_FAILED',
        message: `the source "${path}" cannot be read: permission denied`,
      });
    } finally {
      if (user === 0) process.seteuid?.(0);
    }
  });

  test('a file that changes during every reading is refused', async () => {
    const path = file('a', big);
    let times = 1_000_000_000;
    const timer = setInterval(() => utimesSync(path, times, times++), 0);
    try {
      // Reading 3 MiB takes several turns of the event loop, and so meets the timer each time.
      await expect(hashSource(path, undefined)).rejects.toMatchObject({ code: 'SOURCE_CHANGED', retryable: true });
    } finally {
      clearInterval(timer);
    }
  });

  test('content that is not what was hashed is not stored', async () => {
    for (const content of ['hello', big]) {
      const path = file('a', content);
      const { digest } = await hashSource(path, undefined);
      const storage = new MemoryContentAddressableStorage();
      await storeSource(path, digest, storage);
      expect(await storage.findMissing([digest])).toEqual([]);
      appendFileSync(path, 'x');
      const other = new MemoryContentAddressableStorage();
      if (typeof content === 'string') await expect(storeSource(path, digest, other)).rejects.toMatchObject({ code: 'SOURCE_CHANGED' });
      writeFileSync(path, Buffer.alloc(digest.sizeBytes));
      await expect(storeSource(path, digest, other)).rejects.toMatchObject({ code: 'SOURCE_CHANGED' });
      expect(await other.findMissing([digest])).toEqual([digest]);
    }
  });

  test('an empty file is the empty blob', async () => {
    expect((await hashSource(file('a', ''), undefined)).digest).toEqual(emptyDigest);
  });
});

describe('listFolder', () => {
  test('refuses a name that is not valid UTF-8, and shows it', () => {
    file('ordinary', '');
    file('re\ufffdplaced', '');
    expect(listFolder(folder).map((entry) => entry.name)).toEqual(expect.arrayContaining(['ordinary', 're\ufffdplaced']));
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.from([0xe9])]), '');
    expect(() => listFolder(folder)).toThrow(
      expect.objectContaining({ code: 'ACTION_INVALID', message: expect.stringContaining(String.raw`"caf\xe9"`) }),
    );
  });
});
