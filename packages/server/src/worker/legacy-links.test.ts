import { expect, test } from '@jest/globals';
import { digestOf, type Output } from '@sandwright/core';
import { withLegacyLinks } from './legacy-links.ts';

const digest = digestOf(Buffer.from('x'));
const file: Output = { kind: 'file', path: 'out/file', digest, isExecutable: false };
const folder: Output = { kind: 'directory', path: 'out/folder', treeDigest: digest };

test.each<[string, string, 'file' | 'directory']>([
  ['out/link', 'file', 'file'],
  ['out/link', 'folder', 'directory'],
  ['out/link', './folder/', 'directory'],
  ['out/deep/link', '../folder', 'directory'],
  ['link', 'out/folder', 'directory'],
  ['link', 'folder', 'file'],
  ['link', 'no/where', 'file'],
  ['link', '/out/folder', 'file'],
])('the link %s to %s is one to a %s', (path, target, legacyKind) => {
  const link: Output = { kind: 'symlink', path, target };
  expect(withLegacyLinks([file, folder, link])).toEqual([file, folder, { ...link, legacyKind }]);
});

test('a link that was declared as something stays that; without links nothing is made anew', () => {
  const declared: Output = { kind: 'symlink', path: 'l', target: 'x', legacyKind: 'directory' };
  expect(withLegacyLinks([declared])).toEqual([declared]);
  const outputs = [file, folder];
  expect(withLegacyLinks(outputs)).toBe(outputs);
});
