import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const root = join(import.meta.dirname, '../../../..');
const bundle = join(root, 'packages/cli/bundle');
const dev = join(root, 'dev');

const ended = (file: string, argv: readonly string[]): Promise<number | null> =>
  new Promise((resolve, reject) => {
    spawn(file, argv, { stdio: ['ignore', 'ignore', 'inherit'] })
      .once('error', reject)
      .once('close', resolve);
  });

describe('the bundle', () => {
  it('is never seen half written: programs start while it is made anew, twice at once', async () => {
    const script = join(root, 'scripts/bundle.mjs');
    const makers = Promise.all([1, 2].map(() => ended(process.execPath, [script])));
    const made = new AbortController();
    void makers.finally(() => made.abort());
    const codes: (number | null)[] = [];
    do codes.push(await ended(process.execPath, [join(bundle, 'sandwright.js'), 'help', 'build']));
    while (!made.signal.aborted);
    expect(await makers).toEqual([0, 0]);
    expect(new Set(codes)).toEqual(new Set([0]));
    expect(readdirSync(bundle).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });
});

describe('./dev sandwright', () => {
  it('works from any folder, through a link, with nothing in the home folder, and passes arguments and exit code on', () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  a b: {command: "true"}\n' });
    mkdirSync(rig.path('deep/er'), { recursive: true });
    for (const home of [rig.path('nowhere'), undefined]) {
      const run = spawnSync(dev, ['sandwright', 'list', '//:x y'], {
        cwd: rig.path('deep/er'),
        env: rig.environment({ HOME: home }),
        encoding: 'utf8',
      });
      expect(run.status).toBe(2);
      expect(run.stderr).toContain('sandwright.yaml:2:3');
    }
  });

  it('becomes the program itself, so that signals reach it', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  slow: {command: sleep 300}\n' });
    const child = spawn(dev, ['sandwright', 'build', '--json'], {
      cwd: rig.root,
      env: rig.environment(),
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    child.stdout.on('data', (piece: Buffer) => {
      if (piece.includes('"running"')) child.kill('SIGINT');
    });
    expect(await new Promise((resolve) => child.once('close', resolve))).toBe(130);
  });
});

describe('a read-only installation', () => {
  it('keeps its compile cache with the other caches', () => {
    using rig = new Rig();
    const installed = rig.path('../installed');
    mkdirSync(installed);
    for (const name of readdirSync(bundle).filter((file) => file.endsWith('.js'))) {
      // The program finds its pieces beside itself, so they are linked and it is copied.
      if (name !== 'sandwright.js') symlinkSync(join(bundle, name), join(installed, name));
    }
    writeFileSync(join(installed, 'package.json'), '{"type":"module"}');
    spawnSync('cp', [join(bundle, 'sandwright.js'), installed]);
    const mounted = spawnSync('mount', ['--bind', '-o', 'ro', installed, installed], { encoding: 'utf8' });
    expect(mounted.status).toBe(0);
    try {
      const run = spawnSync(process.execPath, [join(installed, 'sandwright.js'), 'version'], { env: rig.environment(), encoding: 'utf8' });
      expect(run).toMatchObject({ status: 0, stderr: '' });
      expect(readdirSync(join(rig.cache, 'sandwright/compile-cache'))).toHaveLength(1);
    } finally {
      spawnSync('umount', [installed]);
    }
    rmSync(installed, { recursive: true });
  });
});
