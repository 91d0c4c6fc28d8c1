import { mkdirSync, mkdtempSync, renameSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { settledStat } from './settled-stat.ts';

const hourMs = 3_600_000;
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandwright-settled-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

describe('the stat of what is remembered', () => {
  it('is known of what changed long before it was read, and differs after a change that leaves size and time alone', () => {
    const path = join(folder, 'a');
    writeFileSync(path, 'one');
    utimesSync(path, 1, 1);
    const later = Date.now() + hourMs;
    const before = settledStat(path, later);
    expect(before).toBeDefined();
    expect(settledStat(path, later)).toBe(before);
    writeFileSync(join(folder, 'b'), 'two');
    utimesSync(join(folder, 'b'), 1, 1);
    renameSync(join(folder, 'b'), path);
    expect(settledStat(path, later)).not.toBe(before);
  });

  it('is not known of what changed since, or shortly before, whatever its time of modification says', () => {
    const path = join(folder, 'a');
    writeFileSync(path, 'one');
    utimesSync(path, 1, 1);
    expect(settledStat(path)).toBeUndefined();
    expect(settledStat(path, Date.now() - hourMs)).toBeUndefined();
  });

  it('is not known, and no error, of what cannot be reached', () => {
    writeFileSync(join(folder, 'file'), '');
    symlinkSync('circle', join(folder, 'circle'));
    mkdirSync(join(folder, 'inner'));
    const later = Date.now() + hourMs;
    for (const name of ['absent', 'file/below', 'circle', 'circle/below']) expect(settledStat(join(folder, name), later)).toBeUndefined();
    expect(settledStat(join(folder, 'inner'), later)).toBeDefined();
  });
});
