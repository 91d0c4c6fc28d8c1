import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { lastErrno, libc } from './libc.ts';
import { linux } from './linux-flags.ts';

/** How long a sweep tries; what is still there then is reported. */
const patienceMs = 10_000;

/** Makes orphans of whatever this process starts its own children, so that none gets lost. Does nothing where the system cannot. */
export function adoptOrphans(): void {
  if (process.platform === 'linux') libc.prctl(linux.PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0);
}

/** How to find what a command left running. */
export interface SweepOptions {
  /** Process group of the command, if it started. */
  readonly group: number | undefined;
  /** A user id that was the command's alone. */
  readonly uid?: number | undefined;
  readonly mayReadProc: boolean;
}

/**
 * Kills everything that descends from this process, once its direct child has ended, and waits until it is gone.
 * @returns whether all is gone, as far as this system lets one know
 */
export async function sweepProcesses(options: SweepOptions): Promise<boolean> {
  const deadline = performance.now() + patienceMs;
  for (let pauseMs = 1; ; pauseMs = Math.min(pauseMs * 2, 50)) {
    if (options.group !== undefined) killGroup(options.group);
    // Orphans are our children on Linux: where there are none left, nothing is left.
    if (process.platform === 'linux' && !reap()) return true;
    if (options.uid !== undefined) await killUser(options.uid);
    else if (options.mayReadProc) killDescendants();
    if (process.platform !== 'linux') return true;
    if (!reap()) return true;
    if (performance.now() > deadline) return false;
    await sleep(pauseMs);
  }
}

/** Kills a process group; that there is none is fine. */
export function killGroup(group: number): void {
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // gone
  }
}

/** Waits for dead children. Gives whether living ones are left. */
function reap(): boolean {
  for (;;) {
    const pid = libc.waitpid(-1, null, linux.WNOHANG);
    if (pid === 0) return true;
    if (pid === -1 && lastErrno() === 'ECHILD') return false;
  }
}

/** kill(2) of -1 by that user reaches all its processes at once, so that not even a fork bomb outruns it. */
async function killUser(uid: number): Promise<void> {
  const killer = spawn('/bin/sh', ['-c', 'kill -s KILL -- -1'], { uid, gid: uid, stdio: 'ignore', cwd: '/', env: {} });
  await Promise.race([once(killer, 'exit'), once(killer, 'error')]);
}

/** Kills the children of this process, their children, and so on. */
function killDescendants(): void {
  // Of another process namespace the numbers would be others' here.
  if (readlinkSync('/proc/self') !== String(process.pid)) return;
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'latin1');
      // The second field is the program's name in parentheses and may hold anything.
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
      parents.set(Number(name), Number(parent));
    } catch {
      // gone meanwhile
    }
  }
  const ours = new Set([process.pid]);
  for (let before = 0; before !== ours.size; ) {
    before = ours.size;
    for (const [pid, parent] of parents) if (ours.has(parent)) ours.add(pid);
  }
  ours.delete(process.pid);
  for (const pid of ours) {
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // gone meanwhile
    }
  }
}
