import { type Dirent, lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from '@jest/globals';
import {
  createAction,
  digestOf,
  encodeDirectory,
  MemoryContentAddressableStorage,
  silentLogger,
  systemClock,
  writeBlobs,
} from '@sandwright/core';
import { bubblewrapBackend } from './bubblewrap-backend.ts';

const soak = process.env.SANDWRIGHT_SOAK === '1';
const atOnce = 2;
const runs = Number(process.env.SANDWRIGHT_SOAK_RUNS ?? (soak ? 10_000 : 120));

/** What could grow: descriptors and memory of both processes, children and mounts of the spawner, what lies on disk. */
function measure(spawner: number, cacheDirectory: string) {
  const status = readFileSync(`/proc/${spawner}/status`, 'latin1');
  const entries = entriesBelow(join(cacheDirectory, 'sandboxes'));
  const sizeOf = (path: string): number => lstatSync(path, { throwIfNoEntry: false })?.blocks ?? 0;
  return {
    ownDescriptors: readdirSync('/proc/self/fd').length,
    descriptors: readdirSync(`/proc/${spawner}/fd`).length,
    children: readFileSync(`/proc/${spawner}/task/${spawner}/children`, 'latin1').trim().split(' ').length,
    mounts: readFileSync(`/proc/${spawner}/mountinfo`, 'latin1').split('\n').length,
    entries: entries.length,
    diskMegabytes: entries.reduce((sum, entry) => sum + sizeOf(join(entry.parentPath, entry.name)), 0) / 2048,
    megabytes: Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) / 1024,
    ownMegabytes: process.memoryUsage.rss() / 1024 ** 2,
  };
}

/** What lies there; while something is cleaned up, folders vanish during the look. */
function entriesBelow(folder: string): readonly Dirent[] {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return readdirSync(folder, { recursive: true, withFileTypes: true });
    } catch (caught) {
      if ((caught as NodeJS.ErrnoException).code !== 'ENOENT' || attempt === 1_000) throw caught;
    }
  }
}

type Measured = ReturnType<typeof measure>;

/** What has grown, beyond what is in use just then. */
function grown(before: Measured, after: Measured): readonly string[] {
  const bounds: Partial<Record<keyof Measured, number>> = {
    // One or two more while something is cleaned up.
    ownDescriptors: 2,
    descriptors: 2,
    children: 2,
    // A folder whose action changed nothing stays mounted for the next one; there are no more of them than actions at once and a few.
    mounts: atOnce + 3,
    entries: (atOnce + 3) * 10,
    diskMegabytes: 1,
    // Only many actions tell a leak from memory that has yet to be collected.
    ...(soak && { megabytes: 50 }),
  };
  return Object.entries(bounds).flatMap(([name, bound]) => {
    const growth = after[name as keyof Measured] - before[name as keyof Measured];
    return growth > bound ? [`${name} by ${growth}`] : [];
  });
}

it(`does not grow over ${runs} actions, however they end`, async () => {
  const cacheDirectory = mkdtempSync(join(tmpdir(), 'sandwright-growth-'));
  const storage = new MemoryContentAddressableStorage();
  const config = bubblewrapBackend.configSchema.parse({ staging: 'overlay', limits: { outputBytes: 1e6, processes: 200 } });
  const services = { storage, clock: systemClock, logger: silentLogger, cacheDirectory, concurrency: atOnce };
  const sandbox = await bubblewrapBackend.create(config, services);
  try {
    const contents = Buffer.from('input');
    const files = Array.from({ length: 30 }, (_, index) => ({
      name: `f${String(index).padStart(2, '0')}`,
      digest: digestOf(contents),
      isExecutable: false,
    }));
    const directory = encodeDirectory({ files, directories: [], symlinks: [] });
    await writeBlobs(
      storage,
      [contents, directory].map((data) => ({ digest: digestOf(data), data })),
    );
    const scripts = [
      'cat f00 > out',
      'rm f*; mkdir -p a/b; echo x > a/b/c; chmod 000 a; exit 3',
      '(setsid sleep 100 &); (setsid sh -c "sleep 100 & sleep 100" &); echo x > out',
      'no-such-command',
      'kill -9 $$',
      'sleep 100',
    ];
    const one = async (number: number): Promise<void> => {
      const script = scripts[number % scripts.length] ?? '';
      const { action, blobs } = createAction({
        command: {
          arguments: ['sh', '-c', script],
          environment: [],
          outputPaths: ['out', 'a'],
          outputFiles: [],
          outputDirectories: [],
          workingDirectory: '',
          platform: [],
          outputNodeProperties: [],
          outputDirectoryFormat: 'TREE_ONLY',
        },
        inputRoot: digestOf(directory),
        platform: [],
        timeoutMs: undefined,
        doNotCache: true,
      });
      await writeBlobs(storage, blobs);
      const controller = new AbortController();
      const onStage = (stage: string): void => {
        if (stage === 'running' && script === 'sleep 100') setTimeout(() => controller.abort(), number % 40);
      };
      const executing = sandbox.execute(action, { logger: silentLogger, signal: controller.signal, onStage });
      if (script === 'sleep 100') await expect(executing).rejects.toMatchObject({ code: 'CANCELLED' });
      else expect((await executing).origin.cached).toBe(false);
    };
    const some = async (from: number, to: number): Promise<void> => {
      for (let number = from; number < to; number += atOnce) {
        await Promise.all(Array.from({ length: atOnce }, (_, offset) => one(number + offset)));
      }
    };
    const warmUp = Math.min(Math.ceil(runs / 3), 1000);
    await some(0, warmUp);
    const [spawner = 0] = readdirSync('/proc')
      .filter((name) => /^\d+$/.test(name) && isSpawner(name, cacheDirectory))
      .map(Number);
    const before = measure(spawner, cacheDirectory);
    await some(warmUp, runs);
    let after = measure(spawner, cacheDirectory);
    // What is still being cleaned up comes to its end.
    for (const deadline = performance.now() + 30_000; grown(before, after).length > 0 && performance.now() < deadline; ) {
      await sleep(50);
      after = measure(spawner, cacheDirectory);
    }
    if (soak) process.stdout.write(`${runs} actions: ${JSON.stringify({ before, after })}\n`);
    expect(grown(before, after)).toEqual([]);
  } finally {
    await sandbox[Symbol.asyncDispose]();
    rmSync(cacheDirectory, { recursive: true, force: true });
  }
});

/** The spawner itself, not the program that made its namespaces. */
function isSpawner(pid: string, cacheDirectory: string): boolean {
  try {
    const words = readFileSync(`/proc/${pid}/cmdline`, 'latin1').split('\0');
    return words[0] === process.execPath && words.some((word) => word.includes(`${cacheDirectory}/sandboxes`));
  } catch {
    return false;
  }
}
