import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { zstdDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { digestOf } from '../digest/digest.ts';
import { soakFirst, soakRounds } from '../testing/soak-rounds.ts';
import { contentOf } from '../testing/storage-cases/compressible-bytes.ts';
import { readAll } from '../testing/storage-cases/sample-blobs.ts';
import { type TemporaryDirectory, temporaryDirectory } from '../testing/temporary-directory.ts';
import type { LocalStore } from './local-store.ts';
import { openLocalStore } from './open-local-store.ts';

const fixture = join(import.meta.dirname, 'store-writer.fixture.ts');

let folder: TemporaryDirectory;
beforeAll(async () => {
  folder = await temporaryDirectory();
});
afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

interface Writer {
  readonly child: ChildProcess;
  /** What it was told is stored: seed and bytes. */
  readonly acknowledged: Map<number, number>;
  /** Resolves once it said that many things. */
  readonly said: (count: number) => Promise<void>;
  readonly ended: Promise<unknown>;
}

function startWriter(directory: string, ...rest: readonly string[]): Writer {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', fixture, directory, ...rest], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged = new Map<number, number>();
  const progress = { said: 0, wake: () => {} };
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => {
    const [seed, size] = line.split(' ');
    if (size !== undefined) acknowledged.set(Number(seed), Number(size));
    progress.said += 1;
    progress.wake();
  });
  const closed = once(lines, 'close').then(() => progress.wake());
  return {
    child,
    acknowledged,
    said: async (count) => {
      while (progress.said < count && child.exitCode === null) {
        await new Promise<void>((resolve) => {
          progress.wake = resolve;
        });
      }
    },
    ended: Promise.all([once(child, 'exit'), closed]),
  };
}

async function expectAll(store: LocalStore, acknowledged: ReadonlyMap<number, number>): Promise<void> {
  for (const [seed, size] of acknowledged) {
    const data = contentOf(size, seed);
    const digest = digestOf(data);
    if (seed % 2 === 0) expect(Buffer.compare(await readAll(store.storage, digest), data)).toBe(0);
    else {
      const frame: Uint8Array[] = [];
      for await (const piece of store.frames.read(digest)) frame.push(piece);
      expect(Buffer.compare(zstdDecompressSync(Buffer.concat(frame)), data)).toBe(0);
    }
    expect((await store.table('seeds').get(String(seed)))?.toString()).toBe(`value of ${seed}`);
  }
}

describe('a store whose process is killed', () => {
  test.each(['exclusive', 'shared'] as const)('keeps all that it acknowledged (%s)', async (mode) => {
    const directory = join(folder.path, `killed-${mode}`);
    const kills = soakRounds(1000, 7);
    let total = 0;
    const from = soakFirst();
    let first = 1 + from * 1_000_000;
    for (let kill = from; kill < from + kills; kill += 1) {
      const writer = startWriter(directory, mode, String(first));
      // One in four dies about when it has opened the store, the others in the thick of it.
      await writer.said(kill % 4 === 0 ? 1 : 3);
      await new Promise((resolve) => setTimeout(resolve, (kill * 37) % 100));
      writer.child.kill('SIGKILL');
      await writer.ended;
      await using store = await openLocalStore({ directory, mode });
      await expectAll(store, writer.acknowledged);
      total += writer.acknowledged.size;
      first += 1_000_000;
    }
    process.stdout.write(`kill -9 at ${kills} points (${mode}, from ${from}): ${total} blobs and values acknowledged, 0 lost\n`);
    expect(total).toBeGreaterThanOrEqual(Math.floor(kills / 2));
  });
});

describe('a store and several processes', () => {
  test('is refused to a second one when it is exclusive, with the number of the process that has it', async () => {
    const directory = join(folder.path, 'locked');
    const writer = startWriter(directory, 'exclusive');
    await writer.said(1);
    for (const mode of ['exclusive', 'shared'] as const) {
      await expect(openLocalStore({ directory, mode })).rejects.toMatchObject({
        code: 'STORAGE_LOCKED',
        details: { holders: [writer.child.pid] },
      });
    }
    writer.child.kill('SIGKILL');
    await writer.ended;
    await using store = await openLocalStore({ directory, mode: 'exclusive' });
    await expect(openLocalStore({ directory, mode: 'exclusive' })).rejects.toMatchObject({
      code: 'STORAGE_LOCKED',
      details: { holders: [process.pid] },
    });
    expect(store.directory).toBe(directory);
  });

  test('is shared by several at once, who see what the others wrote before and meanwhile', async () => {
    const directory = join(folder.path, 'shared');
    await using store = await openLocalStore({ directory, mode: 'shared' });
    const writers = [0, 1, 2].map((n) => startWriter(directory, 'shared', String(1 + n * 1000), '200'));
    await Promise.all(writers.map((writer) => writer.said(60)));
    for (const writer of writers) await expectAll(store, new Map(writer.acknowledged));
    await expect(openLocalStore({ directory, mode: 'exclusive' })).rejects.toMatchObject({ code: 'STORAGE_LOCKED' });
    await Promise.all(writers.map((writer) => writer.ended));
    await using another = await openLocalStore({ directory, mode: 'shared' });
    for (const writer of writers) {
      expect(writer.child.exitCode).toBe(0);
      expect(writer.acknowledged.size).toBe(200);
      await expectAll(store, writer.acknowledged);
      await expectAll(another, writer.acknowledged);
    }
  });
});
