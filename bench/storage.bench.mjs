// The storage engine without any network: what a write, a read and an opening cost. CPU is that of this process, all threads.
import { spawnSync } from 'node:child_process';
import { createHash, randomFillSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { openLocalStore } = await import('../packages/core/src/storage/open-local-store.ts');

const scratch = mkdtempSync(join(tmpdir(), 'sandwright-bench-'));
process.on('exit', () => rmSync(scratch, { recursive: true, force: true }));

function makeBlobs(count, sizeBytes) {
  return Array.from({ length: count }, () => {
    const data = randomFillSync(Buffer.allocUnsafe(sizeBytes));
    return { digest: { hash: createHash('sha256').update(data).digest('hex'), sizeBytes }, data };
  });
}

async function measure(name, operations, work) {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  const perOperation = (user + system) / 1000 / operations;
  process.stdout.write(
    `${name.padEnd(58)} ${Math.round((operations / ms) * 1000)
      .toString()
      .padStart(9)}/s ${perOperation.toFixed(4).padStart(9)} ms CPU\n`,
  );
}

/** So many callers at once, each taking the next piece of work when it is done with one. */
async function atOnce(callers, items, work) {
  let next = 0;
  const caller = async () => {
    while (next < items.length) await work(items[next++]);
  };
  await Promise.all(Array.from({ length: callers }, caller));
}

const inGroups = (items, size) => Array.from({ length: Math.ceil(items.length / size) }, (_, n) => items.slice(n * size, (n + 1) * size));

async function operations(durable) {
  const directory = join(scratch, `operations-${durable}`);
  const label = durable ? 'durable' : 'not durable';
  const store = await openLocalStore({ directory, mode: 'exclusive', durable });
  const { storage } = store;
  const write = ({ digest, data }) => storage.write(digest, data);
  const drain = async ({ digest }) => {
    let bytes = 0;
    for await (const piece of storage.read(digest)) bytes += piece.byteLength;
    if (bytes !== digest.sizeBytes) throw new Error('short read');
  };
  const small = makeBlobs(28_000, 4096);
  await measure(`write 14 x 4 KiB in a batch, 8 callers, ${label}`, 2000, () =>
    atOnce(8, inGroups(small, 14), (batch) => storage.writeBatch(batch)),
  );
  const singles = makeBlobs(5000, 4096);
  await measure(`write 4 KiB, 64 callers, ${label}`, singles.length, () => atOnce(64, singles, write));
  if (!durable) {
    await measure('read 14 x 4 KiB in a batch', 2000, () =>
      atOnce(8, inGroups(small, 14), (batch) => storage.readBatch(batch.map((b) => b.digest))),
    );
    const asked = inGroups(
      small.map(({ digest }) => digest),
      500,
    );
    await measure('find missing, 500 digests, all there', asked.length * 20, async () => {
      for (let round = 0; round < 20; round += 1) for (const group of asked) await storage.findMissing(group);
    });
    const absent = Array.from({ length: 500 }, (_, n) => ({
      hash: createHash('sha256').update(`absent ${n}`).digest('hex'),
      sizeBytes: 1,
    }));
    await measure('find missing, 500 digests, none there', 1000, async () => {
      for (let round = 0; round < 1000; round += 1) await storage.findMissing(absent);
    });
  }
  for (const [size, count] of [
    [16 * 1024, 2000],
    [64 * 1024, 1000],
    [64 * 1024 + 1, 1000],
    [256 * 1024, 300],
    [4 * 1024 * 1024, 60],
  ]) {
    const blobs = makeBlobs(count, size);
    await measure(`write ${size} bytes, 8 callers, ${label}`, count, () => atOnce(8, blobs, write));
    if (!durable) await measure(`read ${size} bytes`, count, () => atOnce(8, blobs, drain));
  }
  const values = Array.from({ length: 10_000 }, (_, n) => [`key ${n}`, Buffer.alloc(300, n)]);
  const table = store.table('bench');
  await measure(`put a value of 300 bytes, 8 callers, ${label}`, values.length, () =>
    atOnce(8, values, ([key, value]) => table.put(key, value)),
  );
  if (!durable) await measure('get a value of 300 bytes', values.length, () => atOnce(8, values, ([key]) => table.get(key)));
  await store[Symbol.asyncDispose]();
}

async function manyBlobs(count) {
  const directory = join(scratch, 'many');
  const store = await openLocalStore({ directory, mode: 'exclusive' });
  await measure(`write ${count} blobs of 1 KiB`, count, async () => {
    for (let first = 0; first < count; first += 1000) await store.storage.writeBatch(makeBlobs(1000, 1024));
  });
  await measure('close with all of them', 1, () => store[Symbol.asyncDispose]());
  const script = `
    const { openLocalStore } = await import(${JSON.stringify(new URL('../packages/core/src/storage/open-local-store.ts', import.meta.url).href)});
    const started = performance.now();
    const store = await openLocalStore({ directory: ${JSON.stringify(directory)}, mode: process.argv[1] });
    const opened = performance.now() - started;
    const asked = Array.from({ length: 50 }, (_, n) => ({ hash: String(n).padStart(64, '0'), sizeBytes: 1 }));
    const looking = performance.now();
    await store.storage.findMissing(asked);
    const looked = performance.now() - looking;
    console.log('open ' + process.argv[1] + ': ' + opened.toFixed(1) + ' ms, 50 look-ups ' + looked.toFixed(1) + ' ms, resident ' + Math.round(process.memoryUsage.rss() / 1e6) + ' MB');
    await store[Symbol.asyncDispose]();`;
  for (const mode of ['shared', 'shared', 'exclusive']) {
    spawnSync(
      process.execPath,
      ['--conditions=source', '--disable-warning=ExperimentalWarning', '--input-type=module', '-e', script, mode],
      {
        stdio: ['ignore', 'inherit', 'inherit'],
      },
    );
  }
}

await operations(false);
await operations(true);
await manyBlobs(Number(process.env.SANDWRIGHT_BENCH_BLOBS ?? 1_000_000));
