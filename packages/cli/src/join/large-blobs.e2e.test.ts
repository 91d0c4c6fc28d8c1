import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, test } from '@jest/globals';
import { openLocalStore } from '@sandwright/core';
import { sampleBytes } from '@sandwright/core/testing';
import { connect } from '@sandwright/sandbox-remote';
import { startTestFarm } from './test-farm.ts';

const soak = process.env.SANDWRIGHT_SOAK === '1';
const mebibytes = soak ? 1024 : 48;
/** Of both sides together, bytes: five times what they need, and a sixth of the blob. */
const allowed = 160e6;
const piece = Buffer.from(sampleBytes(1 << 20));

// When garbage is collected is the machine's mood; what is held is the program's doing, so it is measured after a collection.
setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;

function held(): number {
  collect();
  const { arrayBuffers, heapUsed } = process.memoryUsage();
  return arrayBuffers + heapUsed;
}

async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
  for (let number = 0; number < mebibytes; number += 1) {
    piece.writeUInt32LE(number, 0);
    yield Buffer.from(piece);
  }
}

const watchedBytes = mebibytes << 16;

/** Passes bytes on, and looks at the memory from time to time. */
async function* watching(content: AsyncIterable<Uint8Array>, look: () => void): AsyncGenerator<Uint8Array, void, undefined> {
  let left = watchedBytes;
  for await (const data of content) {
    yield data;
    left -= data.byteLength;
    if (left > 0) continue;
    left = watchedBytes;
    look();
  }
}

test('a large blob goes up and comes down in pieces: memory stays far below its size', async () => {
  await using farm = await startTestFarm({ role: 'cache' });
  await using local = await openLocalStore({ directory: join(farm.directory, 'local'), mode: 'exclusive' });
  await using other = await openLocalStore({ directory: join(farm.directory, 'other'), mode: 'exclusive' });
  const hash = createHash('sha256');
  for await (const data of pieces()) hash.update(data);
  const digest = { hash: hash.digest('hex'), sizeBytes: mebibytes << 20 };
  await local.storage.write(digest, pieces());
  using connection = connect({ storeAddress: farm.server.url });
  // Server and client share this process, so the bound holds for both together.
  const before = held();
  let peak = 0;
  let looks = 0;
  const look = () => {
    looks += 1;
    peak = Math.max(peak, held() - before);
  };
  await connection.storage.writeFrom(digest, (offset) => watching(local.storage.read(digest, { offset }), look));
  await other.storage.write(digest, watching(connection.storage.readUnverified(digest), look));
  expect(looks).toBeGreaterThan(8);
  expect(await other.storage.findMissing([digest])).toEqual([]);
  process.stdout.write(`${mebibytes} MiB up and down: ${(peak / 1e6).toFixed(0)} MB held at most\n`);
  // That nothing is read ahead of who takes it is counted elsewhere; only a blob far larger than what is on its way tells it by memory.
  if (soak) expect(peak).toBeLessThan(allowed);
}, 300_000);
