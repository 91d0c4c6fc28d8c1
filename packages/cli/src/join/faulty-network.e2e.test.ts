import { type AddressInfo, connect as connectTo, createServer, type Socket } from 'node:net';
import { expect, test } from '@jest/globals';
import { MemoryContentAddressableStorage, SandwrightError } from '@sandwright/core';
import { randomNumbers, soakFirst, soakRounds } from '@sandwright/core/testing';
import { connect, RemoteSandbox } from '@sandwright/sandbox-remote';
import { impatientClock } from '../test-rig/impatient-clock.ts';
import { writeTwice } from '../test-rig/shell-action.ts';
import { startTestFarm } from './test-farm.ts';

const builds = soakRounds(500, 8);
const first = soakFirst();
const lanes = 8;

interface Proxy extends AsyncDisposable {
  readonly address: string;
  /** Connections that it broke. */
  readonly cuts: () => number;
}

/** Passes bytes between client and server, and breaks each connection after some of them, in either direction. */
async function faultyProxy(target: number, random: () => number): Promise<Proxy> {
  const open = new Set<Socket>();
  let cuts = 0;
  const listener = createServer((client) => {
    const server = connectTo(target, '127.0.0.1');
    // Some connections hold; most break somewhere between the handshake and the last answer.
    let left = random() < 0.25 ? Number.POSITIVE_INFINITY : Math.floor(random() ** 3 * 400_000);
    const end = () => {
      client.destroy();
      server.destroy();
    };
    const pass = (to: Socket) => (data: Buffer) => {
      left -= data.byteLength;
      if (left >= 0) {
        to.write(data);
        return;
      }
      cuts += 1;
      // Half of what came still goes through, so that messages are cut in the middle.
      to.write(data.subarray(0, data.byteLength >> 1), end);
    };
    for (const [from, to] of [
      [client, server],
      [server, client],
    ] as const) {
      open.add(from);
      from.on('data', pass(to));
      from.on('error', end);
      from.on('close', () => {
        open.delete(from);
        end();
      });
    }
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  return {
    address: `grpc://127.0.0.1:${(listener.address() as AddressInfo).port}`,
    cuts: () => cuts,
    [Symbol.asyncDispose]: async () => {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}

test(`${builds} builds through a network that breaks: right outputs or a coded error, never wrong ones`, async () => {
  await using farm = await startTestFarm();
  let succeeded = 0;
  let cuts = 0;
  let next = first;
  const buildOne = async (build: number): Promise<void> => {
    // A seed and a proxy for each build, so that turns of a long run add up, and one that went wrong can be had again.
    const random = randomNumbers((20_260_731 + build * 2_654_435_761) >>> 0);
    await using proxy = await faultyProxy(Number(new URL(farm.server.url).port), random);
    const local = new MemoryContentAddressableStorage();
    const connection = connect({ storeAddress: proxy.address, clock: impatientClock });
    await using sandbox = new RemoteSandbox({ connection, local, overallDeadlineMs: 60_000 });
    const data = Buffer.alloc(1 + Math.floor(random() * 300_000), `content of ${build}; `);
    try {
      await writeTwice(sandbox, local, data, 'mkdir d; cp in d/copy; ');
      succeeded += 1;
    } catch (error) {
      if (!SandwrightError.is(error)) throw error;
      expect(error.code).toMatch(/^(REMOTE_UNAVAILABLE|RESOURCE_EXHAUSTED|TIMED_OUT)$/);
    }
    cuts += proxy.cuts();
  };
  // Most of the time somebody waits to connect again.
  const lane = async (): Promise<void> => {
    while (next < first + builds) await buildOne(next++);
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  process.stderr.write(
    `builds ${first} to ${first + builds - 1}: ${succeeded} succeeded, ${builds - succeeded} ended with a coded error, ${cuts} connections cut\n`,
  );
  expect(cuts).toBeGreaterThan(0);
  expect(succeeded).toBeGreaterThanOrEqual(builds / 2);
}, 3_600_000);
