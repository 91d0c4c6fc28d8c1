import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { LaunchRequest } from './launch-request.ts';
import { Launcher } from './launcher.ts';

let folder: string;
let launcher: Launcher;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sandwright-launcher-'));
  launcher = await Launcher.start();
});
beforeEach(() => {
  for (const name of ['stdout', 'stderr']) writeFileSync(join(folder, name), '');
});
afterAll(async () => {
  await launcher[Symbol.asyncDispose]();
  rmSync(folder, { recursive: true });
});

const request = (script: string, changes: Partial<LaunchRequest> = {}): LaunchRequest => ({
  arguments: ['sh', '-c', script],
  environment: ['PATH=/usr/bin:/bin'],
  workingDirectory: '/',
  stdoutPath: join(folder, 'stdout'),
  stderrPath: join(folder, 'stderr'),
  limits: {},
  mayReadProc: true,
  ...changes,
});

const stdout = (): string => readFileSync(join(folder, 'stdout'), 'utf8');

const argumentOfNobody = (): string => String(40_000_000 + Math.floor(Math.random() * 50_000_000));

const running = (argument: string): number => pidsOf(argument).length;

const untilGone = async (argument: string): Promise<void> => {
  for (let attempt = 0; running(argument) > 0; attempt += 1) {
    if (attempt > 200) throw new Error('it still runs');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

describe('a launcher', () => {
  test('says how a command ended, and how much it computed', async () => {
    const outcome = await launcher.run(request('i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done; echo hi; exit 3'));
    expect(outcome).toEqual({ kind: 'ended', exitCode: 3, cpuMs: expect.any(Number), peakMemoryBytes: expect.any(Number) });
    expect(outcome.kind === 'ended' && outcome.cpuMs).toBeGreaterThan(0);
    expect(stdout()).toBe('hi\n');
  });

  test.each([
    [['/no/such/program'], 'ENOENT'],
    [['no-such-program'], 'ENOENT'],
    [['/etc/passwd'], 'EACCES'],
    [['true', 'x'.repeat(3_000_000)], 'E2BIG'],
  ])('says why a command could not be started', async (command, errno) => {
    expect(await launcher.run(request('', { arguments: command }))).toEqual({ kind: 'not-started', errno });
  });

  test('kills what a command leaves behind, in other sessions too, before it says that it is done', async () => {
    const argument = argumentOfNobody();
    await launcher.run(
      request(`(setsid sleep ${argument} &); (setsid sh -c 'trap "" TERM HUP; sleep ${argument}' &); sleep ${argument} & echo left`),
    );
    expect(stdout()).toBe('left\n');
    expect(running(argument)).toBe(0);
  });

  test('kills all of it when it is aborted, and can be used again', async () => {
    const argument = argumentOfNobody();
    const outcome = await launcher.run(request(`trap "" TERM INT; (setsid sleep ${argument} &); sleep ${argument}; sleep ${argument}`), {
      signal: AbortSignal.timeout(300),
    });
    expect(outcome).toMatchObject({ kind: 'ended', exitCode: 137 });
    expect(running(argument)).toBe(0);
    expect(await launcher.run(request('true'))).toMatchObject({ kind: 'ended', exitCode: 0 });
  });

  test('leaves nothing running where its own preparations fail', async () => {
    const argument = argumentOfNobody();
    const cgroupFiles = { join: [], leave: [join(folder, 'no', 'such', 'file')] };
    expect(await launcher.run(request(`sleep ${argument}`, { cgroupFiles }))).toMatchObject({
      kind: 'failed',
      message: expect.stringMatching(/ENOENT/),
    });
    expect(running(argument)).toBe(0);
  });

  test('that is killed fails the command and says so', async () => {
    const argument = argumentOfNobody();
    await using victim = await Launcher.start();
    const outcome = victim.run(request(`sleep ${argument}`), { onStarted: () => process.kill(victim.pid, 'SIGKILL') });
    await expect(outcome).rejects.toMatchObject({ code: 'SANDBOX_FAILED', message: expect.stringMatching(/SIGKILL/) });
    expect(victim.usable).toBe(false);
    for (const pid of pidsOf(argument)) process.kill(pid, 'SIGKILL');
  });

  test('ends the command when the process that asked for it is killed', async () => {
    const argument = argumentOfNobody();
    const program = `import { Launcher } from ${JSON.stringify(fileURLToPath(new URL('./launcher.ts', import.meta.url)))};
      const launcher = await Launcher.start();
      await launcher.run(${JSON.stringify(request(`sleep ${argument}`))}, { onStarted: () => console.log('started') });`;
    const parent = spawn(
      process.execPath,
      ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program],
      {
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    await once(parent.stdout, 'data');
    parent.kill('SIGKILL');
    await once(parent, 'exit');
    await untilGone(argument);
    expect(running(argument)).toBe(0);
  });

  test('passes on no file that this process was given open, whatever its number', async () => {
    const program = `import { Launcher } from ${JSON.stringify(fileURLToPath(new URL('./launcher.ts', import.meta.url)))};
      await using launcher = await Launcher.start();
      await launcher.run(${JSON.stringify(request('for f in /proc/self/fd/*; do [ -e "$f" ] && echo "${f##*/}"; done; exit 0'))});`;
    // Node closes for its children what has a low number, and stops looking at the first gap above 15.
    const gap = Array.from({ length: 40 }, () => 'ignore' as const);
    const parent = spawn(
      process.execPath,
      ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module', '--eval', program],
      { stdio: ['ignore', 'inherit', 'inherit', ...gap, process.stderr.fd] },
    );
    await once(parent, 'exit');
    expect(stdout()).toBe('0\n1\n2\n');
  });

  const asRoot = process.geteuid?.() === 0 ? test : test.skip;

  test('outlives the limits of many commands, and each has its own', async () => {
    const limits = { memoryBytes: 40 << 20, cpuSeconds: 1 };
    for (let n = 0; n < 400; n += 1)
      expect(await launcher.run(request('exit 0', { limits }))).toMatchObject({ kind: 'ended', exitCode: 0 });
    expect(await launcher.run(request('(true); ulimit -d; ulimit -t', { limits }))).toMatchObject({ exitCode: 0 });
    expect(stdout()).toBe(`${40 << 10}\n1\n`);
  });

  asRoot('gives the command the user, the root and the limits that were asked for', async () => {
    const owner = { uid: 1_899_999_999, gid: 1_899_999_999 };
    expect(await launcher.run(request('id -u; id -G; ulimit -c; ulimit -t', { owner, limits: { cpuSeconds: 7 } }))).toMatchObject({
      exitCode: 0,
    });
    expect(stdout()).toBe('1899999999\n1899999999\n0\n7\n');
    const confinement = { root: folder, mounts: [], procPath: undefined, isolate: [], devices: [] };
    expect(await launcher.run(request('true', { owner, confinement }))).toEqual({ kind: 'not-started', errno: 'EACCES' });
    // The launcher itself is back in its own root.
    expect(await launcher.run(request('test -x /usr/bin/env'))).toMatchObject({ kind: 'ended', exitCode: 0 });
  });
});

function pidsOf(argument: string): readonly number[] {
  return [...readdirSync('/proc')]
    .filter((name) => /^\d+$/.test(name))
    .map(Number)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0').includes(argument);
      } catch {
        return false;
      }
    });
}
