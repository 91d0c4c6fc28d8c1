import { execFileSync } from 'node:child_process';
import { mkdirSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

/** Builds a project whose only file is wrong. */
async function refused(yaml: string, more: Readonly<Record<string, string>> = {}) {
  using rig = new Rig({ 'sandwright.yaml': yaml, ...more });
  const run = await rig.run(['build']);
  return { exitCode: run.exitCode, stderr: run.stderr, stdout: run.stdout };
}

const bomb = `a: &a [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 8 }, (_, level) => {
  const [name, below] = ['bcdefghi'[level] ?? '', 'abcdefgh'[level] ?? ''];
  return `${name}: &${name} [${Array.from({ length: 10 }, () => `*${below}`).join(', ')}]`;
}).join('\n')}\n`;

describe('a wrong project file', () => {
  it.each<[string, string, RegExp]>([
    ['syntax', 'targets:\n  a: [\n', /^sandwright\.yaml:\d+:\d+ /mu],
    ['an unknown key', 'targets:\n  a:\n    comand: "true"\n', /^sandwright\.yaml:3:5 .*"?comand"?.*did you mean "command"/mu],
    ['a wrong type', 'targets:\n  a:\n    command: "true"\n    outputs: 5\n', /^sandwright\.yaml:4:14 /mu],
    ['a key twice', 'targets:\n  a: {command: "true"}\n  a: {command: "false"}\n', /^sandwright\.yaml:3:3 /mu],
    ['an alias bomb', bomb, /^sandwright\.yaml:3:8 its aliases unfold/mu],
    ['a missing command', 'targets:\n  a: {sources: []}\n', /^sandwright\.yaml:2:\d+ .*command/mu],
    [
      'a dependency that is nowhere',
      'targets:\n  a: {command: "true", dependencies: [":bb"]}\n  b: {command: "true"}\n',
      /^sandwright\.yaml:2:\d+ .*\/\/:bb/mu,
    ],
    [
      'a glob that matches nothing',
      'targets:\n  a:\n    command: "true"\n    sources: ["*.nope"]\n',
      /^sandwright\.yaml:4:\d+ .*\*\.nope/mu,
    ],
    [
      'one output of two targets',
      'targets:\n  a: {command: "true", outputs: [o]}\n  b: {command: "true", outputs: [o]}\n',
      /^sandwright\.yaml:3:\d+ /mu,
    ],
    ['a source that leaves the project by ..', 'targets:\n  a: {command: "true", sources: [../x]}\n', /^sandwright\.yaml:2:\d+ /mu],
    ['an absolute source', 'targets:\n  a: {command: "true", sources: [/etc/passwd]}\n', /^sandwright\.yaml:2:\d+ /mu],
    ['an output that leaves the project by ..', 'targets:\n  a: {command: "true", outputs: [../x]}\n', /^sandwright\.yaml:2:\d+ /mu],
    ['an absolute output', 'targets:\n  a: {command: "true", outputs: [/etc/x]}\n', /^sandwright\.yaml:2:\d+ /mu],
    ['a timeout that is none', 'targets:\n  a: {command: "true", timeout: soon}\n', /^sandwright\.yaml:2:\d+ /mu],
  ])('with %s is refused with its place', async (_, yaml, message) => {
    const run = await refused(yaml);
    expect(run).toMatchObject({ exitCode: 2, stdout: '' });
    expect(run.stderr).toMatch(message);
    expect(run.stderr).toContain('CONFIG_INVALID');
  });

  it('shows the line with a marker below the place', async () => {
    const run = await refused('targets:\n  a:\n    comand: "true"\n');
    expect(run.stderr).toMatch(/ {2}3 \| {5}comand: "true"\n {4}\| {5}\^/u);
  });

  it('lists all problems at once, in all files', async () => {
    const run = await refused('targets:\n  a: {comand: x}\n  b: {command: x, timeout: soon}\n', { 'lib/BUILD.yaml': 'targts: {}\n' });
    expect(run.stderr).toMatch(/^sandwright\.yaml:2:/mu);
    expect(run.stderr).toMatch(/^sandwright\.yaml:3:/mu);
    expect(run.stderr).toMatch(/^lib\/BUILD\.yaml:1:1 /mu);
  });

  it('prints the whole chain of a cycle, with places', async () => {
    const run = await refused(
      'targets:\n  a: {command: "true", dependencies: [":b"]}\n  b: {command: "true", dependencies: ["//lib:c"]}\n',
      { 'lib/BUILD.yaml': 'targets:\n  c: {command: "true", dependencies: ["//:a"]}\n' },
    );
    expect(run.exitCode).toBe(2);
    for (const part of ['//:a', '//:b', '//lib:c', 'sandwright.yaml:2:', 'sandwright.yaml:3:', 'lib/BUILD.yaml:2:'])
      expect(run.stderr).toContain(part);
  });
});

describe('targets and files', () => {
  it('offers the nearest name for an unknown target', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  greeting: {command: "true"}\n' });
    const run = await rig.run(['build', '//:greting']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/TARGET_UNKNOWN[^]*\/\/:greeting/u);
  });

  it('fails a command that does not make its output, and keeps the former one', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  a: {command: echo 1 > o, outputs: [o]}\n' });
    await rig.run(['build']);
    rig.write('sandwright.yaml', 'targets:\n  a: {command: echo forgot, outputs: [o]}\n');
    const run = await rig.run(['build']);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/✗ \/\/:a failed in .* \(OUTPUT_MISSING\)[^]*\bo\b/u);
    expect(rig.read('out/o')).toBe('1\n');
  });

  it('refuses sources behind a symbolic link that leaves the project', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  a:\n    command: cat data/passwd\n    sources: ["data/*"]\n' });
    symlinkSync('/etc', rig.path('data'));
    const run = await rig.run(['build']);
    expect(run.exitCode).toBe(2);
    expect(run.stdout).not.toContain('root:');
  });

  it('takes names in odd UTF-8', async () => {
    const names = ['ü.txt', 'u\u0308.txt', '日本.txt', 'a b.txt', "quo'te.txt", '-dash.txt', 'new\nline.txt', '\u202Eright.txt', '😀.txt'];
    using rig = new Rig({
      'sandwright.yaml': `targets:\n  all:\n    command: ls -1 --quoting-style=escape in | wc -l > n; cat in/* | wc -c >> n; cp -r in copy\n    sources: ["in/*"]\n    outputs: [n, copy]\n`,
      ...Object.fromEntries(names.map((name) => [`in/${name}`, 'x'])),
    });
    const run = await rig.run(['build']);
    expect({ exitCode: run.exitCode, stderr: run.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(rig.read('out/n').trim().split(/\s+/u)).toEqual([String(names.length), String(names.length)]);
    for (const name of names) expect(rig.read(`out/copy/${name}`)).toBe('x');
  });

  it('refuses a source whose name is not UTF-8, and an output of such a name, with the name', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  a: {command: "true", sources: ["in/*"]}\n', 'in/ok': '' });
    writeFileSync(Buffer.concat([Buffer.from(rig.path('in/b')), Buffer.from([0xff]), Buffer.from('d')]), '');
    const run = await rig.run(['build']);
    expect(run.exitCode).toBe(2);
    expect(run.stderr).toMatch(/sandwright\.yaml:2:\d+ .*b\ufffdd.*not UTF-8/u);
    rig.write('sandwright.yaml', String.raw`targets: {a: {command: "mkdir d; touch \"$(printf 'd/b\\377d')\"", outputs: [d]}}` + '\n');
    const output = await rig.run(['build']);
    expect(output.exitCode).not.toBe(0);
    expect(output.exitCode).not.toBe(70);
    expect(output.stdout + output.stderr).toMatch(/UTF-8/u);
  });

  it('never runs with half of a source that changes while it is read', async () => {
    // Two whole states, swapped all the time by renames; and a file that grows.
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  a: {command: sort -u big > o, sources: [big], outputs: [o]}\n' });
    const states = ['a\n', 'b\n'].map((line) => line.repeat(2_000_000));
    rig.write('big', states[0] ?? '');
    const stop = new AbortController();
    const swapping = (async () => {
      for (let round = 0; !stop.signal.aborted; round += 1) {
        // In place, so that a reader could see both.
        writeFileSync(rig.path('big'), states[round % 2] ?? '');
        await new Promise((resolve) => setTimeout(resolve, 1));
      }
    })();
    try {
      for (let round = 0; round < 4; round += 1) {
        const run = await rig.run(['build']);
        if (run.exitCode === 0) continue;
        expect(run.exitCode).toBe(3);
        expect(run.stdout + run.stderr).toContain('SOURCE_CHANGED');
      }
    } finally {
      stop.abort();
      await swapping;
    }
    rig.write('big', states[1] ?? '');
    expect((await rig.run(['build'])).exitCode).toBe(0);
    expect(rig.read('out/o')).toBe('b\n');
  });
});

describe('disks', () => {
  it('says that out/ cannot be written, and loses nothing', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  a: {command: echo 1 > o, outputs: [o]}\n' });
    mkdirSync(rig.path('out'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'ro', 'sandwright-test', rig.path('out')]);
    try {
      const run = await rig.run(['build']);
      expect(run.exitCode).toBe(3);
      expect(run.stdout + run.stderr).toMatch(/read-only/iu);
    } finally {
      execFileSync('umount', [rig.path('out')]);
    }
    const run = await rig.run(['build']);
    expect(run.exitCode).toBe(0);
    expect(run.stdout).toContain('(0 ran, 1 cached)');
    expect(rig.read('out/o')).toBe('1\n');
  });

  it('survives a full disk under the cache: an error, then the right result once there is room', async () => {
    using rig = new Rig({
      'sandwright.yaml': 'targets:\n  a: {command: head -c 30000000 /dev/urandom > big; echo done > o, outputs: [big, o]}\n',
    });
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=16m', 'sandwright-test', rig.cache]);
    try {
      const run = await rig.run(['build']);
      expect([1, 3]).toContain(run.exitCode);
      expect(run.stdout + run.stderr).toMatch(/No space left|disk is full|ENOSPC/u);
      execFileSync('mount', ['-o', 'remount,size=200m', rig.cache]);
      expect((await rig.run(['build'])).exitCode).toBe(0);
      expect(rig.read('out/o')).toBe('done\n');
      expect((await rig.run(['build'])).stdout).toContain('(0 ran, 1 cached)');
    } finally {
      execFileSync('umount', ['-l', rig.cache]);
    }
  });

  it('survives a full disk under out/: the former output stays whole', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  a: {command: echo 1 > o, outputs: [o]}\n' });
    mkdirSync(rig.path('out'));
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'sandwright-test', rig.path('out')]);
    try {
      expect((await rig.run(['build'])).exitCode).toBe(0);
      rig.write('sandwright.yaml', 'targets:\n  a: {command: head -c 5000000 /dev/zero > o, outputs: [o]}\n');
      const run = await rig.run(['build']);
      expect(run.exitCode).toBe(3);
      expect(run.stdout + run.stderr).toMatch(/No space left|disk is full|ENOSPC/u);
      expect(rig.read('out/o')).toBe('1\n');
    } finally {
      execFileSync('umount', [rig.path('out')]);
    }
  });

  it('goes on where a damaged cache cannot answer', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  a: {command: echo 1 > o, outputs: [o]}\n' });
    await rig.run(['build']);
    await rig.run(['clean']);
    renameSync(rig.cache, `${rig.cache}-gone`);
    mkdirSync(rig.cache);
    expect((await rig.run(['build'])).exitCode).toBe(0);
    expect(rig.read('out/o')).toBe('1\n');
  });
});
