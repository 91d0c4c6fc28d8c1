import {
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  type Stats,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { digestOf } from '../digest/digest.ts';
import { StatCache } from './stat-cache.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandwright-stat-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const later = (): number => Date.now() + 60_000;
const open = (projectRoot = folder, now?: () => number): StatCache =>
  new StatCache({ cacheDirectory: join(folder, 'cache'), projectRoot, ...(now && { now }) });

function put(cache: StatCache, path: string, text: string, readAtMs = later()): void {
  writeFileSync(path, text);
  cache.set(lstatSync(path), digestOf(Buffer.from(text)), readAtMs);
}

describe('StatCache', () => {
  test('remembers files over processes, each project root by itself', () => {
    const cache = open();
    put(cache, join(folder, 'a'), 'one');
    put(cache, join(folder, 'b'), 'two');
    expect(cache.save()).toBe(true);
    expect(open().lookup(join(folder, 'a'))).toEqual({ digest: digestOf(Buffer.from('one')), isExecutable: false });
    expect(open().lookup(join(folder, 'b'))?.digest).toEqual(digestOf(Buffer.from('two')));
    expect(open('/elsewhere').lookup(join(folder, 'a'))).toBeUndefined();
    expect(readdirSync(join(folder, 'cache'))).toHaveLength(1);
  });

  test('any change of the file is noticed', () => {
    const path = join(folder, 'a');
    const cache = open();
    put(cache, path, 'one');
    const before = lstatSync(path);
    writeFileSync(path, 'two');
    expect(cache.lookup(path)).toBeUndefined();

    put(cache, path, 'one');
    // Same size and modification time, put back on purpose: the change time tells.
    writeFileSync(path, 'two');
    utimesSync(path, before.atime, before.mtime);
    expect(cache.lookup(path)).toBeUndefined();

    put(cache, path, 'one');
    writeFileSync(join(folder, 'other'), 'two');
    renameSync(join(folder, 'other'), path);
    expect(cache.lookup(path)).toBeUndefined();
    rmSync(path);
    symlinkSync(join(folder, 'b'), path);
    expect(cache.lookup(path)).toBeUndefined();
    expect(cache.lookup(join(folder, 'nothing'))).toBeUndefined();
  });

  test('a file that changed just before it was read is not trusted, for it may change again in the same tick', () => {
    const cache = open();
    put(cache, join(folder, 'a'), 'one', Date.now());
    expect(cache.lookup(join(folder, 'a'))).toBeUndefined();
  });

  test('a modification time in the future is not trusted', () => {
    const path = join(folder, 'a');
    writeFileSync(path, 'one');
    utimesSync(path, 4e9, 4e9);
    const cache = open();
    cache.set(lstatSync(path), digestOf(Buffer.from('one')), later());
    expect(cache.lookup(path)).toBeUndefined();
  });

  test('a torn, changed or foreign file counts as empty', () => {
    const path = join(folder, 'a');
    const cache = open();
    put(cache, path, 'one');
    cache.save();
    const file = join(folder, 'cache', readdirSync(join(folder, 'cache'))[0] ?? '');
    const whole = readFileSync(file);
    const flipped = Buffer.from(whole);
    flipped[40] = (flipped[40] ?? 0) ^ 1;
    for (const bytes of [
      Buffer.alloc(0),
      whole.subarray(0, 15),
      whole.subarray(0, -1),
      flipped,
      Buffer.concat([whole, whole]),
      Buffer.alloc(5000, 7),
    ]) {
      writeFileSync(file, bytes);
      expect(open().count).toBe(0);
    }
    writeFileSync(file, whole);
    expect(open().lookup(path)).toBeDefined();
  });

  test('files not asked for in a month are forgotten, the others are kept', () => {
    let now = Date.now();
    const first = open(folder, () => now);
    put(first, join(folder, 'a'), 'one');
    put(first, join(folder, 'b'), 'two');
    first.save();
    now += 20 * 86_400_000;
    const second = open(folder, () => now);
    expect(second.lookup(join(folder, 'a'))).toBeDefined();
    second.save();
    now += 20 * 86_400_000;
    const third = open(folder, () => now);
    put(third, join(folder, 'c'), 'three', now);
    third.save();
    const last = open(folder, () => now);
    expect(last.count).toBe(2);
    expect(last.lookup(join(folder, 'a'))).toBeDefined();
    expect(last.lookup(join(folder, 'b'))).toBeUndefined();
  });

  test('many files are found again, also after the table grew', () => {
    const cache = open();
    const stats = lstatSync(folder);
    const facts = Array.from(
      { length: 5000 },
      (_, at): Stats => Object.assign(Object.create(stats), { ino: at * 4_294_967_296 + (at % 7), size: at }),
    );
    const digests = facts.map((_, at) => digestOf(Buffer.from(String(at))));
    for (const [at, each] of facts.entries()) cache.set(each, digests[at] ?? digestOf(Buffer.alloc(0)), later());
    cache.save();
    const again = open();
    expect(again.count).toBe(5000);
    for (const [at, each] of facts.entries()) expect(again.get(each)?.digest.hash).toBe(digests[at]?.hash);
  });

  test('a cache folder that cannot be written costs nothing but the memory', () => {
    writeFileSync(join(folder, 'cache'), 'in the way');
    const cache = open();
    put(cache, join(folder, 'a'), 'one');
    expect(cache.save()).toBe(false);
    expect(cache.lookup(join(folder, 'a'))).toBeDefined();
  });
});
