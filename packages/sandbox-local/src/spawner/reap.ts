import { readFileSync } from 'node:fs';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { lastErrno, libc } from '../process/libc.ts';
import { linux } from '../process/linux-flags.ts';
import { readUsage, type UsedResources, usageBytes } from '../process/read-usage.ts';

const patienceMs = 10_000;
const waitMs = 2;
const patienceRounds = 10;
/** More are not killed one by one. */
const maxKilled = 5000;

/**
 * Waits for the first process of a sandbox, which bwrap leaves to whoever adopts orphans. The kernel lets it be waited for only once every
 * process of its namespace is gone. Source: pid_namespaces(7), wait4(2).
 * @param pid of that process, a child of this one
 * @returns what the whole namespace used; undefined if it was no child of this process
 * @throws Error if it does not die
 */
export async function reapSandbox(pid: number): Promise<UsedResources | undefined> {
  const usage = Buffer.alloc(usageBytes);
  const deadline = performance.now() + patienceMs;
  for (let tries = 0; ; tries += 1) {
    const waited = libc.wait4(pid, null, linux.WNOHANG, usage);
    if (waited === pid) return readUsage(usage);
    if (waited === -1) {
      if (lastErrno() === 'EINTR') continue;
      // Not adopted yet (bwrap itself is still dying), or somebody else's.
      if (!isThere(pid)) return undefined;
    }
    // bwrap's death kills it; this is for the case that bwrap was killed before it had arranged that.
    if (tries > 3) send(pid, 'SIGKILL');
    if (performance.now() > deadline) throw new Error(`process ${pid} of a sandbox cannot be killed`);
    await (tries < 20 ? nextTurn() : sleep(1));
  }
}

/**
 * Kills a sandbox. First one by one, so that the first process inside sees the others end and what they used is counted; then bwrap, whose
 * death kills whatever is left of the namespace.
 * @param init the first process inside
 * @param ended whether bwrap ended
 */
export async function killSandbox(init: number, ended: () => boolean): Promise<void> {
  const commands = childrenOf(init);
  // Stopped first: a shell must not go on to its next line because what it waited for was killed.
  for (const pid of commands) send(pid, 'SIGSTOP');
  for (const pid of [...commands.flatMap((command) => descendantsOf(command)), ...commands]) send(pid, 'SIGKILL');
  for (let waited = 0; waited < patienceRounds; waited += 1) {
    await sleep(waitMs);
    if (ended()) return;
  }
  const bwrap = parentOf(init);
  send(bwrap === undefined || bwrap === process.pid ? init : bwrap, 'SIGKILL');
}

function childrenOf(pid: number): readonly number[] {
  try {
    const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'latin1').trim();
    return text === '' ? [] : text.split(' ').map(Number);
  } catch {
    return [];
  }
}

function descendantsOf(pid: number): readonly number[] {
  const found: number[] = [];
  for (let level = childrenOf(pid); level.length > 0 && found.length < maxKilled; level = level.flatMap((each) => childrenOf(each))) {
    found.push(...level);
  }
  return found;
}

function parentOf(pid: number): number | undefined {
  const parent = Number(statFields(pid)?.[1]);
  return parent > 1 ? parent : undefined;
}

/** Sends a signal; that there is no such process is fine. */
function send(pid: number, signal: 'SIGSTOP' | 'SIGKILL'): void {
  try {
    process.kill(pid, signal);
  } catch {
    // gone
  }
}

function isThere(pid: number): boolean {
  const state = statFields(pid)?.[0];
  return state !== undefined && state !== 'Z' && state !== 'X';
}

/** Fields of /proc/PID/stat from the state on; the name before it, in parentheses, may hold anything. Source: proc(5). */
function statFields(pid: number): readonly string[] | undefined {
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return text.slice(text.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}
