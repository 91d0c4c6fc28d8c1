import { libc, libcAsync } from './libc.ts';
import { linux } from './linux-flags.ts';
import { readUsage, type UsedResources, usageBytes } from './read-usage.ts';

const P_PID = 1;
const SIGCHLD = 17;
const siginfoBytes = 128;

// There is no function in libc that tells what a process used and leaves it to be waited for by somebody else. Source: the kernel's tables.
const waitidNumbers: Readonly<Record<string, number>> = { x64: 247, arm64: 95 };

/**
 * Learns what a process and all that it waited for used, before Node waits for it: Node does not tell, and afterwards nobody can. To have the
 * process for itself, it keeps Node from hearing of children that end until this one has. To be called in the same turn as the spawn.
 * @param pid of a child of this process; the memory that it had before it became the command, a copy of this process's own, counts too
 * @returns undefined where this system cannot tell
 */
export async function exitUsage(pid: number): Promise<UsedResources | undefined> {
  const number = waitidNumbers[process.arch];
  if (process.platform !== 'linux' || number === undefined) return undefined;
  const before = libc.signal(SIGCHLD, null);
  try {
    const usage = Buffer.alloc(usageBytes);
    const found = Buffer.alloc(siginfoBytes);
    const flags = linux.WEXITED | linux.WNOWAIT;
    // One that has ended already is looked at before Node, which may have heard of it, comes to its turn.
    const ended = libc.waitid(number, P_PID, pid, found, flags | linux.WNOHANG, usage) === 0 && found.some((byte) => byte !== 0);
    const known = ended || (await libcAsync.waitid(number, P_PID, pid, null, flags, usage)) === 0;
    return known ? readUsage(usage) : undefined;
  } finally {
    libc.signal(SIGCHLD, before);
    process.kill(process.pid, 'SIGCHLD');
  }
}
