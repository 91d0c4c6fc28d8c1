import { zstdCompressSync, zstdDecompressSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { digestOf } from '../../digest/digest.ts';
import { SandwrightError } from '../../errors/sandwright-error.ts';
import { silentLogger } from '../../logging/logger.ts';
import { FakeClock } from '../../testing/fake-clock.ts';
import { FaultyFileSystem } from '../../testing/faulty-storage.ts';
import { soakRounds } from '../../testing/soak-rounds.ts';
import { compressibleBytes } from '../../testing/storage-cases/compressible-bytes.ts';
import { inPieces, readAll, sampleBytes } from '../../testing/storage-cases/sample-blobs.ts';
import { BlobKey } from './blob-key.ts';
import { entryFlags } from './blob-table.ts';
import { EngineStorage } from './engine-storage.ts';
import { StoreEngine } from './store-engine.ts';

const promiseSeconds = 3600;
const blobs = 14;
const soak = process.env['SANDWRIGHT_SOAK'] === '1';
const runs = soakRounds(2000, 60);

/** Blob number to bytes; every seventh has a file of its own, and some have frames that have one, too. */
const bytesOf = (blob: number) => {
  const size = blob % 7 === 0 ? 3000 + blob * 300 : 1 + ((blob * 331) % 2000);
  return blob % 3 === 2 ? sampleBytes(size, blob + 1) : compressibleBytes(size, blob + 1);
};
const digests = Array.from({ length: blobs }, (_, blob) => digestOf(bytesOf(blob)));

const operation = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('write' as const), process: fc.nat(1), blob: fc.nat(blobs - 1) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('write wrong bytes' as const), process: fc.nat(1), blob: fc.nat(blobs - 1) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('write frame' as const), process: fc.nat(1), blob: fc.nat(blobs - 1) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('read frame' as const), process: fc.nat(1), blob: fc.nat(blobs - 1) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('read' as const), process: fc.nat(1), blob: fc.nat(blobs - 1) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('find' as const), process: fc.nat(1), blob: fc.nat(blobs - 1) }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('put' as const), process: fc.nat(1), key: fc.nat(3), value: fc.nat(1_000_000) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('delete' as const), process: fc.nat(1), key: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('get' as const), process: fc.nat(1), key: fc.nat(3) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('tidy' as const), process: fc.nat(1), makeRoom: fc.boolean() }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('reopen' as const), process: fc.nat(1), crash: fc.boolean() }) },
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('wait' as const), seconds: fc.constantFrom(1, 700, 1500, 2200, 4000) }) },
);

type Operation = typeof operation extends fc.Arbitrary<infer Value> ? Value : never;

/** One or two processes at one store, beside what must hold of it. */
class Harness {
  readonly #fs = new FaultyFileSystem();
  readonly #clock = new FakeClock();
  readonly #shared: boolean;
  readonly #durable: boolean;
  #engines: StoreEngine[] = [];
  #storages: EngineStorage[] = [];
  #tidying = false;
  #opened = 0;
  /** Second until which a blob is promised. */
  readonly #promised = new Map<number, number>();
  /** What a key may hold: more than one value where one process may not know yet of the other's. */
  readonly #values = new Map<number, { readonly values: readonly (number | undefined)[]; readonly until: number }>();

  constructor(mode: { readonly shared: boolean; readonly durable: boolean }) {
    this.#shared = mode.shared;
    this.#durable = mode.durable;
  }

  async start(): Promise<void> {
    for (let process = 0; process < (this.#shared ? 2 : 1); process += 1) await this.#open(process);
  }

  /** How many copies of other forms there are at the end. */
  async end(): Promise<number> {
    let copies = 0;
    for (const [process, engine] of this.#engines.entries()) {
      await this.#storages[process]?.close();
      const { table } = engine.parts.index;
      for (const entry of table.all()) if ((table.flags(entry) & entryFlags.copy) !== 0) copies += 1;
      await engine.close();
    }
    return copies;
  }

  async run(step: Operation): Promise<void> {
    if (step.kind === 'wait') return await this.#clock.advance(step.seconds * 1000);
    const engine = this.#engines[step.process % this.#engines.length] as StoreEngine;
    const storage = this.#storages[step.process % this.#engines.length] as EngineStorage;
    switch (step.kind) {
      case 'write':
        await storage.write(digests[step.blob] as (typeof digests)[0], bytesOf(step.blob));
        return this.#promise(step.blob);
      case 'write frame': {
        const frame = zstdCompressSync(bytesOf(step.blob));
        await storage.frames.write(digests[step.blob] as (typeof digests)[0], step.blob % 2 === 0 ? frame : inPieces(frame, 300));
        return this.#promise(step.blob);
      }
      case 'read frame':
        return await this.#read(storage, step.blob, true);
      case 'write wrong bytes':
        return await storage.write(digests[step.blob] as (typeof digests)[0], bytesOf(step.blob + 1)).then(
          () => expect('accepted').toBe('refused'),
          (error: unknown) => expect(error).toMatchObject({ code: 'BLOB_CORRUPT' }),
        );
      case 'read':
        return await this.#read(storage, step.blob, false);
      case 'find': {
        const isHeld = (await storage.findMissing([digests[step.blob] as (typeof digests)[0]])).length === 0;
        if (this.#isPromised(step.blob)) expect(isHeld).toBe(true);
        if (isHeld) this.#promise(step.blob);
        return;
      }
      case 'put':
        await engine.values.put(keyOf(step.key), Buffer.from(String(step.value)));
        return this.#note(step.key, step.value);
      case 'delete':
        await engine.values.delete(keyOf(step.key));
        return this.#note(step.key, undefined);
      case 'get': {
        const text = engine.values.get(keyOf(step.key))?.toString();
        const possible = this.#values.get(step.key)?.values ?? [undefined];
        // Unused values may go as blobs do.
        const mayBeGone = (this.#values.get(step.key)?.until ?? 0) <= this.#clock.now() / 1000;
        return expect(mayBeGone ? [...possible, undefined] : possible).toContain(text === undefined ? undefined : Number(text));
      }
      case 'tidy':
        return void (await engine.tidy({ makeRoom: step.makeRoom }));
      case 'reopen':
        return await this.#reopen(step.process % this.#engines.length, step.crash);
    }
  }

  async #reopen(process: number, crash: boolean): Promise<void> {
    // A process that is gone writes nothing any more; this one must not either.
    await this.#storages[process]?.close();
    if (!crash) await this.#engines[process]?.close();
    await this.#open(process);
  }

  async #read(storage: EngineStorage, blob: number, asFrame: boolean): Promise<void> {
    const digest = digests[blob] as (typeof digests)[0];
    try {
      const data = asFrame ? zstdDecompressSync(await joined(storage.frames.read(digest))) : await readAll(storage, digest);
      expect(Buffer.compare(data, bytesOf(blob))).toBe(0);
    } catch (error) {
      expect(SandwrightError.is(error) ? error.code : error).toBe('BLOB_MISSING');
      expect(this.#isPromised(blob)).toBe(false);
    }
  }

  #promise(blob: number): void {
    this.#promised.set(blob, this.#clock.now() / 1000 + promiseSeconds - 1);
  }

  #isPromised(blob: number): boolean {
    return (this.#promised.get(blob) ?? 0) > this.#clock.now() / 1000;
  }

  #note(key: number, value: number | undefined): void {
    const before = this.#shared ? (this.#values.get(key)?.values ?? []) : [];
    this.#values.set(key, { values: [...before, value], until: this.#clock.now() / 1000 + promiseSeconds - 1 });
  }

  async #open(process: number): Promise<void> {
    const engine = await StoreEngine.open({
      fs: this.#fs,
      directory: '/store',
      shared: this.#shared,
      durable: this.#durable,
      clock: this.#clock,
      logger: silentLogger,
      inlineBytes: 2000,
      segmentBytes: 6000,
      promiseSeconds,
      quota: { quota: 200_000, lowWatermark: 2000, reservedDiskSpace: 0 },
      maintenanceLock: async () => {
        if (this.#tidying) return undefined;
        this.#tidying = true;
        return { [Symbol.dispose]: () => void (this.#tidying = false) };
      },
    });
    this.#engines[process] = engine;
    // Now in pieces, now as a whole.
    this.#opened += 1;
    this.#storages[process] = new EngineStorage(engine.blobs, {
      leastCopyBytes: 1,
      frameMemoryBytes: this.#opened % 2 === 0 ? 0 : 1_000_000,
    });
  }
}

async function joined(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

function keyOf(key: number): BlobKey {
  return new BlobKey().setValue('table', String(key));
}

describe.each([
  { name: 'an exclusive store', shared: false, durable: true },
  { name: 'a store shared by two', shared: true, durable: false },
])('$name', (mode) => {
  test(
    'does what the model does, whatever is asked of it in whatever order',
    async () => {
      let copies = 0;
      const steps = fc.array(fc.array(operation, { minLength: 1, maxLength: 4 }), { maxLength: 60, size: 'max' });
      await fc.assert(
        fc.asyncProperty(steps, async (batches) => {
          const harness = new Harness(mode);
          await harness.start();
          for (const batch of batches) {
            // Starting anew and the clock are not for in between others' calls.
            const alone = batch.some(({ kind }) => kind === 'reopen' || kind === 'wait');
            if (alone) for (const step of batch) await harness.run(step);
            else await Promise.all(batch.map((step) => harness.run(step)));
          }
          copies += await harness.end();
        }),
        { numRuns: runs, seed: 7, endOnFailure: true, interruptAfterTimeLimit: soak ? 600_000 : 10_000, markInterruptAsFailure: false },
      );
      // Whoever shares a store measures it late, and keeps no copies before.
      if (!mode.shared) expect(copies).toBeGreaterThan(0);
    },
    soak ? 700_000 : 30_000,
  );
});
