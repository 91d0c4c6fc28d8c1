import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a network can do to bytes on their way. */
export type NetworkFault = 'cut' | 'drop' | 'delay' | 'duplicate';

/** How a proxy is set up. */
export interface FaultyProxyOptions {
  /** Port on loopback that it leads to. */
  readonly port: number;
  /** Numbers from 0 (included) to 1 (excluded) that decide what happens. */
  readonly random: () => number;
  /** Which faults there are. */
  readonly faults: readonly NetworkFault[];
  /** A connection carries at most about so many bytes before something happens to it. */
  readonly bytesBetweenFaults?: number;
}

/** A TCP proxy on loopback that breaks connections. */
export interface FaultyProxy extends AsyncDisposable {
  /** Of the proxy, `127.0.0.1:PORT`. */
  readonly address: string;
  /** What it has done so far. */
  readonly counts: Readonly<Record<NetworkFault, number>>;
  /** Lets nothing through in either direction, and breaks what is open; or lets it through again. */
  partition(isPartitioned: boolean): void;
}

/** Bytes that are dropped leave a silent connection, and bytes that come twice a senseless one; it is broken after this time, milliseconds. */
const silentMs = 300;
const longestDelayMs = 50;

/** Passes bytes in both directions; after some of them, in one direction or the other, a fault comes to pass. */
export async function startFaultyProxy(options: FaultyProxyOptions): Promise<FaultyProxy> {
  const { port, random, faults, bytesBetweenFaults = 400_000 } = options;
  const counts: Record<NetworkFault, number> = { cut: 0, drop: 0, delay: 0, duplicate: 0 };
  const open = new Set<Socket>();
  let partitioned = false;
  const listener = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    const end = (): void => {
      near.destroy();
      far.destroy();
    };
    // Some connections hold; most break somewhere between the handshake and the last answer.
    let left = random() < 0.25 ? Number.POSITIVE_INFINITY : Math.floor(random() ** 3 * bytesBetweenFaults);
    let silent = false;
    const pass = async (to: Socket, data: Buffer): Promise<void> => {
      if (silent) return;
      left -= data.byteLength;
      if (left >= 0) {
        to.write(data);
        return;
      }
      const fault = faults[Math.floor(random() * faults.length)] ?? 'cut';
      counts[fault] += 1;
      left = Math.floor(random() ** 3 * bytesBetweenFaults);
      if (fault === 'delay') {
        await sleep(random() * longestDelayMs);
        to.write(data);
      } else if (fault === 'duplicate') {
        to.write(data);
        to.write(data);
        // What both sides know of each other may be out of step from now on, without either of them seeing it.
        setTimeout(end, silentMs).unref();
      } else {
        // Half of what came still goes through, so that messages are cut in the middle.
        to.write(data.subarray(0, data.byteLength >> 1), () => void (fault === 'cut' && end()));
        silent = true;
        setTimeout(end, silentMs).unref();
      }
    };
    for (const [from, to] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(from);
      // One after the other, for a delay must not change the order.
      let passing = Promise.resolve();
      from.on('data', (data: Buffer) => {
        passing = passing.then(() => pass(to, data));
      });
      from.on('error', end);
      from.on('close', () => {
        open.delete(from);
        end();
      });
    }
    if (partitioned) end();
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const breakAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    address: `127.0.0.1:${(listener.address() as AddressInfo).port}`,
    counts,
    partition: (isPartitioned) => {
      partitioned = isPartitioned;
      if (isPartitioned) breakAll();
    },
    [Symbol.asyncDispose]: async () => {
      breakAll();
      await new Promise((resolve) => listener.close(resolve));
    },
  };
}
