import { statSync } from 'node:fs';
import { appendFile, open, readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { silentLogger } from '@sandwright/core';
import type { JournalRecordInit } from '@sandwright/core/reapi';
import { temporaryDirectory, waitUntil } from '@sandwright/core/testing';
import { Journal } from './journal.ts';
import { frameOf } from './journal-frame.ts';
import type { JournalState } from './journal-state.ts';

const operation = (name: string, invocation = ''): JournalRecordInit => ({ operation: { name, invocation } });

async function reopened(directory: string): Promise<JournalState> {
  const { journal, state } = await Journal.open({ directory, logger: silentLogger });
  await journal[Symbol.asyncDispose]();
  return state;
}

/** The file that is written now. */
async function latestIn(directory: string): Promise<string> {
  return join(directory, (await readdir(directory)).sort().at(-1) ?? '');
}

describe('Journal', () => {
  test('gives back what was added, the last word on each thing; each start has a number of its own', async () => {
    await using folder = await temporaryDirectory();
    const { journal, state } = await Journal.open({ directory: folder.path, logger: silentLogger });
    expect([state.epoch, journal.epoch, state.operations.size]).toEqual([0, 1, 0]);
    journal.add(operation('a', 'one'));
    journal.add(operation('b'));
    journal.add({ task: { id: 't', operations: ['a'], timeoutMs: 0.5 } });
    journal.add(operation('a', 'two'));
    journal.add({ operationGone: 'b' });
    journal.add({ worker: { id: 'w', instanceName: '' } });
    // Not closed: as if the process had been killed.
    await journal.flushed();
    const { journal: next, state: after } = await Journal.open({ directory: folder.path, logger: silentLogger });
    expect(next.epoch).toBe(2);
    expect([...after.operations.values()].map(({ name, invocation }) => [name, invocation])).toEqual([['a', 'two']]);
    expect(after.tasks.get('t')).toMatchObject({ operations: ['a'], timeoutMs: 0.5, key: null });
    expect(after.workers.get('w')?.instanceName).toBe('');
    await next[Symbol.asyncDispose]();
    await journal[Symbol.asyncDispose]();
  });

  test('whatever the last write left, everything before it is there', async () => {
    await using folder = await temporaryDirectory();
    const { journal } = await Journal.open({ directory: folder.path, logger: silentLogger });
    for (const name of ['a', 'b', 'c']) journal.add(operation(name));
    await journal[Symbol.asyncDispose]();
    const file = await latestIn(folder.path);
    const whole = await readFile(file);
    for (let cut = whole.byteLength; cut > whole.byteLength - 12; cut -= 1) {
      await using copy = await temporaryDirectory();
      await writeFile(join(copy.path, 'journal-000001'), whole.subarray(0, cut));
      const names = [...(await reopened(copy.path)).operations.keys()];
      expect(names).toEqual(cut === whole.byteLength ? ['a', 'b', 'c'] : ['a', 'b']);
    }
    await truncate(file, whole.byteLength - 1);
    await appendFile(file, 'garbage, and more of it');
    expect([...(await reopened(folder.path)).operations.keys()]).toEqual(['a', 'b']);
    const damaged = Buffer.from(whole);
    damaged[whole.byteLength - 1] = (damaged.at(-1) ?? 0) ^ 1;
    await writeFile(file, damaged);
    expect([...(await reopened(folder.path)).operations.keys()]).toEqual(['a', 'b']);
  });

  test('a record that is none hides no other one', async () => {
    await using folder = await temporaryDirectory();
    const { journal } = await Journal.open({ directory: folder.path, logger: silentLogger });
    journal.add(operation('a'));
    await journal[Symbol.asyncDispose]();
    // A length that leads beyond the end, as another program may have meant something else by it.
    await appendFile(await latestIn(folder.path), frameOf(Buffer.from([0x12, 0x7f, 1])));
    const { journal: next, state } = await Journal.open({ directory: folder.path, logger: silentLogger });
    next.add(operation('b'));
    await next[Symbol.asyncDispose]();
    expect([...state.operations.keys()]).toEqual(['a']);
    expect([...(await reopened(folder.path)).operations.keys()]).toEqual(['a', 'b']);
  });

  test('is written anew when it has grown, without losing what changes meanwhile; the old files go', async () => {
    await using folder = await temporaryDirectory();
    const { journal } = await Journal.open({ directory: folder.path, logger: silentLogger, compactBytes: 4_096 });
    const live = new Map<string, string>();
    journal.compactFrom(function* () {
      for (const [name, invocation] of live) yield operation(name, invocation);
    });
    for (let round = 0; round < 5_000; round += 1) {
      const name = `operation ${round % 97}`;
      if (round % 5 === 4) {
        live.delete(name);
        journal.add({ operationGone: name });
      } else {
        live.set(name, `round ${round}`);
        journal.add(operation(name, `round ${round}`));
      }
      if (round % 50 !== 0) continue;
      await journal.flushed();
    }
    // 5,000 records are 150 KB. How long it takes to write them anew is a matter of the disk.
    const bytes = async (): Promise<number> => {
      await journal.flushed();
      const sizes = (await readdir(folder.path)).map((file) => statSync(join(folder.path, file), { throwIfNoEntry: false })?.size ?? 0);
      return sizes.reduce((sum, size) => sum + size);
    };
    await waitUntil(async () => (await bytes()) < 40_000, 'the journal to be written anew');
    await journal[Symbol.asyncDispose]();
    expect(await readdir(folder.path)).toHaveLength(1);
    const { operations, epoch } = await reopened(folder.path);
    expect(epoch).toBe(1);
    expect(new Map([...operations].map(([name, { invocation }]) => [name, invocation]))).toEqual(live);
  });

  test('many who wait for a write share it', async () => {
    await using folder = await temporaryDirectory();
    const { journal } = await Journal.open({ directory: folder.path, logger: silentLogger });
    await Promise.all(
      Array.from({ length: 2_000 }, async (_, index) => {
        journal.add(operation(`n${index}`));
        await journal.flushed();
      }),
    );
    expect((await reopened(folder.path)).operations.size).toBe(2_000);
    await journal[Symbol.asyncDispose]();
  });

  test('a disk that refuses does not stop the server: it says so, and goes on', async () => {
    await using folder = await temporaryDirectory();
    const said: string[] = [];
    const logger = { ...silentLogger, log: (_level: string, message: string) => void said.push(message) };
    const { journal } = await Journal.open({ directory: folder.path, logger, compactBytes: 10 });
    await writeFile(join(folder.path, 'journal-000002'), 'in the way');
    journal.compactFrom(() => []);
    journal.add(operation('a'));
    await journal.flushed();
    while (said.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    journal.add(operation('b'));
    await journal.flushed();
    expect(said).toEqual([expect.stringContaining('would not survive')]);
    await journal[Symbol.asyncDispose]();
  });

  test('a disk that fills while a file is begun finds no litter there, however often it is tried', async () => {
    await using folder = await temporaryDirectory();
    const { journal } = await Journal.open({ directory: folder.path, logger: silentLogger });
    const before = await readdir(folder.path);
    const handle = await open(join(folder.path, before[0] ?? ''));
    const prototype: object = Object.getPrototypeOf(handle);
    await handle.close();
    const failing = Promise.withResolvers<void>();
    const original: unknown = Reflect.get(prototype, 'datasync');
    Reflect.set(prototype, 'datasync', async () => {
      failing.resolve();
      return await Promise.reject(new Error('ENOSPC'));
    });
    try {
      journal.compactFrom(() => []);
      await failing.promise;
      await journal[Symbol.asyncDispose]();
    } finally {
      Reflect.set(prototype, 'datasync', original);
    }
    expect(await readdir(folder.path)).toEqual(before);
  });
});
