import { spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const twoTargets = {
  'sandwright.yaml': `targets:
  app:
    command: cat main.txt lib/greet.txt > app.txt
    sources: [main.txt]
    dependencies: ["//lib:greet"]
    outputs: [app.txt]
    description: The whole thing.
  check:
    command: grep -q hello app.txt
    dependencies: [":app"]
    test: true
`,
  'main.txt': 'main\n',
  'lib/BUILD.yaml': `targets:
  greet:
    command: echo hello > greet.txt
    outputs: [greet.txt]
`,
};

const program = (script: string) => ({
  'sandwright.yaml': `targets:\n  tool:\n    command: install -m 755 tool.sh tool\n    sources: [tool.sh]\n    outputs: [tool]\n`,
  'tool.sh': `#!/bin/sh\n${script}\n`,
});

describe('build', () => {
  it('says one line for each target and a summary', async () => {
    using rig = new Rig(twoTargets);
    const first = await rig.run(['build']);
    expect(first).toMatchObject({ exitCode: 0, stderr: '' });
    const lines = first.stdout.trimEnd().split('\n');
    expect(lines[0]).toMatch(/^✓ \/\/lib:greet succeeded in \d+\.\d\ds \(ran locally\)\.$/u);
    expect(lines[1]).toMatch(/^✓ \/\/:app succeeded in \d+\.\d\ds \(ran locally\)\.$/u);
    expect(lines[2]).toMatch(/^Build succeeded in \d+\.\d\ds: 2 succeeded \(2 ran, 0 cached\)\.$/u);
    expect(rig.read('out/app.txt')).toBe('main\nhello\n');
    expect(rig.read('out/lib/greet.txt')).toBe('hello\n');
    const second = await rig.run(['build']);
    expect(second.exitCode).toBe(0);
    expect(second.stdout).toMatch(/✓ \/\/:app succeeded in \d+\.\d\ds \(cached locally\)\./u);
    expect(second.stdout).toContain('2 succeeded (0 ran, 2 cached)');
  });

  it('builds only what is asked for and what it needs, from any folder', async () => {
    using rig = new Rig(twoTargets);
    const run = await rig.run(['build', ':greet'], { directory: 'lib' });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain('1 succeeded');
    expect(existsSync(rig.path('out/app.txt'))).toBe(false);
    expect(rig.read('out/lib/greet.txt')).toBe('hello\n');
  });

  it('shows what failed: command, exit code, the end of stderr', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  bad:\n    command: echo to-out; echo to-err >&2; exit 7\n' });
    const run = await rig.run(['build']);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/^✗ \/\/:bad failed in \d+\.\d\ds \(exit 7\)\.$/mu);
    expect(run.stdout).toContain('echo to-out; echo to-err >&2; exit 7');
    expect(run.stdout).toContain('    to-err');
    expect(run.stdout).not.toContain('    to-out');
    expect(run.stdout).toContain('Build failed');
    const all = await rig.run(['build', '--output=all']);
    expect(all.stdout).toContain('    to-out');
  });

  it('shows what every command wrote with --output all, also from the cache', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  loud:\n    command: echo to-out; echo to-err >&2\n' });
    for (const whence of ['ran', 'cached']) {
      const run = await rig.run(['build', '--output', 'all']);
      expect(run.stdout).toContain(`(${whence} locally)`);
      expect(run.stdout).toContain('    to-out');
      expect(run.stdout).toContain('    to-err');
    }
    expect((await rig.run(['build'])).stdout).not.toContain('to-out');
  });

  it('prints events as JSON lines with --json, and an error as the last one', async () => {
    using rig = new Rig(twoTargets);
    const { events, exitCode } = await rig.events(['build']);
    expect(exitCode).toBe(0);
    expect(events[0]).toMatchObject({ type: 'build-started', targets: 2 });
    expect(events.filter((event) => event.type === 'target-finished').map((event) => event.target)).toEqual(['//lib:greet', '//:app']);
    expect(events.at(-1)).toMatchObject({ type: 'build-finished', succeeded: 2, ran: 2, cached: 0, failed: 0 });
    const wrong = await rig.events(['build', '//lib:gret']);
    expect(wrong.exitCode).toBe(2);
    expect(wrong.events.at(-1)).toMatchObject({ type: 'error', code: 'TARGET_UNKNOWN' });
  });

  it('never shows progress or colours where there is no terminal', async () => {
    using rig = new Rig(twoTargets);
    const run = await rig.run(['build'], { environment: { TERM: 'xterm-256color', FORCE_COLOR: '1' } });
    expect(run.stdout).not.toContain(String.fromCharCode(27));
  });

  it('takes time, and not the work, when its reader goes away', async () => {
    using rig = new Rig({
      'sandwright.yaml': `targets:\n  many:\n    for_each: in/*.txt\n    command: cat {path} > {name}.out; yes {name} | head -c 100000\n    outputs: ["{name}.out"]\n`,
      ...Object.fromEntries(Array.from({ length: 12 }, (_, index) => [`in/f${index}.txt`, `${index}\n`])),
    });
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../bundle/sandwright.js'), 'build', '--output=all'], {
      cwd: rig.root,
      env: rig.environment(),
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let stderr = '';
    child.stderr.on('data', (piece: Buffer) => {
      stderr += piece.toString();
    });
    child.stdout.once('data', () => child.stdout.destroy());
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(readdirSync(rig.path('out'))).toHaveLength(12);
  });

  it('is not called a success where its report could not be written', async () => {
    using rig = new Rig(twoTargets);
    const full = openSync('/dev/full', 'w');
    try {
      const run = spawnSync(process.execPath, [join(import.meta.dirname, '../../bundle/sandwright.js'), 'list'], {
        cwd: rig.root,
        env: rig.environment(),
        stdio: ['ignore', full, 'pipe'],
        encoding: 'utf8',
      });
      expect(run.status).toBe(3);
      expect(run.stderr).toMatch(/^error STORAGE_FAILED: standard output cannot be written: ENOSPC/u);
    } finally {
      closeSync(full);
    }
  });
});

describe('test', () => {
  it('builds what tests need and runs only tests', async () => {
    using rig = new Rig(twoTargets);
    const run = await rig.run(['test']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toMatch(/✓ \/\/:check succeeded/u);
    rig.write('lib/BUILD.yaml', 'targets:\n  greet:\n    command: echo bye > greet.txt\n    outputs: [greet.txt]\n');
    const failed = await rig.run(['test']);
    expect(failed.exitCode).toBe(1);
    expect(failed.stdout).toMatch(/✗ \/\/:check failed in .* \(exit 1\)/u);
  });

  it('says so where there is none', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets: {}\n' });
    const run = await rig.run(['test']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toBe('Nothing to do: there are no targets for this.\n');
  });
});

describe('run', () => {
  it('builds, runs the first output where the user stands, passes arguments and exit code', async () => {
    using rig = new Rig({ ...program('echo "$PWD: $*"; exit 5'), 'sub/x': '' });
    const run = await rig.run(['run', '//:tool', '--', '--force', 'a b'], { directory: 'sub' });
    expect(run.exitCode).toBe(5);
    expect(run.stdout).toBe(`${rig.path('sub')}: --force a b\n`);
    expect(run.stderr).toMatch(/^Build succeeded in \S+: 1 succeeded \(1 ran, 0 cached\)\.\n$/u);
    const again = await rig.run(['run', '//:tool']);
    expect(again).toMatchObject({ exitCode: 5, stdout: `${rig.root}: \n`, stderr: '' });
    expect((await rig.run(['run', '--output=all', '//:tool'])).stderr).toContain('✓ //:tool succeeded');
  });

  it('gives 128 + N for a program that a signal ended', async () => {
    using rig = new Rig(program('kill -TERM $$'));
    expect((await rig.run(['run', ':tool'])).exitCode).toBe(143);
  });

  it('does not run what did not build, nor what is no program', async () => {
    using rig = new Rig({
      'sandwright.yaml':
        'targets:\n  bad: {command: exit 9, outputs: [x]}\n  text: {command: echo > t, outputs: [t]}\n  none: {command: "true"}\n',
    });
    expect((await rig.run(['run', ':bad'])).exitCode).toBe(1);
    for (const target of [':text', ':none']) {
      const run = await rig.run(['run', target]);
      expect(run.exitCode).toBe(2);
      expect(run.stderr).toContain('error USAGE_INVALID');
    }
  });
});

describe('list', () => {
  it('lists targets, also as JSON', async () => {
    using rig = new Rig(twoTargets);
    expect((await rig.run(['list'])).stdout).toBe('//:app       The whole thing.\n//:check\n//lib:greet\n');
    expect((await rig.run(['list', '//lib::'])).stdout).toBe('//lib:greet\n');
    const lines = (await rig.run(['list', '--json', ':app'])).stdout.trim().split('\n');
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual([
      expect.objectContaining({ target: '//:app', description: 'The whole thing.', test: false, outputs: ['app.txt'] }),
    ]);
  });
});

describe('clean and checkout', () => {
  it('removes out/ only, and what was built comes back from the cache', async () => {
    using rig = new Rig(twoTargets);
    await rig.run(['build']);
    expect(await rig.run(['clean'])).toMatchObject({ exitCode: 0 });
    expect(existsSync(rig.path('out'))).toBe(false);
    expect(rig.read('main.txt')).toBe('main\n');
    expect((await rig.run(['build'])).stdout).toContain('(0 ran, 2 cached)');
    expect(rig.read('out/app.txt')).toBe('main\nhello\n');
  });

  it('copies what a target made into a folder, which it does not overwrite', async () => {
    using rig = new Rig(program('true'));
    expect(await rig.run(['checkout', ':tool', 'result'])).toMatchObject({ exitCode: 0 });
    expect(rig.read('result/tool')).toBe(rig.read('tool.sh'));
    rig.write('other/tool', 'mine');
    expect((await rig.run(['checkout', ':tool', 'other'])).exitCode).toBe(2);
    expect(rig.read('other/tool')).toBe('mine');
    expect((await rig.run(['checkout', '--force', ':tool', 'other'])).exitCode).toBe(0);
    expect(rig.read('other/tool')).toBe(rig.read('tool.sh'));
    expect(statSync(rig.path('other/tool')).mode & 0o111).toBe(statSync(rig.path('out/tool')).mode & 0o111);
  });
});

describe('the command line', () => {
  it.each([
    [['biuld'], /unknown command "biuld"[^]*did you mean "build"/u],
    [['build', '--ouput=all'], /unknown flag --ouput[^]*--output/u],
    [['build', '--output=al'], /none of all, errors/u],
    [['build', '--jobs=0'], /from 1 to/u],
    [['build', '--force', '--force'], /given twice/u],
    [['run'], /arguments are missing/u],
    [['list', '//x:y:z'], /./u],
  ])('refuses %j with exit code 2', async (argv, message) => {
    using rig = new Rig(twoTargets);
    const run = await rig.run(argv);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).toBe('');
    expect(run.stderr).toMatch(message);
  });

  it.each([
    [['-l', 'debug', '--jobs', '2', '--force', 'build']],
    [['-ldebug', '-j2', '--no-local-cache', 'build']],
    [['--log-level', 'debug', '--local_store_dir', 'x', 'build']],
  ])('takes flags before the command: %j', async (argv) => {
    using rig = new Rig(twoTargets);
    const run = await rig.run(argv);
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain(' debug ');
    expect(run.stdout).toContain('2 succeeded');
  });

  it('explains itself: every command has a help text', async () => {
    using rig = new Rig();
    const help = await rig.run(['--help']);
    expect(help).toMatchObject({ exitCode: 0, stderr: '' });
    const commands = [...help.stdout.matchAll(/^ {2}(?<name>[a-z-]+(?: [a-z]+)?) {2}/gmu)].map((match) => match.groups?.name ?? '');
    expect(commands).toEqual(expect.arrayContaining(['init', 'build', 'test', 'run', 'list', 'clean', 'checkout', 'doctor']));
    for (const command of commands) {
      const one = await rig.run([...command.split(' '), '--help']);
      expect(one).toMatchObject({ exitCode: 0, stderr: '' });
      expect(one.stdout).toContain(`usage: sandwright ${command} `);
    }
  });

  it('says how to begin where there is no project', async () => {
    using rig = new Rig();
    const run = await rig.run(['build']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toContain('sandwright init');
  });

  it('says so where the folder in which the user stands is gone', () => {
    using rig = new Rig({ 'gone/x': '' });
    const program = join(import.meta.dirname, '../../bundle/sandwright.js');
    const run = spawnSync('sh', ['-c', 'rm -r "$PWD"; exec "$0" "$1" list', process.execPath, program], {
      cwd: rig.path('gone'),
      env: rig.environment(),
      encoding: 'utf8',
    });
    expect(run.status).toBe(2);
    expect(run.stderr).toContain('error USAGE_INVALID: the folder in which you stand is gone\n');
  });

  it('begins a project that builds and passes its test', async () => {
    using rig = new Rig();
    expect(await rig.run(['init'])).toMatchObject({ exitCode: 0 });
    expect((await rig.run(['build'])).exitCode).toBe(0);
    expect((await rig.run(['test'])).exitCode).toBe(0);
    expect(rig.read('out/greeting.txt')).toBe('Hello, world!\n');
    expect((await rig.run(['init'])).exitCode).toBe(2);
  });

  it('works without a home folder, and says where caches go then', async () => {
    using rig = new Rig(twoTargets);
    const run = await rig.run(['build'], { environment: { HOME: undefined, XDG_CACHE_HOME: '/proc/nowhere' } });
    expect(run.exitCode).toBe(0);
    expect(run.stderr).toContain('caches go to');
    expect(run.stdout).toContain('(2 ran');
  });
});
