import { createReadStream } from 'node:fs';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { execa } from 'execa';
import { version } from '../version.ts';

const root = join(import.meta.dirname, '../../../..');
const install = join(root, 'deploy/install.sh');
const withNode = { PATH: `${dirname(process.execPath)}:${process.env['PATH'] ?? ''}` };

describe('a release', () => {
  let folder: string;
  let tarball: string;
  let sum: string;
  let base: string;
  const server = createServer((request, response) => {
    const file = createReadStream(join(folder, 'release', basename(request.url ?? '')));
    file.on('error', () => response.writeHead(404).end());
    file.pipe(response);
  });

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandwright-release-test-'));
    const { stdout } = await execa(process.execPath, [join(root, 'scripts/release.mjs'), join(folder, 'release')]);
    [tarball = '', sum = ''] = stdout.split('\n');
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  }, 60_000);

  afterAll(async () => {
    server.close();
    await rm(folder, { recursive: true, force: true });
  });

  test('comes with its SHA-256 beside it, and the same sources give the same bytes', async () => {
    const listed = await readFile(`${tarball}.sha256`, 'utf8');
    expect(listed).toBe(`${sum}  ${basename(tarball)}\n`);
    const again = await execa(process.execPath, [join(root, 'scripts/release.mjs'), join(folder, 'again')]);
    expect(again.stdout.split('\n')[1]).toBe(sum);
  });

  test('is installed by version, and what was installed builds in a sandbox', async () => {
    const prefix = join(folder, 'prefix');
    const { stdout } = await execa(install, [base, version, sum, prefix], { env: withNode });
    expect(stdout).toContain(version);
    const project = join(folder, 'project');
    await cp(join(root, 'examples/hello'), project, { recursive: true, filter: (path) => !path.endsWith('/out') });
    const build = await execa(join(prefix, 'bin/sandwright'), ['test'], {
      cwd: project,
      env: { ...withNode, XDG_CACHE_HOME: join(folder, 'cache') },
    });
    expect(build.stdout).toContain('//:hello-test succeeded');
  });

  test('is not installed if a byte is not as it was', async () => {
    const prefix = join(folder, 'prefix-of-wrong-sum');
    const wrong = sum.replace(/^./, (digit) => (digit === '0' ? '1' : '0'));
    const done = await execa(install, [base, version, wrong, prefix], { reject: false });
    expect(done.exitCode).toBe(1);
    expect(done.stderr).toContain('nothing was installed');
    await expect(readdir(prefix)).rejects.toThrow('ENOENT');
  });

  test('that does not exist says so', async () => {
    const done = await execa(install, [base, '99.0.0', sum, join(folder, 'prefix-of-none')], { reject: false });
    expect(done.exitCode).not.toBe(0);
    expect(done.stderr).toContain('404');
  });
});
