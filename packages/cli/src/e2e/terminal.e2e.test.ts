import { spawn, spawnSync } from 'node:child_process';
import { closeSync, constants, openSync, readSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { Rig } from '../test-rig/rig.ts';

const program = join(import.meta.dirname, '../../bundle/sandwright.js');
const escape = String.fromCharCode(27);

const project = {
  'sandwright.yaml': `targets:
  quick: {command: "printf '\\\\033]0;owned\\\\007\\\\033[31mred\\\\033[0m\\\\n' >&2"}
  slow: {command: sleep 0.5}
`,
};

/** Runs the program in a pseudo-terminal; gives what a terminal would have received. */
function onTerminal(
  rig: Rig,
  argv: readonly string[],
  more: Readonly<Record<string, string>> = {},
): { readonly status: number | null; readonly text: string } {
  const line = [process.execPath, program, ...argv].map((word) => `'${word}'`).join(' ');
  const run = spawnSync('script', ['-qec', line, '/dev/null'], {
    cwd: rig.root,
    env: rig.environment({ TERM: 'xterm', SHELL: '/bin/sh', ...more }),
    encoding: 'utf8',
    timeout: 240_000,
  });
  return { status: run.status, text: run.stdout };
}

describe('on a terminal', () => {
  it('progress is drawn below the lines and is gone in the end', () => {
    using rig = new Rig(project);
    const { status, text } = onTerminal(rig, ['build', '--jobs=2']);
    expect(status).toBe(0);
    expect(text).toMatch(/\[\d\/2\] \d in progress/u);
    expect(text).toContain('//:slow running');
    // Each drawing is taken back: as many lines up as were drawn, then cleared.
    const erased = text.split(`${escape}[J`).length - 1;
    expect(erased).toBe(text.split('in progress').length - 1);
    expect(text).toContain(`${escape}[32m✓${escape}[39m //:slow succeeded`);
  });

  it('progress and colours are left out with NO_COLOR', () => {
    using rig = new Rig(project);
    const { status, text } = onTerminal(rig, ['build'], { NO_COLOR: '1' });
    expect(status).toBe(0);
    expect(text).not.toContain(escape);
    expect(text).not.toContain('in progress');
    expect(text).toContain('✓ //:slow succeeded');
  });

  it('what commands print cannot play tricks: colours pass, other sequences are spelled out', () => {
    using rig = new Rig(project);
    const { text } = onTerminal(rig, ['build', ':quick', '--output=all']);
    expect(text).toContain(`${escape}[31mred${escape}[0m`);
    expect(text).toContain(String.raw`\x1b]0;owned\x07`);
    expect(text).not.toContain(`${escape}]0;`);
  });

  it('JSON stays JSON', () => {
    using rig = new Rig(project);
    const { text } = onTerminal(rig, ['build', '--json']);
    const lines = text.trim().split(/\r?\n/u);
    expect(lines.map((line) => (JSON.parse(line) as { type: string }).type)).toEqual(
      expect.arrayContaining(['build-started', 'build-finished']),
    );
  });
});

describe('a pipe that lets nobody wait', () => {
  it('gets everything, however slowly it is read', async () => {
    const many = Array.from({ length: 3000 }, (_, at) => `  a-target-with-a-rather-long-name-${at}: {command: "true"}\n`).join('');
    using rig = new Rig({ 'sandwright.yaml': `targets:\n${many}` });
    const path = rig.path('pipe');
    expect(spawnSync('mkfifo', [path]).status).toBe(0);
    // Opened twice: whether one waits is a matter of each opening.
    const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
    const pipe = openSync(path, constants.O_WRONLY | constants.O_NONBLOCK);
    try {
      const child = spawn(process.execPath, [program, 'list'], {
        cwd: rig.root,
        env: rig.environment(),
        stdio: ['ignore', pipe, 'inherit'],
      });
      const ended = new Promise((resolve) => child.once('close', resolve));
      let text = '';
      const buffer = Buffer.alloc(4096);
      const read = (): boolean => {
        try {
          const length = readSync(reader, buffer);
          text += buffer.toString('utf8', 0, length);
          return length > 0;
        } catch {
          return false;
        }
      };
      // The pipe holds 64 KiB; until it is full nobody reads.
      await sleep(1000);
      while (read() || child.exitCode === null) await sleep(1);
      expect(await ended).toBe(0);
      expect(text.match(/^\/\/:a-target-with-a-rather-long-name-\d+$/gmu)).toHaveLength(3000);
    } finally {
      closeSync(pipe);
      closeSync(reader);
    }
  });
});
