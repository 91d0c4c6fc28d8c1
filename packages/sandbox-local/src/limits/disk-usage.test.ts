import { closeSync, constants, mkdirSync, mkdtempSync, openSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { removeTree } from '../collection/remove-tree.ts';
import { diskUsage } from './disk-usage.ts';

const mebibyte = 1024 * 1024;

describe('what a folder takes on disk', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sandwright-usage-'));
  });
  afterEach(async () => await removeTree(folder));

  /** A file below so many folders with long names, which has no path of its own. */
  function hide(levels: number): void {
    const open = (path: string) => openSync(path, constants.O_RDONLY | constants.O_DIRECTORY);
    let fd = open(folder);
    for (let level = 0; level < levels; level += 1) {
      const inner = `/proc/self/fd/${fd}/${'d'.repeat(200)}`;
      mkdirSync(inner);
      const next = open(inner);
      closeSync(fd);
      fd = next;
    }
    writeFileSync(`/proc/self/fd/${fd}/big`, Buffer.alloc(mebibyte));
    closeSync(fd);
  }

  it('is the sum of all below it, as far as that matters', async () => {
    mkdirSync(join(folder, 'a'));
    for (const name of ['a/one', 'two']) writeFileSync(join(folder, name), Buffer.alloc(mebibyte));
    const bytes = await diskUsage(folder, 10 * mebibyte);
    expect(bytes).toBeGreaterThanOrEqual(2 * mebibyte);
    expect(bytes).toBeLessThan(3 * mebibyte);
    expect(await diskUsage(folder, 1000)).toBeGreaterThan(1000);
    expect(await diskUsage(join(folder, 'nothing'), 1000)).toBe(0);
  });

  it('counts what lies deeper than a path can be long', async () => {
    hide(40);
    const bytes = await diskUsage(folder, 10 * mebibyte);
    expect(bytes).toBeGreaterThanOrEqual(mebibyte);
    expect(bytes).toBeLessThan(3 * mebibyte);
  });

  it('is too much where folders lie deeper than anybody could look', async () => {
    hide(400);
    expect(await diskUsage(folder, 1000 * mebibyte)).toBeGreaterThan(1000 * mebibyte);
  });
});
