import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { temporaryDirectory } from '@sandwright/core/testing';
import { OverlayMounts } from './overlay-mounts.ts';
import { folderNames } from './protocol.ts';
import { isUntouched, RestingMounts, type UpperFacts } from './resting-mounts.ts';

describe('the layer of an action that is over', () => {
  const before: UpperFacts = { ctimeNs: 5n, mtimeNs: 1n, mode: 0o40755n, uid: 0n, gid: 0n };

  it('is used again only if nothing of it changed, not even within one tick of the clock', () => {
    expect(isUntouched(before, { ...before })).toBe(true);
    const changes: readonly Partial<UpperFacts>[] = [{ ctimeNs: 6n }, { mtimeNs: 5n }, { mode: 0o40700n }, { uid: 1n }, { gid: 1n }];
    for (const change of changes) expect(isUntouched(before, { ...before, ...change })).toBe(false);
  });
});

/** Notes what would be mounted. */
class NotedMounts extends OverlayMounts {
  readonly noted: string[] = [];

  override mount(folder: string): void {
    this.noted.push(`mount ${folder}`);
  }

  override async unmount(folder: string): Promise<void> {
    this.noted.push(`unmount ${folder}`);
  }
}

describe('RestingMounts', () => {
  it('leaves a mount for the next action only where nobody changed it, nor can have kept a way into it', async () => {
    await using directory = await temporaryDirectory('sandwright-resting-');
    const scratch = directory.path;
    const lower = join(scratch, 'lower');
    for (const path of [lower, join(scratch, '1')]) mkdirSync(path);
    const overlays = new NotedMounts(scratch, false);
    const mounts = new RestingMounts(overlays, scratch);
    const use = async (mayRest: boolean, act: () => void = () => {}): Promise<readonly string[]> => {
      await mounts.mount(1, [lower]);
      act();
      await mounts.release(1, mayRest);
      return overlays.noted.splice(0);
    };
    expect(await use(true)).toEqual(['mount 1']);
    expect(await use(true)).toEqual([]);
    expect(await use(false)).toEqual(['unmount 1']);
    expect(await use(true)).toEqual(['mount 1']);
    expect(await use(true, () => writeFileSync(join(scratch, '1', folderNames.upper, 'new'), ''))).toEqual(['unmount 1']);
    await mounts.close();
  });
});
