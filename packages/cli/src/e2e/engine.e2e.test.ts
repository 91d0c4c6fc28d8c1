import { spawnSync } from 'node:child_process';
import { lstatSync, readFileSync, readlinkSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { BuildEvent } from '@sandwright/core';
import { waitUntil } from '@sandwright/core/testing';
import { processesWith } from '../test-rig/left-behind.ts';
import { Rig } from '../test-rig/rig.ts';

type Finished = Extract<BuildEvent, { type: 'target-finished' }>;

const finished = (events: readonly BuildEvent[]): readonly Finished[] => events.filter((event) => event.type === 'target-finished');

const statuses = (events: readonly BuildEvent[]): Record<string, string> =>
  Object.fromEntries(
    finished(events).map(({ target, outcome }) => [
      target,
      outcome.status === 'succeeded' ? (outcome.origin.cached ? 'cached' : 'ran') : outcome.status,
    ]),
  );

describe('what an action sees', () => {
  it('is its inputs at their project paths, in the folder of its file, and nothing else of the project', async () => {
    using rig = new Rig({
      'sandwright.yaml': 'targets: {}\n',
      'secret.txt': 'x',
      'a/b/BUILD.yaml': `targets:\n  see:\n    command: (pwd; find . -type f; find .. -name secret.txt; ls -a ../..) > seen.txt\n    sources: [in/*.txt, "!in/not.txt"]\n    outputs: [seen.txt]\n`,
      'a/b/in/yes.txt': 'y',
      'a/b/in/not.txt': 'n',
      'a/b/undeclared.txt': 'u',
    });
    expect((await rig.run(['build'])).exitCode).toBe(0);
    const [directory, ...rest] = rig.read('out/a/b/seen.txt').trimEnd().split('\n');
    expect(directory).toMatch(/\/a\/b$/u);
    // The folder is the same on every machine and in every project.
    expect(directory).not.toContain('sandwright-rig');
    expect(rest.filter((line) => line !== './seen.txt')).toEqual(['./in/yes.txt', '.', '..', 'a']);
  });

  it('is exactly its own environment and a PATH', async () => {
    using rig = new Rig({
      'sandwright.yaml': `targets:
  default: {command: [/usr/bin/env], env: {B: "2", A: "one two"}}
  path: {command: [/usr/bin/env], env: {PATH: /usr/bin}}
`,
    });
    const { events } = await rig.events(['build'], { environment: { LEAKED: 'yes' } });
    const seen = Object.fromEntries(finished(events).map((event) => [event.target, event.stdout.trim().split('\n').sort()]));
    expect(seen).toEqual({ '//:default': ['A=one two', 'B=2', 'PATH=/usr/local/bin:/usr/bin:/bin'], '//:path': ['PATH=/usr/bin'] });
  });

  it('has no network but a loopback of its own, no other processes, a private /tmp and read-only host tools', async () => {
    using rig = new Rig({
      'sandwright.yaml': `targets:
  closed:
    command: |
      test "$(grep -c : /proc/net/dev)" = 1
      test "$(ls -d /proc/[0-9]* | wc -l)" -lt 10
      test -z "$(ls -A /tmp)"
      touch /tmp/x
      ! touch /usr/x 2>/dev/null
      ! touch /etc/x 2>/dev/null
      test ! -e /root/.ssh
      test ! -e '${process.cwd()}'
`,
    });
    const { events, exitCode } = await rig.events(['build']);
    expect({ exitCode, stderr: finished(events)[0]?.stderr }).toEqual({ exitCode: 0, stderr: '' });
  });
});

describe('what is built again', () => {
  const project = {
    'sandwright.yaml': `targets:
  strip: {command: "grep -v '^#' config > plain", sources: [config], outputs: [plain]}
  use: {command: cat plain > used, dependencies: [":strip"], outputs: [used]}
  other: {command: cat other.txt > copied, sources: [other.txt], outputs: [copied]}
`,
    config: '# one\nvalue\n',
    'other.txt': 'o\n',
  };

  it('is only what depends on a change', async () => {
    using rig = new Rig(project);
    await rig.run(['build']);
    rig.write('config', 'new value\n');
    expect(statuses((await rig.events(['build'])).events)).toEqual({ '//:strip': 'ran', '//:use': 'ran', '//:other': 'cached' });
    expect(rig.read('out/used')).toBe('new value\n');
  });

  it('stops where outputs are equal', async () => {
    using rig = new Rig(project);
    await rig.run(['build']);
    rig.write('config', '# two, a comment\nvalue\n');
    expect(statuses((await rig.events(['build'])).events)).toEqual({ '//:strip': 'ran', '//:use': 'cached', '//:other': 'cached' });
  });

  it('is a source that changed and kept its size and time', async () => {
    using rig = new Rig(project);
    const before = statSync(rig.path('other.txt'));
    await rig.run(['build']);
    rig.write('other.txt', 'p\n');
    utimesSync(rig.path('other.txt'), before.atime, before.mtime);
    expect(statuses((await rig.events(['build'])).events)['//:other']).toBe('ran');
    expect(rig.read('out/copied')).toBe('p\n');
  });

  it('is nothing after a change and back', async () => {
    using rig = new Rig(project);
    await rig.run(['build']);
    rig.write('config', 'x\n');
    await rig.run(['build']);
    rig.write('config', project.config);
    expect(Object.values(statuses((await rig.events(['build'])).events))).toEqual(['cached', 'cached', 'cached']);
    expect(rig.read('out/used')).toBe('value\n');
  });

  it('is everything with --force, and what failed in any case', async () => {
    using rig = new Rig(project);
    await rig.run(['build']);
    expect(new Set(Object.values(statuses((await rig.events(['build', '--force'])).events)))).toEqual(new Set(['ran']));
    rig.write('sandwright.yaml', 'targets:\n  bad: {command: exit 3}\n');
    for (let round = 0; round < 2; round += 1) {
      expect(finished((await rig.events(['build'])).events)[0]?.outcome).toMatchObject({
        status: 'failed',
        exitCode: 3,
        origin: { cached: false },
      });
    }
  });

  it('is put right in out/ when somebody changed it there', async () => {
    using rig = new Rig(project);
    await rig.run(['build']);
    rig.write('out/used', 'tampered with\n');
    expect((await rig.run(['build'])).exitCode).toBe(0);
    expect(rig.read('out/used')).toBe('value\n');
  });
});

describe('order and failure', () => {
  const withFailure = {
    'sandwright.yaml': `targets:
  bad: {command: exit 1, outputs: [b]}
  above: {command: "true", dependencies: [":bad"]}
  apart: {command: sleep 0.3; touch a, outputs: [a]}
  apart-above: {command: "true", dependencies: [":apart"]}
`,
  };

  it('stops after a failure: what has not begun is skipped', async () => {
    using rig = new Rig(withFailure);
    const { events, exitCode } = await rig.events(['build', '--jobs=1']);
    expect(exitCode).toBe(1);
    expect(statuses(events)).toMatchObject({ '//:bad': 'failed', '//:above': 'skipped' });
    expect(events.at(-1)).toMatchObject({ type: 'build-finished', failed: 1 });
  });

  it('goes on with what does not depend on it with --keep-going', async () => {
    using rig = new Rig(withFailure);
    const { events, exitCode } = await rig.events(['build', '--keep-going']);
    expect(exitCode).toBe(1);
    expect(statuses(events)).toEqual({ '//:bad': 'failed', '//:above': 'skipped', '//:apart': 'ran', '//:apart-above': 'ran' });
  });

  it('runs as many at once as --jobs says', async () => {
    const endless = `sleep 3000.${process.pid}`;
    using rig = new Rig({
      'sandwright.yaml': `targets:\n  slow:\n    for_each: in/*\n    command: ${endless}\n`,
      ...Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`in/${index}`, `${index}`])),
    });
    const atOnce = (): number => processesWith(endless.replace(' ', '\0')).filter((line) => line.startsWith('sleep')).length;
    for (const jobs of [1, 3]) {
      const cli = rig.start(['build', `--jobs=${jobs}`]);
      await waitUntil(() => atOnce() >= jobs, 'as many commands as that to run');
      // One more than may be would come about now.
      await sleep(200);
      expect(atOnce()).toBe(jobs);
      cli.process.kill('SIGINT');
      expect((await cli.finished).exitCode).toBe(130);
    }
  });

  it('ends a command that takes longer than its timeout', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  slow: {command: echo begun; sleep 30, timeout: 1500ms}\n' });
    const { events, exitCode } = await rig.events(['build']);
    expect(exitCode).toBe(1);
    expect(finished(events)[0]).toMatchObject({ outcome: { status: 'failed', code: 'TIMED_OUT' }, stdout: 'begun\n' });
  });

  it('says which line to add when a command wants a file that exists and is not declared', async () => {
    using rig = new Rig({
      'sandwright.yaml': 'targets: {}\n',
      'lib/BUILD.yaml': 'targets:\n  obj:\n    command: cc -c main.c -o main.o\n    sources: [main.c]\n    outputs: [main.o]\n',
      'lib/main.c': '#include "main.h"\nint main(void) { return CODE; }\n',
      'lib/main.h': '#define CODE 0\n',
    });
    const run = await rig.run(['build']);
    expect(run.exitCode).toBe(1);
    expect(run.stdout).toMatch(/hint: .*lib\/main\.h.*sources/u);
  });
});

describe('outputs', () => {
  it('keep executable bits, symbolic links and empty folders', async () => {
    using rig = new Rig({
      'sandwright.yaml': `targets:
  make:
    command: |
      mkdir -p tree/empty tree/deep/er
      echo text > tree/deep/er/file
      printf '#!/bin/sh\\n' > tool
      chmod 755 tool
      ln -s deep/er/file tree/link
      ln -s nowhere tree/dangling
    outputs: [tree, tool]
`,
    });
    for (const whence of ['ran', 'cached']) {
      const run = await rig.run(['build']);
      expect(run.stdout).toContain(`(${whence} locally)`);
      expect(statSync(rig.path('out/tool')).mode & 0o111).not.toBe(0);
      expect(statSync(rig.path('out/tree/deep/er/file')).mode & 0o111).toBe(0);
      expect(readlinkSync(rig.path('out/tree/link'))).toBe('deep/er/file');
      expect(readlinkSync(rig.path('out/tree/dangling'))).toBe('nowhere');
      expect(lstatSync(rig.path('out/tree/empty')).isDirectory()).toBe(true);
      await rig.run(['clean']);
    }
  });

  it('cannot be changed in the cache through out/', async () => {
    using rig = new Rig({
      'sandwright.yaml':
        'targets:\n  one: {command: echo good > f, outputs: [f]}\n  two: {command: cat f > g, dependencies: [":one"], outputs: [g]}\n',
    });
    await rig.run(['build']);
    rig.write('out/f', 'EVIL\n');
    await rig.run(['clean']);
    await rig.run(['build', '--force', ':two']);
    expect(readFileSync(rig.path('out/g'), 'utf8')).toBe('good\n');
  });

  it('of a folder lose what is no longer made', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  one: {command: mkdir d; touch d/a d/b, outputs: [d]}\n' });
    await rig.run(['build']);
    rig.write('sandwright.yaml', 'targets:\n  one: {command: mkdir d; touch d/b, outputs: [d]}\n');
    await rig.run(['build']);
    expect(() => statSync(rig.path('out/d/a'))).toThrow('ENOENT');
    expect(statSync(rig.path('out/d/b')).isFile()).toBe(true);
  });
});

describe('--keep-sandboxes', () => {
  it('leaves what a failed command saw and wrote, with a script that runs it again', async () => {
    using rig = new Rig({
      'sandwright.yaml':
        'targets:\n  bad: {command: "cat in.txt > half.txt; echo oops >&2; exit 7", sources: [in.txt]}\n  good: {command: "true"}\n',
      'in.txt': 'in\n',
    });
    const { events } = await rig.events(['build', '--keep-going', '--keep-sandboxes=on_failure']);
    const kept = events.filter((event) => event.type === 'sandbox-kept');
    expect(kept.map((event) => event.target)).toEqual(['//:bad']);
    const path = kept[0]?.path ?? '';
    const again = spawnSync(join(path, 'rerun.sh'), { encoding: 'utf8' });
    expect({ status: again.status, stderr: again.stderr }).toEqual({ status: 7, stderr: 'oops\n' });
    expect(spawnSync('find', [path, '-name', 'half.txt'], { encoding: 'utf8' }).stdout).toContain('half.txt');
  });
});
