import { describe, expect, it } from '@jest/globals';
import { isUntouched, type UpperFacts } from './resting-mounts.ts';

describe('the layer of an action that is over', () => {
  const before: UpperFacts = { ctimeNs: 5n, mtimeNs: 1n, mode: 0o40755n, uid: 0n, gid: 0n };

  it('is used again only if nothing of it changed, not even within one tick of the clock', () => {
    expect(isUntouched(before, { ...before })).toBe(true);
    const changes: readonly Partial<UpperFacts>[] = [{ ctimeNs: 6n }, { mtimeNs: 5n }, { mode: 0o40700n }, { uid: 1n }, { gid: 1n }];
    for (const change of changes) expect(isUntouched(before, { ...before, ...change })).toBe(false);
  });
});
