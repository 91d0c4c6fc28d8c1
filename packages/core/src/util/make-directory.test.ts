import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { makeDirectory } from './make-directory.ts';

let scratch: string;
beforeEach(() => {
  scratch = mkdtempSync(join(tmpdir(), 'sandwright-make-directory-'));
});
afterEach(() => rmSync(scratch, { recursive: true }));

describe('makeDirectory', () => {
  it('makes what is missing, with the mode, and is content with what is there', () => {
    for (let round = 0; round < 2; round += 1) makeDirectory(join(scratch, 'a/b/c'), 0o700);
    expect(statSync(join(scratch, 'a/b/c')).mode & 0o777).toBe(0o700);
    expect(statSync(join(scratch, 'a')).mode & 0o777).toBe(0o700);
  });

  it('says what hinders it, and comes back', () => {
    writeFileSync(join(scratch, 'file'), '');
    expect(() => makeDirectory(join(scratch, 'file/x'))).toThrow('ENOTDIR');
    expect(() => makeDirectory('/proc/nowhere/x')).toThrow('ENOENT');
  });
});
