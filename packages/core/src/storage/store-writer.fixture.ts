// A process that fills a store until it is killed or has written enough. After each acknowledgement it says so on its standard output.
import { writeSync } from 'node:fs';
import { zstdCompressSync } from 'node:zlib';
import { digestOf } from '../digest/digest.ts';
import { contentOf } from '../testing/storage-cases/compressible-bytes.ts';
import type { StoreMode } from './local-store.ts';
import { openLocalStore } from './open-local-store.ts';

const [directory = '', mode = 'shared', seedText = '1', countText = '1000000'] = process.argv.slice(2);
const firstSeed = Number(seedText);
const count = Number(countText);
const store = await openLocalStore({ directory, mode: mode as StoreMode, durable: true });
writeSync(1, 'open\n');

/** The size of the blob that a seed stands for, so that whoever checks can make it again. */
function sizeOf(seed: number): number {
  return seed % 10 === 0 ? 70_000 + (seed % 200_000) : 1 + ((seed * 7919) % 20_000);
}

let next = 0;
const worker = async () => {
  while (next < count) {
    const seed = firstSeed + next++;
    const data = contentOf(sizeOf(seed), seed);
    const digest = digestOf(data);
    // Every third comes as zstd; every ninth is read, so that its other form is being written as well.
    if (seed % 3 === 0) await store.frames.write(digest, zstdCompressSync(data));
    else await store.storage.write(digest, data);
    if (seed % 9 < 2) for await (const _ of store.frames.read(digest));
    if (seed % 9 === 0) for (let time = 0; time < 2; time += 1) for await (const _ of store.storage.read(digest));
    await store.table('seeds').put(String(seed), Buffer.from(`value of ${seed}`));
    writeSync(1, `${seed} ${data.byteLength}\n`);
  }
};
await Promise.all([worker(), worker(), worker(), worker()]);
await store[Symbol.asyncDispose]();
