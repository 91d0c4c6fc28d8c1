import { chmodSync, mkdirSync, readFileSync, renameSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { ProjectFixture } from '../project/project.fixture.ts';
import { type FingerprintRequest, HostFingerprints } from './host-fingerprint.ts';

const take = async (folder: ProjectFixture, request: FingerprintRequest) =>
  await new HostFingerprints(join(folder.root, 'cache')).take(request);

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
    const first = await take(folder, request);
    const memory = join(folder.root, 'cache/host-tools.json');
    writeFileSync(memory, readFileSync(memory, 'utf8').replaceAll(/"digest":"\w+"/gu, `"digest":"${'0'.repeat(64)}"`));
    expect((await take(folder, request)).parts[0]?.digest).toBe('0'.repeat(64));
    writeFileSync(memory, '{');
    expect((await take(folder, request)).digest).toBe(first.digest);
    expect((await new HostFingerprints('/proc/nowhere').take(request)).digest).toBe(first.digest);
  });

  it('is by default that of the usual tools and libc', async () => {
    using folder = new ProjectFixture({});
    const { parts } = await take(folder, { tools: 'default' });
    const found = parts.filter((part) => part.digest !== undefined).map((part) => part.name);
    expect(found).toContain('sh');
    expect(found.some((name) => /^(libc|ld-)/u.test(name))).toBe(true);
  });
});
