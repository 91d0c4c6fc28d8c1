import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { openLocalStore } from '@sandwright/core';
import { sampleBytes } from '@sandwright/core/testing';
import { connect } from '@sandwright/sandbox-remote';
import { startTestFarm } from './test-farm.ts';

const mebibytes = process.env.SANDWRIGHT_SOAK === '1' ? 1024 : 160;
/** Of both sides together, garbage that is not collected yet included, bytes. */
const allowed = 140e6;
const piece = Buffer.from(sampleBytes(1 << 20));

async function* pieces(): AsyncGenerator<Uint8Array, void, undefined> {
  for (let number = 0; number < mebibytes; number += 1) {
    piece.writeUInt32LE(number, 0);
    yield Buffer.from(piece);
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
  const before = process.memoryUsage();
  let peak = 0;
  const watch = setInterval(() => {
    const now = process.memoryUsage();
    peak = Math.max(peak, now.arrayBuffers - before.arrayBuffers + now.heapUsed - before.heapUsed);
  }, 5);
  await connection.storage.writeFrom(digest, (offset) => local.storage.read(digest, { offset }));
  await other.storage.write(digest, connection.storage.readUnverified(digest));
  clearInterval(watch);
  expect(await other.storage.findMissing([digest])).toEqual([]);
  expect(peak).toBeLessThan(allowed);
}, 300_000);
