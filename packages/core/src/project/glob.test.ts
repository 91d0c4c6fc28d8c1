import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { FileTree } from './file-tree.ts';
import { findMatches } from './find-matches.ts';
import { compileGlob, escapeGlob, matchesGlob } from './glob.ts';
import { ProjectFixture } from './project.fixture.ts';

const matches = (glob: string, path: string): boolean => compileGlob(glob).some((one) => matchesGlob(one, path));

describe('a glob', () => {
  it.each([
    ['*.c', 'a.c', true],
    ['*.c', 'src/a.c', false],
    ['*.c', '.a.c', false],
    ['.*', '.a.c', true],
    ['src/*.c', 'src/a.c', true],
    ['**/*.c', 'a.c', true],
    ['**/*.c', 'x/y/a.c', true],
    ['**/*.c', 'x/.y/a.c', false],
    ['src/**', 'src/x/y', true],
    ['src/**', 'src/.x', false],
    ['src/**', 'src/x/.y', false],
    ['src', 'src/x/.y', true],
    ['src/', 'src/x', true],
    ['./src/a.c', 'src/a.c', true],
    ['.', 'anything/at/.all', true],
    ['**/test/*.c', 'a/test/b/test/x.c', true],
    ['a/**/**/b', 'a/b', true],
    ['*.{c,h}', 'a.h', true],
    ['*.{c,h}', 'a.x', false],
    ['{a,b/{c,d}}/x', 'b/d/x', true],
    ['{a}', '{a}', true],
    ['a{b', 'a{b', true],
    ['\\{a,b\\}', '{a,b}', true],
    ['\\\\{a,b}', '\\a', true],
    ['[abc].c', 'b.c', true],
    ['[a-c].c', 'b.c', true],
    ['[!a-c].c', 'b.c', false],
    ['[!a-c].c', 'd.c', true],
    ['[.c', '[.c', true],
    ['?.c', 'é.c', true],
    ['?.c', '😀.c', true],
    ['a(1)+*.c', 'a(1)+x.c', true],
    ['\\*.c', '*.c', true],
    ['\\*.c', 'a.c', false],
    ['a\nb*', 'a\nbc', true],
  ])('%j against %j: %s', (glob, path, expected) => {
    expect(matches(glob, path)).toBe(expected);
  });

  it('refuses braces that stand for very many globs', () => {
    expect(() => compileGlob('{a,b}'.repeat(12))).toThrow(/more than 1000/);
    expect(compileGlob('{a,b}'.repeat(9))).toHaveLength(512);
  });

  it('takes no time on names made to be slow', () => {
    const started = process.cpuUsage();
    expect(matches(`${'*a'.repeat(20)}b`, 'a'.repeat(255))).toBe(false);
    expect(matches(`${'**/a/'.repeat(8)}b`, 'a/'.repeat(40))).toBe(false);
    expect(process.cpuUsage(started).user).toBeLessThan(5_000_000);
  });

  it('matches exactly the path that was escaped', () => {
    const path = fc
      .array(fc.stringMatching(/^[^/\0]+$/u), { minLength: 1, maxLength: 3 })
      .map((parts) => parts.join('/'))
      .filter((text) => !text.split('/').some((part) => part === '.' || part === '..' || part === '**'));
    fc.assert(
      fc.property(path, path, (one, other) => {
        expect(matches(escapeGlob(one), one)).toBe(true);
        if (!other.startsWith(`${one}/`) && other !== one) expect(matches(escapeGlob(one), other)).toBe(false);
      }),
      { seed: 7, numRuns: 300 },
    );
  });

  it('finds on disk what it matches in memory', () => {
    const files = ['a.c', '.hidden', 'src/b.c', 'src/.x/c.c', 'src/deep/d.c', 'src/deep/e.h', 'weird [x]{y}/f.c'];
    using fixture = new ProjectFixture(Object.fromEntries(files.map((file) => [file, ''])));
    const tree = new FileTree(fixture.root);
    for (const glob of [
      '*.c',
      '**/*.c',
      '**',
      'src',
      '.',
      'src/**/*.{c,h}',
      'src/*/*',
      '*/*.c',
      'weird \\[x\\]\\{y\\}/*',
      '.hidden',
      'src/.x/*',
      'none*',
    ]) {
      const found = new Set(compileGlob(glob).flatMap((one) => findMatches(tree, '', one).files));
      expect([glob, [...found].sort()]).toEqual([glob, files.filter((file) => matches(glob, file)).sort()]);
    }
  });
});
