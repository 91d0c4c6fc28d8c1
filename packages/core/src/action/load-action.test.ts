import { describe, expect, test } from '@jest/globals';
import { digestOf, emptyDigest } from '../digest/digest.ts';
import { Action as ActionMessage, type CommandInit, Command as CommandMessage } from '../reapi/messages.ts';
import { MemoryContentAddressableStorage } from '../storage/memory-content-addressable-storage.ts';
import type { Command } from './command.ts';
import { createAction } from './create-action.ts';
import { decodeCommand } from './decode-command.ts';
import { loadAction } from './load-action.ts';

const command: Command = {
  arguments: ['true'],
  environment: [],
  outputPaths: [],
  outputFiles: [],
  outputDirectories: [],
  workingDirectory: '',
  platform: [],
  outputNodeProperties: [],
  outputDirectoryFormat: 'TREE_ONLY',
};
const linux = [{ name: 'OSFamily', value: 'linux' }];

describe('createAction and loadAction', () => {
  test('what was made and stored is loaded as the same', async () => {
    const { action, blobs } = createAction({ command, inputRoot: emptyDigest, platform: linux, timeoutMs: 1500 });
    const storage = new MemoryContentAddressableStorage();
    await storage.writeBatch(blobs);
    expect(await loadAction(storage, action.digest)).toEqual({ ...action, salt: Buffer.alloc(0) });
    // Also in the Command, for servers that look there.
    expect(action.command.platform).toEqual(linux);
    expect(action.digest).toEqual(blobs[1]?.digest);
  });

  test('only what is set changes the digest', () => {
    const digest = (options: Partial<Parameters<typeof createAction>[0]>): string =>
      createAction({ command, inputRoot: emptyDigest, platform: [], ...options }).action.digest.hash;
    const plain = digest({});
    expect(digest({ doNotCache: false, salt: new Uint8Array(), timeoutMs: undefined })).toBe(plain);
    const others = [
      digest({ doNotCache: true }),
      digest({ salt: Buffer.from('x') }),
      digest({ timeoutMs: 1 }),
      digest({ platform: linux }),
    ];
    expect(new Set([plain, ...others]).size).toBe(5);
  });

  test('missing blobs are named, and huge or malformed messages refused', async () => {
    const storage = new MemoryContentAddressableStorage();
    const { action, blobs } = createAction({ command, inputRoot: emptyDigest, platform: [] });
    await expect(loadAction(storage, action.digest)).rejects.toMatchObject({ code: 'BLOB_MISSING', details: { missing: [action.digest] } });
    await storage.writeBatch(blobs.slice(1));
    await expect(loadAction(storage, action.digest)).rejects.toMatchObject({
      code: 'BLOB_MISSING',
      message: expect.stringContaining('the Command'),
      details: { missing: [action.commandDigest] },
    });
    await expect(loadAction(storage, { ...action.digest, sizeBytes: 2 ** 40 })).rejects.toMatchObject({ code: 'ACTION_INVALID' });
    for (const bytes of [Buffer.alloc(0), Buffer.from([0x0a, 0x7f]), ActionMessage.encode({ commandDigest: { hash: 'x' } }).finish()]) {
      await storage.write(digestOf(bytes), bytes);
      await expect(loadAction(storage, digestOf(bytes))).rejects.toMatchObject({ code: 'ACTION_INVALID' });
    }
  });

  test('the platform of the Action is preferred to that of the Command; a timeout of 0 is none', async () => {
    const storage = new MemoryContentAddressableStorage();
    const old = CommandMessage.encode({ arguments: ['true'], platform: { properties: [{ name: 'ISA', value: 'old' }] } }).finish();
    const store = async (bytes: Buffer) => {
      await storage.write(digestOf(bytes), bytes);
      return digestOf(bytes);
    };
    const commandDigest = await store(old);
    const of = async (platform: readonly { name: string; value: string }[]) =>
      await loadAction(
        storage,
        await store(
          ActionMessage.encode({ commandDigest, inputRootDigest: emptyDigest, platform: { properties: platform }, timeout: {} }).finish(),
        ),
      );
    expect((await of([])).platform).toEqual([{ name: 'ISA', value: 'old' }]);
    expect((await of(linux)).platform).toEqual(linux);
    expect((await of([])).timeoutMs).toBeUndefined();
  });
});

describe('decodeCommand', () => {
  const decode = (message: CommandInit): Command => decodeCommand(CommandMessage.encode({ arguments: ['true'], ...message }).finish());

  test('takes lists in any order, as BuildStream sends them', () => {
    const decoded = decode({
      environmentVariables: [
        { name: 'V', value: '1' },
        { name: 'HOME', value: '/tmp' },
      ],
      outputPaths: ['z', 'a'],
      platform: {},
    });
    expect(decoded.environment.map(({ name }) => name)).toEqual(['HOME', 'V']);
    expect(decoded.outputPaths).toEqual(['z', 'a']);
  });

  test.each<[string, CommandInit, RegExp]>([
    ['no arguments', { arguments: [] }, /no program/],
    ['an empty program', { arguments: [''] }, /no program/],
    ['a NUL in an argument', { arguments: ['a', 'b\0'] }, /argument 1 has a NUL/],
    ['a variable without a name', { environmentVariables: [{ value: 'x' }] }, /no name/],
    ['a variable with =', { environmentVariables: [{ name: 'A=B' }] }, /"A=B" cannot be/],
    ['a variable twice', { environmentVariables: [{ name: 'A' }, { name: 'B' }, { name: 'A' }] }, /A stands twice/],
    ['an absolute working directory', { workingDirectory: '/tmp' }, /is absolute/],
    ['a working directory outside', { workingDirectory: 'a/../..' }, /leaves the input root/],
    ['an absolute output', { outputPaths: ['/etc/passwd'] }, /output "\/etc\/passwd" is absolute/],
    ['an output outside', { workingDirectory: 'a/b', outputPaths: ['../../../c'] }, /output "..\/..\/..\/c" .* leaves/],
    ['an older output outside', { outputDirectories: ['..'] }, /leaves/],
    ['a format from the future', { outputDirectoryFormat: 9 }, /output_directory_format 9/],
  ])('refuses %s', (_, message, problem) => {
    expect(() => decode(message)).toThrow(expect.objectContaining({ code: 'ACTION_INVALID', message: expect.stringMatching(problem) }));
  });
});
