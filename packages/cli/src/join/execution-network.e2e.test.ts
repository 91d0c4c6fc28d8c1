import { expect, test } from '@jest/globals';
import { MemoryContentAddressableStorage, SandwrightError } from '@sandwright/core';
import { randomNumbers, soakFirst, soakRounds } from '@sandwright/core/testing';
import { connect, RemoteSandbox } from '@sandwright/sandbox-remote';
import { startFaultyProxy } from '@sandwright/server/testing';
import { Farm } from '../clients/farm.ts';
import { impatientClock } from '../test-rig/impatient-clock.ts';
import { Rig } from '../test-rig/rig.ts';
import { writeTwice } from '../test-rig/shell-action.ts';
import { startTestFarm } from './test-farm.ts';

const actions = soakRounds(1000, 10);
const actionsInFlight = 6;

test(`${actions} actions while the network between server and workers cuts, drops, delays, duplicates: all end, all right`, async () => {
  const first = soakFirst();
  using rig = new Rig();
  await using farm = new Farm(rig);
  await farm.serve('data', ['--worker-concurrency', '0', '--lease', '1500ms', '--worker-wait', '2m', '--max-attempts', '100']);
  const direct = farm.address;
  await using proxy = await startFaultyProxy({
    port: Number(direct.split(':')[1]),
    random: randomNumbers(20_261_121 + first),
    faults: ['cut', 'drop', 'delay', 'duplicate'],
    bytesBetweenFaults: 150_000,
  });
  farm.address = proxy.address;
  for (const name of ['one', 'two']) await farm.work(name, ['--worker-concurrency', '2']);
  const local = new MemoryContentAddressableStorage();
  const connection = connect({ storeAddress: `grpc://${direct}` });
  await using sandbox = new RemoteSandbox({ connection, local, overallDeadlineMs: 120_000 });
  let left = actions;
  const client = async (): Promise<void> => {
    while (left > 0) {
      left -= 1;
      await writeTwice(sandbox, local, Buffer.from(`input ${first} ${left}\n`.repeat(1 + ((left * 101) % 4_000))));
    }
  };
  await Promise.all(Array.from({ length: actionsInFlight }, client));
  process.stdout.write(
    `${actions} actions (from ${first}) over faults ${JSON.stringify(proxy.counts)} between server and workers: all right\n`,
  );
  expect(Object.values(proxy.counts).reduce((sum, count) => sum + count)).toBeGreaterThan(0);
  // While the network is there: workers that cannot take their leave wait for the server as long as they may.
  await farm[Symbol.asyncDispose]();
});

test(`${actions} actions while the network between client and server cuts, drops, delays, duplicates: right outputs or a coded error`, async () => {
  const first = soakFirst();
  await using farm = await startTestFarm();
  await using proxy = await startFaultyProxy({
    port: farm.server.address.port,
    random: randomNumbers(20_261_122 + first),
    faults: ['cut', 'drop', 'delay', 'duplicate'],
    bytesBetweenFaults: 60_000,
  });
  const local = new MemoryContentAddressableStorage();
  let succeeded = 0;
  for (let left = actions; left > 0; left -= 1) {
    const connection = connect({ storeAddress: `grpc://${proxy.address}`, clock: impatientClock });
    await using sandbox = new RemoteSandbox({ connection, local, overallDeadlineMs: 30_000 });
    try {
      await writeTwice(sandbox, local, Buffer.from(`input ${first} ${left}\n`.repeat(1 + ((left * 307) % 4_000))));
      succeeded += 1;
    } catch (caught) {
      if (!SandwrightError.is(caught)) throw caught;
      expect(caught.code).toMatch(/^(REMOTE_UNAVAILABLE|RESOURCE_EXHAUSTED|TIMED_OUT)$/u);
    }
  }
  process.stdout.write(
    `${actions} actions (from ${first}) over faults ${JSON.stringify(proxy.counts)} to the client: ${succeeded} succeeded\n`,
  );
  expect(succeeded).toBeGreaterThan(actions / 2);
});
