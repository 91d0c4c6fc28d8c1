import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ProjectFixture } from '../project/project.fixture.ts';
import { undeclaredFileHint } from './undeclared-file-hint.ts';

const files = {
  'sandwright.yaml': 'targets:\n  t: {command: cc -Iinclude main.c, sources: [main.c]}\n',
  'lib/BUILD.yaml': 'targets:\n  u: {command: "true", sources: [b.c]}\n  made: {command: "true", outputs: [made.h]}\n',
  'main.c': '',
  'include/greet.h': '',
  'lib/b.c': '',
  'lib/helper.py': '',
  'lib/tool/index.js': '',
  'out/stale.h': '',
};
const links = { 'lib/link.h': '../include/greet.h', 'dangling.h': 'nowhere.h', 'away.h': '/etc/passwd', 'circle.h': 'circle.h' };

async function hint(label: string, stderr: string, declared: readonly string[] = []): Promise<string | undefined> {
  using fixture = new ProjectFixture(files);
  for (const [path, to] of Object.entries(links)) symlinkSync(to, join(fixture.root, path));
  const project = await fixture.load();
  const target = project.targets.get(label);
  if (target === undefined) throw new Error('no such target');
  return await undeclaredFileHint({
    projectRoot: project.root,
    target,
    targets: project.targets.values(),
    stderr,
    isDeclared: (path) => declared.includes(path),
    folders: ['', 'lib'],
    locate: (place) => project.locate(place),
  });
}

test.each([
  ['a header in a folder to be searched', '//:t', 'main.c:1:10: fatal error: greet.h: No such file or directory', 'include/greet.h'],
  ['relative to the project', '//:t', "cc: error: 'include/greet.h': No such file", 'include/greet.h'],
  ['absolute, in the sandbox', '//:t', 'sh: 1: cannot open /sandwright/root/include/greet.h.', 'include/greet.h'],
  ['with dots on the way', '//lib:u', 'cat: ./tool/../helper.py: No such file', 'helper.py'],
  ['a module of Python', '//lib:u', "ModuleNotFoundError: No module named 'helper'", 'helper.py'],
  ['a module of Node', '//lib:u', "Error: Cannot find module './tool'", 'tool/index.js'],
])('%s', async (_what, label, stderr, source) => {
  expect(await hint(label, stderr, ['main.c', 'lib/b.c'])).toMatch(
    new RegExp(`is not declared: add "${source}" to sources of ${label} \\((sandwright.yaml|lib/BUILD.yaml):2\\)$`, 'u'),
  );
});

test('what another target makes is a dependency', async () => {
  expect(await hint('//:t', 'fatal error: lib/made.h: No such file')).toBe(
    'lib/made.h is made by //lib:made: add "//lib:made" to dependencies of //:t (sandwright.yaml:2)',
  );
});

test('what lies outside of the folder of the target cannot be declared there', async () => {
  expect(await hint('//lib:u', 'cat: ../include/greet.h: No such file')).toContain(
    'declare //lib:u (lib/BUILD.yaml:2) in a folder above both',
  );
});

test('a link that is declared leads to a file that is not', async () => {
  expect(await hint('//:t', 'cat: lib/link.h: No such file', ['main.c', 'lib/link.h'])).toContain(
    'add "include/greet.h" to sources of //:t',
  );
  expect(await hint('//:t', 'lib/link.h:1: error', ['lib/link.h', 'include/greet.h'])).toBeUndefined();
  expect(await hint('//:t', 'cat: dangling.h, away.h, circle.h', ['dangling.h', 'away.h', 'circle.h'])).toBeUndefined();
});

test.each([
  ['declared files', 'main.c:1: error: expected ;'],
  ['files that are nowhere', 'fatal error: nowhere.h: No such file'],
  ['folders', 'ls: include: permission denied'],
  ['what was built before', 'cat: out/stale.h'],
  ['places outside of the project', 'cat: ../../../../etc/passwd, /etc/passwd'],
  ['nothing', ''],
])('no hint for %s', async (_what, stderr) => {
  expect(await hint('//:t', stderr, ['main.c'])).toBeUndefined();
});

test('a flood of messages is read only in part', async () => {
  const flood = 'x.c y.c z/q.c\n'.repeat(1_000_000);
  expect(await hint('//:t', `${flood} include/greet.h ${flood}`)).toBeUndefined();
  expect(await hint('//:t', `${flood} include/greet.h`)).toBeDefined();
});
