import { mkdtempSync, renameSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fixedToken, tokenFromFile } from './bearer-token.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sandwright-token-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('tokenFromFile', () => {
  test('reads the file again when it was replaced, and keeps the last good token meanwhile', () => {
    const path = join(folder, 'token');
    writeFileSync(path, 'first\n');
    const token = tokenFromFile(path, 0);
    expect(token()).toBe('first');
    unlinkSync(path);
    expect(token()).toBe('first');
    writeFileSync(join(folder, 'next'), 'second\n');
    renameSync(join(folder, 'next'), path);
    expect(token()).toBe('second');
    writeFileSync(path, 'spoilt\u0001token');
    expect(token()).toBe('second');
  });

  test('does not look at the file for every request', () => {
    const path = join(folder, 'token');
    writeFileSync(path, 'first');
    const token = tokenFromFile(path, 60_000);
    writeFileSync(path, 'second');
    expect(token()).toBe('first');
  });

  test('a file that is not there is named', () => {
    const path = join(folder, 'none');
    expect(() => tokenFromFile(path)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID', message: expect.stringContaining(path) }));
  });
});

test.each(['', '  ', 'two words', 'line\nbreak', 'ünicode'])('fixedToken refuses %p without repeating it', (value) => {
  expect(() => fixedToken(value)).toThrow(expect.objectContaining({ code: 'CONFIG_INVALID' }));
  expect(() => fixedToken(`${value} a secret`)).toThrow(expect.objectContaining({ message: expect.not.stringContaining('secret') }));
});
