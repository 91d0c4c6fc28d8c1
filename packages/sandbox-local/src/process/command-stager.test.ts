import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import {
  type Action,
  createAction,
  digestOf,
  InputRootBuilder,
  type Logger,
  MemoryContentAddressableStorage,
  SandwrightError,
  systemClock,
  writeBlobs,
} from '@sandwright/core';
import { temporaryDirectory } from '@sandwright/core/testing';
import { DirectoryReader } from '../staging/directory-reader.ts';
import { loadInputTree } from '../staging/input-tree.ts';
import { CommandStager, type OverlayLauncher } from './command-stager.ts';

const anyUser = { uid: undefined, gid: undefined, network: false };

async function actionIn(storage: MemoryContentAddressableStorage): Promise<Action> {
  const data = Buffer.from('an input');
  const builder = new InputRootBuilder();
  builder.addFile('in', digestOf(data), false);
  const { root, directories } = builder.build();
  await writeBlobs(storage, [...directories.values(), { data, digest: digestOf(data) }]);
  const command = {
    arguments: ['true'],
    environment: [],
    outputPaths: [],
    outputFiles: [],
    outputDirectories: [],
    workingDirectory: '',
    platform: [],
    outputNodeProperties: [],
    outputDirectoryFormat: 'TREE_ONLY' as const,
  };
  return createAction({ command, inputRoot: root, platform: [] }).action;
}

/**
 * Stages one action after another while the kernel answers so; an empty answer is a mount.
 * @returns how each was staged, how often a mount was tried, and what was told
 */
async function stageWhile(answers: readonly string[]): Promise<{ kinds: string[]; tried: number; told: number }> {
  await using directory = await temporaryDirectory('sandwright-stager-');
  const storage = new MemoryContentAddressableStorage();
  const action = await actionIn(storage);
  const reader = new DirectoryReader(storage);
  let told = 0;
  const logger: Logger = { log: () => void (told += 1), child: () => logger };
  const services = { storage, clock: systemClock, logger, cacheDirectory: directory.path, concurrency: 1 };
  const overlayOwner = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 };
  const staging = { links: false, overlayOwner, overlayAlways: true, treeCacheBytes: 1_000_000 };
  await using stager = new CommandStager({ services, reader, staging });
  const kinds: string[] = [];
  let tried = 0;
  for (const [index, errno] of answers.entries()) {
    const launcher: OverlayLauncher = {
      pid: process.pid,
      async mountOverlay() {
        tried += 1;
        if (errno !== '') throw new SandwrightError('SANDBOX_FAILED', `mount: ${errno}`, { details: { errno } });
      },
      async unmountOverlay() {},
    };
    const folder = join(directory.path, String(index));
    mkdirSync(folder);
    const tree = await loadInputTree(reader, action.inputRoot, {});
    await using staged = await stager.stage({ action, request: anyUser, tree, folder }, launcher, {});
    kinds.push(staged.kind);
  }
  return { kinds, tried, told };
}

describe('CommandStager', () => {
  test.each(['EPERM', 'ENODEV', 'EINVAL'])('mounts no overlay again where the kernel says at first that it cannot: %s', async (errno) => {
    expect(await stageWhile([errno, '', ''])).toEqual({ kinds: ['copy', 'copy', 'copy'], tried: 1, told: 1 });
  });

  test('takes what goes wrong later, or may pass, for that one action only, and tells once', async () => {
    const later = await stageWhile(['', 'EINVAL', 'EINVAL', '']);
    expect(later).toEqual({ kinds: ['overlay', 'copy', 'copy', 'overlay'], tried: 4, told: 1 });
    const passing = await stageWhile(['ENOSPC', 'ENOMEM', 'ENOSPC', '']);
    expect(passing).toEqual({ kinds: ['copy', 'copy', 'copy', 'overlay'], tried: 4, told: 2 });
  });

  test('a tree that went away is no news', async () => {
    expect(await stageWhile(['ENOENT', ''])).toEqual({ kinds: ['copy', 'overlay'], tried: 2, told: 0 });
  });
});
