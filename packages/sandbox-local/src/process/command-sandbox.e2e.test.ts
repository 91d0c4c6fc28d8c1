import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import {
  type ActionResult,
  type Command,
  createAction,
  type Digest,
  decodeTree,
  digestOf,
  type ExecutionContext,
  encodeDirectory,
  InputRootBuilder,
  MemoryContentAddressableStorage,
  readBlob,
  type Sandbox,
  type SandboxBackend,
  silentLogger,
  systemClock,
  writeBlobs,
} from '@sandwright/core';
import { bubblewrapBackend } from '../bubblewrap/bubblewrap-backend.ts';
import { chrootBackend } from '../chroot/chroot-backend.ts';
import { hostBackend } from '../host/host-backend.ts';

const cacheDirectory = mkdtempSync(join(tmpdir(), 'sandwright-backends-'));
const storage = new MemoryContentAddressableStorage();
afterAll(() => rmSync(cacheDirectory, { recursive: true, force: true }));

const open = (backend: SandboxBackend, config: unknown = {}): Promise<Sandbox> =>
  backend.create(backend.configSchema.parse(config), { storage, clock: systemClock, logger: silentLogger, cacheDirectory, concurrency: 2 });

async function actionOf(script: string, command: Partial<Command> = {}, platform: readonly { name: string; value: string }[] = []) {
  const builder = new InputRootBuilder();
  const data = Buffer.from('input\n');
  builder.addFile('input', digestOf(data), false);
  const { root, directories } = builder.build();
  const { action, blobs } = createAction({
    command: {
      arguments: ['sh', '-c', script],
      environment: [],
      outputPaths: [],
      outputFiles: [],
      outputDirectories: [],
      workingDirectory: '',
      platform: [],
      outputNodeProperties: [],
      outputDirectoryFormat: 'TREE_ONLY',
      ...command,
    },
    inputRoot: root,
    platform,
  });
  await writeBlobs(storage, [{ digest: digestOf(data), data }, ...directories.values(), ...blobs]);
  return action;
}

const context = (changes: Partial<ExecutionContext> = {}): ExecutionContext => ({ logger: silentLogger, ...changes });

// chroot takes root by its nature; what it says to others is told by the doctor's tests.
const isRoot = process.geteuid?.() === 0;
const asRoot = isRoot ? test : test.skip;

describe('the kind of sandbox', () => {
  test('is chosen without change to the action, and does not change its result', async () => {
    const action = await actionOf(
      'cat input input > twice; mkdir -p out/a; echo x > out/a/x; chmod 755 out/a/x; ln -s a/x out/l; echo said; exit 4',
      {
        outputPaths: ['twice', 'out'],
      },
    );
    const backends: readonly SandboxBackend[] = [hostBackend, bubblewrapBackend, ...(isRoot ? [chrootBackend] : [])];
    const results: Pick<ActionResult, 'exitCode' | 'stdout' | 'stderr' | 'outputs'>[] = [];
    for (const backend of backends) {
      await using sandbox = await open(backend);
      const { result, origin } = await sandbox.execute(action, context());
      expect(origin).toEqual({ where: 'local', cached: false, sandbox: backend.kind });
      const { exitCode, stdout, stderr, outputs } = result;
      results.push({ exitCode, stdout, stderr, outputs });
    }
    expect(results[0]).toMatchObject({ exitCode: 4, outputs: [{ path: 'out' }, { path: 'twice' }] });
    for (const result of results) expect(result).toEqual(results[0]);
  });
});

describe('host', () => {
  test('goes on once there is room for its folders, and can be disposed of before', async () => {
    const place = join(cacheDirectory, 'full');
    writeFileSync(place, '');
    const services = { storage, clock: systemClock, logger: silentLogger, cacheDirectory: place, concurrency: 2 };
    await using never = await hostBackend.create(hostBackend.configSchema.parse({}), services);
    await using sandbox = await hostBackend.create(hostBackend.configSchema.parse({}), services);
    const action = await actionOf('echo here');
    for (const each of [never, sandbox]) await expect(each.execute(action, context())).rejects.toBeDefined();
    rmSync(place);
    expect((await sandbox.execute(action, context())).result).toMatchObject({ exitCode: 0, stdoutRaw: Buffer.from('here\n') });
  });

  test('refuses another user', async () => {
    await using sandbox = await open(hostBackend);
    const action = await actionOf('true', {}, [{ name: 'unixUID', value: '4321' }]);
    await expect(sandbox.execute(action, context())).rejects.toMatchObject({ code: 'CAPABILITY_MISSING' });
  });

  test('ends what runs longer than its limit, and says which limit it was', async () => {
    await using sandbox = await open(hostBackend, { limits: { wallMs: 1_500 } });
    const failure = sandbox.execute(await actionOf('echo begun; sleep 60'), context());
    const result = expect.objectContaining({
      stdoutRaw: Buffer.from('begun\n'),
      metadata: expect.objectContaining({ limitExceeded: 'wall' }),
    });
    await expect(failure).rejects.toMatchObject({ code: 'TIMED_OUT', details: { result } });
  });

  test('calls a command whose output was cut a failed one', async () => {
    await using sandbox = await open(hostBackend, { limits: { outputBytes: 10 } });
    const { result } = await sandbox.execute(await actionOf('echo 12345678901234567890'), context());
    expect(result).toMatchObject({ exitCode: 137, stdout: { sizeBytes: 10 }, metadata: { limitExceeded: 'output' } });
  });

  test.each([
    ['always', 0, true],
    ['on_failure', 1, true],
    ['on_failure', 0, false],
    ['never', 1, false],
  ] as const)('keeps its files with a script to run them again: %s, exit %d', async (keepSandboxes, exitCode, kept) => {
    await using sandbox = await open(hostBackend);
    let at: string | undefined;
    const onSandboxKept = (path: string): void => {
      at = path;
    };
    const environment = [{ name: 'WORD', value: "it's" }];
    await sandbox.execute(
      await actionOf(`cat input; echo "$WORD"; exit ${exitCode}`, { environment }),
      context({ keepSandboxes, onSandboxKept }),
    );
    expect(at !== undefined).toBe(kept);
    if (at === undefined) return;
    expect(readFileSync(join(at, 'root/input'), 'utf8')).toBe('input\n');
    expect(execFileSync('sh', ['-c', '"$1"; exit 0', 'sh', join(at, 'rerun.sh')], { encoding: 'utf8' })).toBe("input\nit's\n");
  });

  test('lends folders that outlive actions, and collects none of them', async () => {
    await using sandbox = await open(hostBackend);
    const appendOnlyCaches = [{ hostPath: join(cacheDirectory, 'lent/pip'), sandboxPath: 'out/.cache/pip' }];
    const keeping = await actionOf('echo kept > out/.cache/pip/file; echo x > out/x', { outputPaths: ['out'] });
    const { result } = await sandbox.execute(keeping, context({ appendOnlyCaches }));
    expect(result).toMatchObject({ exitCode: 0, outputs: [{ path: 'out' }] });
    const reading = await actionOf('cat out/.cache/pip/file');
    const read = await sandbox.execute(reading, context({ appendOnlyCaches }));
    expect(Buffer.from(read.result.stdoutRaw ?? '').toString()).toBe('kept\n');
    const tree = decodeTree(await readBlob(storage, (result.outputs[0] as { treeDigest: Digest }).treeDigest));
    expect([tree.root, ...tree.children].flatMap((directory) => directory.symlinks)).toEqual([]);
    for (const [sandboxPath, code] of [
      ['/absolute', 'CAPABILITY_MISSING'],
      ['../out', 'CAPABILITY_MISSING'],
      ['input', 'ACTION_INVALID'],
    ] as const) {
      const refused = sandbox.execute(reading, context({ appendOnlyCaches: [{ hostPath: join(cacheDirectory, 'never'), sandboxPath }] }));
      await expect(refused).rejects.toMatchObject({ code });
    }
    expect(existsSync(join(cacheDirectory, 'never'))).toBe(false);
  });

  test('starts another launcher where one was killed', async () => {
    await using sandbox = await open(hostBackend);
    const killer = await actionOf('kill -9 $PPID; sleep 60');
    await expect(sandbox.execute(killer, context())).rejects.toMatchObject({ code: 'SANDBOX_FAILED' });
    expect((await sandbox.execute(await actionOf('exit 5'), context())).result.exitCode).toBe(5);
  });
});

describe('chroot', () => {
  asRoot('refuses users, the host’s tools without mounts, and a network that is not allowed', async () => {
    await using sandbox = await open(chrootBackend);
    const wantsRoot = await actionOf('true', {}, [{ name: 'unixUID', value: '0' }]);
    await expect(sandbox.execute(wantsRoot, context())).rejects.toMatchObject({
      code: 'CAPABILITY_MISSING',
      hint: expect.stringMatching(/"bubblewrap".*or leave the property unixUID/),
    });
    const wantsNetwork = await actionOf('true', {}, [{ name: 'network', value: 'on' }]);
    await expect(sandbox.execute(wantsNetwork, context())).rejects.toMatchObject({
      code: 'CAPABILITY_MISSING',
      hint: expect.stringMatching(/network: allowed/),
    });
    await using plain = await open(chrootBackend, { mounts: 'off' });
    expect(await plain.probe()).toMatchObject({ available: false, fix: expect.stringMatching(/root: input/) });
    await expect(plain.execute(await actionOf('true'), context())).rejects.toMatchObject({ code: 'SANDBOX_UNAVAILABLE' });
    await using automatic = await open(chrootBackend, { mounts: 'off', root: 'auto' });
    await expect(automatic.execute(await actionOf('true'), context())).rejects.toMatchObject({ code: 'CAPABILITY_MISSING' });
  });

  (isRoot ? test : test.skip).each([
    ['overlay', 'overlayfs 3 3'],
    ['links', '\\S+ 2 1'],
    ['copy', '\\S+ 1 1'],
  ] as const)('stages inputs as it is told (%s), outputs among them as files of their own', async (staging, expected) => {
    await using sandbox = await open(chrootBackend, { staging });
    // What is asked: the file system, how many names an input has, how many one has that is declared as an output.
    const script = 'stat -f -c %T . && stat -c %h input twin/input';
    const builder = new InputRootBuilder();
    const data = Buffer.from('input\n');
    for (const path of ['input', 'twin/input']) builder.addFile(path, digestOf(data), false);
    const { root, directories } = builder.build();
    await writeBlobs(storage, [{ digest: digestOf(data), data }, ...directories.values()]);
    const action = { ...(await actionOf(script, { outputPaths: ['twin'] })), inputRoot: root };
    const { result } = await sandbox.execute(action, context());
    const said = Buffer.from(result.stdoutRaw ?? '').toString();
    expect(said.trim().replaceAll('\n', ' ')).toMatch(new RegExp(`^${expected}$`));
    expect(result.outputs).toMatchObject([{ path: 'twin' }]);
  });

  asRoot('refuses to lend folders instead of forgetting about them', async () => {
    await using sandbox = await open(chrootBackend);
    const appendOnlyCaches = [{ hostPath: join(cacheDirectory, 'never'), sandboxPath: 'cache' }];
    await expect(sandbox.execute(await actionOf('true'), context({ appendOnlyCaches }))).rejects.toMatchObject({
      code: 'CAPABILITY_MISSING',
    });
  });

  asRoot('gives ids that are asked for, but never those of root', async () => {
    await using sandbox = await open(chrootBackend, { staging: 'overlay' });
    const ids = [
      { name: 'unixUID', value: '4321' },
      { name: 'unixGID', value: '8765' },
    ];
    const script = 'id -u; id -g; echo x > out/file && stat -c %u out/file';
    const { result } = await sandbox.execute(await actionOf(script, { outputPaths: ['out/file'] }, ids), context());
    expect(Buffer.from(result.stdoutRaw ?? '').toString()).toBe('4321\n8765\n4321\n');
    await using plain = await open(chrootBackend, { root: 'input', mounts: 'off' });
    await expect(plain.execute(await actionOf('true', {}, ids), context())).rejects.toMatchObject({ code: 'CAPABILITY_MISSING' });
  });

  asRoot('opens the network to who may have it', async () => {
    await using sandbox = await open(chrootBackend, { network: 'allowed' });
    const count = async (value: 'on' | 'off'): Promise<string> => {
      const action = await actionOf('grep -c : /proc/net/dev; [ -s /etc/resolv.conf ] && echo names', {}, [{ name: 'network', value }]);
      return Buffer.from((await sandbox.execute(action, context())).result.stdoutRaw ?? '').toString();
    };
    expect(await count('off')).toBe('1\n');
    const host = readFileSync('/proc/net/dev', 'utf8').match(/:/g)?.length;
    expect(await count('on')).toMatch(new RegExp(`^${host}\\n`));
    await using open_ = await open(chrootBackend, { network: 'on' });
    expect(open_.capabilities.has('isolated-network')).toBe(false);
  });

  asRoot('gives each command a user of its own and takes it back, whatever became of the command', async () => {
    await using sandbox = await open(chrootBackend);
    const user = async (): Promise<string> =>
      Buffer.from((await sandbox.execute(await actionOf('id -u'), context())).result.stdoutRaw ?? '').toString();
    const first = await user();
    expect(Number(first)).toBeGreaterThanOrEqual(1_879_048_192);
    await expect(sandbox.execute(await actionOf('sleep 60'), context({ signal: AbortSignal.timeout(500) }))).rejects.toMatchObject({
      code: 'CANCELLED',
    });
    await sandbox.execute(await actionOf('mkfifo out', { outputPaths: ['out'] }), context()).catch(() => {});
    expect(await user()).toBe(first);
  });

  asRoot('honours folders that say that they are read-only', async () => {
    const readOnly = (value: string) => ({ nodeProperties: { properties: [{ name: 'SubtreeReadOnly', value }] } });
    const empty = { files: [], directories: [], symlinks: [] };
    const open_ = encodeDirectory({ ...empty, ...readOnly('false') });
    const closed = encodeDirectory({
      ...empty,
      directories: [
        { name: 'fixed', digest: digestOf(encodeDirectory(empty)) },
        { name: 'open', digest: digestOf(open_) },
      ],
      ...readOnly('true'),
    });
    await writeBlobs(
      storage,
      [open_, closed].map((data) => ({ digest: digestOf(data), data })),
    );
    const script = 'for d in . fixed open; do (: > $d/file) 2>/dev/null && echo $d; done; exit 0';
    await using sandbox = await open(chrootBackend);
    const action = { ...(await actionOf(script)), inputRoot: digestOf(closed) };
    const { result } = await sandbox.execute(action, context());
    expect(Buffer.from(result.stdoutRaw ?? '').toString()).toBe('open\n');
  });

  asRoot('removes what a killed process of it left', async () => {
    const stale = join(cacheDirectory, 'chroot', '4194303-1-x-1');
    mkdirSync(join(stale, '1/root'), { recursive: true });
    // Of another machine or process namespace nothing is known; its things are left alone for a day.
    utimesSync(stale, 1, 1);
    await using sandbox = await open(chrootBackend);
    await sandbox.execute(await actionOf('true'), context());
    expect(existsSync(stale)).toBe(false);
    expect([...readdirSync(join(cacheDirectory, 'chroot'))]).toHaveLength(1);
  });
});
