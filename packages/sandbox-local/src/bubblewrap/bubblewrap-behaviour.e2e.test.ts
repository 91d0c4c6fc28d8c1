import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type ActionResult,
  createAction,
  type Digest,
  type Directory,
  digestOf,
  type ExecutionContext,
  emptyDigest,
  encodeDirectory,
  MemoryContentAddressableStorage,
  type Sandbox,
  silentLogger,
  systemClock,
  writeBlobs,
} from '@sandwright/core';
import { hostToolRoot } from '@sandwright/core/testing';
import { bubblewrapBackend } from './bubblewrap-backend.ts';

interface Sample {
  readonly script: string;
  readonly inputRoot?: Digest;
  readonly platform?: Readonly<Record<string, string>>;
  readonly context?: Partial<ExecutionContext>;
}

describe('bubblewrap sandbox', () => {
  let cacheDirectory: string;
  let storage: MemoryContentAddressableStorage;
  const open: Sandbox[] = [];

  beforeEach(() => {
    cacheDirectory = mkdtempSync(join(tmpdir(), 'sandwright-bubblewrap-'));
    storage = new MemoryContentAddressableStorage();
  });
  afterEach(async () => {
    for (const sandbox of open.splice(0)) await sandbox[Symbol.asyncDispose]();
    rmSync(cacheDirectory, { recursive: true, force: true });
  });

  async function make(config: object = {}): Promise<Sandbox> {
    const services = { storage, clock: systemClock, logger: silentLogger, cacheDirectory, concurrency: 2 };
    const sandbox = await bubblewrapBackend.create(bubblewrapBackend.configSchema.parse(config), services);
    open.push(sandbox);
    return sandbox;
  }

  async function put(directory: Partial<Directory>): Promise<Digest> {
    const data = encodeDirectory({ files: [], directories: [], symlinks: [], ...directory });
    await storage.write(digestOf(data), data);
    return digestOf(data);
  }

  async function run(sandbox: Sandbox, sample: Sample): Promise<ActionResult> {
    const { action, blobs } = createAction({
      command: {
        arguments: ['sh', '-c', sample.script],
        environment: [],
        outputPaths: [],
        outputFiles: [],
        outputDirectories: [],
        workingDirectory: '',
        platform: [],
        outputNodeProperties: [],
        outputDirectoryFormat: 'TREE_ONLY',
      },
      inputRoot: sample.inputRoot ?? (await put({})),
      platform: Object.entries(sample.platform ?? {}).map(([name, value]) => ({ name, value })),
      timeoutMs: undefined,
      doNotCache: true,
    });
    await writeBlobs(storage, blobs);
    return (await sandbox.execute(action, { logger: silentLogger, ...sample.context })).result;
  }

  const text = (bytes: Uint8Array | undefined): string => Buffer.from(bytes ?? []).toString();

  it('goes on when somebody empties the cache of input trees, in folders that were never used before, too', async () => {
    const sandbox = await make({ staging: 'overlay' });
    const file = Buffer.from('x');
    await storage.write(digestOf(file), file);
    const inputRoot = await put({ files: [{ name: 'f', digest: digestOf(file), isExecutable: false }] });
    const codes = async (count: number) =>
      (await Promise.all(Array.from({ length: count }, () => run(sandbox, { script: 'test -f f', inputRoot })))).map(
        ({ exitCode }) => exitCode,
      );
    expect(await codes(1)).toEqual([0]);
    rmSync(join(cacheDirectory, 'trees'), { recursive: true, force: true });
    expect(await codes(3)).toEqual([0, 0, 0]);
  });

  it('gives a command that is too long to be started as a shell does, and no other suffers from it', async () => {
    const sandbox = await make();
    const other = run(sandbox, { script: 'sleep 0.3' });
    // More than the kernel takes, and more than the process that starts actions is told.
    for (const script of [`: ${'a'.repeat(200_000)}`, `: ${'\u0001'.repeat(3_000_000)}`]) {
      const result = await run(sandbox, { script });
      expect(result.exitCode).toBe(126);
      expect(Buffer.from(result.stderrRaw ?? []).toString()).toBe('sh: Argument list too long\n');
    }
    expect((await other).exitCode).toBe(0);
  });

  it('gives ids and network only as the action and its environment agree', async () => {
    const closed = await make();
    expect(text((await run(closed, { script: 'id -u; id -g; id -un; ls /sys 2>&1' })).stdoutRaw)).toBe(
      "1000\n1000\nsandwright\nls: cannot access '/sys': No such file or directory\n",
    );
    expect(text((await run(closed, { script: 'id -u; id -g', platform: { unixUID: '0', unixGID: '7' } })).stdoutRaw)).toBe('0\n7\n');
    const interfaces = 'tail -n +3 /proc/net/dev | wc -l';
    expect(text((await run(closed, { script: interfaces })).stdoutRaw).trim()).toBe('1');
    await expect(run(closed, { script: 'true', platform: { network: 'on' } })).rejects.toMatchObject({ code: 'CAPABILITY_MISSING' });
    const here = String(readFileSync('/proc/net/dev', 'utf8').trim().split('\n').length - 2);
    const allowed = await make({ network: 'allowed' });
    expect(text((await run(allowed, { script: interfaces, platform: { network: 'on' } })).stdoutRaw).trim()).toBe(here);
    expect(text((await run(allowed, { script: interfaces })).stdoutRaw).trim()).toBe('1');
  });

  it('keeps folders read-only that say so, and others below writable', async () => {
    const mark = (value: string) => ({ nodeProperties: { properties: [{ name: 'SubtreeReadOnly', value }] } });
    const tools = hostToolRoot();
    const folders = new Map<string, { name: string; digest: Digest; isExecutable: boolean }[]>();
    for (const [path, data] of tools.files) {
      await storage.write(digestOf(data), data);
      const [folder = '', name = ''] = path.split('/');
      folders.set(folder, [...(folders.get(folder) ?? []), { name, digest: digestOf(data), isExecutable: true }]);
    }
    const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);
    const directories = ['dev', 'proc', 'tmp'].map((name) => ({ name, digest: emptyDigest }));
    for (const [name, files] of folders) directories.push({ name, digest: await put({ files: files.sort(byName) }) });
    directories.push({ name: 'build', digest: await put(mark('false')) });
    const inputRoot = await put({ ...mark('true'), directories: directories.sort(byName) });
    const script = '(: > /top); (: > /bin/x); : > /build/ok && echo built; : > /tmp/ok && echo tmp; exit 0';
    for (const staging of ['overlay', 'copy']) {
      const result = await run(await make({ root: 'auto', staging }), { script, inputRoot });
      expect([text(result.stdoutRaw), (text(result.stderrRaw).match(/Read-only file system/g) ?? []).length]).toEqual(['built\ntmp\n', 2]);
    }
  });

  it('lends folders of the host that outlive the action', async () => {
    const sandbox = await make();
    const appendOnlyCaches = [{ hostPath: join(cacheDirectory, 'named/pip'), sandboxPath: '.cache/pip' }];
    await run(sandbox, { script: 'echo kept > .cache/pip/file', context: { appendOnlyCaches } });
    expect(text((await run(sandbox, { script: 'cat /sandbox/.cache/pip/file', context: { appendOnlyCaches } })).stdoutRaw)).toBe('kept\n');
  });

  it.each(['overlay', 'copy'])('leaves the root and a script that runs the command again, if asked (%s)', async (staging) => {
    const sandbox = await make({ staging });
    const data = Buffer.from('input\n');
    await storage.write(digestOf(data), data);
    const inputRoot = await put({ files: [{ name: 'in', digest: digestOf(data), isExecutable: false }] });
    const kept: string[] = [];
    const context = { keepSandboxes: 'on_failure', onSandboxKept: (path: string) => kept.push(path) } as const;
    await run(sandbox, { script: 'exit 0', inputRoot, context });
    expect(kept).toEqual([]);
    await run(sandbox, { script: `cat in; echo "it's" >> out; cat out; exit 3`, inputRoot, context });
    const [path = ''] = kept;
    expect(readdirSync(join(path, 'root')).sort()).toEqual(['in', 'out']);
    // Again outside of the sandwright process, over what the first run left.
    const again = spawnSync(join(path, 'rerun.sh'), { encoding: 'utf8' });
    expect({ status: again.status, stdout: again.stdout }).toEqual({ status: 3, stdout: "input\nit's\nit's\n" });
    expect(spawnSync(join(path, 'rerun.sh'), ['pwd'], { encoding: 'utf8' }).stdout).toBe('/sandbox\n');
  });

  it('ends a command at the time limit of the environment, with the output so far', async () => {
    const sandbox = await make({ limits: { wallMs: 1_500 } });
    await expect(run(sandbox, { script: 'echo begun; sleep 30' })).rejects.toMatchObject({
      code: 'TIMED_OUT',
      details: { limitMs: 1_500, result: { exitCode: 137, metadata: { limitExceeded: 'wall' }, stdoutRaw: Buffer.from('begun\n') } },
    });
  });

  it('bounds what it can by rlimits where there are no control groups', async () => {
    const sandbox = await make({ controlGroups: 'off', limits: { memoryBytes: 64 << 20, cpuSeconds: 1 } });
    expect((await run(sandbox, { script: 'head -c 300000000 /dev/zero | tail > /dev/null; exit $?' })).exitCode).not.toBe(0);
    const busy = await run(sandbox, { script: 'trap "" XCPU; while :; do :; done' });
    expect(busy.metadata).toMatchObject({ limitExceeded: 'cpu' });
    expect(busy.metadata.resourceUsage?.cpuMs).toBeGreaterThan(700);
  });

  it('goes on after the process that starts actions was killed, and says what became of the action', async () => {
    const sandbox = await make();
    await run(sandbox, { script: 'true' });
    const seconds = `77.${process.pid}`;
    const running = run(sandbox, { script: `sleep ${seconds}` }).catch((error: unknown) => error);
    const spawners = await eventually(() =>
      commandLines(seconds).length > 0 ? commandLines(cacheDirectory).map(([pid]) => pid) : undefined,
    );
    for (const pid of spawners) process.kill(pid, 'SIGKILL');
    expect(await running).toMatchObject({ code: 'SANDBOX_FAILED' });
    await eventually(() => (commandLines(seconds).length === 0 ? true : undefined));
    expect((await run(sandbox, { script: 'exit 5' })).exitCode).toBe(5);
  });

  it('gives an action nothing of the one before it with the same inputs, whatever that one changed', async () => {
    const sandbox = await make({ staging: 'overlay' });
    const data = Buffer.from('input\n');
    await storage.write(digestOf(data), data);
    const inputRoot = await put({ files: [{ name: 'in', digest: digestOf(data), isExecutable: false }] });
    const look = 'stat -c "%a %Y" .; ls -A; cat in';
    const pristine = text((await run(sandbox, { script: look, inputRoot })).stdoutRaw);
    expect(pristine).toBe('755 1321009871\nin\ninput\n');
    for (const change of [
      'true',
      'rm in',
      'echo x >> in',
      ': > new',
      'mkdir new',
      'chmod 700 .',
      'touch .',
      'ln -s in new',
      'rm in; mkdir in',
    ]) {
      await run(sandbox, { script: change, inputRoot });
      // Two of them, for the folder of the first is still being cleaned.
      for (let round = 0; round < 2; round += 1) {
        expect([change, text((await run(sandbox, { script: look, inputRoot })).stdoutRaw)]).toEqual([change, pristine]);
      }
    }
  });

  it('goes on after its whole cache was deleted', async () => {
    const sandbox = await make({ staging: 'overlay' });
    const data = Buffer.from('input\n');
    await storage.write(digestOf(data), data);
    const inputRoot = await put({ files: [{ name: 'in', digest: digestOf(data), isExecutable: false }] });
    for (let round = 0; round < 3; round += 1) {
      expect(text((await run(sandbox, { script: 'cat in', inputRoot })).stdoutRaw)).toBe('input\n');
      for (const name of readdirSync(cacheDirectory)) rmSync(join(cacheDirectory, name), { recursive: true });
    }
  });

  it('leaves no process and no mount when its own process is killed, and the next one removes its folders', async () => {
    const seconds = `78.${process.pid}`;
    const program = join(import.meta.dirname, 'killed-while-running.fixture.ts');
    const child = spawn(
      process.execPath,
      ['--conditions=source', '--disable-warning=ExperimentalWarning', program, cacheDirectory, seconds],
      {
        stdio: 'inherit',
      },
    );
    await eventually(() => (commandLines(seconds).some(([, line]) => line.startsWith('sleep')) ? true : undefined));
    child.kill('SIGKILL');
    await eventually(() => (commandLines(seconds).length === 0 && commandLines(cacheDirectory).length === 0 ? true : undefined));
    expect(readFileSync('/proc/self/mountinfo', 'utf8')).not.toContain(cacheDirectory);
    const left = readdirSync(join(cacheDirectory, 'sandboxes'));
    expect(left).toHaveLength(1);
    await run(await make(), { script: 'true' });
    expect(readdirSync(join(cacheDirectory, 'sandboxes'))).not.toContain(left[0]);
  });

  it('says why it is not available, and how to mend that, before it runs anything', async () => {
    const missing = await make({ bwrap: '/nowhere/bwrap' });
    expect(await missing.probe()).toMatchObject({
      available: false,
      cause: 'sandbox_unavailable',
      reason: expect.stringContaining('not installed'),
    });
    await expect(run(missing, { script: 'true' })).rejects.toMatchObject({
      code: 'SANDBOX_UNAVAILABLE',
      hint: expect.stringContaining('apt-get'),
    });
    mkdirSync(join(cacheDirectory, 'bin'));
    const refusing = join(cacheDirectory, 'bin/bwrap');
    writeFileSync(refusing, '#!/bin/sh\necho "bwrap: Something else" >&2; exit 1\n', { mode: 0o755 });
    expect(await (await make({ bwrap: refusing })).probe()).toMatchObject({ reason: expect.stringContaining('bwrap: Something else') });
    expect(existsSync(join(cacheDirectory, 'sandboxes'))).toBe(false);
  });
});

/** Processes whose command line holds a text, but for this one. */
function commandLines(part: string): readonly (readonly [pid: number, line: string])[] {
  const found: [number, string][] = [];
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name) || Number(name) === process.pid) continue;
    try {
      const line = readFileSync(`/proc/${name}/cmdline`, 'latin1').replaceAll('\0', ' ');
      if (line.includes(part)) found.push([Number(name), line]);
    } catch {
      // gone meanwhile
    }
  }
  return found;
}

async function eventually<T>(look: () => T | undefined): Promise<T> {
  for (let attempt = 0; attempt < 1_200; attempt += 1) {
    const found = look();
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error('still not after 60 s');
}
