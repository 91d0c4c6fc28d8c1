import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { waitUntil } from '@sandwright/core/testing';
import { processesWith } from '../test-rig/left-behind.ts';
import { Rig } from '../test-rig/rig.ts';

const program = join(import.meta.dirname, '../../bundle/sandwright.js');

const project = {
  'sandwright.yaml': `environments:
  remote: {type: remote_environment, fallback_environment: __local__}
targets:
  app:
    command: cat main.txt lib/made.txt > app.txt
    sources: [main.txt]
    dependencies: ["//lib:made"]
    outputs: [app.txt]
    env: {GREETING: hello there}
  far: {command: echo far > far.txt, outputs: [far.txt], environment: remote}
`,
  'main.txt': 'main\n',
  'secret.txt': 's',
  'lib/BUILD.yaml': 'targets:\n  made: {command: echo made > made.txt, outputs: [made.txt]}\n',
};

const list = ['--', 'find', '.', '-type', 'f'];
const lines = (text: string): readonly string[] => text.trim().split('\n').sort();

describe('shell', () => {
  it('holds what the target and its dependencies made, and passes the exit code on', async () => {
    using rig = new Rig(project);
    const run = await rig.run(['shell', ':app', ...list]);
    expect(run.exitCode).toBe(0);
    expect(lines(run.stdout)).toEqual(['./app.txt', './lib/made.txt']);
    expect(run.stderr).toContain('shell of //:app in local: bubblewrap (shells are always local).\n');
    expect((await rig.run(['shell', ':app', '--', 'sh', '-c', 'exit 7'])).exitCode).toBe(7);
  });

  it('holds with --build what the command would see, with its environment, in its folder', async () => {
    using rig = new Rig(project);
    const run = await rig.run(['shell', '--build', ':app', ...list]);
    expect(lines(run.stdout)).toEqual(['./lib/made.txt', './main.txt']);
    const variables = await rig.run(['shell', '--build', ':app', '--', 'env']);
    expect(lines(variables.stdout)).toEqual(['GREETING=hello there', 'PATH=/usr/local/bin:/usr/bin:/bin']);
    const folder = await rig.run(['shell', '//lib:made', '--build', '--', 'pwd']);
    expect(folder.stdout).toMatch(/\/lib\n$/u);
  });

  it('runs again each time, and is no target of later builds', async () => {
    using rig = new Rig(project);
    const dates = [];
    for (let round = 0; round < 2; round += 1)
      dates.push((await rig.run(['shell', '//lib:made', '--', 'cat', '/proc/sys/kernel/random/uuid'])).stdout);
    expect(dates[0]).not.toBe(dates[1]);
    expect((await rig.run(['build', '//lib:made'])).stdout).toContain('(0 ran, 1 cached)');
  });

  it('is local whatever the environment says, and says so', async () => {
    using rig = new Rig(project);
    const run = await rig.run(['shell', ':far', '--', 'cat', 'far.txt']);
    expect(run.stdout).toBe('far\n');
    expect(run.stderr).toContain("in local: bubblewrap (shells are always local, and the target's environment is remote).\n");
  });

  it('is local with a server for execution configured, too, and asks that nothing', async () => {
    using rig = new Rig(project);
    let visitors = 0;
    const server = createServer((socket) => {
      visitors += 1;
      socket.destroy();
    }).listen(0, '127.0.0.1');
    try {
      await once(server, 'listening');
      const address = `grpc://127.0.0.1:${(server.address() as AddressInfo).port}`;
      const flags = ['--remote-execution', `--remote-execution-address=${address}`, `--remote-store-address=${address}`];
      const run = await rig.run(['shell', '--build', ':far', ...flags, '--', 'echo', 'here']);
      expect(run).toMatchObject({ exitCode: 0, stdout: 'here\n' });
      expect(run.stderr).toContain('shell of //:far in local: bubblewrap');
      expect(visitors).toBe(0);
    } finally {
      server.close();
    }
  });

  it('needs a sandbox: without one that works nothing is run', async () => {
    using rig = new Rig({
      'sandwright.yaml': `environments:
  broken: {type: local_environment, sandbox: [{kind: bubblewrap, bwrap: /nowhere/bwrap}]}
  bare: {type: local_environment, sandbox: host}
targets:
  app: {command: "true", environment: broken}
  bare: {command: "true", environment: bare}
`,
    });
    const run = await rig.run(['shell', '--build', ':app', '--', 'echo', 'opened']);
    expect(run).toMatchObject({ exitCode: 4, stdout: '' });
    expect(run.stderr).toMatch(/no shell can be opened here: .*not installed/u);
    // One that promises no shells opens none either.
    const bare = await rig.run(['shell', '--build', ':bare', '--', 'echo', 'opened']);
    expect(bare).toMatchObject({ exitCode: 4, stdout: '' });
    expect(bare.stderr).toMatch(/host: it opens no shells/u);
  });

  it('is not opened where a dependency fails', async () => {
    using rig = new Rig({ 'sandwright.yaml': 'targets:\n  bad: {command: exit 5}\n' });
    const run = await rig.run(['shell', ':bad', '--', 'echo', 'opened']);
    expect(run).toMatchObject({ exitCode: 1, stdout: '' });
    expect(run.stderr).toMatch(/✗ \/\/:bad failed in .* \(exit 5\)/u);
  });

  it('reads commands where there is no terminal', async () => {
    using rig = new Rig(project);
    const child = spawn(process.execPath, [program, 'shell', '//lib:made'], {
      cwd: rig.root,
      env: rig.environment(),
      stdio: ['pipe', 'pipe', 'ignore'],
    });
    let stdout = '';
    child.stdout.on('data', (piece: Buffer) => {
      stdout += piece.toString();
    });
    child.stdin.end('cat made.txt\nexit 3\n');
    const code = await new Promise((resolve) => child.once('close', resolve));
    expect({ code, stdout }).toEqual({ code: 3, stdout: 'made\n' });
  });
});

describe('shell on a terminal', () => {
  it('is interactive, and Ctrl-C is for the command in it', async () => {
    using rig = new Rig(project);
    using terminal = new ShellTerminal(rig);
    const { type, seen } = terminal;
    await seen('shells are always local');
    type('test -t 0 && test -t 1 && echo a-$((40 + 2))-terminal\n');
    await seen('a-42-terminal');
    type('sleep 317\n');
    await waitUntil(() => processesWith('sleep\u0000317').length > 0, 'the command');
    type('\u0003');
    await waitUntil(() => processesWith('sleep\u0000317').length === 0, 'the end of the command');
    type('echo still-$((40 + 3))-here; exit 9\n');
    await seen('still-43-here');
    expect(await terminal.exitCode).toBe(9);
  });

  it('has the size of the terminal, and is told when that changes', async () => {
    using rig = new Rig(project);
    using terminal = new ShellTerminal(rig);
    const { type, seen } = terminal;
    await seen('shells are always local');
    type('sleep 318; stty size\n');
    await waitUntil(() => processesWith('sleep\u0000318').length > 0, 'the command');
    const device = readlinkSync(`/proc/${pidOf('318')}/fd/0`);
    expect(spawnSync('stty', ['-F', device, 'rows', '33', 'cols', '77']).status).toBe(0);
    type('\u0003');
    type('stty size\n');
    await seen('33 77');
    type(`sh -c 'trap "stty size; exit" WINCH; echo wait-$((40 + 4)); while :; do sleep 0.1; done'\n`);
    await seen('wait-44');
    spawnSync('stty', ['-F', device, 'rows', '44', 'cols', '88']);
    await seen('44 88');
    type('exit 0\n');
    expect(await terminal.exitCode).toBe(0);
  });

  it('has job control: a job is stopped, goes on in the background, comes to the front, and is killed', async () => {
    using rig = new Rig(project);
    using terminal = new ShellTerminal(rig);
    const { type, seen } = terminal;
    /** Its state, and whether it has the terminal. Source: proc(5), /proc/PID/stat: state, pgrp and tpgid. */
    const job = (): string | undefined => {
      const pid = pidOf('319');
      if (pid === undefined) return undefined;
      const [, state, group, foreground] = /\) (\S) \d+ (\d+) \d+ \d+ (\d+) /u.exec(readFileSync(`/proc/${pid}/stat`, 'latin1')) ?? [];
      return `${state} ${group === foreground ? 'in front' : 'behind'}`;
    };
    const until = (wanted: string | undefined): Promise<void> => waitUntil(() => job() === wanted, `the job to be ${wanted ?? 'gone'}`);
    await seen('shells are always local');
    type('sleep 319\n');
    await until('S in front');
    type('\u001a');
    await until('T behind');
    type('echo prompt-$((40 + 5)); bg\n');
    await seen('prompt-45');
    await until('S behind');
    type('fg\n');
    await until('S in front');
    type('\u001a');
    await until('T behind');
    type('kill %1; exit 3\n');
    type('exit 3\n');
    expect(await terminal.exitCode).toBe(3);
    await until(undefined);
  });
});

/** The `sleep` that was given that argument. */
function pidOf(seconds: string): number | undefined {
  const pids = readdirSync('/proc').filter((name) => {
    try {
      return readFileSync(`/proc/${name}/cmdline`, 'latin1') === `sleep\0${seconds}\0`;
    } catch {
      return false;
    }
  });
  return pids.length === 0 ? undefined : Number(pids[0]);
}

/** `sandwright shell` in a pseudo-terminal, which script(1) makes. */
class ShellTerminal implements Disposable {
  readonly exitCode: Promise<unknown>;
  readonly #child: ChildProcess;
  #text = '';

  constructor(rig: Rig) {
    const line = [process.execPath, program, 'shell', '//lib:made'].map((word) => `'${word}'`).join(' ');
    this.#child = spawn('script', ['-qec', line, '/dev/null'], {
      cwd: rig.root,
      env: rig.environment({ TERM: 'dumb', SHELL: '/bin/sh' }),
      stdio: 'pipe',
    });
    this.#child.stdout?.on('data', (piece: Buffer) => {
      this.#text += piece.toString();
    });
    this.exitCode = new Promise((resolve) => {
      this.#child.once('close', resolve);
    });
  }

  readonly type = (keys: string): void => void this.#child.stdin?.write(keys);

  readonly seen = (what: string): Promise<void> =>
    waitUntil(() => this.#text.includes(what), what).catch((error: unknown) => {
      throw new Error(`${String(error)}, in ${this.#text}`);
    });

  [Symbol.dispose](): void {
    this.#child.kill('SIGKILL');
  }
}
