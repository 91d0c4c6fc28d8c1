import { mkdirSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ProjectFixture } from './project.fixture.ts';

const project = (...sources: string[]): string => `targets: { t: { command: a, sources: ${JSON.stringify(sources)} } }`;

async function sourcesOf(fixture: ProjectFixture): Promise<readonly string[]> {
  const loaded = await fixture.load();
  const [target] = loaded.match(['//:t']);
  if (target === undefined) throw new Error('there is no such target');
  return await loaded.expandSources(target);
}

describe('sources', () => {
  it('are what globs match, without what is excluded, sorted, each once', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': project('!src/skip*', 'src/**', 'src/*.c', 'assets'),
      'src/b.c': '',
      'src/a.c': '',
      'src/skip.c': '',
      'src/sub/c.c': '',
      'assets/.keep': '',
      'other.c': '',
    });
    expect(await sourcesOf(fixture)).toEqual(['assets/.keep', 'src/a.c', 'src/b.c', 'src/sub/c.c']);
  });

  it('never are in out/ or .git/', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': project('.', '**'),
      'out/x': '',
      '.git/config': '',
      'lib/.git/x': '',
      'lib/out/y': '',
    });
    expect(await sourcesOf(fixture)).toEqual(['lib/out/y', 'sandwright.yaml']);
  });

  it('are refused where a glob matches nothing, and says so where it stands', async () => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': 'targets:\n  t:\n    command: a\n    sources: [x*, out/y, "!nothing"]\n' });
    expect(await fixture.problems()).toEqual([
      'sandwright.yaml:4:15 "x*" matches no file in the root folder',
      'sandwright.yaml:4:19 "out/y" lies in out/, which holds outputs; name the target that makes it in "dependencies"',
    ]);
  });

  it.each(['../x', '/etc/passwd', 'a/../../x', '!../x'])('refuses %s', async (glob) => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': project(glob), x: '' });
    const [problem] = await fixture.problems();
    expect(problem).toMatch(/^sandwright.yaml:1:39 .*(is absolute|leaves the folder of this file)/);
  });

  it('keep symbolic links that stay inside, dangling ones too, and refuse those that lead out', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': project('**'),
      'a/file': '',
      'a/inside': '-> file',
      'a/up': '-> ../sandwright.yaml',
      'a/dangling': '-> ../not/there',
      folder: '-> a',
    });
    expect(await sourcesOf(fixture)).toEqual(['a/dangling', 'a/file', 'a/inside', 'a/up', 'folder', 'sandwright.yaml']);
    fixture.write({ 'b/absolute': '-> /etc/passwd', 'b/out': '-> ../../x', 'b/hop': '-> ../b/etc/passwd', 'b/etc': '-> /etc' });
    expect((await fixture.problems()).map((line) => line.replace('sandwright.yaml:1:39 ', ''))).toEqual([
      'the symbolic link b/absolute points to /etc/passwd, an absolute path, which is another place in a sandbox',
      'the symbolic link b/etc points to /etc, an absolute path, which is another place in a sandbox',
      'the symbolic link b/hop points to ../b/etc/passwd, which leads to /etc/passwd, outside of the project',
      'the symbolic link b/out points to ../../x, which is outside of the project',
    ]);
  });

  it('are not looked for behind a symbolic link', async () => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': project('link/file'), 'a/file': '', link: '-> a' });
    expect(await fixture.problems()).toEqual([
      'sandwright.yaml:1:39 "link/file" goes through the symbolic link link; name the files where they really are',
    ]);
  });

  it('may have odd names as long as they are UTF-8', async () => {
    const odd = ['日本語.c', 'e\u0301.c', '\u00e9.c', 'a b\tc.c', 'new\nline.c', '😀.c', 'quote".c', '\ufffd.c', "it's.c"];
    using fixture = new ProjectFixture({ 'sandwright.yaml': project('*.c'), ...Object.fromEntries(odd.map((name) => [name, ''])) });
    expect([...(await sourcesOf(fixture))].sort()).toEqual([...odd].sort());
  });

  it('refuse names that are not UTF-8, but only if a glob asks for them', async () => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': project('src/*.c'), 'src/good.c': '' });
    writeFileSync(Buffer.concat([Buffer.from(`${fixture.root}/src/`), Buffer.from('b\xe9d.c', 'latin1')]), '');
    writeFileSync(Buffer.concat([Buffer.from(`${fixture.root}/`), Buffer.from('b\xe9d.c', 'latin1')]), '');
    expect(await fixture.problems()).toEqual([
      'sandwright.yaml:1:39 "src/*.c" matches "src/b\ufffdd.c", whose name is not UTF-8; rename it, or exclude it with "!"',
    ]);
    fixture.write({ 'sandwright.yaml': project('src/*.c', '!src/b*') });
    expect(await sourcesOf(fixture)).toEqual(['src/good.c']);
  });

  it('refuse sockets and the like', async () => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': project('src') });
    mkdirSync(join(fixture.root, 'src'));
    const server = createServer();
    await new Promise<void>((listening) => {
      server.listen(join(fixture.root, 'src/socket'), listening);
    });
    expect(await fixture.problems()).toEqual([
      'sandwright.yaml:1:39 "src" matches "src/socket", which is neither a file, nor a folder, nor a symbolic link',
    ]);
    server.close();
  });
});
