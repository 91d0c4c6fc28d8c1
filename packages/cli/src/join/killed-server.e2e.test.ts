import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { type ActionResult, type Digest, digestOf, emptyDigest } from '@sandwright/core';
import { randomNumbers, readAll, sampleBytes, soakFirst, soakRounds, temporaryDirectory, waitUntil } from '@sandwright/core/testing';
import { connect } from '@sandwright/sandbox-remote';

const program = join(import.meta.dirname, '../../bundle/sandwright.js');
const points = soakRounds(1000, 4);
/** Servers that live and die beside one another; their start is what takes the time. */
const lanes = 3;

interface Server {
  readonly child: ChildProcess;
  readonly address: string;
  readonly ended: Promise<unknown>;
}

async function serve(data: string): Promise<Server> {
  const child = spawn(process.execPath, [program, 'serve', '--listen', '127.0.0.1:0', '--data', data, '--role', 'cache'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  for await (const line of createInterface({ input: child.stdout as NodeJS.ReadableStream })) {
    const [, address] = /serves grpc:\/\/(\S+)/u.exec(line) ?? [];
    if (address !== undefined) return { child, address, ended };
  }
  throw new Error('the server has not started');
}

function resultOf(seed: number, output: Digest): ActionResult {
  return {
    exitCode: seed % 256,
    stdout: emptyDigest,
    stderr: emptyDigest,
    outputs: [{ kind: 'file', path: 'out', digest: output, isExecutable: false }],
    metadata: { worker: '' },
  };
}

const actionOf = (seed: number): Digest => digestOf(Buffer.from(`action ${seed}`));

/** What was tried (seed to bytes), and what of it was acknowledged. */
interface Told {
  readonly tried: Map<number, number>;
  readonly stored: Set<number>;
  readonly results: Set<number>;
}

/** Many callers that store blobs of all sizes and results that name them, until the server is gone. */
async function load(address: string, told: Told, firstSeed: number): Promise<void> {
  using connection = connect({ storeAddress: address, instanceName: 'main', rpcRetries: 0 });
  let next = firstSeed;
  const one = async (): Promise<void> => {
    for (;;) {
      const seed = next++;
      const sizeBytes = seed % 12 === 0 ? 140_000 + (seed % 100) * 9_000 : 1 + ((seed * 7919) % 30_000);
      const data = sampleBytes(sizeBytes, seed);
      told.tried.set(seed, sizeBytes);
      await connection.storage.write(digestOf(data), data);
      told.stored.add(seed);
      await connection.actionCache.put(actionOf(seed), resultOf(seed, digestOf(data)));
      told.results.add(seed);
    }
  };
  await Promise.allSettled([one(), one(), one(), one(), one(), one()]);
}

async function check(address: string, { tried, stored, results }: Told): Promise<void> {
  using connection = connect({ storeAddress: address, instanceName: 'main' });
  const digests = new Map([...tried].map(([seed, sizeBytes]) => [seed, digestOf(sampleBytes(sizeBytes, seed))]));
  const missing = new Set((await connection.storage.findMissing([...digests.values()])).map(({ hash }) => hash));
  for (const [seed, digest] of digests) {
    const isThere = !missing.has(digest.hash);
    if (stored.has(seed) && !isThere) throw new Error(`blob ${seed} was acknowledged and is lost`);
    // The client compares with the digest; a wrong byte throws.
    if (isThere) await readAll(connection.storage, digest);
    const result = await connection.actionCache.get(actionOf(seed));
    if (results.has(seed) && result === undefined) throw new Error(`result ${seed} was acknowledged and is lost`);
    if (result !== undefined) expect(result).toMatchObject({ exitCode: seed % 256, outputs: [{ digest }] });
  }
}

test('a server that is killed with -9 under load loses nothing that it acknowledged and serves no wrong byte', async () => {
  const first = soakFirst();
  let taken = first;
  let blobs = 0;
  let done = 0;
  const say = (): void => {
    process.stdout.write(
      `kill -9 of the server at ${done} points (from ${first}): ${blobs} blobs, ${results} results acknowledged, 0 lost\n`,
    );
  };
  let results = 0;
  const lane = async (): Promise<void> => {
    await using folder = await temporaryDirectory('sandwright-killed-');
    let server = await serve(folder.path);
    try {
      while (taken < first + points) {
        const point = taken++;
        const told: Told = { tried: new Map(), stored: new Set(), results: new Set() };
        const loaded = load(server.address, told, 1 + point * 100_000);
        // One in eight dies about when it is first called, the others in the thick of it.
        if (point % 8 > 0) await waitUntil(() => told.results.size > 1, 'the first results to be stored');
        await sleep(Math.floor(randomNumbers(point + 1)() * 150));
        server.child.kill('SIGKILL');
        await Promise.all([server.ended, loaded]);
        server = await serve(folder.path);
        await check(server.address, told);
        blobs += told.stored.size;
        results += told.results.size;
        done += 1;
        // A long run that is ended early has shown something too.
        if (done % 50 === 0 && done < points) say();
      }
    } finally {
      server.child.kill('SIGKILL');
      await server.ended;
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  say();
  expect(blobs).toBeGreaterThanOrEqual(Math.floor(points / 2));
  expect(results).toBeGreaterThanOrEqual(Math.floor(points / 2));
});
