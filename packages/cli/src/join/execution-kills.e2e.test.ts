import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { MemoryContentAddressableStorage } from '@sandwright/core';
import { randomNumbers, soakFirst, soakRounds, waitUntil } from '@sandwright/core/testing';
import { connect, RemoteSandbox } from '@sandwright/sandbox-remote';
import { Farm } from '../clients/farm.ts';
import { isRunBelow, processesWith } from '../test-rig/left-behind.ts';
import { Rig } from '../test-rig/rig.ts';
import { writeTwice } from '../test-rig/shell-action.ts';

const kills = soakRounds(500, 6);
/** Workers that live and die beside one another. */
const workers = 4;
const actionsInFlight = 24;
/** Told apart from whatever else sleeps on this machine. */
const pause = 'sleep 0.1875';

test(`workers are killed with -9 in the middle of actions, ${kills} times: every action ends, with the right output`, async () => {
  const first = soakFirst();
  using rig = new Rig();
  await using farm = new Farm(rig);
  await farm.serve('data', ['--worker-concurrency', '0', '--lease', '1s', '--worker-wait', '2m', '--max-attempts', '100']);
  const seen = { killed: 0, actions: 0 };
  let started = 0;
  /** Actions ended by the workers of each name. */
  const doneBy = new Map<string, number>();

  /** One place for a worker: started, killed while it runs an action, started again in the same cache directory. */
  const place = async (number: number): Promise<void> => {
    const random = randomNumbers(first * workers + number + 1);
    const name = `worker-${number}`;
    while (started < kills) {
      started += 1;
      const worker = await farm.work(name, ['--worker-concurrency', '2']);
      // After none, one, two or three actions, in the middle of the next.
      const atLeast = (doneBy.get(name) ?? 0) + Math.floor(random() * 4);
      await waitUntil(() => (doneBy.get(name) ?? 0) >= atLeast, 'the worker to end some actions', 60_000);
      await waitUntil(() => isRunBelow(worker.pid, pause), 'the worker to run an action', 60_000);
      await sleep(Math.floor(random() * 50));
      worker.kill('SIGKILL');
      if (worker.exitCode === null && worker.signalCode === null) await once(worker, 'exit');
      seen.killed += 1;
    }
    // The last of each place stays and ends what is left.
    await farm.work(name, ['--worker-concurrency', '2']);
  };
  const client = async (number: number): Promise<void> => {
    const local = new MemoryContentAddressableStorage();
    const connection = connect({ storeAddress: `grpc://${farm.address}` });
    await using sandbox = new RemoteSandbox({ connection, local, overallDeadlineMs: 300_000 });
    for (let round = 0; seen.killed < kills; round += 1) {
      const data = Buffer.from(`input ${first} ${number} ${round}\n`.repeat(1 + ((number * 37 + round) % 200)));
      const result = await writeTwice(sandbox, local, data, `${pause}; `);
      seen.actions += 1;
      const by = result.metadata.worker ?? '';
      doneBy.set(by, (doneBy.get(by) ?? 0) + 1);
    }
  };
  await Promise.all([
    ...Array.from({ length: workers }, (_, number) => place(number)),
    ...Array.from({ length: actionsInFlight }, (_, number) => client(number)),
  ]);
  await waitUntil(() => commandsOf(rig) === 0, 'what the killed workers ran to end');
  process.stdout.write(
    `kill -9 of workers mid-action: ${seen.killed} (from ${first}), ${seen.actions} actions, all with the right output\n`,
  );
  expect(seen.killed).toBe(kills);
  expect(seen.actions).toBeGreaterThan(kills);
});

/** Commands of actions below the rig that run still. */
function commandsOf(rig: Rig): number {
  return processesWith(rig.root).filter((line) => line.startsWith(pause)).length;
}
