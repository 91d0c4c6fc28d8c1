import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { diagnosticsOf } from '../config/diagnostics-error.ts';
import { printDiagnostic } from '../config/print-diagnostic.ts';
import { loadProject } from './load-project.ts';
import { ProjectFixture } from './project.fixture.ts';

const hello = `
targets:
  hello:
    command: cc -o hello main.c lib/greet.o
    sources: [main.c]
    dependencies: ["//lib:greet"]
    outputs: [hello]
    timeout: 5m
    env: { LANG: C }
    description: says hello
`;
const greet = `
targets:
  greet: { command: [cc, -c, greet.c], sources: greet.c, outputs: [greet.o], test: true }
`;

describe('a project', () => {
  it('is read from its root file and every build file below, from any folder in it', async () => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': hello, 'main.c': '', 'lib/BUILD.yaml': greet, 'lib/greet.c': '' });
    const project = await loadProject({ directory: join(fixture.root, 'lib') });
    expect(project.root).toBe(fixture.root);
    expect([...project.targets.keys()]).toEqual(['//:hello', '//lib:greet']);
    expect(project.targets.get('//:hello')).toMatchObject({
      directory: '',
      command: ['sh', '-eu', '-c', 'cc -o hello main.c lib/greet.o'],
      dependencies: ['//lib:greet'],
      outputs: ['hello'],
      env: [{ name: 'LANG', value: 'C' }],
      timeoutMs: 300_000,
      test: false,
      environment: '__local__',
    });
    expect(project.targets.get('//lib:greet')).toMatchObject({ directory: 'lib', command: ['cc', '-c', 'greet.c'], test: true });
  });

  it('does not look for build files in out, .git, node_modules and projects of their own', async () => {
    const stray = 'targets: { stray: { command: a } }';
    using fixture = new ProjectFixture({
      'sandwright.yaml': 'targets: {}',
      'out/BUILD.yaml': stray,
      '.git/BUILD.yaml': stray,
      'node_modules/x/BUILD.yaml': stray,
      'examples/one/sandwright.yaml': stray,
      'examples/one/sub/BUILD.yaml': stray,
      'lib/out/BUILD.yaml': 'targets: { fine: { command: a } }',
    });
    expect([...(await fixture.load()).targets.keys()]).toEqual(['//lib/out:fine']);
  });

  it('says where it looked if there is none', async () => {
    using fixture = new ProjectFixture({ 'main.c': '' });
    await expect(loadProject({ directory: fixture.root })).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining(fixture.root),
      hint: expect.stringContaining('sandwright init'),
    });
  });

  it('accepts empty files and sections whose content is commented out', async () => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': 'options:\n  # remote_execution: true\n', 'lib/BUILD.yaml': '' });
    expect((await fixture.load()).targets.size).toBe(0);
  });

  it('reports every problem of every file at once, sorted, with place and suggestion', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': `
targets:
  hello:
    comand: cc
    outputs: ../hello
    timeout: soon
`,
      'a/BUILD.yaml': 'targets:\n  x: { command: a, dependencies: [":y", "//b:zz"], env: { A: "1" } }\n',
      'b/BUILD.yaml': 'targets:\n  z: { command: [sleep, 1], dependencies: ["//a:x", "//:hello"], environment: remot }\n',
    });
    expect(await fixture.problems()).toEqual([
      'a/BUILD.yaml:2:35 there is no target //a:y; did you mean "//a:x"?',
      'b/BUILD.yaml:2:25 expected a text, found the number 1; write it in quotes: "1"',
      'sandwright.yaml:3:3 "command" is missing',
      'sandwright.yaml:4:5 unknown key "comand"; did you mean "command"?',
      'sandwright.yaml:5:14 "../hello" leaves the folder of this file with ".."',
      'sandwright.yaml:6:14 expected a time: seconds as a number, or a text such as "500ms", "30s", "5m", "1h", found "soon"',
    ]);
  });

  it.each([
    ['syntax', 'targets: { x: { command: a }\n', /^sandwright.yaml:\d+:\d+ .*\}/],
    ['a tab as indentation', 'targets:\n\tx: { command: a }\n', /^sandwright.yaml:2:\d+ /],
    ['an unknown key', 'target: {}\n', 'sandwright.yaml:1:1 unknown key "target"; did you mean "targets"?'],
    ['a wrong type', 'targets: [x]\n', 'sandwright.yaml:1:10 expected a mapping of targets, found a list'],
    [
      'a duplicate key',
      'targets:\n  x: { command: a }\n  x: { command: b }\n',
      'sandwright.yaml:3:3 the same key stands twice in this mapping',
    ],
    [
      'several documents',
      'targets: {}\n---\ntargets: {}\n',
      'sandwright.yaml:2:1 a second document begins here; one document a file is wanted',
    ],
    ['a key that is no text', 'targets:\n  1: { command: a }\n', 'sandwright.yaml:2:3 a key must be a text; write it in quotes: "1"'],
    ['a key that is a list', 'targets:\n  [a, b]: { command: a }\n', 'sandwright.yaml:2:3 a key must be a text'],
    ['a tag', 'targets: !!set { x }\n', /^sandwright.yaml:1:\d+ /],
    ['a name with a slash', 'targets: { a/b: { command: a } }\n', /^sandwright.yaml:1:12 "a\/b" cannot be a name/],
    ['an empty command', 'targets: { a: { command: [] } }\n', 'sandwright.yaml:1:26 must not be an empty list'],
    ['a NUL', 'targets: { a: { command: "a\\0" } }\n', 'sandwright.yaml:1:26 must not contain a NUL character'],
    [
      'a time without end',
      'targets: { a: { command: a, timeout: 900h } }\n',
      'sandwright.yaml:1:38 must be more than nothing and at most 24 days',
    ],
  ])('refuses %s', async (_, content, expected) => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': content });
    const problems = await fixture.problems();
    expect(problems[0]).toEqual(typeof expected === 'string' ? expected : expect.stringMatching(expected));
  });

  it('refuses aliases that unfold without end, and does so quickly', async () => {
    const levels = Array.from(
      { length: 20 },
      (_, level) =>
        `a${level}: &a${level} [${Array<string>(9)
          .fill(level === 0 ? 'x' : `*a${level - 1}`)
          .join()}]`,
    );
    using fixture = new ProjectFixture({ 'sandwright.yaml': `options:\n  ${levels.join('\n  ')}\ntargets: { x: { command: *a19 } }\n` });
    expect(await fixture.problems()).toEqual([expect.stringMatching(/^sandwright\.yaml:5:12 its aliases unfold into far too much$/u)]);
    fixture.write({ 'sandwright.yaml': 'targets: &a { x: *a }\n' });
    expect(await fixture.problems()).toContain('sandwright.yaml:1:15 "command" is missing');
  });

  it('lets hundreds of targets share a value, also while something else is wrong', async () => {
    const shared = Array.from({ length: 300 }, (_, index) => `  t${index}: { command: a, env: *shared }\n`).join('');
    using fixture = new ProjectFixture({
      'sandwright.yaml': `targets:\n  first: { command: a, env: &shared { A: b } }\n${shared}  bad: {}\n`,
    });
    expect(await fixture.problems()).toEqual(['sandwright.yaml:303:3 "command" is missing']);
    fixture.write({ 'sandwright.yaml': 'targets:\n  x: { command: a, env: *nowhere }\n' });
    expect(await fixture.problems()).toEqual(['sandwright.yaml:2:25 there is no anchor "&nowhere" before this alias']);
  });

  it('refuses files that are not UTF-8', async () => {
    using fixture = new ProjectFixture({});
    writeFileSync(join(fixture.root, 'sandwright.yaml'), Buffer.from('targets: { x: { command: "\xff" } }', 'latin1'));
    expect(await fixture.problems()).toEqual(['sandwright.yaml:1:1 is not UTF-8']);
  });

  it('cannot read a folder as a build file', async () => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': '' });
    mkdirSync(join(fixture.root, 'lib/BUILD.yaml'), { recursive: true });
    expect((await fixture.load()).targets.size).toBe(0);
  });

  it('prints a problem with its line and a marker', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': 'targets:\n\n  a: { command: a, dependencies: [":b"] }\n  b: { command: b, dependencies: [":a"] }\n',
    });
    const error: unknown = await fixture.load().catch((caught: unknown) => caught);
    expect(diagnosticsOf(error).map((one) => printDiagnostic(one, { root: fixture.root }))).toEqual([
      [
        'sandwright.yaml:3:20 these targets depend on each other in a circle: //:a → //:b → //:a',
        '  3 |   a: { command: a, dependencies: [":b"] }',
        '    |                    ^',
        '  sandwright.yaml:4:20 //:b depends on //:a',
        '    4 |   b: { command: b, dependencies: [":a"] }',
        '      |                    ^',
      ].join('\n'),
    ]);
  });
});

describe('the graph', () => {
  it('refuses circles of any length, and a target that depends on itself', async () => {
    const chain = Array.from({ length: 1000 }, (_, at) => `  t${at}: { command: a, dependencies: [":t${(at + 1) % 1000}"] }`);
    using fixture = new ProjectFixture({
      'sandwright.yaml': `targets:\n${chain.join('\n')}\n  self: { command: a, dependencies: [":self"] }\n`,
    });
    const problems = await fixture.problems();
    expect(problems).toHaveLength(2);
    expect(problems[0]).toContain('circle: //:t0 → //:t1 →');
    expect(problems[1]).toContain('//:self depends on itself');
  });

  it.each([
    ['one output twice', 'a: { command: a, outputs: x }\n  b: { command: b, outputs: ./x }', '3:29 //:b and //:a both make x'],
    [
      'an output inside another',
      'a: { command: a, outputs: x }\n  b: { command: b, outputs: x/y/z }',
      '3:29 //:b makes x/y/z inside x, which //:a makes',
    ],
    [
      'an absolute output',
      'a: { command: a, outputs: /tmp/x }',
      '2:29 "/tmp/x" is absolute; paths are relative to the folder of this file',
    ],
    [
      'an output in out/',
      'a: { command: a, outputs: out/x }',
      '2:29 "out/x" lies in out/, where sandwright itself puts outputs; leave "out/" away',
    ],
    ['an output in .git/', 'a: { command: a, outputs: .git/x }', '2:29 ".git/x" lies in .git/'],
    ['the folder as output', 'a: { command: a, outputs: . }', '2:29 the folder of this file itself cannot be an output'],
    ['a source as output', 'a: { command: a, sources: main.c, outputs: main.c }', '2:46 main.c is a source of //:a as well'],
    [
      'a source that a dependency makes',
      'a: { command: a, outputs: main.c }\n  b: { command: b, sources: main.c, dependencies: ":a" }',
      '3:29 main.c is a source of //:b, and //:a, on which it depends, makes it',
    ],
    [
      'many targets as one dependency',
      'a: { command: a, dependencies: "//..." }',
      '2:34 "//..." names many targets; a dependency names one target or group',
    ],
  ])('refuses %s', async (_, targets, expected) => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': `targets:\n  ${targets}\n`, 'main.c': '' });
    expect(await fixture.problems()).toEqual([`sandwright.yaml:${expected}`]);
  });

  it('refuses a target that two files of one folder declare', async () => {
    using fixture = new ProjectFixture({
      'sandwright.yaml': 'targets: { a: { command: a } }',
      'BUILD.yaml': 'targets: { a: { command: a } }',
    });
    expect(await fixture.problems()).toEqual(['BUILD.yaml:1:12 the target //:a stands in sandwright.yaml as well']);
  });
});

describe('a target with for_each', () => {
  const yaml = `
targets:
  objects:
    for_each: ["src/**/*.c", "!src/skip.c"]
    command: cc -c -o {dir}/{name}.o {path} "\${name}"
    outputs: "{dir}/{name}.o"
    env: { FILE: "{path}" }
  program:
    command: cc -o program src/*.o
    dependencies: [":objects"]
    outputs: program
`;

  it('stands for one target a file, and its name for all of them', async () => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': yaml, 'src/a.c': '', "src/deep/it's b.c": '', 'src/skip.c': '' });
    const project = await fixture.load();
    expect([...project.targets.keys()]).toEqual(['//:objects/src/a.c', "//:objects/src/deep/it's b.c", '//:program']);
    expect(project.targets.get('//:program')?.dependencies).toEqual(['//:objects/src/a.c', "//:objects/src/deep/it's b.c"]);
    const odd = project.targets.get("//:objects/src/deep/it's b.c");
    expect(odd?.writtenCommand).toBe(`cc -c -o src/deep/'it'\\''s b'.o 'src/deep/it'\\''s b.c' "\${name}"`);
    expect(odd?.outputs).toEqual(["src/deep/it's b.o"]);
    expect(odd?.env).toEqual([{ name: 'FILE', value: "src/deep/it's b.c" }]);
    expect(project.match(['objects']).map((target) => target.name)).toEqual(['objects/src/a.c', "objects/src/deep/it's b.c"]);
    const [first] = project.match(['//:objects']);
    expect(first && (await project.expandSources(first))).toEqual(['src/a.c']);
  });

  it('is refused if no file matches, and if two files make one output', async () => {
    using fixture = new ProjectFixture({ 'sandwright.yaml': yaml });
    expect(await fixture.problems()).toEqual(['sandwright.yaml:4:16 "src/**/*.c" matches no file']);
    fixture.write({ 'sandwright.yaml': yaml.replace('outputs: "{dir}/{name}.o"', 'outputs: "{name}.o"'), 'src/x/a.c': '', 'src/a.c': '' });
    expect(await fixture.problems()).toEqual(['sandwright.yaml:6:14 //:objects/src/x/a.c and //:objects/src/a.c both make a.o']);
  });
});
