import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import type { Confinement, MountCall } from './launch-request.ts';
import { check, libc } from './libc.ts';
import { linux } from './linux-flags.ts';
import { raiseLoopback } from './loopback.ts';

/** A namespace that this thread was born in, so that it can go back. */
interface Home {
  readonly name: string;
  readonly flag: number;
  readonly fd: number;
}

const homes: Home[] = [];

function goHomeLater(name: string, flag: number): void {
  if (!homes.some((home) => home.name === name)) homes.push({ name, flag, fd: openSync(`/proc/self/ns/${name}`, 'r') });
}

const isolations = {
  network: { name: 'net', flag: linux.CLONE_NEWNET },
  ipc: { name: 'ipc', flag: linux.CLONE_NEWIPC },
  uts: { name: 'uts', flag: linux.CLONE_NEWUTS },
} as const;

/**
 * Puts this thread's next child into namespaces of its own.
 * @param isolate which ones
 */
export function enterNamespaces(isolate: Confinement['isolate']): void {
  for (const kind of isolate) {
    const { name, flag } = isolations[kind];
    goHomeLater(name, flag);
    check(libc.unshare(flag), `a ${kind} namespace`);
    if (kind === 'network') raiseLoopback();
  }
}

/** Takes this thread back to the namespaces that it was born in. */
export function leaveNamespaces(): void {
  for (const { name, flag, fd } of homes.splice(0)) {
    check(libc.setns(fd, flag), `going back to the ${name} namespace`);
    closeSync(fd);
  }
}

// Process 1 of the namespace: reaps orphans while `cat` waits for the launcher's death, or for its end of the pipe to be closed.
const initScript = 'mount -t proc -o nosuid,nodev,noexec proc "$1" || exit 1; echo; cat <&3 & wait';

/** The first process of a process namespace; all others die with it. */
export interface ProcessNamespace {
  /** Kills every process in it and waits until they are gone. */
  end(): Promise<void>;
}

/**
 * Makes a process namespace that this thread's later children are born into, until `leaveNamespaces`.
 * @param procPath absolute path of an empty folder that gets its /proc
 */
export async function makeProcessNamespace(procPath: string): Promise<ProcessNamespace> {
  goHomeLater('pid', linux.CLONE_NEWPID);
  check(libc.unshare(linux.CLONE_NEWPID), 'a process namespace');
  const init = spawn('/bin/sh', ['-c', initScript, 'init', procPath], {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
    cwd: '/',
  });
  const exited = once(init, 'exit').catch(() => {}); // that it could not be started is told below
  const problem = await firstLine(init);
  if (problem !== undefined) throw new Error(`a process namespace with its own /proc: ${problem}`);
  return {
    end: async () => {
      init.kill('SIGKILL');
      await exited;
      libc.umount2(procPath, linux.MNT_DETACH);
    },
  };
}

/** Undefined once it says that it is ready, else what it said instead. */
async function firstLine(init: ChildProcess): Promise<string | undefined> {
  let complaint = '';
  init.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, 1000);
  });
  return new Promise((resolve) => {
    init.stdout?.once('data', () => resolve(undefined));
    init.once('error', (error) => resolve(error.message));
    init.once('close', () => resolve(complaint.trim()));
  });
}

let ownMountNamespace = false;

/** From now on mounts of this thread are nobody else's but its children's. */
export function takeOwnMountNamespace(): void {
  if (ownMountNamespace) return;
  check(libc.unshare(linux.CLONE_NEWNS), 'a mount namespace');
  check(libc.mount('none', '/', '', linux.MS_REC | linux.MS_PRIVATE, ''), 'making mounts private');
  ownMountNamespace = true;
}

/**
 * Makes mounts that nobody outside this process and its children sees.
 * @param mounts in this order
 * @returns unmakes them
 */
export function makeMounts(mounts: readonly MountCall[]): () => void {
  if (mounts.length > 0) takeOwnMountNamespace();
  const made: string[] = [];
  const unmake = (): void => {
    for (const target of made.splice(0).toReversed()) libc.umount2(target, linux.MNT_DETACH);
  };
  try {
    for (const call of mounts) {
      check(libc.mount(call.source, call.target, call.type, call.flags, call.data), `mounting ${call.type || 'bind'} at ${call.target}`);
      if ((call.flags & linux.MS_REMOUNT) === 0) made.push(call.target);
    }
  } catch (error) {
    unmake();
    throw error;
  }
  return unmake;
}
