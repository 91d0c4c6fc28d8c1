import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { ProjectFixture } from '../project/project.fixture.ts';
import { type FingerprintRequest, HostFingerprints } from './host-fingerprint.ts';
import { toolIdentity } from './tool-identity.ts';

const take = async (folder: ProjectFixture, request: FingerprintRequest) =>
  await new HostFingerprints(join(folder.root, 'cache')).take(request);

/** What changed just now is not remembered, for kernels cannot tell such changes apart. */
const old = async () => await setTimeout(80);

describe('the fingerprint of tools', () => {
  it('changes with their content, and with nothing else', async () => {
    using folder = new ProjectFixture({ 'bin/cc': 'one', 'other/cc': 'one' });
    const request: FingerprintRequest = { tools: ['cc'], path: [join(folder.root, 'bin')] };
    const first = await take(folder, request);
    expect(first.parts).toEqual([{ name: 'cc', file: join(folder.root, 'bin/cc'), digest: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    chmodSync(join(folder.root, 'bin/cc'), 0o755);
    utimesSync(join(folder.root, 'bin/cc'), 1, 1);
    expect((await take(folder, request)).digest).toBe(first.digest);
    expect((await take(folder, { tools: ['cc'], path: [join(folder.root, 'other')] })).digest).toBe(first.digest);
    // The same size and time, as an upgrade by a package manager with fixed times has.
    const { atime, mtime } = statSync(join(folder.root, 'bin/cc'));
    writeFileSync(join(folder.root, 'bin/new'), 'two');
    utimesSync(join(folder.root, 'bin/new'), atime, mtime);
    renameSync(join(folder.root, 'bin/new'), join(folder.root, 'bin/cc'));
    expect((await take(folder, request)).digest).not.toBe(first.digest);
  });

  it('follows links to the tool itself, and sees that a tool came or went', async () => {
    using folder = new ProjectFixture({ 'real/gcc-12': 'twelve', 'real/gcc-13': 'thirteen' });
    mkdirSync(join(folder.root, 'bin'));
    const request: FingerprintRequest = { tools: ['cc'], path: [join(folder.root, 'bin')] };
    const absent = await take(folder, request);
    expect(absent.parts).toEqual([{ name: 'cc', file: undefined, digest: undefined }]);
    symlinkSync('../real/gcc-12', join(folder.root, 'bin/cc'));
    const twelve = await take(folder, request);
    expect(twelve.parts[0]?.file).toBe(join(folder.root, 'real/gcc-12'));
    expect(twelve.digest).not.toBe(absent.digest);
    symlinkSync('../real/gcc-13', join(folder.root, 'bin/next'));
    renameSync(join(folder.root, 'bin/next'), join(folder.root, 'bin/cc'));
    expect((await take(folder, request)).digest).not.toBe(twelve.digest);
  });

  it('takes files and whole folders by their path', async () => {
    using folder = new ProjectFixture({ 'sdk/bin/x': '1', 'sdk/lib/y': '2', file: '3' });
    const request: FingerprintRequest = { tools: [join(folder.root, 'sdk'), join(folder.root, 'file')] };
    const first = await take(folder, request);
    expect(first.parts.map((part) => part.name.replace(folder.root, ''))).toEqual(['/sdk/bin/x', '/sdk/lib/y', '/file']);
    folder.write({ 'sdk/lib/z': '' });
    expect((await take(folder, request)).digest).not.toBe(first.digest);
  });

  it('remembers what it read, and copes with a memory that is broken or cannot be written', async () => {
    using folder = new ProjectFixture({ 'bin/cc': 'one' });
    const request: FingerprintRequest = { tools: ['cc'], path: [join(folder.root, 'bin')] };
    await old();
    const first = await take(folder, request);
    const memory = join(folder.root, 'cache/host-tools.json');
    writeFileSync(memory, readFileSync(memory, 'utf8').replaceAll(/"digest":"\w+"/gu, `"digest":"${'0'.repeat(64)}"`));
    expect((await take(folder, request)).digest).toBe('0'.repeat(64));
    writeFileSync(memory, '{');
    expect(await take(folder, request)).toEqual(first);
    writeFileSync(memory, 'null\nnull\n');
    expect(await take(folder, request)).toEqual(first);
    expect((await new HostFingerprints('/proc/nowhere').take(request)).digest).toBe(first.digest);
  });

  it('knows all parts of a remembered one', async () => {
    using folder = new ProjectFixture({ 'bin/cc': 'one' });
    const request: FingerprintRequest = { tools: ['cc', 'none'], path: [join(folder.root, 'bin')] };
    await old();
    const first = await take(folder, request);
    const again = await take(folder, request);
    expect(again).toEqual(first);
    expect(again.parts.map(({ name, file }) => [name, file])).toEqual([
      ['cc', join(folder.root, 'bin/cc')],
      ['none', undefined],
    ]);
  });

  it('refuses to read a whole disk, and does not follow folders that are links', async () => {
    using folder = new ProjectFixture({ 'sdk/a': '' });
    symlinkSync('..', join(folder.root, 'sdk/up'));
    expect((await take(folder, { tools: [join(folder.root, 'sdk')] })).parts.map(({ name }) => name)).toEqual([join(folder.root, 'sdk/a')]);
    await expect(take(folder, { tools: ['/proc'] })).rejects.toMatchObject({ code: 'CONFIG_INVALID' });
  });
});

describe('the default fingerprint', () => {
  const toolchain = {
    'bin/cc': '',
    'bin/jq': 'jq',
    'bin/gcc-12': 'gcc',
    'lib/gcc/x86/12/cc1': '',
    'lib/gcc/x86/12/crt.o': '',
    'lib/other': '',
  };

  it('is that of every program in the search path, of the passes of its compilers, and of libc', async () => {
    using folder = new ProjectFixture(toolchain);
    const names = (await take(folder, { tools: 'default', path: [join(folder.root, 'bin')] })).parts.map((part) => part.name);
    expect(names.filter((name) => !/^(?:ld-|lib\w|[SMg]?crt)/u.test(name) || name.startsWith('lib/')).sort()).toEqual([
      'cc',
      'gcc-12',
      'jq',
      'lib/gcc/x86/12/cc1',
      'lib/gcc/x86/12/crt.o',
    ]);
    expect(names.some((name) => /^(?:libc|ld-)/u.test(name))).toBe(true);
  });

  it('holds the compiler of this machine with its passes, assembler and linker', async () => {
    using folder = new ProjectFixture({});
    const names = (await take(folder, { tools: 'default' })).parts.map((part) => part.name);
    expect(names).toEqual(
      expect.arrayContaining(['sh', 'cc', 'as', 'ld', expect.stringMatching(/^lib(?:exec)?\/gcc\/.*\/cc1$/u), 'crt1.o']),
    );
  });

  it.each<[string, (folder: ProjectFixture) => void]>([
    ['a pass of the compiler is another', (folder) => folder.write({ 'lib/gcc/x86/12/cc1': 'x' })],
    ['a program is another', (folder) => folder.write({ 'bin/jq': 'x' })],
    ['a program is new', (folder) => folder.write({ 'bin/new': '' })],
    ['a program hides another', (folder) => folder.write({ 'first/jq': 'x' })],
    ['a compiler is new beside the old one', (folder) => folder.write({ 'lib/gcc/x86/13/cc1': '' })],
    ['a link leads elsewhere', (folder) => folder.write({ 'elsewhere/java': 'x' })],
    ['a program with two names is another', (folder) => folder.write({ 'bin/gcc-12': 'x' })],
    [
      'a name stands for another program',
      (folder) => {
        rmSync(join(folder.root, 'bin/gcc'));
        symlinkSync('jq', join(folder.root, 'bin/gcc'));
      },
    ],
  ])('changes, remembered or not, where %s', async (_, change) => {
    using folder = new ProjectFixture({ ...toolchain, 'first/other': '' });
    symlinkSync('../elsewhere/java', join(folder.root, 'bin/java'));
    symlinkSync('gcc-12', join(folder.root, 'bin/gcc'));
    const request: FingerprintRequest = { tools: 'default', path: [join(folder.root, 'first'), join(folder.root, 'bin')] };
    await old();
    const before = await take(folder, request);
    expect((await take(folder, request)).digest).toBe(before.digest);
    change(folder);
    expect((await take(folder, request)).digest).not.toBe(before.digest);
  });

  it('finds what lies beside a program that is a link', async () => {
    using folder = new ProjectFixture({ 'jdk/bin/java': '', 'jdk/lib/server/libjvm.so': '', 'jdk/lib/modules': '', 'bin/sh': '' });
    symlinkSync('../jdk/bin/java', join(folder.root, 'bin/java'));
    const { parts } = await take(folder, { tools: 'default', path: [join(folder.root, 'bin')] });
    expect(parts.map((part) => part.name)).toEqual(expect.arrayContaining(['java', 'lib/server/libjvm.so', 'lib/modules']));
  });

  it('may be a part of a list', async () => {
    using folder = new ProjectFixture({ 'bin/cc': '', 'sdk/x': '' });
    const { parts } = await take(folder, { tools: ['default', join(folder.root, 'sdk')], path: [join(folder.root, 'bin')] });
    const names = parts.map((part) => part.name);
    expect(names).toEqual(expect.arrayContaining(['cc', join(folder.root, 'sdk/x')]));
  });
});

describe('what a tool is known by', () => {
  /** A real program, and the same with one byte changed far from its head. */
  const identity = async (seconds: number, prepare: (program: Buffer) => void = () => {}) => {
    using folder = new ProjectFixture({});
    const [one, other] = [join(folder.root, 'one'), join(folder.root, 'other')];
    copyFileSync('/bin/ls', one);
    const program = readFileSync(one);
    prepare(program);
    writeFileSync(one, program);
    program[program.length >> 1] = (program[program.length >> 1] ?? 0) ^ 1;
    writeFileSync(other, program);
    for (const file of [one, other]) utimesSync(file, seconds, seconds);
    return [await toolIdentity(one, statSync(one)), await toolIdentity(other, statSync(other))];
  };

  it('is its content', async () => {
    const [one, other] = await identity(1000.5);
    expect(one).not.toBe(other);
  });

  it('is its build id where a package brought it, for the linker took that of the content', async () => {
    const [one, other] = await identity(1000);
    expect(one).toBe(other);
    const [without, changed] = await identity(1000, (program) => program.fill(0, program.indexOf('GNU\0'), 4096));
    expect(without).not.toBe(changed);
    const [rebuilt] = await identity(1000, (program) => program.writeUInt8(1, program.indexOf('\x03\0\0\0GNU\0', 0, 'latin1') + 10));
    expect(rebuilt).not.toBe(one);
  });

  it('is samples of what a package brought, where it is large', async () => {
    using folder = new ProjectFixture({});
    const file = join(folder.root, 'modules');
    const content = Buffer.alloc(8 << 20);
    const identityAt = async (seconds: number) => {
      writeFileSync(file, content);
      utimesSync(file, seconds, seconds);
      return await toolIdentity(file, statSync(file));
    };
    const first = await identityAt(1000);
    expect(await identityAt(1000)).toBe(first);
    expect(await identityAt(2000)).not.toBe(first);
    for (const place of [0, content.length - 1]) {
      content[place] = 1;
      expect(await identityAt(1000)).not.toBe(first);
      content[place] = 0;
    }
  });

  it('is its size and time where it cannot be read', async () => {
    const about = async (size: number) => await toolIdentity('/nowhere/su', { size, mtimeMs: 5 });
    expect(await about(1)).toBe(await about(1));
    expect(await about(1)).not.toBe(await about(2));
  });
});
