import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { findCacheDirectory } from './cache-directory.ts';

let scratch: string;
const ours = `sandwright-${process.getuid?.() ?? 'user'}`;
// Nobody can make a folder there, not even root.
const nowhere = '/proc/nowhere';

beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'sandwright-cache-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

describe('findCacheDirectory', () => {
  it('is in XDG_CACHE_HOME, for this user alone', () => {
    const found = findCacheDirectory({ XDG_CACHE_HOME: scratch, HOME: nowhere }, undefined);
    expect(found).toEqual({ path: join(scratch, 'sandwright') });
    expect(statSync(found.path).mode & 0o777).toBe(0o700);
  });

  it('is in ~/.cache where that is not set, or relative', () => {
    for (const xdg of [undefined, '', 'relative']) {
      expect(findCacheDirectory({ XDG_CACHE_HOME: xdg, HOME: scratch }, undefined)).toEqual({ path: join(scratch, '.cache/sandwright') });
    }
  });

  it('is a folder of this user among the temporary ones where neither can be written, with a warning', () => {
    for (const environment of [{ XDG_CACHE_HOME: nowhere }, { HOME: nowhere }]) {
      const found = findCacheDirectory({ ...environment, TMPDIR: scratch }, undefined);
      expect(found.path).toBe(join(scratch, ours));
      expect(found.warning).toContain(nowhere);
    }
  });

  it('is never a folder that somebody else may have put there', () => {
    const place = join(scratch, ours);
    mkdirSync(place);
    chmodSync(place, 0o777);
    expect(() => findCacheDirectory({ HOME: nowhere, TMPDIR: scratch }, undefined)).toThrow('no place for caches');
    rmSync(place, { recursive: true });
    mkdirSync(join(scratch, 'elsewhere'), { mode: 0o700 });
    symlinkSync('elsewhere', place);
    expect(() => findCacheDirectory({ HOME: nowhere, TMPDIR: scratch }, undefined)).toThrow('no place for caches');
  });

  it('is what was chosen, there or nowhere', () => {
    expect(findCacheDirectory({ XDG_CACHE_HOME: nowhere }, join(scratch, 'chosen'))).toEqual({ path: join(scratch, 'chosen') });
    expect(() => findCacheDirectory({ XDG_CACHE_HOME: scratch }, nowhere)).toThrow('cannot be written');
  });
});
