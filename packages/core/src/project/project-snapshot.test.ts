import { readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { loadProject } from './load-project.ts';
import { ProjectFixture } from './project.fixture.ts';
import type { Project } from './project.ts';

const files = {
  'sandwright.yaml': `
environments:
  strict: { type: local_environment }
defaults: { all: { environment: strict, env: { A: "1" } } }
targets:
  each: { for_each: "*.c", command: "cc {path}", outputs: "{name}.o" }
  all: { command: [ld], dependencies: [":each", "//lib:a"], timeout: 5s, description: links }
`,
  'a.c': '',
  'b.c': '',
  'lib/BUILD.yaml':
    'environments: { own: { type: local_environment } }\ntargets: { a: { command: a, environment: [":own", strict], append_only_caches: { pip: .cache } } }',
};

/** Loads with a memory, at a time when the files are old enough to be remembered. */
async function load(fixture: ProjectFixture): Promise<Project> {
  const now = jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
  try {
    return await loadProject({ directory: fixture.root, cacheDirectory: join(fixture.root, 'out/cache') });
  } finally {
    now.mockRestore();
  }
}

const memory = (fixture: ProjectFixture): string => {
  const folder = join(fixture.root, 'out/cache/projects');
  return join(folder, readdirSync(folder).find((name) => /^[0-9a-f]+\.json$/u.test(name)) ?? '');
};

/** Changes what is remembered, so that it shows whether it was used. */
async function poison(fixture: ProjectFixture): Promise<void> {
  writeFileSync(memory(fixture), readFileSync(memory(fixture), 'utf8').replace('"links"', '"remembered"'));
}

const wasRemembered = (project: Project): boolean => project.targets.get('//:all')?.description === 'remembered';

afterEach(() => {
  jest.restoreAllMocks();
});

describe('what is remembered of a project', () => {
  it('is what its own file says, too, for as long as that stays as it is', async () => {
    using fixture = new ProjectFixture(files);
    await load(fixture);
    const path = memory(fixture).replace(/json$/u, 'files.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"local_environment"', '"remote_environment"'));
    expect((await load(fixture)).environments.find('strict')?.definition.kind).toBe('remote');
    fixture.write({ 'sandwright.yaml': `${files['sandwright.yaml']}# a comment\n` });
    expect((await load(fixture)).environments.find('strict')?.definition.kind).toBe('local');
    expect((await load(fixture)).environments.find('strict')?.definition.kind).toBe('local');
  });

  it('is what stands in its folders, for as long as nothing comes or goes there', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': 'targets: { a: { command: a, sources: "src/**" } }',
      'src/a.c': '',
      'src/b/c.c': '',
    });
    const sources = async (): Promise<readonly string[]> => {
      const project = await load(fixture);
      const [target] = project.match(['//:a']);
      if (target === undefined) throw new Error('no target');
      expect(await project.checkSources([target])).toEqual([]);
      return await project.expandSources(target);
    };
    expect(await sources()).toEqual(['src/a.c', 'src/b/c.c']);
    const path = memory(fixture).replace(/json$/u, 'folders.json');
    writeFileSync(path, readFileSync(path, 'utf8').replace('"a.c"', '"remembered.c"'));
    expect(await sources()).toEqual(['src/b/c.c', 'src/remembered.c']);
    fixture.write({ 'src/d.c': '' });
    expect(await sources()).toEqual(['src/a.c', 'src/b/c.c', 'src/d.c']);
    rmSync(join(fixture.root, 'src/b'), { recursive: true });
    renameSync(join(fixture.root, 'src/d.c'), join(fixture.root, 'src/e.c'));
    expect(await sources()).toEqual(['src/a.c', 'src/e.c']);
  });

  it('is not what only YAML can say', async () => {
    const odd = 'environments: { a: &a { type: local_environment }, b: *a }\n';
    using fixture = new ProjectFixture({ 'sandwright.yaml': odd });
    for (const _ of ['first', 'second']) {
      expect((await load(fixture)).environments.names()).toEqual(expect.arrayContaining(['a', 'b']));
      expect(readdirSync(join(fixture.root, 'out/cache/projects')).filter((name) => name.endsWith('.files.json'))).toEqual([]);
    }
  });

  it('is exactly what its files say', async () => {
    using fixture = new ProjectFixture(files);
    const fresh = await load(fixture);
    await poison(fixture);
    const again = await load(fixture);
    expect(wasRemembered(again)).toBe(true);
    const described = [...again.targets].map(([label, target]) => [
      label,
      label === '//:all' ? { ...target, description: 'links' } : target,
    ]);
    expect(described).toEqual([...fresh.targets]);
    expect([...again.groups]).toEqual([...fresh.groups]);
    expect(again.environments.names()).toEqual(fresh.environments.names());
    expect(await again.locate({ file: 'lib/BUILD.yaml', path: ['targets', 'a'] })).toEqual({ file: 'lib/BUILD.yaml', line: 2, column: 15 });
  });

  it.each<[string, (fixture: ProjectFixture) => void]>([
    ['a file changed', (fixture) => fixture.write({ 'sandwright.yaml': `${files['sandwright.yaml']}# a comment\n` })],
    ['a build file changed', (fixture) => fixture.write({ 'lib/BUILD.yaml': `${files['lib/BUILD.yaml']}\n` })],
    ['a build file came', (fixture) => fixture.write({ 'other/BUILD.yaml': '' })],
    [
      'a build file went',
      (fixture) =>
        fixture.write({ 'sandwright.yaml': files['sandwright.yaml'].replace(', "//lib:a"', '') }) ??
        rmSync(join(fixture.root, 'lib/BUILD.yaml')),
    ],
    ['a file for for_each came', (fixture) => fixture.write({ 'c.c': '' })],
    ['a file for for_each went', (fixture) => rmSync(join(fixture.root, 'a.c'))],
    ['the memory is broken', (fixture) => writeFileSync(memory(fixture), '{')],
    ['the memory is of another version', (fixture) => writeFileSync(memory(fixture), '{"version":0}')],
  ])('is not used when %s', async (_, change) => {
    using fixture = new ProjectFixture(files);
    await load(fixture);
    await poison(fixture);
    change(fixture);
    expect(wasRemembered(await load(fixture))).toBe(false);
  });

  it('is not what a file said before it changed, however long finding the other files took', async () => {
    using fixture = new ProjectFixture(files);
    const written = Date.now();
    const now = jest.spyOn(Date, 'now').mockReturnValue(written + 2_010);
    const cacheDirectory = async (): Promise<string> => {
      await sleep(50);
      fixture.write({ 'sandwright.yaml': files['sandwright.yaml'].replace('links', 'changed') });
      now.mockReturnValue(written + 3_600_000);
      return join(fixture.root, 'out/cache');
    };
    expect((await loadProject({ directory: fixture.root, cacheDirectory })).targets.get('//:all')?.description).toBe('links');
    expect((await load(fixture)).targets.get('//:all')?.description).toBe('changed');
  });

  it('is for the eyes of its owner only, for options may hold secrets', async () => {
    using fixture = new ProjectFixture(files);
    await load(fixture);
    const folder = join(fixture.root, 'out/cache/projects');
    const modes = readdirSync(folder).map((name) => statSync(join(folder, name)).mode & 0o777);
    expect(modes).toEqual([0o600, 0o600, 0o600]);
  });

  it('is nothing while a file is so new that it may change unseen, or while something is wrong', async () => {
    using fixture = new ProjectFixture(files);
    const cacheDirectory = join(fixture.root, 'out/cache');
    await loadProject({ directory: fixture.root, cacheDirectory });
    expect(() => readdirSync(cacheDirectory)).toThrow('ENOENT');
    fixture.write({ 'lib/BUILD.yaml': 'targets: { b: { command: a } }' });
    await expect(load(fixture)).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
    expect(() => readdirSync(cacheDirectory)).toThrow('ENOENT');
  });

  it('goes where the options say, if a function decides that', async () => {
    using fixture = new ProjectFixture({ ...files, 'sandwright.yaml': `options: { local_store_dir: here }${files['sandwright.yaml']}` });
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    await loadProject({
      directory: fixture.root,
      cacheDirectory: async (root, layers) => await Promise.resolve(join(root, String(layers[0]?.values.get('local_store_dir')))),
    });
    expect(readdirSync(join(fixture.root, 'here'))).toEqual(['projects']);
  });

  it('need not be there: a cache that cannot be written only costs time', async () => {
    using fixture = new ProjectFixture(files);
    jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
    const project = await loadProject({ directory: fixture.root, cacheDirectory: '/dev/null/cache' });
    expect(project.targets.has('//:all')).toBe(true);
  });
});
