import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@jest/globals';
import type { Bazel } from './bazel.ts';

/** Actions of `//:all_kinds` that Bazel runs or sends away; writing its own small files is none. */
export const actions = 14;

const names = [
  'copy.txt',
  'counted.txt',
  'far',
  'forest',
  'hollow.txt',
  'large.bin',
  'measured.txt',
  'program',
  'script.sh',
  'scripted.txt',
];

/** Everything that `//:all_kinds` leaves: path to content hash, `x` before it where the file is a program. */
export function outputsOf(bazel: Bazel): Readonly<Record<string, string>> {
  const found: Record<string, string> = {};
  const walk = (path: string): void => {
    const absolute = bazel.output(path);
    if (!existsSync(absolute)) return;
    if (statSync(absolute).isDirectory()) for (const name of readdirSync(absolute)) walk(join(path, name));
    else {
      const executable = (lstatSync(absolute).mode & 0o100) !== 0;
      found[path] = (executable ? 'x' : '') + createHash('sha256').update(readFileSync(absolute)).digest('hex');
    }
  };
  for (const name of names) walk(name);
  return found;
}

/** Checks the content of everything that `//:all_kinds` leaves. */
export function expectOutputs(bazel: Bazel, word: string): void {
  const text = (path: string): string => readFileSync(bazel.output(path), 'utf8');
  const executable = (path: string): boolean => (statSync(bazel.output(path)).mode & 0o100) !== 0;
  const copy = `${word}\ncopied\n`;
  const size = word.length + 1 + 5_000_000;
  expect(text('far/first.txt')).toBe(copy);
  expect(text('far/away/second.txt')).toBe('odd\n');
  expect(text('scripted.txt')).toBe(`scripted ${word}\n`);
  expect(executable('script.sh')).toBe(true);
  expect(statSync(bazel.output('large.bin')).size).toBe(size);
  expect(text('measured.txt')).toBe(`${size}\n`);
  expect(text('hollow.txt')).toBe('');
  expect(readdirSync(bazel.output('forest'), { recursive: true, encoding: 'utf8' }).sort()).toEqual(
    ['low', ...[1, 2, 3, 4, 5, 6, 7, 8].map((n) => `low/${n}`), 'low/lower', 'low/lower/leaf', 'low/tool', 'nothing'].sort(),
  );
  expect(text('forest/low/lower/leaf')).toBe(`${word}\n`);
  expect(executable('forest/low/tool')).toBe(true);
  expect(text('counted.txt').trim().split('\n')).toEqual(['11', 'from the forest', word]);
  expect(execFileSync(bazel.output('program'), { encoding: 'utf8' })).toBe(`${word}\n`);
}
