import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type Action,
  digestOf,
  encodeDirectory,
  MemoryContentAddressableStorage,
  type Sandbox,
  silentLogger,
  systemClock,
} from '@sandwright/core';
import { bubblewrapBackend } from './bubblewrap-backend.ts';

describe('bubblewrap', () => {
  const cacheDirectory = mkdtempSync(join(tmpdir(), 'sandwright-bubblewrap-'));
  const storage = new MemoryContentAddressableStorage();
  let sandbox: Sandbox;

  beforeAll(async () => {
    sandbox = await bubblewrapBackend.create(bubblewrapBackend.configSchema.parse({}), {
      storage,
      clock: systemClock,
      logger: silentLogger,
      cacheDirectory,
      concurrency: 4,
    });
  });

  afterAll(async () => {
    await sandbox[Symbol.asyncDispose]();
    rmSync(cacheDirectory, { recursive: true });
  });

  const put = async (data: Uint8Array) => {
    const digest = digestOf(data);
    await storage.write(digest, data);
    return digest;
  };

  const action = async (argv: readonly string[], outputs: readonly string[] = []): Promise<Action> => {
    const inner = await put(
      encodeDirectory({
        files: [{ name: 'in.txt', digest: await put(Buffer.from('input\n')), isExecutable: false }],
        directories: [],
        symlinks: [],
      }),
    );
    const inputRoot = await put(encodeDirectory({ files: [], directories: [{ name: 'src', digest: inner }], symlinks: [] }));
    return {
      digest: digestOf(Buffer.from(argv.join('\0'))),
      commandDigest: digestOf(Buffer.from('')),
      command: {
        arguments: argv,
        environment: [{ name: 'FOO', value: 'bar' }],
        outputPaths: outputs,
        outputFiles: [],
        outputDirectories: [],
        workingDirectory: 'src',
        platform: [],
        outputNodeProperties: [],
        outputDirectoryFormat: 'TREE_ONLY',
      },
      inputRoot,
      platform: [],
      timeoutMs: undefined,
      doNotCache: false,
      salt: new Uint8Array(),
    };
  };

  const text = (bytes: Uint8Array | undefined) => Buffer.from(bytes ?? []).toString();

  it('runs a command on its inputs and collects its outputs', async () => {
    expect(await sandbox.probe()).toEqual({ available: true });
    const { result, origin } = await sandbox.execute(
      await action(['sh', '-c', 'tr a-z A-Z <in.txt >out/up.txt; pwd; env >&2; exit 7'], ['out/up.txt']),
      { logger: silentLogger },
    );
    expect(result.exitCode).toBe(7);
    expect(text(result.stdoutRaw)).toBe('/sandbox/src\n');
    expect(
      text(result.stderrRaw)
        .split('\n')
        .filter((line) => !line.startsWith('PWD='))
        .sort(),
    ).toEqual(['', 'FOO=bar', 'PATH=/usr/local/bin:/usr/bin:/bin']);
    expect(result.outputs).toEqual([{ kind: 'file', path: 'out/up.txt', digest: digestOf(Buffer.from('INPUT\n')), isExecutable: false }]);
    expect(origin).toEqual({ where: 'local', cached: false, sandbox: 'bubblewrap' });
  });

  it('says 127 for a command that is not there', async () => {
    const { result } = await sandbox.execute(await action(['no-such-command']), { logger: silentLogger });
    expect(result.exitCode).toBe(127);
    expect(text(result.stderrRaw)).toContain('no-such-command');
  });
});
