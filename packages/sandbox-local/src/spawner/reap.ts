import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { lastErrno, libc } from '../process/libc.ts';
import { linux } from '../process/linux-flags.ts';

/** What a process and all the children that it waited for used. */
export interface ProcessUsage {
  readonly cpuMs: number;
  readonly peakMemoryBytes: number;
}

const patienceMs = 10_000;
const rusageBytes = 144;

/**
 * Waits for the first process of a sandbox, which bwrap leaves to whoever adopts orphans. The kernel lets it be waited for only once every
 * process of its namespace is gone. Source: pid_namespaces(7), wait4(2).
 * @param pid of that process, a child of this one
 * @returns what the whole namespace used; undefined if it was no child of this process
 * @throws Error if it does not die
 */
export async function reapSandbox(pid: number): Promise<ProcessUsage | undefined> {
  const usage = Buffer.alloc(rusageBytes);
  const deadline = performance.now() + patienceMs;
  for (let tries = 0; ; tries += 1) {
    const waited = libc.wait4(pid, null, linux.WNOHANG, usage);
    if (waited === pid) return { cpuMs: milliseconds(usage, 0) + milliseconds(usage, 16), peakMemoryBytes: word(usage, 32) * 1024 };
    if (waited === -1) {
      if (lastErrno() === 'EINTR') continue;
      // Not adopted yet (bwrap itself is still dying), or somebody else's.
      if (!isThere(pid)) return undefined;
    }
    // bwrap's death kills it; this is for the case that bwrap was killed before it had arranged that.
    if (tries > 3) kill(pid);
    if (performance.now() > deadline) throw new Error(`process ${pid} of a sandbox cannot be killed`);
    await (tries < 20 ? nextTurn() : sleep(1));
  }
}

/** Kills a process; that there is none is fine. */
export function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // gone
  }
}

function isThere(pid: number): boolean {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    const state = text.slice(text.lastIndexOf(')') + 2).charAt(0);
    return state !== 'Z' && state !== 'X';
  } catch {
    return false;
  }
}

function milliseconds(usage: Buffer, offset: number): number {
  return word(usage, offset) * 1000 + word(usage, offset + 8) / 1000;
}

// `long` has 64 bits on every Linux that Node 24 runs on; all of those are little endian but s390x.
function word(usage: Buffer, offset: number): number {
  return Number(process.arch === 's390x' ? usage.readBigInt64BE(offset) : usage.readBigInt64LE(offset));
}
