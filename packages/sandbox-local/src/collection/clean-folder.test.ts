import {
  chmodSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { cleanFolder } from './clean-folder.ts';

describe('cleanFolder', () => {
  let top: string;
  let folder: string;

  beforeEach(() => {
    top = mkdtempSync(join(tmpdir(), 'sandwright-clean-'));
    folder = join(top, 'f');
    mkdirSync(folder, { mode: 0o700 });
  });
  afterEach(() => rmSync(top, { recursive: true, force: true }));

  const clean = () => cleanFolder(folder, ['stdout', 'stderr']);
  const captured = (name: string): void => writeFileSync(join(folder, name), 'said', { mode: 0o600 });

  it('empties what is used again and removes the rest', async () => {
    captured('stdout');
    captured('other');
    mkdirSync(join(folder, 'root/deep'), { recursive: true });
    const inode = lstatSync(join(folder, 'stdout')).ino;
    await clean();
    expect(readdirSync(folder)).toEqual(['stdout']);
    expect(lstatSync(join(folder, 'stdout'))).toMatchObject({ ino: inode, size: 0 });
  });

  it('removes what a command put in the place of such a file, and leaves alone what is elsewhere', async () => {
    writeFileSync(join(top, 'victim'), 'mine', { mode: 0o600 });
    symlinkSync(join(top, 'victim'), join(folder, 'stdout'));
    linkSync(join(top, 'victim'), join(folder, 'stderr'));
    await clean();
    expect(readdirSync(folder)).toEqual([]);
    expect(readFileSync(join(top, 'victim'), 'utf8')).toBe('mine');
    captured('stdout');
    chmodSync(join(folder, 'stdout'), 0o666);
    mkdirSync(join(folder, 'stderr'));
    await clean();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('makes the folder anew where it is not as it was, or there is much in it', async () => {
    chmodSync(folder, 0o755);
    captured('stdout');
    await clean();
    expect(readdirSync(folder)).toEqual([]);
    expect(lstatSync(folder).mode & 0o777).toBe(0o700);
    for (let index = 0; index < 40; index += 1) captured(String(index));
    await clean();
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
    await clean();
    expect(readdirSync(folder)).toEqual([]);
  });
});
