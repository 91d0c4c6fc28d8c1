// What a farm costs its server: how long an action takes from the queue to a worker, and what workers cost that have nothing to do.
import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { adminService, executionService, workersService } from '../packages/core/src/reapi/index.ts';

const median = (numbers) => numbers.toSorted((a, b) => a - b)[numbers.length >> 1];

/** Milliseconds of CPU of one process; the clock of the kernel ticks 100 times a second. Source: proc(5). */
function cpuMsOf(pid) {
  const fields = readFileSync(`/proc/${pid}/stat`, 'latin1')
    .replace(/^.*\) /u, '')
    .split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/**
 * How long a worker that asks waits for an action while many are queued: asked over gRPC, one after the other.
 * @param actions digests of them, all different
 * @param connect makes a connection to the server, which has no worker
 */
export async function dispatch(actions, connect) {
  const perConnection = 100;
  const worker = connect();
  const clients = [];
  try {
    const asks = 300;
    const properties = [{ name: 'OSFamily', value: 'linux' }];
    const { workerId } = (
      await worker.call(workersService.registerWorker, { workerName: 'bench', properties, concurrency: asks, heldLeaseIds: [] })
    )[0];
    for (let at = 0; at < actions.length; at += perConnection) {
      const client = connect();
      clients.push(client);
      await Promise.all(
        actions.slice(at, at + perConnection).map((actionDigest) => client.begin(executionService.execute, { actionDigest })),
      );
    }
    const each = [];
    for (let ask = 0; ask < asks; ask += 1) {
      const started = performance.now();
      const { lease } = (await worker.call(workersService.acquireLease, { workerId }))[0];
      each.push(performance.now() - started);
      if (lease === null || lease === undefined) throw new Error('the server had no action for a worker');
    }
    return { p50: median(each), slowest: Math.max(...each) };
  } finally {
    for (const client of [worker, ...clients]) client.close();
  }
}

/**
 * What a server does with workers connected and nothing to do, as a part of one core.
 * @param pid of the server
 * @param address of it
 * @param connection to it
 * @param options how many workers, how to start one, a folder for them, and for how long to look, seconds
 */
export async function idle(pid, address, connection, { workers, dev, scratch, seconds }) {
  const children = Array.from({ length: workers }, (_, index) =>
    spawn(
      dev,
      [
        'sandwright',
        'worker',
        `--server=${address}`,
        '--sandbox=host',
        '--worker-concurrency=1',
        `--name=idle-${index}`,
        `--cache-directory=${join(scratch, `worker-${index}`)}`,
      ],
      { stdio: 'ignore' },
    ),
  );
  try {
    for (let known = 0; known < workers; ) {
      await sleep(200);
      if (children.some((child) => child.exitCode !== null)) throw new Error('a worker ended');
      known = (await connection.call(adminService.listWorkers, {}))[0].workers.filter(({ name }) => name.startsWith('idle-')).length;
    }
    await sleep(2_000);
    const [cpu, started] = [cpuMsOf(pid), performance.now()];
    await sleep(seconds * 1_000);
    return (cpuMsOf(pid) - cpu) / (performance.now() - started);
  } finally {
    await Promise.all(
      children.map((child) => {
        const ended = new Promise((resolve) => {
          child.once('exit', resolve);
        });
        child.kill('SIGTERM');
        return child.exitCode === null ? ended : undefined;
      }),
    );
  }
}
