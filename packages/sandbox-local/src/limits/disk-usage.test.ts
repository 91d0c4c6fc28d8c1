import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { diskUsage } from './disk-usage.ts';

it('adds up what is in a folder, stops when that is enough, and does not mind that there is none', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sandwright-usage-'));
  try {
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    for (let index = 0; index < 10; index += 1) writeFileSync(join(folder, `a/b/${index}`), Buffer.alloc(100_000, 'x'));
    const all = await diskUsage(folder, 1e9);
    expect(all).toBeGreaterThanOrEqual(1_000_000);
    expect(all).toBeLessThan(1_500_000);
    expect(await diskUsage(folder, 300_000)).toBeLessThan(600_000);
    expect(await diskUsage(join(folder, 'none'), 1)).toBe(0);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
